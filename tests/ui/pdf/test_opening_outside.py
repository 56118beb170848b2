"""Opening a document in another program: after a confirm, a copy, and nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from octavo.session.session import Session
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.pdf import opening_outside
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.opening_outside import NoProgramError, open_outside
from support.page_desk import Desk
from support.pdfs import make_active, make_pdf
from support.qt import until


class Program:
    """Stands for the system: notes what it is to open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, there: bool = True) -> None:
        self.opened: list[QUrl] = []
        self._there = there
        monkeypatch.setattr(opening_outside, "QDesktopServices", self)

    def openUrl(self, url: QUrl) -> bool:
        self.opened.append(url)
        return self._there


class _Outside:
    """A session whose copies are the documents themselves."""

    outside: _Outside

    def __init__(self) -> None:
        self.outside = self

    async def make(self, document: object) -> Path:
        return Path(getattr(document, "file_id", ""))


async def asked(desk: Desk) -> ConfirmDialog:
    await until(lambda: desk.view.findChild(ConfirmDialog), "the question")
    dialog = desk.view.findChild(ConfirmDialog)
    assert dialog is not None
    return dialog


async def test_nothing_is_opened_without_a_yes(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Security 15."""
    program = Program(monkeypatch)
    await desk.presenter.show_document(str(make_active(tmp_path / "active.pdf")))
    desk.view.doable.action(PageAction.OUTSIDE).trigger()
    dialog = await asked(desk)
    dialog.cancel.click()
    await until(lambda: not desk.tasks.busy, "the end of it")
    assert program.opened == []


async def test_a_yes_opens_the_copy(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(monkeypatch)
    path = make_pdf(tmp_path / "lease.pdf", ["Text."])
    await desk.presenter.show_document(str(path))
    assert desk.view.document is not None
    session = cast("Session", _Outside())
    task = desk.tasks.start(open_outside(session, desk.view, desk.view.document), name="open")
    (await asked(desk)).accept_button.click()
    assert await task
    assert program.opened == [QUrl.fromLocalFile(str(path))]
    assert QDesktopServices is not opening_outside.QDesktopServices


async def test_a_system_without_a_program_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Program(monkeypatch, there=False)
    await desk.presenter.show_document(str(make_pdf(tmp_path / "lease.pdf", ["Text."])))
    assert desk.view.document is not None

    async def open_it() -> None:
        assert desk.view.document is not None
        with pytest.raises(NoProgramError, match=r"“lease\.pdf”"):
            await open_outside(cast("Session", _Outside()), desk.view, desk.view.document)

    task = desk.tasks.start(open_it(), name="open")
    (await asked(desk)).accept_button.click()
    await task


async def test_active_content_is_named(desk: Desk, tmp_path: Path) -> None:
    document = await desk.pages.open(str(make_active(tmp_path / "active.pdf")))
    text = opening_outside.what_happens(document)
    assert "scripts" in text
    assert "actions that start programs" in text
    plain = await desk.pages.open(str(make_pdf(tmp_path / "plain.pdf", ["Text."])))
    assert "may run" not in opening_outside.what_happens(plain)
