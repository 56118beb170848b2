"""Answers are rated in the window: by a click on a thumb, by keys, from the menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from octavo.session.state import Rating
from octavo.ui.chat import styles
from octavo.ui.chat.message_actions import MessageAction
from octavo.ui.chat.places import places, rectangles
from octavo.ui.chat.targets import ActionTarget
from octavo.ui.chat.transcript import Transcript
from support.chat import answer
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, panel_of, press, type_question


def _thumb(transcript, action):
    """Return the place of a thumb of the last answer."""
    found = [
        place
        for place in places(transcript.document())
        if isinstance(target := transcript._target(place.key), ActionTarget)
        and target.action is action
    ]
    return found[-1]


def _point(transcript, action):
    area = rectangles(transcript.document(), _thumb(transcript, action))[0]
    offset = QPoint(0, transcript.verticalScrollBar().value())
    return area.center().toPoint() - offset


def _chosen(transcript, action):
    block = transcript.document().findBlock(_thumb(transcript, action).start)
    iterator = block.begin()
    while iterator.fragment().position() != _thumb(transcript, action).start:
        iterator += 1
    return iterator.fragment().charFormat().boolProperty(styles.ICON_CHOSEN)


async def test_an_answer_is_rated_and_the_rating_taken_back(tmp_path):
    pages = ("# Lease\n\nThe rent is due on the third working day of each month.",)
    lease = make_pdf(tmp_path / "lease.pdf", pages)
    async with open_window(tmp_path / "data", [lease]) as program:
        panel = panel_of(program)
        transcript = panel.transcript
        documents = program.window.sidebar.documents_model
        await until(lambda: documents.rowCount() == 1, "the lease is taken in")
        type_question(program, "When is the rent due?")
        await until(lambda: panel.composer.button.text() == "Send" and panel.messages[1:], "it")

        def rating():
            return panel.messages[-1].rating

        def click(action):
            point = _point(transcript, action)
            QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=point)

        keep(program.frame, "rating-none")
        click(MessageAction.GOOD)
        await until(lambda: rating() is Rating.GOOD, "it is good")
        assert _chosen(transcript, MessageAction.GOOD)
        assert not _chosen(transcript, MessageAction.POOR)
        keep(program.frame, "rating-good")
        click(MessageAction.POOR)
        await until(lambda: rating() is Rating.POOR, "it is poor")
        assert not _chosen(transcript, MessageAction.GOOD)
        await press(program, "Ctrl+B")
        await until(lambda: rating() is None, "the rating is taken back")
        await press(program, "Ctrl+T")
        await until(lambda: rating() is Rating.GOOD, "it is good again")
        await press(program, "Ctrl+Shift+C")
        assert "Rated" not in QGuiApplication.clipboard().text()


def test_a_thumb_says_what_it_means(qtbot):
    transcript = Transcript()
    qtbot.addWidget(transcript)
    transcript.resize(700, 400)
    transcript.show()
    transcript.show_messages([answer("a1", "It ends.")])
    point = _point(transcript, MessageAction.POOR)
    place = transcript.viewport().mapToGlobal(point)
    event = QHelpEvent(QEvent.Type.ToolTip, point, place)
    QApplication.sendEvent(transcript.viewport(), event)
    assert QToolTip.text() == "Poor answer"
    QToolTip.hideText()
