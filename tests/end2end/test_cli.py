"""The command line as a process: answers, exit codes, words on stderr."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import octavo
from support.pdfs import make_many, make_pdf, make_scan

QUESTION = "When may the tenant terminate the lease?"


class Cli:
    """Runs ``octavo`` with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        keep = {n: v for n, v in os.environ.items() if not n.startswith(("OCTAVO_", "QT_"))}
        self.environment = keep | {
            "OCTAVO_DATA_DIR": str(self.data),
            "PYTHONPATH": str(Path(octavo.__file__).parents[1]),
            "PATH": str(folder),  # the same everywhere: no program for text recognition
        }
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            self.environment.pop(name, None)

    def start(self, *words: str | Path, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "octavo", *map(str, words)],
            cwd=self.folder,
            env=self.environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def __call__(self, *words: str | Path, **more: str) -> tuple[int, str, str]:
        process = self.start(*words, **more)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err, err
        return process.returncode, out, err


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path)


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    pages = [
        "# Lease\n\nThis lease is made between the landlord and the tenant of the mill.",
        "# Termination\n\nThe tenant may terminate the lease with three months' notice.",
    ]
    return make_pdf(tmp_path / "lease.pdf", pages, labels=[(1, "r", 1, "")])


def test_the_version_is_told_at_once(cli: Cli) -> None:
    assert cli("--version") == (0, f"octavo {octavo.__version__}\n", "")


def test_ask_prints_quotes_with_file_and_page(cli: Cli, lease: Path) -> None:
    code, out, err = cli("ask", lease, QUESTION)
    assert code == 0
    # A slow machine may tell how far it is.
    assert [line for line in err.splitlines() if "All is read" not in line] == []
    assert "three months' notice" in out
    assert "lease.pdf, page ii (page 2 of the file)" in out
    assert "【" not in out


def test_ask_json_has_every_place_in_full(cli: Cli, lease: Path) -> None:
    code, out, _ = cli("ask", "--json", lease, QUESTION)
    answer: dict[str, Any] = json.loads(out)
    assert code == 0
    assert set(answer) == {
        *("question", "answer", "kind", "covered", "model", "unsupported", "quotes", "files"),
        *("passages_by_words_alone", "languages_apart"),
    }
    assert answer["languages_apart"] is None
    assert (answer["question"], answer["kind"]) == (QUESTION, "quotes")
    quote = answer["quotes"][0]
    assert quote["path"] == str(lease)
    assert (quote["file"], quote["page"], quote["page_label"]) == ("lease.pdf", 2, "ii")
    assert quote["verified"] is True
    assert quote["end"] > quote["start"]
    assert quote["rects"]
    assert answer["files"][0]["state"] == "ready"
    assert answer["files"][0]["pages"] == 2


def test_what_the_documents_do_not_cover_is_exit_code_1(cli: Cli, lease: Path) -> None:
    code, out, _ = cli("ask", lease, "What is the boiling point of tungsten on Jupiter?")
    assert code == 1
    assert "do not seem to cover" in out


def test_a_folder_is_taken_with_its_pdfs(cli: Cli, lease: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    lease.rename(folder / "lease.pdf")
    make_pdf(folder / "other.pdf", ["Nothing but the weather is told here."])
    code, out, _ = cli("ask", folder, QUESTION)
    assert code == 0
    assert "lease.pdf, page ii" in out


def test_bad_files_are_told_and_the_rest_is_asked(cli: Cli, lease: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_text("These are notes.")
    make_scan(tmp_path / "scan.pdf")
    code, out, err = cli("ask", "gone.pdf", "notes.pdf", "scan.pdf", lease, QUESTION)
    assert code == 0
    assert "lease.pdf, page ii" in out
    told = [line for line in err.splitlines() if line.startswith("octavo: ")]
    assert f"octavo: There is no file “{tmp_path / 'gone.pdf'}”." in told
    for name in ("gone.pdf", "notes.pdf", "scan.pdf"):
        assert [line.count(name) for line in told if name in line] == [1]


@pytest.mark.parametrize(
    "words",
    [
        ("ask",),
        ("ask", "lease.pdf"),
        ("ask", "gone.pdf", QUESTION),
        ("ask", "scan.pdf", QUESTION),
        ("ask", "lease.pdf", "gone.pdf"),
        ("ask", "--nonsense", "lease.pdf", QUESTION),
        ("gone.pdf",),
    ],
)
def test_bad_input_is_exit_code_2_with_words(
    cli: Cli, lease: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    make_scan(tmp_path / "scan.pdf")
    code, out, err = cli(*words)
    assert (code, out) == (2, "")
    assert "octavo" in err


def test_a_second_question_needs_no_reading(cli: Cli, lease: Path) -> None:
    cli("ask", lease, QUESTION)
    before = sorted((cli.data / "files").rglob("*"))
    code, _, _ = cli("ask", lease, "Who made the lease?")
    assert code == 0
    assert sorted((cli.data / "files").rglob("*")) == before


def test_a_folder_that_is_in_use_is_left_alone(cli: Cli, lease: Path, tmp_path: Path) -> None:
    from octavo.engine.lock import DataFolder

    folder = DataFolder(cli.data)
    try:
        code, out, err = cli("ask", lease, QUESTION)
        assert code == 0
        assert "three months' notice" in out
        assert "temporary" in err
        code, out, err = cli("ask", "--data-dir", cli.data, lease, QUESTION)
        assert (code, out) == (2, "")
        assert "Another Octavo" in err
    finally:
        folder.release()


def test_a_data_folder_that_cannot_be_made_is_told(cli: Cli, lease: Path) -> None:
    code, _, err = cli("ask", "--data-dir", lease / "data", lease, QUESTION)
    assert code == 2
    assert "is a file, and the data needs a folder" in err


def test_a_long_reading_is_told_where_no_terminal_is(cli: Cli, tmp_path: Path) -> None:
    make_many(tmp_path / "many.pdf", 3000)
    process = cli.start("ask", "--wait", "many.pdf", QUESTION)
    assert process.stderr is not None
    try:
        told = process.stderr.readline()
        assert told in {
            "octavo: Reading 1 file…\n",
            "octavo: All is read; learning what 3,000 passages mean…\n",  # a fast machine
        }
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_text_that_steers_terminals_is_printed_harmless(cli: Cli, tmp_path: Path) -> None:
    evil = tmp_path / "a\x1b]0;owned\x07b.pdf"
    make_pdf(evil, ["The tenant may terminate the lease in writing."])
    code, out, err = cli("ask", evil, QUESTION)
    assert code == 0
    assert "\x1b" not in out + err


def test_an_interrupt_ends_it_without_a_traceback_or_process(cli: Cli, tmp_path: Path) -> None:
    make_many(tmp_path / "many.pdf", 3000)
    # Tests that run in the background ignore interrupts, which what they start would inherit.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = cli.start("ask", "--wait", "many.pdf", QUESTION)
    finally:
        signal.signal(signal.SIGINT, before)
    database = cli.data / "octavo.sqlite"
    wait_for(database.exists)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)  # a worker that stayed would keep the pipes open
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


def test_the_window_needs_a_display(cli: Cli) -> None:
    code, _, err = cli()
    assert code == 3
    assert "no display" in err
    assert "octavo ask" in err


@pytest.mark.skipif(sys.platform != "linux", reason="about displays of Linux")
def test_a_display_that_does_not_answer_is_said_and_nothing_aborts(cli: Cli) -> None:
    code, _, err = cli(DISPLAY=":4097")
    assert code == 2
    assert "“:4097”" in err
    assert "octavo ask" in err


def test_the_self_test_passes_and_writes_its_result(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli(f"--self-test={tmp_path / 'result.json'}")
    report = json.loads(out)
    assert (code, err, report["ok"]) == (0, "", True)
    assert report["quote"]
    assert json.loads((tmp_path / "result.json").read_text()) == report
    assert not cli.data.exists()


def test_the_self_test_says_at_once_that_its_result_cannot_be_written(
    cli: Cli, tmp_path: Path
) -> None:
    code, out, err = cli(f"--self-test={tmp_path / 'absent' / 'result.json'}")
    assert (code, out) == (2, "")  # the test, whose result would be printed, was not begun
    assert "result.json” cannot be written" in err


@pytest.mark.parametrize(
    ("part", "exit_code", "words"),
    [("onnxruntime", 1, "The search model does not work: "), ("apsw", 3, "ImportError: no apsw")],
)
def test_the_self_test_writes_down_which_part_cannot_be_loaded(
    part: str, exit_code: int, words: str, cli: Cli, tmp_path: Path
) -> None:
    """For programs without a terminal, whose only word is that file."""
    broken = tmp_path / "broken" / part
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text(f"raise ImportError('no {part}')\n", encoding="utf-8")
    path = f"{broken.parent}{os.pathsep}{cli.environment['PYTHONPATH']}"
    code, _, _ = cli(f"--self-test={tmp_path / 'result.json'}", PYTHONPATH=path)
    report = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert (code, report["ok"]) == (exit_code, False)
    assert words in report["problem"]


def wait_for(condition: Any) -> None:
    import time

    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """No process of ours outlives a test."""
    import psutil

    before = {process.pid for process in psutil.Process().children(recursive=True)}
    yield
    _, alive = psutil.wait_procs(
        [p for p in psutil.Process().children(recursive=True) if p.pid not in before], timeout=5
    )
    assert alive == []
