"""The progress bar of the command line."""

from __future__ import annotations

import io
import sys

import pytest

from octavo.cli.progress import ReadingProgress
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


def test_where_no_terminal_is_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with ReadingProgress() as progress:
        progress.show([item(DocumentState.READING, pages_done=25)])
    assert capsys.readouterr().err == ""
