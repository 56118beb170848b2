"""Judge 5: Schemathesis, made by others, makes thousands of requests from our own description.

Right ones and wrong ones. No reply may be a 5xx, each must be one that the description names, and
what breaks the description must be refused. Each run makes others; it tells its seed, with which
they can be made again.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import judges

ROOT = Path(__file__).resolve().parents[2]

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
]

EXAMPLES = 25
"""Requests at most for each operation beside those that cover its limits one by one."""

SEED = "OCTAVO_SCHEMATHESIS_SEED"
"""Names the variable of the environment that sets the seed, a whole number."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[str, str]]:
    """Serve an engine with an object of each kind; its address, and their ids as JSON."""
    paths = [str(ROOT / "app"), str(ROOT / "tests")]
    process = subprocess.Popen(
        [sys.executable, ROOT / "tests" / "support" / "stage.py", "--plain"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    address, ids = process.stdout.readline().strip(), process.stdout.readline().strip()
    if ids:
        yield address, ids
    _, said = process.communicate(timeout=30)  # it ends with its standard input
    assert process.returncode == 0
    assert "Traceback" not in said, said  # that requests were no HTTP is said as well


def test_thousands_of_requests_break_nothing(
    stage: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, ids = stage
    seed = os.environ.get(SEED) or str(random.SystemRandom().randrange(2**32))
    with capsys.disabled():
        print(f"\nSchemathesis runs with {SEED}={seed}", flush=True)
    said = subprocess.run(
        [
            *[judges.python("schemathesis"), "-m", "schemathesis.cli", "run"],
            *[f"{address}/openapi.json", "--phases", "coverage,fuzzing", "--seed", seed],
            *["--max-examples", str(EXAMPLES), "--checks", ",".join(CHECKS)],
            # the stage lets everybody in; the token is what tests/end2end/test_serve.py is about
            *["--header", "Authorization: Bearer none"],
            *["--continue-on-failure", "--no-shrink", "--suppress-health-check", "all"],
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "tests" / "support"),
            "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
            "OCTAVO_LASTING": ids,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = re.search(r"(\d+) generated", said.stdout)
    assert said.returncode == 0, said.stdout[-8000:] + said.stderr[-2000:]
    assert found is not None
    assert int(found[1]) > 2000
    print(f"Schemathesis made {found[1]} requests")
