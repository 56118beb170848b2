"""Chips, links and buttons of the transcript, as assistive programs find them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.session.state import ChatMessage, MessageState, Problem
from octavo.ui.chat.message_actions import MessageAction
from support.chat import answer, citation, question
from support.chat_view import WatchedTranscript
from support.qt import until

TEXT = "It ends 【1】 after [a page](https://example.com/x) or so 【2】.\n\n```\nx = 1\n```\n"


def _message() -> ChatMessage:
    cited = (
        citation(TEXT, "【1】"),
        citation(TEXT, "【2】", page=2, filename="<b>annex</b>.pdf", verified=False),
    )
    return answer("a1", TEXT, citations=cited)


@pytest.fixture
def heard() -> Iterator[None]:
    """Let an assistive program run for the length of a test."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def _buttons(transcript: WatchedTranscript) -> dict[str, QAccessibleInterface]:
    """Return the interfaces of the buttons that are found in the transcript, by name."""
    waiting = [QAccessible.queryAccessibleInterface(transcript)]
    found = {}
    while waiting:
        one = waiting.pop()
        is_button = one.role() in (QAccessible.Role.Button, QAccessible.Role.PushButton)
        if is_button and not one.state().invisible:
            found[one.text(QAccessible.Text.Name)] = one
        waiting += [one.child(number) for number in range(one.childCount())]
    return found


@pytest.mark.usefixtures("heard")
async def test_everything_to_click_is_found_named_and_pressed(
    transcript: WatchedTranscript,
) -> None:
    said: list[object] = []
    transcript.citation_activated.connect(said.append)
    transcript.action_requested.connect(lambda action, _: said.append(action))
    shown = _message()
    failed = answer("a2", "", state=MessageState.FAILED, problem=Problem("Failed", "Broken."))
    transcript.show_messages([question("q", "When?"), shown, failed])
    wanted = {
        "Citation: lease · p. 12",
        "Citation: <b>annex</b> · p. 2, not checked",
        "Link: a page",
        "Copy code",
        "Copy",
        "Answer again",
        "Branch",
        "Good answer",
        "Poor answer",
        "Try again",
    }
    await until(lambda: len(_buttons(transcript)) == len(wanted), "all of them")
    assert set(_buttons(transcript)) == wanted
    press = QAccessibleActionInterface.pressAction()
    for number, name in enumerate(("Citation: lease · p. 12", "Poor answer"), 1):
        _buttons(transcript)[name].actionInterface().doAction(press)
        await until(lambda n=number: len(said) == n, "it is pressed")  # type: ignore[misc]
    assert said == [shown.citations[0], MessageAction.POOR]


@pytest.mark.usefixtures("heard")
async def test_what_is_out_of_view_or_gone_is_not_found(transcript: WatchedTranscript) -> None:
    many = [answer(f"a{n}", "word\n\n" * 60) for n in range(3)]
    transcript.show_messages(many)
    await until(lambda: len(_buttons(transcript)) == 5, "the actions at the end")
    transcript.show_messages([])
    await until(lambda: _buttons(transcript) == {}, "nothing")


async def test_without_an_assistive_program_there_is_nothing_more(
    transcript: WatchedTranscript,
) -> None:
    transcript.show_messages([_message()])
    QApplication.processEvents()
    assert _buttons(transcript) == {}
    assert transcript.spoken._timer.isActive() is False


def test_what_the_keys_choose_is_told(transcript: WatchedTranscript) -> None:
    transcript.show_messages([_message()])
    transcript.setFocus()
    told = []
    for _ in range(3):
        QTest.keyClick(transcript, Qt.Key.Key_Tab)
        interface = QAccessible.queryAccessibleInterface(transcript)
        told.append(interface.text(QAccessible.Text.Description))
    assert told == [
        "Citation: lease · p. 12",
        "Link: a page",
        "Citation: <b>annex</b> · p. 2, not checked",
    ]
    QTest.keyClick(transcript, Qt.Key.Key_Escape)
    assert transcript.accessibleDescription() == ""
