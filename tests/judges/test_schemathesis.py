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

GIVES_UP = 2
"""Times that Schemathesis may give up making requests before that is a failure."""

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
    seed = os.environ.get(SEED) or _another()
    said = _run(stage, seed, tmp_path, capsys)
    for _ in range(GIVES_UP):
        if not _gave_up(said):
            break
        said = _run(stage, _another(), tmp_path, capsys)
    found = re.search(r"(\d+) generated", said.stdout)
    assert said.returncode == 0, said.stdout[-8000:] + said.stderr[-2000:]
    assert found is not None
    assert int(found[1]) > 2000
    print(f"Schemathesis made {found[1]} requests")


def test_only_its_own_giving_up_is_passed_over() -> None:
    own = "Schema Error\n\nCannot generate an array with 1 demanded elements\n"
    other = "Schema Error\n\nUnresolvable reference\n"
    alone = "Errors:\n    🚫 Schema Error: 1\n\n"
    for said, passed_over in (
        (f"{own}{alone}  84 generated, 84 passed\n", True),
        (f"{own}{alone}  84 generated, 83 passed, 1 failed\n", False),
        (f"{own}{other}Errors:\n    🚫 Schema Error: 2\n\n  84 generated, 84 passed\n", False),
        (f"{own}{alone[:-1]}    🚫 Network Error: 1\n\n  84 generated, 84 passed\n", False),
        ("  84 generated, 84 passed\n", False),
    ):
        assert _gave_up(subprocess.CompletedProcess([], 1, said, "")) is passed_over, said
    ended_well = subprocess.CompletedProcess([], 0, f"{own}{alone}  84 generated, 84 passed\n", "")
    assert not _gave_up(ended_well)


def _another() -> str:
    return str(random.SystemRandom().randrange(2**32))


def _run(
    stage: tuple[str, str], seed: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> subprocess.CompletedProcess[str]:
    address, ids = stage
    with capsys.disabled():
        print(f"\nSchemathesis runs with {SEED}={seed}", flush=True)
    return subprocess.run(
        [
            *[judges.python("schemathesis"), "-m", "schemathesis.cli", "run"],
            *[f"{address}/openapi.json", "--phases", "coverage,fuzzing", "--seed", seed],
            *["--max-examples", str(EXAMPLES), "--checks", ",".join(CHECKS)],
            # the stage lets everybody in; the token is what tests/end2end/test_serve.py is about
            *["--header", "Authorization: Bearer none"],
            *["--continue-on-failure", "--no-shrink", "--suppress-health-check", "all"],
        ],
        cwd=folder,
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


def _gave_up(said: subprocess.CompletedProcess[str]) -> bool:
    """Tell whether nothing failed but its own making of requests.

    It refuses to make an array of elements that contradict each other, which it has thought up
    itself to be refused, instead of making another one; then it ends without the rest of that
    operation's requests. The run does not count: a whole one has to follow.
    """
    made = re.search(r"(\d+) generated, (\d+) passed$", said.stdout, re.MULTILINE)
    told = re.search(r"^Errors:\n((?: +.*\n)+)", said.stdout, re.MULTILINE)
    if said.returncode == 0 or made is None or told is None or made[1] != made[2]:
        return False
    errors = [line for line in told[1].splitlines() if line.strip()]
    count = len(re.findall(r"Cannot generate an array with \d+ demanded elements", said.stdout))
    return len(errors) == 1 and errors[0].endswith(f"Schema Error: {count}")
