"""The benches still run: each at its smallest, so that a changed interface does not break them.

Nobody else would notice before the day on which the figures are wanted. What they measure is
not judged here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHES = ROOT / "tests" / "bench"

SMALLEST = {
    "window_bench.py": ("--runs", "1"),
    "idle_bench.py": ("--seconds", "1", "--pages", "1", "--settle", "0"),
    "library_bench.py": ("--documents", "20", "--threads", "20"),
}


def _run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT / "app"), str(ROOT / "tests")])
    return subprocess.run(
        [sys.executable, str(BENCHES / script), *arguments],
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


@pytest.mark.slow
@pytest.mark.timeout(500)
@pytest.mark.skipif(sys.platform != "linux", reason="they read what Linux tells of processes")
@pytest.mark.parametrize("script", SMALLEST)
def test_a_bench_of_the_window_runs_to_its_end(script: str) -> None:
    """A bench that starts windows ends and says its last figure."""
    done = _run(script, *SMALLEST[script])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="they read what Linux tells of processes")
def test_a_process_of_a_bench_that_fails_is_named_with_its_error() -> None:
    """A child that dies says why; one that says nothing is ended at the deadline."""
    code = f"""
import sys; sys.path.insert(0, {str(BENCHES)!r})
from children import Child, ChildError
for code, seconds in (("raise KeyError('the lost name')", 60), ("import time; time.sleep(99)", 1)):
    with Child(["-c", code]) as child:
        try:
            child.line(seconds)
        except ChildError as error:
            print(error, child.process.wait())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=100
    )
    assert "KeyError: 'the lost name' 1" in done.stdout
    assert "it took longer than 1 s" in done.stdout
