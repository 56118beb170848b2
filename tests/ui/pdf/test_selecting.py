"""Selecting text with the mouse and by keys, copying it, and asking about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.session.state import OpenDocument
from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.painting import Layer
from octavo.ui.pdf.selection_presenter import LONGEST_QUOTE, quoted
from support.page_desk import Desk
from support.pdfs import make_pdf, turn
from support.qt import until
from support.turned import make_turned

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lease(tmp_path: Path) -> Path:
    return make_pdf(
        tmp_path / "lease.pdf",
        ["The deposit is three rents.\n\nIt is due at once.", "The second page begins here."],
    )


async def shown(desk: Desk, path: Path) -> None:
    await desk.presenter.show_document(str(path))
    await until(lambda: desk.presenter._texts.get(1), "the text of the first page")


def spot(desk: Desk, page: int, words: str, *, end: bool = False) -> QPoint:
    """Return where some words of a page begin or end in the viewport."""
    QApplication.processEvents()  # a zoom moves the pages once more when the bars are there
    text = desk.presenter._texts.get(page)
    assert text is not None
    start = text.text.index(words)
    (rect,) = text.rectangles(start, start + len(words))
    area = desk.canvas.viewportTransform().mapRect(desk.canvas._layout.place(page, rect))
    inner = area.adjusted(0.5, 0, -0.5, 0)
    return QPointF(inner.right() if end else inner.left(), inner.center().y()).toPoint()


def drag(desk: Desk, begin: QPoint, end: QPoint) -> None:
    viewport = desk.canvas.viewport()
    QTest.mousePress(viewport, _LEFT, pos=begin)
    QTest.mouseMove(viewport, (begin + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, pos=end)


async def copied(desk: Desk) -> str:
    QGuiApplication.clipboard().clear()
    desk.view.doable.action(PageAction.COPY).trigger()
    await until(QGuiApplication.clipboard().text, "something is copied")
    return QGuiApplication.clipboard().text()


async def test_what_is_dragged_over_is_selected_and_copied(desk: Desk, lease: Path) -> None:
    await shown(desk, lease)
    desk.canvas.set_zoom(1.5)
    assert not desk.view.doable.action(PageAction.COPY).isEnabled()
    drag(desk, spot(desk, 1, "deposit"), spot(desk, 1, "three", end=True))
    assert await copied(desk) == "deposit is three"
    # Esc lets it go
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.view.selector.selection is None
    assert not desk.view.doable.action(PageAction.COPY).isEnabled()


async def test_a_double_click_takes_the_word_and_keys_make_it_longer(
    desk: Desk, lease: Path
) -> None:
    await shown(desk, lease)
    desk.canvas.set_zoom(1.5)
    QTest.mouseDClick(desk.canvas.viewport(), _LEFT, pos=spot(desk, 1, "posit"))
    assert await copied(desk) == "deposit"
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(desk.canvas, Qt.Key.Key_Right, shift)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Right, shift | control)
    assert await copied(desk) == "deposit is"


async def test_a_selection_goes_over_pages(desk: Desk, lease: Path) -> None:
    await shown(desk, lease)
    desk.view.doable.action(PageAction.FIT_PAGE).trigger()
    desk.view.resize(440, 1400)
    desk.canvas.set_zoom(0.5)
    await until(lambda: desk.presenter._texts.get(2), "the text of the second page")
    drag(desk, spot(desk, 1, "once"), spot(desk, 2, "page", end=True))
    assert " ".join((await copied(desk)).split()) == "once. The second page"


async def test_the_text_of_a_turned_page_is_under_the_mouse(
    desk: Desk, lease: Path, tmp_path: Path
) -> None:
    await shown(desk, turn(lease, tmp_path / "turned.pdf", 90, crop=(40, 30, 560, 800)))
    desk.canvas.set_zoom(1.0)
    desk.canvas.turn_right()
    QTest.mouseDClick(desk.canvas.viewport(), _LEFT, pos=_middle(desk, "three"))
    assert await copied(desk) == "three"


def _middle(desk: Desk, words: str) -> QPoint:
    text = desk.presenter._texts.get(1)
    assert text is not None
    start = text.text.index(words)
    area = desk.canvas.area_of(1, text.rectangles(start, start + len(words)))
    desk.canvas.centerOn(area.center())
    return desk.canvas.viewportTransform().mapRect(area).center().toPoint()


async def test_a_question_begins_with_the_selection_its_file_and_page(
    desk: Desk, lease: Path
) -> None:
    asked: list[str] = []
    desk.presenter.ask_by(asked.append)
    await shown(desk, lease)
    desk.view.doable.action(PageAction.SELECT_PAGE).trigger()
    desk.view.doable.action(PageAction.ASK).trigger()
    await until(lambda: asked, "asked")
    assert asked == ["“The deposit is three rents. It is due at once.” (lease.pdf, p. 1)\n"]


async def test_a_long_selection_is_shortened_in_a_question(desk: Desk, lease: Path) -> None:
    facts = await desk.reader.facts(lease)
    text = quoted("word " * 1_000, OpenDocument("file", "lease.pdf", facts), 2)
    assert len(text) < LONGEST_QUOTE + 40
    assert text.endswith("word …” (lease.pdf, p. 2)\n")


def edge(desk: Desk, words: str, degrees: int, *, end: bool = False) -> QPoint:
    """Return where words begin or end that are drawn turned against the clock on page 1."""
    QApplication.processEvents()
    text = desk.presenter._texts.get(1)
    assert text is not None
    start = text.text.index(words)
    at = start + len(words) - 1 if end else start
    left, bottom, right, top = text.box(text.starts.index(at))
    x, y = (left + right) / 2, (bottom + top) / 2
    near, far = {90: (bottom, top), 180: (right, left), 270: (top, bottom)}[degrees]
    along = far + (near - far) / 8 if end else near + (far - near) / 8
    spot = (along, y, along, y) if degrees == 180 else (x, along, x, along)
    place = desk.canvas.viewportTransform().mapRect(desk.canvas._layout.place(1, spot))
    return place.center().toPoint()


@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_text_that_is_drawn_turned_is_selected_as_it_is_read(
    desk: Desk, tmp_path: Path, degrees: int
) -> None:
    await shown(desk, make_turned(tmp_path / "turned.pdf", degrees, header="Page {number}"))
    desk.view.doable.action(PageAction.FIT_PAGE).trigger()
    drag(desk, edge(desk, "first line", degrees), edge(desk, "this text", degrees, end=True))
    assert await copied(desk) == "first line of this text"
    assert len(desk.canvas._layers[Layer.SELECTED][1]) == 1  # for the line, none for each letter
    drag(desk, edge(desk, "sentence that", degrees), edge(desk, "goes on", degrees, end=True))
    assert await copied(desk) == "sentence that\ngoes on"
    assert len(desk.canvas._layers[Layer.SELECTED][1]) == 2
    QTest.mouseDClick(desk.canvas.viewport(), _LEFT, pos=edge(desk, "begins a", degrees, end=False))
    assert await copied(desk) == "begins"
