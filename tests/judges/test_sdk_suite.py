"""Judge 2: the official SDK's own tests, from its source package, against the engine."""

from __future__ import annotations

import collections
import dataclasses
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import judges
from support.sdk_refusals import REFUSALS, Refusal

ROOT = Path(__file__).resolve().parents[2]

FILES = {
    "beta/test_assistants.py": 105,
    "beta/test_threads.py": 125,
    "beta/threads/test_messages.py": 115,
    "beta/threads/test_runs.py": 185,
    "beta/threads/runs/test_steps.py": 50,
    "test_files.py": 120,
    "test_vector_stores.py": 130,
    "vector_stores/test_file_batches.py": 92,
    "vector_stores/test_files.py": 134,
}
"""The parts of the suite that are about the interface, with the number of their tests."""

SKIPPED_BY_THE_SUITE = 3

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclasses.dataclass(frozen=True)
class Case:
    """A test of the suite as it went.

    Args:
        file: Where it is.
        name: File and name.
        kind: ``passed``, ``failed`` or ``skipped``.
        said: The error, if there was one.
    """

    file: str
    name: str
    kind: str
    said: str


@pytest.fixture(scope="module")
def stage() -> Iterator[str]:
    """Serve an engine on which the ids of the suite exist; the address."""
    paths = [str(ROOT / "app"), str(ROOT / "tests")]
    process = subprocess.Popen(
        [sys.executable, ROOT / "tests" / "support" / "stage.py"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if address:
        yield address
    _, said = process.communicate(timeout=30)  # it ends with its standard input
    assert (process.returncode, said) == (0, "")


@pytest.fixture(scope="module")
def cases(stage: str, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """Run the suite once; how each test went."""
    report = tmp_path_factory.mktemp("suite") / "report.xml"
    keep = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ended = subprocess.run(
        [
            *[judges.python("sdk-suite"), "-m", "pytest", "-p", "no:cacheprovider", "-q"],
            *["-o", "junit_family=xunit1", f"--junitxml={report}"],
            *[f"tests/api_resources/{file}" for file in FILES],
        ],
        cwd=judges.sdk_sources(),
        env={**keep, "TEST_API_BASE_URL": stage, "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert ended.returncode in (0, 1), ended.stdout[-3000:] + ended.stderr[-3000:]
    return list(read(report))


def read(report: Path) -> Iterator[Case]:
    """Read pytest's report."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written just now by pytest
        file = case.attrib["file"].removeprefix("tests/api_resources/")
        name = f"{file}::{case.attrib['name']}"
        outcome = next((one for one in case if one.tag in ("failure", "error", "skipped")), None)
        if outcome is None:
            yield Case(file, name, "passed", "")
        else:
            kind = "skipped" if outcome.tag == "skipped" else "failed"
            yield Case(file, name, kind, outcome.attrib.get("message", ""))


def refusal_of(case: Case) -> Refusal | None:
    """Return the entry that has this test end in an error."""
    return next((one for one in REFUSALS if one.tests.fullmatch(case.name.partition("[")[0])), None)


def test_the_suite_is_the_one_that_is_known(cases: list[Case]) -> None:
    counted: Mapping[str, int] = collections.Counter(case.file for case in cases)
    assert counted == FILES
    skipped = [case.name for case in cases if case.kind == "skipped"]
    assert len(skipped) == SKIPPED_BY_THE_SUITE, skipped


@pytest.mark.parametrize("file", FILES)
def test_what_the_interface_allows_is_done(cases: list[Case], file: str) -> None:
    wrong = [
        f"{case.name}: {case.said}"
        for case in cases
        if case.file == file and case.kind == "failed" and refusal_of(case) is None
    ]
    assert not wrong, f"{len(wrong)} tests:\n" + "\n".join(wrong)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.reason)
def test_what_the_interface_forbids_is_refused(cases: list[Case], refusal: Refusal) -> None:
    meant = [case for case in cases if refusal_of(case) is refusal]
    assert meant
    wrong = [case for case in meant if case.kind != "failed" or refusal.says not in case.said]
    assert not wrong
