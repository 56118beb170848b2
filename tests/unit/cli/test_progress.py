"""The progress bar of the command line."""

from __future__ import annotations

import io
import sys

import pytest

from octavo.cli.progress import CountProgress, ReadingProgress
from octavo.session.state import DocumentItem, DocumentState


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def item(state: DocumentState, **changed: float) -> DocumentItem:
    values = {"pages_total": 100, "pages_done": 100, "passages": 400} | changed
    return DocumentItem("k", None, "a.pdf", None, 9, state, **values)  # type: ignore[arg-type]


def test_pages_are_shown_first_and_then_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with ReadingProgress() as progress:
        progress.show([item(DocumentState.READING, pages_done=25)])
        assert "reading:  25%" in terminal.getvalue()
        assert "25/100 pages" in terminal.getvalue()
        progress.show([item(DocumentState.SEARCHABLE, embedded=0.5)])
        assert "200/400 passages" in terminal.getvalue()


def test_where_no_terminal_is_a_line_says_what_takes_so_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    waiting = item(DocumentState.WAITING, pages_total=0, pages_done=0)
    with ReadingProgress(patience=0) as progress:
        for done in (25, 50):
            progress.show([item(DocumentState.READING, pages_done=done), waiting])
        assert capsys.readouterr().err == "octavo: Reading 2 files…\n"
        for embedded in (0.25, 0.5):
            progress.show([item(DocumentState.SEARCHABLE, embedded=embedded)])
        assert "400 passages" in capsys.readouterr().err
        progress.show([item(DocumentState.READY)])
    assert capsys.readouterr().err == ""


def test_where_no_terminal_is_what_is_soon_read_is_read_in_silence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with ReadingProgress() as progress:
        progress.show([item(DocumentState.READING, pages_done=25)])
        progress.show([item(DocumentState.SEARCHABLE, embedded=0.5)])
    assert capsys.readouterr().err == ""


def test_what_is_counted_is_shown_as_a_bar_or_told_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with CountProgress("asking", "questions", 1200, patience=0) as progress:
        progress.show(1)
        progress.show(2)
    assert capsys.readouterr().err.count("Asking 1,200 questions…") == 1
    with CountProgress("asking", "questions", 1200) as progress:
        progress.show(1)
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with CountProgress("asking", "questions", 1200) as progress:
        progress.show(300)
    assert "asking:  25%" in terminal.getvalue()
    assert "300/1200 questions" in terminal.getvalue()
