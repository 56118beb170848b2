"""The search box over a real engine: typed, chosen, opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.session.found import FoundPage, FoundThread
from octavo.session.state import MessageState
from octavo.ui.search.delegate import utf16_length
from octavo.ui.search.model import FOUND_ROLE
from support.collection_dialogs import all_ready
from support.pdfs import make_pdf
from support.qt import until
from support.window import open_window, pages_of, panel_of, shoot, type_question

PAGES = (
    "# Lease\n\nThe rent is due on the third working day of each month.",
    "# Deposit\n\nThe deposit is two monthly rents and is paid back within a month.",
)


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        opened.presenter.add([make_pdf(tmp_path / "lease.pdf", PAGES)])
        await until(lambda: all_ready(opened), "it is read", seconds=120)
        yield opened


def _rows(box):
    model = box.results.model()
    return [model.index(row).data(FOUND_ROLE) for row in range(model.rowCount())]


async def _search(program, words):
    box = program.presenter.search_box
    QTest.keySequence(program.window, "Ctrl+K")
    assert box.isVisible()
    QTest.keyClicks(box.field, words)
    await until(lambda: not box._pause.isActive() and not program.presenter._search.busy, "found")
    return box


async def _ask(program, question):
    panel = panel_of(program)
    program.window.sidebar.new_thread.click()
    await until(lambda: not panel.messages, "an empty thread")
    type_question(program, question)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "the answer"
    )


async def test_a_page_opens_with_its_passage_marked(program):
    box = await _search(program, "deposit mon")
    assert [type(row) for row in _rows(box)] == [type(None), FoundPage]
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    view = pages_of(program)
    await until(lambda: program.window.shows_page_view and view.canvas.marks, "the passage")
    assert view.canvas.page == 2
    view.close_button.click()


async def test_a_thread_opens_at_its_message(program):
    await _ask(program, "When is the rent due?")
    first = panel_of(program).messages[0].text
    await _ask(program, "How high is the deposit?")
    box = await _search(program, "when rent")
    found = _rows(box)[1]
    assert isinstance(found, FoundThread)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    panel = panel_of(program)
    await until(lambda: [m.text for m in panel.messages[:1]] == [first], "its thread")


async def test_the_keys_go_through_the_results_and_leave(program):
    await _ask(program, "When is the rent due?")
    panel = panel_of(program)
    box = await _search(program, "rent")
    kinds = [type(row) for row in _rows(box)]
    assert kinds == [type(None), FoundThread, type(None), FoundPage, FoundPage]
    rows = []
    for _ in range(3):
        rows.append(box.results.currentIndex().row())
        QTest.keyClick(box.field, Qt.Key.Key_Down)
    assert rows == [1, 3, 4]
    assert box.results.currentIndex().row() == 1
    QTest.keyClick(box.field, Qt.Key.Key_Up)
    assert box.results.currentIndex().row() == 4
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert panel.composer.edit.hasFocus()


async def test_nothing_found_is_said_and_a_click_beside_closes(program):
    box = await _search(program, "oyster")
    assert box.note.isVisible()
    assert box.note.text() == "Nothing is found for “oyster”."
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomLeft())
    assert not box.isVisible()


async def test_the_marked_words_are_seen(program):
    box = await _search(program, "deposit")
    assert box.results.viewport().height() >= box.results.natural_height()
    row = box.results.visualRect(box.results.model().index(1))
    image = shoot(box)
    corner = box.results.viewport().mapTo(program.frame, row.topLeft())
    colors = {
        image.pixelColor(x, y).name()
        for x in range(corner.x(), corner.x() + row.width())
        for y in range(corner.y(), corner.y() + row.height())
    }
    yellow = [c for c in colors if int(c[1:3], 16) - int(c[5:7], 16) > 60]
    assert yellow, "the highlight's ground"


def test_marks_count_as_qt_does():
    assert utf16_length("a😀b") == 4
