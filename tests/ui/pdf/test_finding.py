"""Finding words in the document: counted, marked where they stand, gone through by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.ui.pdf.actions import PageAction
from octavo.ui.pdf.painting import Layer
from support.page_desk import Desk
from support.pdfs import make_pdf, turn
from support.qt import until


@pytest.fixture
def book(tmp_path: Path) -> Path:
    pages = [f"Page {n} tells of the weather." for n in range(1, 61)]
    for n in (3, 20, 50):
        pages[n - 1] += "\n\nThe heron waits. No Heron is in a hurry."
    return make_pdf(tmp_path / "book.pdf", pages)


async def look_for(desk: Desk, words: str, answer: str) -> None:
    bar = desk.view.find_bar
    desk.view.doable.action(PageAction.FIND).trigger()
    assert bar.isVisible()
    QTest.keyClicks(bar.edit, words)
    await until(lambda: bar.count.text() == answer, f"“{answer}”, not “{bar.count.text()}”")


async def test_all_places_are_counted_and_gone_through(desk: Desk, book: Path) -> None:
    bar = desk.view.find_bar
    await desk.presenter.show_document(str(book), 10)
    await look_for(desk, "HERON", "3 of 6")  # the first one on the page in view or behind it
    assert desk.canvas.page == 20
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    desk.view.doable.action(PageAction.FIND_NEXT).trigger()
    assert bar.count.text() == "5 of 6"
    await until(lambda: desk.canvas.page == 50, "page 50")
    bar.after.click()
    bar.after.click()
    assert bar.count.text() == "1 of 6"  # round again
    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "6 of 6"


async def test_the_places_are_marked_on_their_words(desk: Desk, book: Path) -> None:
    await desk.presenter.show_document(str(book))
    await look_for(desk, "heron", "1 of 6")
    layers = desk.canvas._layers
    await until(lambda: layers.get(Layer.CURRENT), "the place is marked")
    (current,) = layers[Layer.CURRENT][3]
    assert len(layers[Layer.FOUND][3]) == 2
    assert current in layers[Layer.FOUND][3]
    assert (
        desk.canvas.viewport()
        .rect()
        .contains(desk.canvas.viewportTransform().mapRect(current).toAlignedRect())
    )
    # what the reader says of the same words
    async for page in desk.reader.pages(book, [3]):
        start = page.raw.index("heron")
    ((rect,),) = await desk.reader.rectangles(book, 3, [(start, start + 5)])
    placed = desk.canvas._layout.place(3, rect)
    assert current.left() == pytest.approx(placed.left(), abs=2)
    assert current.right() == pytest.approx(placed.right(), abs=2)


@pytest.mark.parametrize("degrees", [90, 270])
async def test_words_of_a_turned_page_are_marked_as_one(
    desk: Desk, tmp_path: Path, degrees: int
) -> None:
    plain = make_pdf(tmp_path / "plain.pdf", ["A heron will fill a mill\n\nif it is still."] * 2)
    await desk.presenter.show_document(str(turn(plain, tmp_path / "turned.pdf", degrees)))
    await look_for(desk, "heron will fill", "1 of 2")
    layers = desk.canvas._layers
    await until(lambda: layers.get(Layer.CURRENT), "the place is marked")
    (current,) = layers[Layer.CURRENT][1]
    assert current.height() > 3 * current.width()


async def test_what_is_not_there_is_said_and_the_end_leaves_nothing(desk: Desk, book: Path) -> None:
    bar = desk.view.find_bar
    await desk.presenter.show_document(str(book))
    await look_for(desk, "ostrich", "Not found")
    assert not bar.after.isEnabled()
    bar.edit.clear()
    await look_for(desk, "heron", "1 of 6")
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert not desk.canvas._layers[Layer.FOUND]
    assert not desk.canvas._layers[Layer.CURRENT]
    # the place stays selected, ready to be copied
    assert desk.view.selector.selection is not None
    assert desk.view.doable.action(PageAction.COPY).isEnabled()


async def test_another_document_is_not_searched_for_the_old_words(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    other = make_pdf(tmp_path / "other.pdf", ["Nothing here."])
    await desk.presenter.show_document(str(book))
    await look_for(desk, "heron", "1 of 6")
    await desk.presenter.show_document(str(other))
    assert not desk.view.find_bar.isVisible()
    assert not desk.canvas._layers.get(Layer.FOUND)
