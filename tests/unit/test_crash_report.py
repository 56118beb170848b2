"""Reports of crashes: on this computer only, and without anything that a person has written."""

from __future__ import annotations

import faulthandler
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.crash_report import CrashReports
from octavo.errors import InputError

APP = Path(__file__).resolve().parents[2] / "app"
SECRET = "the tenant's secret"


@pytest.fixture(autouse=True)
def _faults_of_the_tests_as_before() -> Iterator[None]:
    yield
    faulthandler.enable(sys.__stderr__)  # as pytest does at its start


def report(data_dir: Path) -> str:
    return (data_dir / "logs" / "crash.txt").read_text(encoding="utf-8")


def fail_at(depth: int) -> None:
    if depth:
        fail_at(depth - 1)
    raise ValueError(SECRET)


def caught(depth: int = 0) -> Exception:
    try:
        fail_at(depth)
    except ValueError as error:
        outer = RuntimeError(SECRET)
        outer.__cause__ = error
        return outer
    raise AssertionError


def test_an_orderly_run_leaves_nothing_and_has_nothing_to_tell(tmp_path: Path) -> None:
    for _ in range(2):
        with CrashReports(tmp_path, "1.0") as reports:
            assert reports.left is None
            assert report(tmp_path).startswith("Octavo 1.0, Python ")
        assert list((tmp_path / "logs").iterdir()) == []


def test_a_fault_is_reported_with_its_places_and_without_its_words(tmp_path: Path) -> None:
    """Security 8: neither keys nor questions nor documents, wherever an error repeats them."""
    with CrashReports(tmp_path, "1.0") as reports:
        reports.note(caught())
        reports.note(caught())
        reports.note(InputError(SECRET))
        said = report(tmp_path)
    assert said.count("builtins.RuntimeError") == 1, "the same again is not repeated"
    assert "builtins.ValueError" in said
    assert "test_crash_report.py:" in said
    assert "fail_at" in said
    assert "InputError" not in said, "it was expected"
    assert SECRET not in said
    with CrashReports(tmp_path, "1.0") as reports:
        assert reports.left is not None
        assert not reports.left.is_crash
        assert "builtins.RuntimeError" in reports.left.path.read_text(encoding="utf-8")
    with CrashReports(tmp_path, "1.0") as reports:
        assert reports.left is None, "it was told"


def test_the_same_fault_without_end_does_not_fill_the_disk(tmp_path: Path) -> None:
    with CrashReports(tmp_path, "1.0") as reports:
        for depth in range(30):
            reports.note(caught(depth))
        assert report(tmp_path).count("builtins.RuntimeError") == 20


def test_an_error_that_ends_the_program_or_a_thread_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    reports = CrashReports(tmp_path, "1.0")

    def run() -> None:
        with reports:
            thread = threading.Thread(target=lambda: fail_at(0))
            thread.start()
            thread.join()
            raise KeyError(SECRET)

    with pytest.raises(KeyError):
        run()
    assert len(told) == 1
    assert "builtins.ValueError" in report(tmp_path)
    assert "builtins.KeyError" in report(tmp_path)
    assert SECRET not in report(tmp_path)


def test_a_crash_of_the_whole_process_is_told_at_the_next_start(tmp_path: Path) -> None:
    program = (
        "import faulthandler, sys; from pathlib import Path;"
        "from octavo.crash_report import CrashReports;"
        "reports = CrashReports(Path(sys.argv[1]), '1.0'); reports.open();"
        f"secret = {SECRET!r}; faulthandler._sigsegv()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(command, env={"PYTHONPATH": str(APP)}, check=False, timeout=90)
    assert done.returncode != 0
    with CrashReports(tmp_path, "1.1") as reports:
        assert reports.left is not None
        assert reports.left.is_crash
        said = reports.left.path.read_text(encoding="utf-8")
    assert "Octavo 1.0" in said
    assert 'File "<string>", line 1' in said
    assert SECRET not in said


def test_a_process_that_was_killed_has_not_crashed(tmp_path: Path) -> None:
    CrashReports(tmp_path, "1.0").open()  # and no close
    with CrashReports(tmp_path, "1.0") as reports:
        assert reports.left is None


def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    for day in range(10, 22):
        (logs / f"crash-2020-01-{day}-120000.txt").touch()
    with CrashReports(tmp_path, "1.0") as reports:
        reports.note(caught())
    with CrashReports(tmp_path, "1.0") as reports:
        assert reports.left is not None
        kept = sorted(path.name for path in logs.glob("crash-*.txt"))
    assert len(kept) == 10
    assert kept[-1] == reports.left.path.name


def test_a_folder_that_cannot_be_written_to_hinders_nothing(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file where the folder should be")
    with CrashReports(in_the_way, "1.0") as reports:
        reports.note(caught())
        assert reports.left is None
