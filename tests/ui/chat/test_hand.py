"""The keys in the transcript: from message to message, and a caret that selects."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from octavo.session.state import ChatMessage
from octavo.ui import theme
from octavo.ui.chat.message_actions import MessageAction, meant
from octavo.ui.chat.panel import ChatPanel
from support.chat import answer, citation, question
from support.chat_view import WatchedTranscript
from support.shots import keep

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
TEXT = "It ends 【1】 after [a page](https://example.com/x). " + "More words follow. " * 20


def _answer(key: str) -> ChatMessage:
    return answer(key, TEXT, citations=(citation(TEXT, "【1】"),))


THREAD = (
    question("u1", "When may the tenant end it?"),
    _answer("a1"),
    question("u2", "And the deposit?"),
    _answer("a2"),
)


@pytest.fixture
def shown(transcript: WatchedTranscript) -> WatchedTranscript:
    transcript.show_messages(THREAD)
    transcript.activateWindow()
    assert QTest.qWaitForWindowActive(transcript)
    transcript.setFocus()
    return transcript


def _chosen(transcript: WatchedTranscript) -> str:
    message = transcript.message_in_hand
    return "" if message is None else message.id


def _copied(transcript: WatchedTranscript) -> str:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(transcript, Qt.Key.Key_C, _CONTROL)
    return QGuiApplication.clipboard().text()


def test_the_keys_go_from_message_to_message(shown: WatchedTranscript) -> None:
    assert _chosen(shown) == ""
    order = []
    for forward in (False, False, False, False, False, True):
        shown.go_to_message(forward)
        order.append(_chosen(shown))
    assert order == ["a2", "u2", "a1", "u1", "u1", "a1"]


def test_the_first_step_begins_with_what_is_in_view(shown: WatchedTranscript) -> None:
    shown.resize(700, 200)
    QApplication.processEvents()
    shown.verticalScrollBar().setValue(0)
    shown.go_to_message(True)
    assert _chosen(shown) == "u1"


def test_the_chosen_message_is_in_view_ringed_and_told(shown: WatchedTranscript) -> None:
    shown.resize(700, 300)
    QApplication.processEvents()
    before = shown.grab().toImage()
    for _ in range(4):
        shown.go_to_message(False)
    assert shown.accessibleDescription() == (
        "Question, message 1 of 4: When may the tenant end it?"
    )
    assert shown.verticalScrollBar().value() < 20
    QApplication.processEvents()
    keep(shown, "chosen-question")
    image = shown.grab().toImage()
    assert image != before
    accent = QColor(theme.current().accent).rgb()
    ringed = [
        (x, y)
        for x in range(0, image.width(), 2)
        for y in range(120)
        if image.pixel(x, y) == accent
    ]
    assert len(ringed) > 50
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert _chosen(shown) == ""
    assert shown.accessibleDescription() == ""


def test_the_whole_answer_is_told_as_it_reads(shown: WatchedTranscript) -> None:
    shown.go_to_message(False)
    told = shown.accessibleDescription()
    assert told.startswith("Answer, message 4 of 4: It ends [lease, p. 12] after a page. More")
    assert "【" not in told


def test_messages_that_are_not_written_out_yet_are_reached(shown: WatchedTranscript) -> None:
    shown.show_messages([question(f"u{n}", f"Number {n}?") for n in range(60)])
    for _ in range(60):
        shown.go_to_message(False)
    assert _chosen(shown) == "u0"


@pytest.mark.parametrize("key", [Qt.Key.Key_Menu, Qt.Key.Key_Return])
def test_the_menu_of_the_chosen_message_opens_by_key(shown: WatchedTranscript, key: Qt.Key) -> None:
    said: list[object] = []
    shown.action_requested.connect(lambda action, one: said.append((action, one)))
    for _ in range(4):
        shown.go_to_message(False)
    if key is Qt.Key.Key_Menu:
        # offscreen makes no event of its own of the key
        middle = shown.rect().center()
        keyboard = QContextMenuEvent.Reason.Keyboard
        event = QContextMenuEvent(keyboard, middle, shown.mapToGlobal(middle))
        QApplication.sendEvent(shown, event)
    else:
        QTest.keyClick(shown, key)
    menu = shown.findChild(QMenu)
    assert isinstance(menu, QMenu)
    edit = next(one for one in menu.actions() if one.text() == "Edit and ask again…")
    assert edit.shortcut() == QKeySequence("Ctrl+Shift+E")
    where = shown.viewport().mapFromGlobal(menu.pos())
    assert shown.viewport().rect().contains(where)
    assert where.y() < 120
    menu.setActiveAction(edit)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert said == [(MessageAction.EDIT, "u1")]
    assert _chosen(shown) == "u1"


def test_tab_goes_on_from_the_chosen_message(shown: WatchedTranscript) -> None:
    for _ in range(3):
        shown.go_to_message(False)
    assert _chosen(shown) == "a1"
    QTest.keyClick(shown, Qt.Key.Key_Tab)
    assert shown.accessibleDescription() == "Citation: lease · p. 12"
    assert _chosen(shown) == "a1"
    QTest.keyClick(shown, Qt.Key.Key_Backtab)
    assert shown.accessibleDescription() == ""


def test_who_leaves_the_text_lets_the_message_go(panel: ChatPanel) -> None:
    panel.show_messages(THREAD)
    panel.activateWindow()
    assert QTest.qWaitForWindowActive(panel)
    panel.transcript.go_to_message(False)
    assert panel.transcript.message_in_hand is not None
    panel.composer.edit.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.transcript.message_in_hand is None


def test_a_dialog_that_comes_and_goes_leaves_the_message_chosen(
    shown: WatchedTranscript,
) -> None:
    shown.go_to_message(False)
    other = QWidget()
    other.show()
    other.activateWindow()
    assert QTest.qWaitForWindowActive(other)
    assert _chosen(shown) == "a2"
    other.close()
    other.deleteLater()


def test_shift_and_arrows_select_and_ctrl_c_copies(shown: WatchedTranscript) -> None:
    for _ in range(4):
        shown.go_to_message(False)
    for _ in range(3):
        QTest.keyClick(shown, Qt.Key.Key_Right, _SHIFT | _CONTROL)
    assert _copied(shown) == "When may the "
    QTest.keyClick(shown, Qt.Key.Key_Left, _SHIFT)
    assert _copied(shown) == "When may the"
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Home)
    QTest.keyClick(shown, Qt.Key.Key_End, _SHIFT)
    assert _copied(shown).startswith("It ends [lease, p. 12] after a page. More words")
    assert _chosen(shown) == "a1"
    keep(shown, "selected-by-keys")


def test_the_caret_begins_in_view_and_goes_with_esc(shown: WatchedTranscript) -> None:
    shown.resize(700, 200)
    QApplication.processEvents()
    bar = shown.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert bar.value() == bar.maximum()
    assert shown.viewport().rect().intersects(shown.cursorRect())
    QTest.keyClick(shown, Qt.Key.Key_Right, _SHIFT)
    assert shown.textCursor().hasSelection()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.textCursor().hasSelection()
    bar.setValue(0)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert bar.value() > 0
    assert not shown.textCursor().hasSelection()


def test_the_caret_is_seen(shown: WatchedTranscript) -> None:
    shown.go_to_message(False)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QApplication.processEvents()
    image = shown.grab().toImage()
    area = shown._hand._caret.area()
    assert image.pixelColor(area.left(), area.center().y()) == QColor(theme.current().accent)


def test_keys_of_the_window_are_left_to_it_while_there_is_a_caret(
    shown: WatchedTranscript,
) -> None:

    QTest.keyClick(shown, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_K, Qt.Key.Key_E, Qt.Key.Key_P):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, _CONTROL)
        event.ignore()
        QApplication.sendEvent(shown, event)
        assert not event.isAccepted(), key


@pytest.mark.parametrize(
    ("action", "chosen", "wanted"),
    [
        (MessageAction.EDIT, "u1", "u1"),
        (MessageAction.EDIT, "a1", "u1"),
        (MessageAction.AGAIN, "u1", "a1"),
        (MessageAction.BRANCH, "u1", "u1"),
        (MessageAction.GOOD, "a1", "a1"),
        (MessageAction.WHY, "a1", None),
        (MessageAction.EDIT, None, "u2"),
        (MessageAction.COPY, None, "a2"),
    ],
)
def test_an_action_is_for_the_chosen_message_or_its_turn(
    action: MessageAction, chosen: str | None, wanted: str | None
) -> None:
    one = next((m for m in THREAD if m.id == chosen), None)
    found = meant(action, THREAD, one)
    assert (None if found is None else found.id) == wanted
