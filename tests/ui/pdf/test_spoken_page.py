"""The text of a page, as assistive programs find and read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from octavo.ui.pdf.spoken import MOST, NO_TEXT
from octavo.ui.pdf.view import PageView
from support.page_desk import Desk
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep


@pytest.fixture
def heard() -> Iterator[None]:
    """Let an assistive program run for the length of a test."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    pages = ("The rent is due on the third day.", "The deposit is three rents.", "", "The end.")
    return make_pdf(tmp_path / "lease.pdf", pages)


def _texts(view: PageView) -> dict[str, str]:
    """Return the text of each text that is found in the view and only read, by its name."""
    waiting = [QAccessible.queryAccessibleInterface(view)]
    found: dict[str, str] = {}
    while waiting:
        one: QAccessibleInterface = waiting.pop()
        state = one.state()
        if one.role() == QAccessible.Role.EditableText and state.readOnly and not state.invisible:
            text = one.textInterface()
            found[one.text(QAccessible.Text.Name)] = text.text(0, text.characterCount())
        waiting += [one.child(number) for number in range(one.childCount())]
    return found


@pytest.mark.usefixtures("heard")
async def test_the_text_of_the_page_that_is_looked_at_is_found_and_read(
    desk: Desk, lease: Path
) -> None:
    await desk.presenter.show_document(str(lease))
    rent = {"Text of page 1": "The rent is due on the third day."}
    await until(lambda: _texts(desk.view) == rent, "the first page")
    desk.canvas.go_to(2)
    deposit = {"Text of page 2": "The deposit is three rents."}
    await until(lambda: _texts(desk.view) == deposit, "the second page")
    desk.canvas.go_to(3)
    await until(lambda: _texts(desk.view) == {"Text of page 3": str(NO_TEXT)}, "that it is bare")
    desk.presenter.clear()
    assert _texts(desk.view) == {}


@pytest.mark.usefixtures("heard")
async def test_the_keys_read_line_by_line_and_on_to_the_last_page_and_back(
    desk: Desk, lease: Path
) -> None:
    view, spoken = desk.view, desk.view.spoken
    view.activateWindow()
    assert QTest.qWaitForWindowActive(view)
    await desk.presenter.show_document(str(lease))
    await until(spoken.isVisible, "the text")
    view.canvas.setFocus()
    before = view.grab().toImage()
    QTest.keyClick(view.canvas, Qt.Key.Key_Tab)
    assert spoken.hasFocus()
    keep(view, "page-read-by-keys")
    assert view.grab().toImage() != before
    for number in (2, 3, 4):
        QTest.keyClick(spoken, Qt.Key.Key_PageDown)  # to the end of the text
        QTest.keyClick(spoken, Qt.Key.Key_PageDown)
        name = f"Text of page {number}"
        await until(lambda n=name: spoken.accessibleName() == n, name)  # type: ignore[misc]
    assert spoken.textCursor().position() == 0
    QTest.keyClick(spoken, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert spoken.textCursor().position() == len("The ")
    interface = QAccessible.queryAccessibleInterface(spoken)
    assert interface.textInterface().cursorPosition() == len("The ")
    QTest.keyClick(spoken, Qt.Key.Key_PageDown)
    QTest.keyClick(spoken, Qt.Key.Key_PageDown)  # there is no other page
    assert spoken.accessibleName() == "Text of page 4"
    QTest.keyClick(spoken, Qt.Key.Key_Home)
    QTest.keyClick(spoken, Qt.Key.Key_Up)
    await until(lambda: spoken.accessibleName() == "Text of page 3", "back")
    assert spoken.textCursor().atEnd()
    QTest.keyClick(spoken, Qt.Key.Key_Escape)
    assert view.canvas.hasFocus()


async def test_without_an_assistive_program_there_is_nothing_more(desk: Desk, lease: Path) -> None:
    await desk.presenter.show_document(str(lease))
    await until(lambda: desk.is_drawn(1), "the page")
    assert _texts(desk.view) == {}
    assert not desk.view.spoken._timer.isActive()


@pytest.mark.usefixtures("heard")
async def test_what_is_told_of_a_page_has_an_end(desk: Desk, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "long.pdf", ["word " * (MOST // 5 + 50)])
    await desk.presenter.show_document(str(path))
    await until(lambda: _texts(desk.view), "the text", seconds=30)
    (text,) = _texts(desk.view).values()
    assert len(text) == MOST
