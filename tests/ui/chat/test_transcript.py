"""What the transcript shows of a thread, and how it changes."""

from __future__ import annotations

import dataclasses
import time

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from octavo.session.state import ChatMessage, Citation, MessageState, Problem
from octavo.ui import theme
from octavo.ui.chat.document import EARLIER
from octavo.ui.chat.filling import RENDERED
from octavo.ui.chat.message import QUOTES as QUOTES_INSTEAD
from octavo.ui.chat.message import QUOTES_LABEL, RETRY, STOPPED, WAITING
from octavo.ui.chat.places import places, rectangles
from support.chat import answer, citation, question
from support.chat_view import WatchedTranscript, dump, lines, own_places
from support.qt import until

CHIP = "\ufffc"
BREAK = "\u2028"
QUOTES = (
    "“It ends after a year.” 【1†lease.pdf p. 12】\n\n"
    "“One month’s rent.” 【2†lease.pdf p. 13】 【3†annex-b.pdf p. 2】"
)
WRITTEN = """# Ending

The tenant **may** end it 【1†lease.pdf p. 12】.

1. In writing
2. With `notice`

   and more of the second

| a | b |
|---|--:|
| 1 | 2 |

```py
def f():

    return 1
```

> quoted

The end 【2†annex-b.pdf p. 2】.
"""


def quotes_answer(message_id: str = "a1") -> ChatMessage:
    cited = (
        citation(QUOTES, "【1†lease.pdf p. 12】"),
        citation(QUOTES, "【2†lease.pdf p. 13】", page=13),
        citation(QUOTES, "【3†annex-b.pdf p. 2】", page=2, filename="annex-b.pdf"),
    )
    return answer(message_id, QUOTES, kind="quotes", citations=cited)


def written_answer() -> ChatMessage:
    cited = (
        citation(WRITTEN, "【1†lease.pdf p. 12】"),
        citation(WRITTEN, "【2†annex-b.pdf p. 2】", page=2, filename="annex-b.pdf"),
    )
    return answer("a1", WRITTEN, citations=cited)


def image(transcript: WatchedTranscript) -> QImage:
    QApplication.processEvents()
    return transcript.viewport().grab().toImage()


def test_a_thread_shows_questions_quotes_and_chips(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "When?\nAnd why?"), quotes_answer()])
    assert lines(transcript.document()) == [
        f"When?{BREAK}And why?",
        str(QUOTES_LABEL),
        f"“It ends after a year.”{BREAK}{CHIP}",
        f"“One month’s rent.”{BREAK}{CHIP} {CHIP}",
    ]


@pytest.mark.parametrize("kind", ["quotes", "not_covered"])
def test_quotes_are_never_taken_for_markdown(transcript: WatchedTranscript, kind: str) -> None:
    text = "# no heading\n* no item\n**no bold** <b>no html</b> [no](https://link.example)"
    transcript.show_messages([answer("a1", text, kind=kind)])  # type: ignore[arg-type]
    assert lines(transcript.document())[-1] == text.replace("\n", BREAK)
    assert own_places(transcript.document()) == []


def test_a_question_is_never_taken_for_markdown(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "**a** <img src='http://x.example/'>")])
    assert lines(transcript.document()) == ["**a** <img src='http://x.example/'>"]


def test_a_question_stands_in_a_bubble_at_the_right(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "Short?"), answer("a1", "Plain.")])
    shown = image(transcript)
    ratio = shown.devicePixelRatio()
    ground, paper = QColor(theme.LIGHT.question), QColor(theme.LIGHT.panel)
    row = [shown.pixelColor(x, round(40 * ratio)) for x in range(shown.width())]
    inside = [x for x, color in enumerate(row) if color == ground]
    assert inside[-1] == shown.width() - 1
    assert inside[0] > shown.width() * 0.8
    assert row[0] == paper


def test_boxes_below_each_other_are_told_apart(transcript: WatchedTranscript) -> None:
    code = "```py\na = 1\n```\n\n```py\nb = 2\n```\n\nThe end.\n\n```py\nc = 3\n```"
    doubtful = dataclasses.replace(answer("a1", code), unsupported=("The end.",))
    transcript.resize(700, 600)
    transcript.show_messages([question("u1", "When?"), doubtful])
    shown = image(transcript)
    ratio = shown.devicePixelRatio()
    paper = QColor(theme.LIGHT.panel)
    x = round(shown.width() / 2)
    boxes = [QColor(theme.LIGHT.question), QColor(theme.LIGHT.problem)]
    colors = [shown.pixelColor(x, y) for y in range(shown.height())]
    gaps: list[int] = []
    gap = 0
    for color in colors:
        if color == paper:
            gap += 1
        elif color in boxes:
            gaps.append(gap)
            gap = 0
    parted = [one for one in gaps[1:] if one]
    assert len(parted) == 3, "between three boxes of code and one of what was not found"
    assert min(parted) >= 5 * ratio


@pytest.mark.parametrize("height", [3, 16])
def test_what_scrolling_uncovers_bit_by_bit_looks_as_if_painted_at_once(
    transcript: WatchedTranscript, height: int
) -> None:
    transcript.resize(700, 1400)
    transcript.show_messages(
        [question("u1", "When?"), written_answer(), question("u2", "Why?\nHow?"), quotes_answer()]
    )
    whole = image(transcript)
    viewport = transcript.viewport()
    pieces = whole.copy()
    pieces.fill(QColor("white"))
    for top in range(0, viewport.height(), height):
        strip = QRect(0, top, viewport.width(), height)
        viewport.render(pieces, strip.topLeft(), QRegion(strip))
    assert pieces == whole


def test_states_of_messages_are_told(transcript: WatchedTranscript) -> None:
    problem = Problem("The answer failed", "It broke off.", "Ask again.")
    transcript.show_messages(
        [
            answer("a1", "Half", state=MessageState.STOPPED),
            answer("a2", "Less", state=MessageState.FAILED, problem=problem),
            question("u1", "Lost?", problem=problem),
            answer("a3", "", state=MessageState.STREAMING),
        ]
    )
    told = [problem.title, problem.message, problem.hint]
    quotes = str(QUOTES_INSTEAD).replace(" ", "\N{NO-BREAK SPACE}")
    assert lines(transcript.document()) == [
        "Half",
        str(STOPPED),
        "Less",
        *told,
        f"{RETRY}\u2003\u2009{quotes}",
        "Lost?",
        *told,
        str(RETRY),
        str(WAITING),
    ]


def test_an_answer_by_words_alone_says_so_below_it(transcript: WatchedTranscript) -> None:
    said = (
        "When this was answered, 1 passage could be compared by its words alone, as what it means"
        " was not learnt yet. Asked again later, more may be found."
    )
    alone = dataclasses.replace(quotes_answer(), by_words_alone=1)
    transcript.show_messages([alone])
    assert lines(transcript.document())[-1] == said
    # an answer that streams in says so at its end, as one does that is read again
    transcript.show_messages([])
    growing = dataclasses.replace(alone, text="", citations=(), state=MessageState.STREAMING)
    transcript.add_message(growing)
    transcript.grow_message("a1", QUOTES, alone.citations)
    transcript.flush()
    assert said not in lines(transcript.document())
    transcript.change_message(alone)
    assert lines(transcript.document())[-1] == said
    transcript.show_messages([quotes_answer()])
    assert said not in lines(transcript.document())


def test_file_names_do_not_deceive_on_chips(transcript: WatchedTranscript) -> None:
    """Security 10: direction marks and line breaks do not reach the chip."""
    text = "x 【1】"
    cited = citation(text, "【1】", filename="a\u202efdp.\nexe" + "b" * 60 + ".pdf")
    transcript.show_messages([answer("a1", text, citations=(cited,))])
    transcript.selectAll()
    assert "\u202e" not in transcript.copied_text()
    assert "\n" not in transcript.copied_text()


# -- growing ---------------------------------------------------------------------------------


def grow(transcript: WatchedTranscript, message: ChatMessage, size: int, *, late: int = 0) -> None:
    """Stream a message in pieces; each citation comes ``late`` pieces after its marker."""
    transcript.add_message(
        ChatMessage(message.id, "assistant", "", message.kind, MessageState.STREAMING)
    )
    due: list[tuple[int, Citation]] = [((c.end - 1) // size + late, c) for c in message.citations]
    pieces = [message.text[i : i + size] for i in range(0, len(message.text), size)]
    pieces += [""] * late
    for number, piece in enumerate(pieces):
        come = tuple(c for when, c in due if when == number)
        transcript.grow_message(message.id, piece, come)
        transcript.flush()


@pytest.mark.parametrize("late", [0, 40])
@pytest.mark.parametrize("size", [1, 7])
def test_an_answer_that_has_grown_looks_like_one_that_was_there(
    transcript: WatchedTranscript, size: int, late: int
) -> None:
    message = written_answer()
    transcript.show_messages([question("u1", "When?"), message, question("u2", "And then?")])
    whole = dump(transcript.document())
    transcript.show_messages([question("u1", "When?")])
    grow(transcript, message, size, late=late)
    transcript.change_message(message)
    transcript.add_message(question("u2", "And then?"))
    assert dump(transcript.document()) == whole


def test_quotes_that_have_grown_look_like_ones_that_were_there(
    transcript: WatchedTranscript,
) -> None:
    message = quotes_answer()
    transcript.show_messages([message])
    whole = dump(transcript.document())
    transcript.show_messages([])
    grow(transcript, message, 3)
    assert dump(transcript.document()) == whole  # even before its end is told


def test_what_is_settled_is_not_written_again(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", "", state=MessageState.STREAMING)])
    transcript.grow_message("a1", "First paragraph.\n\nSecond", ())
    transcript.flush()
    first = transcript.document().begin()
    revision = first.revision()
    transcript.grow_message("a1", " paragraph.\n\nThird", ())
    transcript.flush()
    assert transcript.document().begin().revision() == revision
    assert lines(transcript.document()) == ["First paragraph.", "Second paragraph.", "Third"]


def test_no_marker_is_seen_before_its_citation(transcript: WatchedTranscript) -> None:
    message = quotes_answer()
    transcript.show_messages([answer("a1", "", kind="quotes", state=MessageState.STREAMING)])
    for character in message.text[: message.citations[0].end]:
        transcript.grow_message("a1", character, ())
        transcript.flush()
        assert not any("【" in line for line in lines(transcript.document()))
    transcript.grow_message("a1", "", message.citations[:1])
    transcript.flush()
    assert lines(transcript.document())[-1].endswith(CHIP)


async def test_growing_text_is_written_soon(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", "", state=MessageState.STREAMING)])
    transcript.grow_message("a1", "Hello", ())
    assert lines(transcript.document()) == [str(WAITING)]
    await until(lambda: lines(transcript.document()) == ["Hello"], "the text is there")


def test_a_message_in_the_middle_changes_without_touching_its_neighbours(
    transcript: WatchedTranscript,
) -> None:
    around = [question("u1", "One?"), answer("a1", "| a |\n|---|\n| 1 |"), question("u2", "Two?")]
    transcript.show_messages([*around, quotes_answer("a2")])
    before = dump(transcript.document())
    transcript.change_message(answer("a1", "Other\n\n- text"))
    assert lines(transcript.document())[:4] == ["One?", "Other", "•\ttext", "Two?"]
    transcript.change_message(around[1])
    assert dump(transcript.document()) == before


def test_a_message_can_be_taken_away(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "One?"), question("u2", "Two?")])
    transcript.remove_message("u1")
    transcript.remove_message("unknown")
    assert lines(transcript.document()) == ["Two?"]
    assert [message.id for message in transcript.messages] == ["u2"]


def test_a_message_that_is_added_twice_is_replaced(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a1", "One")])
    transcript.add_message(answer("a1", "Two"))
    assert lines(transcript.document()) == ["Two"]


def test_the_waiting_line_gives_way_to_the_answer(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "One?")])
    transcript.set_pending(True)
    assert lines(transcript.document()) == ["One?", str(WAITING)]
    transcript.add_message(answer("a1", "Yes."))
    assert lines(transcript.document()) == ["One?", "Yes."]


# -- scrolling and length --------------------------------------------------------------------


def long_thread(count: int) -> list[ChatMessage]:
    return [
        message
        for number in range(count // 2)
        for message in (
            question(f"u{number}", f"Question {number}?"),
            answer(f"a{number}", f"Answer **{number}**.\n\nMore of it."),
        )
    ]


def test_a_growing_answer_is_followed_only_from_the_bottom(
    transcript: WatchedTranscript,
) -> None:
    transcript.show_messages([*long_thread(20), answer("a", "", state=MessageState.STREAMING)])
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    transcript.grow_message("a", "One\n\n" * 30, ())
    transcript.flush()
    assert bar.value() == bar.maximum()
    bar.setValue(100)
    transcript.grow_message("a", "Two\n\n" * 30, ())
    transcript.flush()
    assert bar.value() == 100


WORDY = "word " * 80

SIZES = [(700, 300), (420, 600), (380, 250), (1200, 900), (700, 600)]


def resize(transcript: WatchedTranscript, width: int, height: int) -> None:
    transcript.resize(width, height)
    QApplication.processEvents()


def wordy_thread() -> list[ChatMessage]:
    return [answer(f"a{number}", f"Answer {number}. {WORDY}") for number in range(20)]


def test_the_end_stays_in_view_at_every_size(transcript: WatchedTranscript) -> None:
    transcript.show_messages(wordy_thread())
    bar = transcript.verticalScrollBar()
    for width, height in SIZES:
        resize(transcript, width, height)
        assert bar.value() == bar.maximum() > 0


def test_a_thread_that_is_written_before_its_window_has_a_size_is_shown_at_its_end(
    transcript: WatchedTranscript,
) -> None:
    transcript.hide()
    transcript.show_messages(wordy_thread())
    transcript.resize(420, 500)
    transcript.show()
    QApplication.processEvents()
    bar = transcript.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_what_is_read_stays_in_view_at_every_size(transcript: WatchedTranscript) -> None:
    transcript.show_messages(wordy_thread())
    bar = transcript.verticalScrollBar()
    cursor = transcript.document().find("Answer 7.")
    bar.setValue(bar.value() + transcript.cursorRect(cursor).top() - 2)
    before = transcript.cursorRect(cursor).top()
    for width, height in SIZES:
        resize(transcript, width, height)
        assert transcript.cursorRect(cursor).top() == before
    bar.setValue(0)
    resize(transcript, 400, 400)
    assert bar.value() == 0


@pytest.mark.parametrize("clicked", [True, False])
def test_only_a_chip_that_was_clicked_is_kept_in_view(
    transcript: WatchedTranscript, clicked: bool
) -> None:
    before, *after = wordy_thread()[:10]
    transcript.show_messages([before, quotes_answer(), *after])
    bar = transcript.verticalScrollBar()
    bar.setValue(0)
    chip = own_places(transcript.document())[-1]
    (area, *_) = rectangles(transcript.document(), chip)
    resize(transcript, 700, round(area.bottom()) + 30)
    if clicked:
        point = area.center().toPoint()
        QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=point)
    resize(transcript, 380, round(area.bottom()) + 30)
    (area, *_) = rectangles(transcript.document(), chip)
    bottom = bar.value() + transcript.viewport().height()
    assert (bar.value() <= area.top() < area.bottom() <= bottom) is clicked


@pytest.mark.parametrize("smaller", ["window", "view"])
def test_the_end_stays_in_view_in_a_smaller_window_also_after_a_chip_was_clicked(
    qtbot: QtBot, smaller: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 900)
    transcript = WatchedTranscript()
    transcript.setParent(window)
    transcript.setGeometry(window.rect())
    window.show()
    transcript.show_messages([quotes_answer(), *wordy_thread()[:2]])
    bar = transcript.verticalScrollBar()
    assert bar.maximum() == 0
    chip = own_places(transcript.document())[0]
    point = rectangles(transcript.document(), chip)[0].center().toPoint()
    QTest.mouseClick(transcript.viewport(), Qt.MouseButton.LeftButton, pos=point)
    if smaller == "window":
        window.resize(400, 300)
    transcript.setGeometry(0, 0, 400, 300)
    QApplication.processEvents()
    assert bar.maximum() > 0
    # a page that opens beside the text makes the view alone narrow: then the chip stays
    assert (bar.value() == bar.maximum()) is (smaller == "window")


async def test_a_long_thread_shows_its_end_and_more_on_demand(
    transcript: WatchedTranscript,
) -> None:
    thread = long_thread(500)
    transcript.show_messages(thread)
    bar = transcript.verticalScrollBar()
    assert lines(transcript.document())[-1] == "More of it."
    assert bar.value() == bar.maximum()
    first = f"Question {250 - RENDERED // 2}?"
    await until(lambda: lines(transcript.document())[:2] == [str(EARLIER), first], "written out")
    assert bar.value() == bar.maximum()
    assert transcript.messages == tuple(thread)
    below = bar.maximum()
    bar.setValue(0)
    place = next(places(transcript.document()))
    QTest.mouseClick(
        transcript.viewport(),
        Qt.MouseButton.LeftButton,
        pos=rectangles(transcript.document(), place)[0].center().toPoint(),
    )
    first = f"Question {250 - RENDERED}?"
    await until(lambda: lines(transcript.document())[1] == first, "more is written out")
    assert bar.maximum() - bar.value() == below  # what was seen stays where it was


async def test_the_first_message_has_none_before_it(transcript: WatchedTranscript) -> None:
    transcript.show_messages(long_thread(60))
    assert lines(transcript.document())[0] == str(EARLIER)
    await until(lambda: lines(transcript.document())[0] == "Question 0?", "written out")
    whole = dump(transcript.document())
    transcript._thread.show(long_thread(60), count=60)
    assert dump(transcript.document()) == whole


def test_a_long_answer_costs_little(transcript: WatchedTranscript) -> None:
    transcript._thread.show(long_thread(200), count=200)
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    words = (WRITTEN * 30).split(" ")[:2000]
    begun = time.process_time()
    for word in words:
        transcript.grow_message("a", f"{word} ", ())
        transcript.flush()  # thirty times as often as in life
    assert time.process_time() - begun < 20


def test_the_theme_can_change(transcript: WatchedTranscript, dark: None) -> None:
    transcript.show_messages([question("u1", "When?"), quotes_answer()])
    shown = image(transcript)
    assert shown.pixelColor(2, shown.height() - 2) == QColor(theme.DARK.panel)
    colors = {shown.pixelColor(x, 30).name() for x in range(shown.width())}
    assert theme.DARK.question in colors


def test_a_narrow_window_keeps_the_bubble_within(transcript: WatchedTranscript) -> None:
    transcript.show_messages([question("u1", "word " * 60)])
    transcript.resize(300, 400)
    QApplication.processEvents()
    block = transcript.document().begin()
    layout = block.layout()
    assert layout.lineCount() > 5
    for number in range(layout.lineCount()):
        text = layout.lineAt(number).naturalTextRect()
        assert 0 < text.left() < text.right() <= transcript.viewport().width()


def test_scrolling_works_beside_the_column(transcript: WatchedTranscript) -> None:
    transcript.resize(1200, 400)
    transcript.show_messages(long_thread(40))
    assert transcript.viewport().width() <= theme.COLUMN_PX
    bar = transcript.verticalScrollBar()
    before = bar.value()
    place = QPoint(5, 200)
    assert transcript.childAt(place) is None
    event = QWheelEvent(
        QPointF(place),
        QPointF(transcript.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(transcript, event)
    assert bar.value() < before
