"""From right to left: columns and rows are mirrored, nothing overlaps or is cut off.

Each text is read the way its own letters are.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)

from octavo.session.state import DocumentState
from octavo.ui.chat.composer import QuestionEdit
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.reading import direction_of
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import ElidedLabel
from support.chat import answer, citation, question
from support.overlaps import overlaps
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import click_chip, open_window, pages_of, panel_of, type_question

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
HEBREW = "מתי מותר לשוכר לסיים את החוזה?"
ARABIC = "متى يجوز للمستأجر إنهاء العقد؟"


@pytest.mark.usefixtures("mirrored")
async def test_the_window_is_mirrored_and_its_citations_are_right(tmp_path):
    pages = ("Nothing.", "# Lease\n\nThe rent is due on the third working day of each month.")
    lease = make_pdf(tmp_path / "lease.pdf", pages)
    async with open_window(tmp_path / "data", [lease]) as program:
        window = program.window
        documents = window.sidebar.documents_model
        await until(
            lambda: (
                documents.rowCount() == 1
                and documents.index(0).data(ITEM_ROLE).state is DocumentState.READY
            ),
            "the lease is read",
        )
        type_question(program, "When is the rent due?")
        panel = panel_of(program)
        await until(lambda: panel.composer.button.text() == "Send" and panel.messages[1:], "it")
        await click_chip(program)
        view = pages_of(program)
        await until(lambda: view.canvas.marks and view.canvas.page == 2, "the page")

        def left_of(part: QWidget) -> int:
            return part.mapTo(window, QPoint(0, 0)).x()

        assert left_of(view) < left_of(panel) < left_of(window.sidebar)
        assert left_of(view.close_button) < left_of(view.name) < left_of(view.side_button)
        assert left_of(panel.composer.button) < left_of(panel.composer.edit)
        for size in ((1280, 800), (900, 600)):
            program.frame.resize(*size)
            QApplication.processEvents()
            assert overlaps(program.frame) == []
            column = panel.transcript.viewport()
            field = panel.composer
            assert left_of(column) == left_of(field)
            assert column.width() == field.width()
        keep(program.frame, "rtl-window")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (HEBREW, RIGHT),
        (ARABIC, RIGHT),
        (f"12. {HEBREW}", RIGHT),
        ("When may the tenant end it? מתי", LEFT),
        ("12 – 14", LEFT),
    ],
)
def test_a_text_is_read_the_way_its_first_letter_is(text, way):
    assert direction_of(text, LEFT) is way


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
@pytest.mark.parametrize("make", [QuestionEdit, lambda: EditQuestionDialog(None, "").field])
def test_a_field_begins_where_its_text_does(qtbot, make, text):
    field = make()
    qtbot.addWidget(field.window())
    field.window().resize(400, 200)
    field.window().show()
    field.setFocus()
    middle = field.viewport().rect().center().x()

    def place_of_first() -> int:
        cursor = field.textCursor()
        cursor.setPosition(0)
        return field.cursorRect(cursor).center().x()

    assert place_of_first() < middle
    field.setPlainText(text)
    assert place_of_first() > middle
    field.setPlainText("When?")
    assert place_of_first() < middle


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
def test_a_question_and_a_quote_are_written_from_the_right(qtbot, text):
    panel = ChatPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    said = f"“{text}” [1]"
    place = citation(said, "[1]")
    panel.show_messages([question("q", text), answer("a", said, citations=(place,))])
    panel.show()
    document = panel.transcript.document()
    found = []
    block = document.begin()
    while block.isValid():
        if text in block.text():
            found.append(block)
        block = block.next()
    assert len(found) == 2
    for block in found:
        assert block.textDirection() is RIGHT
        line = block.layout().lineAt(0)
        assert (
            line.cursorToX(block.text().index(text))[0]
            > line.cursorToX(block.text().index(text) + len(text))[0]
        )


def test_an_english_name_keeps_its_mark_at_its_end_in_a_mirrored_window(qtbot):
    """It lies at the other edge, and is read the same: a high letter, then what is low."""
    for way in (LEFT, RIGHT):
        label = ElidedLabel("W. . . .")
        qtbot.addWidget(label)
        label.setLayoutDirection(way)
        label.setFixedSize(300, 24)
        image = label.grab().toImage()
        ground = image.pixel(150, 0)
        heights = [
            sum(image.pixel(x, y) != ground for y in range(image.height()))
            for x in range(image.width())
        ]
        inked = [x for x, height in enumerate(heights) if height]
        assert (inked[0] < 20) == (way is LEFT)
        assert (inked[-1] > 280) == (way is RIGHT)
        assert max(heights[x] for x in inked[:8]) > 2 * max(heights[x] for x in inked[-2:])


def test_the_look_finds_what_overlaps_or_sticks_out(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(100, 100)
    for text, place in (("a", QRect(0, 0, 60, 20)), ("b", QRect(50, 0, 60, 20))):
        QLabel(text, window).setGeometry(place)
    window.show()
    assert len(overlaps(window)) == 2


def test_what_leads_back_and_on_points_the_way_that_is_read(qtbot):
    def shown(name: str, way: Qt.LayoutDirection) -> QImage:
        button = IconButton(name, "Next")
        qtbot.addWidget(button)
        button.setLayoutDirection(way)
        return button.icon().pixmap(16, 16).toImage()

    assert shown("chevron-left", RIGHT) == shown("chevron-right", LEFT)
    assert shown("chevron-left", RIGHT) != shown("chevron-left", LEFT)
    assert shown("close", RIGHT) == shown("close", LEFT)
