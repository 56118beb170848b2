"""How a table of an answer gets into the column of the chat: all at once, or made smaller.

A text document cannot scroll one of its tables, and by itself it gives each column the same room
and breaks words where they do not fit. So the room is shared out here, by the longest word of each
column first, for the narrowest column of text that is usual.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat.chips import chip_label, chip_room, page_words
from octavo.ui.chat.markdown import Cell
from octavo.ui.chat.widths import Widths

ROOM: Final = 560
"""Pixels of the chat's column in a window that is as narrow as can be."""

_BORDERS: Final = 2
"""Pixels that each column needs for its lines."""

_LONGEST: Final = 3
"""Words of a column that are measured: one with fewer letters may be the wider one."""


@dataclasses.dataclass(frozen=True, slots=True)
class TableFit:
    """How a table is written.

    Args:
        size: Of its letters, in pixels.
        padding: Left and right in each cell, in pixels.
        is_tight: Whether chips name only the page.
        shares: Of the room, for each column, in per cent; empty if each takes what it needs.
    """

    size: int
    padding: int
    is_tight: bool = False
    shares: tuple[float, ...] = ()


_STEPS: Final = (
    TableFit(theme.CHAT_PX - 1, 10),
    TableFit(theme.BASE_PX, 6, is_tight=True),
    TableFit(theme.SMALL_PX, 4, is_tight=True),
)
"""From the usual look to the smallest."""


def table_fit(
    rows: Sequence[Sequence[Cell]],
    citations: Sequence[Citation],
    widths: Widths,
    *,
    is_part: bool = False,
) -> TableFit:
    """Return the largest look in which no word of a table has to be broken.

    In the smallest look the longest words are broken if there is no other way.

    Args:
        rows: Of the table; rows may have fewer cells than others.
        citations: Of the message, to which the cells refer by number.
        widths: Measures texts; what it has measured before costs nothing.
        is_part: Whether these are the first rows of a table that is written in several parts. The
            others get the same columns, so these take all of the room, and a longer word further
            down is broken.
    """
    columns = max(len(row) for row in rows)
    usual = _STEPS[0]
    whole = [_whole(rows, column, citations, usual, widths) for column in range(columns)]
    if not is_part and sum(whole) + columns * _around(usual) <= ROOM:
        return usual
    for step in _STEPS:
        words = [_widest_word(rows, column, citations, step, widths) for column in range(columns)]
        room = ROOM - columns * _around(step)
        if sum(words) <= room:
            break
    return dataclasses.replace(step, shares=_shares(_capped(words, room), whole, step))


def _around(step: TableFit) -> int:
    return 2 * step.padding + _BORDERS


def _whole(
    rows: Sequence[Sequence[Cell]],
    column: int,
    citations: Sequence[Citation],
    step: TableFit,
    widths: Widths,
) -> float:
    """Return the width of the widest cell of a column, in pixels."""
    return max(
        (
            widths.of(_text(row[column]), step.size) + sum(_chips(row[column], citations, step))
            for row in rows
            if column < len(row)
        ),
        default=0.0,
    )


def _widest_word(
    rows: Sequence[Sequence[Cell]],
    column: int,
    citations: Sequence[Citation],
    step: TableFit,
    widths: Widths,
) -> float:
    """Return the width of the widest word or chip of a column, in pixels."""
    cells = [row[column] for row in rows if column < len(row)]
    words = {word for cell in cells for word in _text(cell).split()}
    longest = sorted(words, key=len, reverse=True)[:_LONGEST]
    chips = (room for cell in cells for room in _chips(cell, citations, step))
    return max([0.0, *(widths.of(word, step.size) for word in longest), *chips])


def _text(cell: Cell) -> str:
    return "".join(run.text for run in cell.runs if run.citation is None)


def _chips(cell: Cell, citations: Sequence[Citation], step: TableFit) -> Iterator[float]:
    for run in cell.runs:
        if run.citation is not None:
            yield chip_room(table_chip(citations[run.citation], is_tight=step.is_tight))


def table_chip(citation: Citation, *, is_tight: bool) -> str:
    """Return what stands on a chip in a table: only its page where room is short."""
    return (is_tight and page_words(citation)) or chip_label(citation)


def _capped(words: Sequence[float], room: float) -> list[float]:
    """Return the widths with the widest ones cut down to what the others leave."""
    left, cap = room, room
    for count, width in zip(range(len(words), 0, -1), sorted(words), strict=True):
        cap = left / count
        if width > cap:
            break
        left -= width
        cap = room
    return [min(width, cap) for width in words]


def _shares(words: Sequence[float], whole: Sequence[float], step: TableFit) -> tuple[float, ...]:
    """Give each column its words, and what is left to those with much text."""
    around = _around(step)
    left = max(0.0, ROOM - sum(words) - len(words) * around)
    wanted = [max(0.0, full - width) for full, width in zip(whole, words, strict=True)]
    total = sum(wanted) or 1.0
    return tuple(
        100 * (width + around + left * more / total) / ROOM
        for width, more in zip(words, wanted, strict=True)
    )
