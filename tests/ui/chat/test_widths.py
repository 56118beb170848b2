"""What is measured of tables is remembered within bounds, for as long as a look lasts."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from octavo.session.state import MessageState
from octavo.ui import theme
from octavo.ui.chat.message import remembering
from octavo.ui.chat.widths import Widths
from support.chat import answer
from support.chat_view import WatchedTranscript
from support.qt import application


class Counting(QFontMetricsF):
    """Notes what is measured."""

    def __init__(self, font: QFont) -> None:
        super().__init__(font)
        self.measured: list[str] = []

    def horizontalAdvance(self, text: str) -> float:  # type: ignore[override]
        self.measured.append(text)
        return super().horizontalAdvance(text)


def counted(widths: Widths, size: int, *, bold: bool = False) -> Counting:
    """Let what is measured at a size be noted."""
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    made = widths._metrics[size, bold] = Counting(theme.font(size, weight))
    return made


def test_a_width_is_the_fonts_and_is_measured_once() -> None:
    application()
    widths = Widths()
    seen = counted(widths, 13)
    plain = QFontMetricsF(theme.font(13))
    for _ in range(3):
        assert widths.of("Deposit", 13) == plain.horizontalAdvance("Deposit")
    assert seen.measured == ["Deposit"]
    assert widths.of("Deposit", 26) > widths.of("Deposit", 13, bold=True) > widths.of("Deposit", 13)


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    application()
    widths = Widths(kept=8)
    seen = counted(widths, 13)
    for text in ("rent", "term", "rent", "fee", "rent", "term", "a word longer than all"):
        widths.of(text, 13)
    assert seen.measured == ["rent", "term", "fee", "term", "a word longer than all"]
    assert not widths._known  # it was too long to be kept, and nothing is kept beside it
    assert widths._characters == 0


@pytest.fixture
def transcript(qtbot) -> WatchedTranscript:
    made = WatchedTranscript()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    return made


def test_a_table_that_grows_is_measured_where_it_is_new(transcript: WatchedTranscript) -> None:
    widths = transcript._thread._styles.widths
    seen = counted(widths, theme.CHAT_PX - 1)
    heads = counted(widths, theme.CHAT_PX - 1, bold=True)
    transcript.add_message(
        dataclasses.replace(answer("a", "", state=MessageState.STREAMING), kind="written")
    )
    transcript.grow_message("a", "| Place | Rent |\n|---|---|\n| Overton | 950 EUR |\n", [])
    transcript.flush()
    assert {"Place", "Rent"} <= set(heads.measured)
    assert {"Overton", "950 EUR"} <= set(seen.measured)
    before = len(seen.measured)
    transcript.grow_message("a", "| Basingstoke | 120 EUR |\n", [])
    transcript.flush()
    assert set(seen.measured[before:]) == {"Basingstoke", "120 EUR"}


def test_each_answer_that_grows_keeps_what_it_has_read_until_its_end(
    transcript: WatchedTranscript,
) -> None:
    for name in ("a", "b"):
        growing = answer(name, "", state=MessageState.STREAMING)
        transcript.add_message(dataclasses.replace(growing, kind="written"))
        transcript.grow_message(name, f"The *first* of {name}.\n\n" * 400 + "The last", [])
    transcript.flush()
    one, other = transcript._thread._entries
    assert one.parse.cache_info().currsize > 0  # type: ignore[attr-defined]
    kept = other.parse.cache_info().currsize  # type: ignore[attr-defined]
    assert kept > 0
    transcript.change_message(dataclasses.replace(one.message, state=MessageState.COMPLETED))
    assert one.parse.cache_info().currsize == 0  # type: ignore[attr-defined]
    assert other.parse.cache_info().currsize == kept  # type: ignore[attr-defined]


def test_what_one_answer_keeps_has_a_bound() -> None:
    parse = remembering()
    most = parse.cache_info().maxsize  # type: ignore[attr-defined]
    for number in range(most + 20):
        parse(f"Part {number}", "", goes_on=False)
    assert parse.cache_info().currsize == most  # type: ignore[attr-defined]
