"""What went wrong in an earlier run is told, and what goes wrong in this one is written down."""

from __future__ import annotations

import asyncio
import faulthandler
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.crash_report import CrashReports
from support.qt import until
from support.shots import record
from support.window import open_window

SECRET = "the tenant's secret"


@pytest.fixture(autouse=True)
def _faults_of_the_tests_as_before() -> Iterator[None]:
    yield
    faulthandler.enable(sys.__stderr__)  # as pytest does at its start


async def test_the_window_names_the_report_and_writes_down_faults(
    tmp_path: Path,
) -> None:
    data_dir = tmp_path / "data"
    logs = data_dir / "logs"
    logs.mkdir(parents=True)
    with CrashReports(data_dir, "1.0"):
        head = (logs / "crash.txt").read_text(encoding="utf-8")
    left = logs / "crash.txt"
    left.write_text(head + "Fatal Python error: Segmentation fault\n", encoding="utf-8")

    with CrashReports(data_dir, "1.0") as reports:
        async with open_window(data_dir, reports=reports) as program:
            problem = program.window.problem_bar.problem
            assert problem is not None
            assert problem.title == "Octavo ended unexpectedly the last time"
            assert reports.left is not None
            assert str(reports.left.path) in problem.message
            assert reports.left.path.name.startswith("crash-")
            record(program.window, "crash-notice")

            async def fail() -> None:
                raise LookupError(SECRET)

            assert program.presenter is not None
            program.presenter._tasks.start(fail(), name="fail")
            asyncio.get_running_loop().call_soon(lambda: 1 / 0)
            await until(lambda: "LookupError" in left.read_text(encoding="utf-8"), "the task's")
            await until(lambda: "ZeroDivision" in left.read_text(encoding="utf-8"), "the loop's")
            assert SECRET not in left.read_text(encoding="utf-8")
            shown = program.window.problem_bar.problem
            assert shown is not None
            assert shown.title == "A fault in Octavo"
    with CrashReports(data_dir, "1.0") as reports:
        assert reports.left is not None
        assert not reports.left.is_crash
