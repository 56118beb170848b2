"""A person's hands on the dialogs that the menu of collections opens."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from octavo.program import Program
from octavo.session.state import DocumentState
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.model import ITEM_ROLE
from support.qt import until
from support.shots import keep

D = TypeVar("D", bound=QDialog)


async def open_by_menu(program: Program, action: str, kind: type[D]) -> D:
    """Open a dialog by the menu of collections, and return it."""
    heading = program.window.sidebar.heading
    QTest.mouseClick(heading.button, Qt.MouseButton.LeftButton)

    def menu() -> QMenu | None:
        return next((m for m in heading.findChildren(QMenu) if m.isVisible()), None)

    await until(menu, "the menu")
    opened = menu()
    assert opened is not None
    next(one for one in opened.actions() if one.text() == action).trigger()
    opened.close()
    return await shown(program, kind)


async def shown(program: Program, kind: type[D]) -> D:
    """Wait for a dialog, and return it."""

    def visible() -> list[D]:
        return [one for one in program.frame.findChildren(kind) if one.isVisible()]

    await until(visible, kind.__name__)
    return visible()[0]


async def answer(program: Program, name: str, *, agree: bool) -> None:
    """Agree to what is asked, or not; its picture is kept under a name."""
    consent = await shown(program, ConfirmDialog)
    keep(consent, name)
    button = consent.accept_button if agree else consent.cancel
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: not consent.isVisible(), "the question is gone")


def all_ready(program: Program) -> bool:
    """Tell whether there are documents, and all of them are ready."""
    model = program.window.sidebar.documents_model
    items = [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]
    return bool(items) and all(item.state is DocumentState.READY for item in items)
