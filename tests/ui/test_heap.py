"""The window's memory stays together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from octavo.ui import heap
from octavo.ui.heap import MANY, GivingBack
from support.qt import until

APP = Path(__file__).resolve().parents[2] / "app"
PROBE = """
import ctypes, sys, threading
from octavo.ui.heap import keep_together

keep_together()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
libc.fopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes, libc.fflush.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
all_there = threading.Barrier(8)

def work():
    all_there.wait()
    libc.malloc(1000)
    all_there.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, file)
libc.fflush(file)
"""

FREED = """
import sys
from pathlib import Path
from octavo.ui.heap import give_back

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

parts = [bytes(50_000) for _ in range(1000)]
last = parts[-1]  # keeps the heap from being cut at its end
parts = None
before = held()
give_back()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="about glibc")
def test_what_is_free_within_the_heap_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREED],
        env={**os.environ, "PYTHONPATH": str(APP)},
        check=True,
        timeout=60,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert int(done.stdout) > 40_000_000


async def test_it_is_given_back_once_after_much_work_when_all_is_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heap, "QUIET_MS", 1)
    given: list[int] = []
    giving = GivingBack(give=lambda: given.append(1))
    for _ in range(MANY):
        giving.end_round()
    assert not giving.is_waiting, "that was little"
    again: list[int] = []
    giving._quiet.timeout.connect(lambda: again.append(1))
    giving.end_round()
    assert giving.is_waiting
    giving.end_round()  # so the next time is not quiet yet
    await until(lambda: given, "a quiet moment", seconds=30)
    assert len(again) == 1 or len(again) == 2
    assert not giving.is_waiting, "nothing wakes an idle window"
    giving.end_round()
    assert not giving.is_waiting


@pytest.mark.skipif(sys.platform != "linux", reason="about glibc")
def test_eight_threads_share_two_heaps(tmp_path: Path) -> None:
    report = tmp_path / "heaps.xml"
    subprocess.run(
        [sys.executable, "-c", PROBE, str(report)],
        env={**os.environ, "PYTHONPATH": str(APP)},
        check=True,
        timeout=60,
    )
    assert 1 <= report.read_text().count("<heap nr=") <= 2
