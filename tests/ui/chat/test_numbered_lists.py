"""Numbered lists with blank lines: their numbers go on while an answer grows, as at its end."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QFontMetricsF

from octavo.session.state import MessageState
from octavo.ui import theme
from octavo.ui.chat import styles
from octavo.ui.chat.parting import behind_item
from support.chat import answer
from support.chat_view import WatchedTranscript, blocks, dump

FILLING = "with so many more words about it that it takes a line of its own. " * 8
ONES = "Do this:\n\n" + "\n\n".join(f"1. Step {n} is done, {FILLING}" for n in range(12))
DEEP = "\n\n".join(
    f"1. Step {n}, {FILLING}\n\n   More of it.\n\n   1. within\n\n   1. within" for n in range(6)
)
SIGNS = "\n\n".join(f"{'1.' if n < 4 else '7)'} Step {n}, {FILLING}" for n in range(8))
FROM_FIVE = "\n\n".join(f"5. Step {n}, {FILLING}" for n in range(6))
APART = f"1. One, {FILLING}\n\nBetween.\n\n1. One again, {FILLING}\n\n1. Two, {FILLING}"
BULLETS = "\n\n".join(f"- Point {n}, {FILLING}" for n in range(6))


@pytest.fixture
def transcript(qtbot) -> WatchedTranscript:
    made = WatchedTranscript()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


def markers(transcript: WatchedTranscript) -> list[str]:
    """Return the numbers and bullets that are shown, from the top."""
    texts = [block.text() for block in blocks(transcript.document())]
    return [text.partition("\t")[0] for text in texts if "\t" in text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (ONES, [f"{n}." for n in range(1, 13)]),
        (DEEP, [sign for n in range(1, 7) for sign in (f"{n}.", "1.", "2.")]),
        (SIGNS, ["1.", "2.", "3.", "4.", "7.", "8.", "9.", "10."]),
        (FROM_FIVE, ["5.", "6.", "7.", "8.", "9.", "10."]),
        (APART, ["1.", "1.", "2."]),
        (BULLETS, ["•"] * 6),
    ],
)
@pytest.mark.parametrize("step", [40, 900])
def test_numbers_go_on_while_an_answer_grows(
    transcript: WatchedTranscript, text: str, shown: list[str], step: int
) -> None:
    growing = answer("a", "", state=MessageState.STREAMING)
    transcript.add_message(dataclasses.replace(growing, kind="written"))
    for at in range(0, len(text), step):
        transcript.grow_message("a", text[at : at + step], [])
        transcript.flush()
        there = markers(transcript)
        assert there == shown[: len(there)]
    assert markers(transcript) == shown
    transcript.change_message(answer("a", text))
    assert markers(transcript) == shown
    ended = dump(transcript.document())
    transcript.show_messages([answer("a", text)])
    assert dump(transcript.document()) == ended


@pytest.mark.parametrize(
    ("text", "marker", "lead"),
    [
        ("1. One\n\n", "3.", "3. x\n\n"),
        ("1) One\n1) Two\n\n", "2.", "2) x\n\n"),
        ("- One\n\n", "•", ""),
        ("Nothing numbered.\n\n", "", ""),
        ("   1. within\n\n", "4.", ""),
    ],
)
def test_an_item_is_read_behind_the_number_before_it(text: str, marker: str, lead: str) -> None:
    assert behind_item(text, marker).text == lead


def test_no_number_touches_its_item_or_is_far_from_it(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a", "8. Eight\n\n" + "1. More\n\n" * 120)])
    gaps: dict[int, float] = {}
    for block in blocks(transcript.document()):
        number, gap, _ = block.text().partition("\t" if "\t" in block.text() else "\u2002")
        if gap:
            line = block.layout().lineAt(0)
            ends = QFontMetricsF(theme.font(theme.CHAT_PX)).horizontalAdvance(number)
            begins = float(line.cursorToX(len(number) + 1)[0]) - float(line.cursorToX(0)[0])
            gaps[len(number)] = begins - ends
    assert sorted(gaps) == [2, 3, 4]
    assert all(2 <= gap <= styles.INDENT for gap in gaps.values()), gaps
