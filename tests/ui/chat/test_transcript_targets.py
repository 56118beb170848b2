"""Chips, links and buttons in the text: mouse, keys, explanations, copying."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from octavo.session.state import ChatMessage, Citation, MessageState, Problem
from octavo.ui.chat.chips import chip_label, copied_chip, tooltip
from octavo.ui.chat.message_actions import RATINGS, MessageAction
from octavo.ui.chat.places import places, rectangles
from octavo.ui.chat.targets import ActionTarget
from octavo.ui.language import Language
from support.chat import answer, citation, question
from support.chat_view import WatchedTranscript, dump
from support.languages import spoken

TEXT = "It ends 【1】 after [a page](https://example.com/x) or **[two](https://b.example)** 【2】."


def message() -> ChatMessage:
    cited = (
        citation(TEXT, "【1】"),
        citation(TEXT, "【2】", page=2, filename="annex-b.pdf", verified=False),
    )
    return answer("a1", TEXT, citations=cited)


def centers(transcript: WatchedTranscript) -> list[QPoint]:
    offset = QPoint(0, transcript.verticalScrollBar().value())
    return [
        rectangles(transcript.document(), place)[0].center().toPoint() - offset
        for place in places(transcript.document())
    ]


def place_of(transcript: WatchedTranscript, action: MessageAction) -> QRectF:
    """Return where something that can be done with a message stands in the text."""
    targets = transcript._thread.targets
    (area,) = (
        rectangles(transcript.document(), place)[0]
        for place in places(transcript.document())
        if targets.get(place.key) == ActionTarget(action, "a1")
    )
    return area


@pytest.fixture
def said(transcript: WatchedTranscript) -> list[object]:
    heard: list[object] = []
    transcript.citation_activated.connect(heard.append)
    transcript.link_activated.connect(lambda href, label: heard.append((href, label)))
    transcript.retry_requested.connect(heard.append)
    transcript.action_requested.connect(lambda action, key: heard.append((action, key)))
    return heard


def test_a_click_activates(transcript: WatchedTranscript, said: list[object]) -> None:
    shown = message()
    transcript.show_messages([shown])
    for center in centers(transcript):
        QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert said[0] is shown.citations[0]
    assert said[1:3] == [("https://example.com/x", "a page"), ("https://b.example", "two")]
    assert said[3] is shown.citations[1]


def test_a_click_beside_activates_nothing(
    transcript: WatchedTranscript, said: list[object]
) -> None:
    transcript.show_messages([message()])
    QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 40))
    assert said == []


def test_a_press_that_is_dragged_away_activates_nothing(
    transcript: WatchedTranscript, said: list[object]
) -> None:
    transcript.show_messages([message()])
    first, second, *_ = centers(transcript)
    QTest.mousePress(transcript.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(transcript.viewport(), second)
    QTest.mouseRelease(transcript.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert said == []


def test_the_keys_reach_everything_in_order(
    transcript: WatchedTranscript, said: list[object]
) -> None:
    problem = Problem("Failed", "It broke off.")
    failed = answer("a2", "", state=MessageState.FAILED, problem=problem)
    shown = message()
    transcript.show_messages([shown, failed])
    transcript.setFocus()
    for _ in range(10):
        QTest.keyClick(transcript, Qt.Key.Key_Tab)
        QTest.keyClick(transcript, Qt.Key.Key_Return)
    hrefs = [("https://example.com/x", "a page"), ("https://b.example", "two")]
    rates = (MessageAction.GOOD, MessageAction.POOR)
    offered = (MessageAction.COPY, *rates, MessageAction.AGAIN, MessageAction.BRANCH)
    actions = [(action, "a1") for action in offered]
    assert said == [shown.citations[0], *hrefs, shown.citations[1], *actions, "a2"]
    QTest.keyClick(transcript, Qt.Key.Key_Backtab)
    QTest.keyClick(transcript, Qt.Key.Key_Space)
    assert said[-1] == (MessageAction.BRANCH, "a1")


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_the_thumbs_stand_side_by_side_at_every_width(
    transcript: WatchedTranscript, language: Language
) -> None:
    with spoken(language):
        transcript.show_messages([dataclasses.replace(answer("a1", "It ends."), run_id="run_1")])
        for wide in range(280, 900, 20):
            transcript.resize(wide, 500)
            tops = {place_of(transcript, rate).top() for rate in RATINGS}
            assert len(tops) == 1, wide


def test_the_chosen_chip_is_scrolled_into_view(transcript: WatchedTranscript) -> None:
    many = [answer(f"a{n}", "word\n\n" * 40 + "x 【1】") for n in range(3)]
    many = [answer(m.id, m.text, citations=(citation(m.text, "【1】"),)) for m in many]
    transcript.show_messages(many)
    transcript.verticalScrollBar().setValue(0)
    transcript.setFocus()
    for number in range(3):
        QTest.keyClick(transcript, Qt.Key.Key_Tab)
        assert transcript.viewport().rect().contains(centers(transcript)[number])


def test_the_pointer_explains_a_chip_in_plain_text(transcript: WatchedTranscript) -> None:
    """Security 1 and 3: what a document says is shown, not interpreted."""
    text = "x 【1】"
    cited = Citation(
        2, 5, "f", "<img src=x>.pdf", 3, "iii", "<b>bold</b> & <img src='http://x.example'>",
        (), verified=False, score=None,
    )  # fmt: skip
    transcript.show_messages([answer("a1", text, citations=(cited,))])
    center = centers(transcript)[0]
    event = QHelpEvent(QEvent.Type.ToolTip, center, transcript.viewport().mapToGlobal(center))
    QApplication.sendEvent(transcript.viewport(), event)
    preview = transcript.preview
    assert preview.citation is cited
    shown = preview.words.text()
    QTest.mousePress(transcript.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 300))
    assert preview.citation is None
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;img src=" in shown
    assert "<img" not in shown
    assert "&lt;img src=x&gt;.pdf, p. iii" in shown
    assert "Not checked" in shown


def test_the_chip_names_the_place() -> None:
    text = "x 【1】"
    assert chip_label(citation(text, "【1】")) == "lease · p. 12"
    assert copied_chip(citation(text, "【1】")) == "[lease, p. 12]"
    long = citation(text, "【1】", filename="a-contract-with-a-very-long-name-of-2021.PDF")
    assert chip_label(long) == "a-contract-with…-of-2021 · p. 12"
    assert copied_chip(long) == "[a-contract-with-a-very-long-name-of-2021, p. 12]"
    unknown = Citation(0, 1, "f", "", None, "", "", (), verified=True, score=None)
    assert chip_label(unknown) == "document"
    assert "Not checked" not in tooltip(unknown)


def test_copying_across_messages_gives_readable_text(transcript: WatchedTranscript) -> None:
    rest = "- one 𝄞\n- two\n\n|a|b|\n|-|-|\n|1|2|\n\n```\nx = 1\n\ny = 2\n```"
    text = f"## Rules\n\nIt ends 【1】:\n\n{rest}"
    shown = answer("a1", text, citations=(citation(text, "【1】"),))
    transcript.show_messages([question("u1", "When?\nWhy?"), shown, question("u2", "𝄞 And?")])
    transcript.selectAll()
    QTest.keyClick(transcript, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == (
        "When?\nWhy?\n\nRules\n\nIt ends [lease, p. 12]:\n\n•\tone 𝄞\n•\ttwo\n\n"
        "a\tb\n1\t2\n\nx = 1\n\ny = 2\n\n𝄞 And?"
    )
    assert clipboard.mimeData().formats() == ["text/plain"]


def test_a_part_of_a_line_can_be_copied(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", "𝄞 first and second")])
    cursor = QTextCursor(transcript.document())
    cursor.setPosition(3)
    cursor.setPosition(8, QTextCursor.MoveMode.KeepAnchor)
    transcript.setTextCursor(cursor)
    assert transcript.copied_text() == "first"


def test_copied_mathematics_keeps_what_was_raised_and_lowered(
    transcript: WatchedTranscript,
) -> None:
    transcript.show_messages([answer("a1", r"So $x_{max}^2 = e^{i\pi} + y_k$.")])
    transcript.selectAll()
    assert transcript.copied_text() == "So x_(max)² = e^(iπ) + y_k."


CODE = "Like this:\n\n```python\ndef f(x):\n    return 'x'  # why\n```\n"


def test_code_is_copied_whole_by_its_button(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", CODE)])
    transcript.setFocus()
    QTest.keyClick(transcript, Qt.Key.Key_Tab)
    QTest.keyClick(transcript, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "def f(x):\n    return 'x'  # why"


def test_a_selection_leaves_out_what_belongs_to_the_window(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", CODE)])
    transcript.selectAll()
    assert transcript.copied_text() == "Like this:\n\ndef f(x):\n    return 'x'  # why"


def test_code_has_colours_that_can_be_told_apart(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", CODE)])
    runs = [shown for shown in dump(transcript.document()) if len(shown) == 3]
    colours = {str(text).strip(): QColor(colour) for text, _, colour in runs}  # type: ignore[arg-type]
    assert len({colours["def"].name(), colours["'x'"].name(), colours["# why"].name()}) == 3


@pytest.mark.parametrize("role", ["user", "assistant"])
def test_the_menu_offers_what_fits_the_message(
    transcript: WatchedTranscript, said: list[object], role: str
) -> None:
    transcript.show_messages([question("u1", "When?"), message()])
    position = 1 if role == "user" else transcript.document().characterCount() - 5
    transcript._open_menu(QPoint(5, 5), position, None)
    menu = transcript.findChild(QMenu)
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    if role == "user":
        assert texts[2:] == ["Copy question", "Edit and ask again…", "Branch"]
    else:
        rates = ["Good answer", "Poor answer"]
        assert texts[2:] == ["Copy answer", "Answer again", "Branch", *rates]
    next(action for action in menu.actions() if action.text() == "Branch").trigger()
    assert said == [(MessageAction.BRANCH, "u1" if role == "user" else "a1")]
    menu.close()
