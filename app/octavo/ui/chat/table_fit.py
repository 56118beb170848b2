"""How a table of an answer gets into the column of the chat: all at once, or made smaller.

A text document cannot scroll one of its tables, and by itself it gives each column the same room
and breaks words where they do not fit. So the room is shared out here, by the longest word of each
column first. What a table needs is measured once, when it is written: `octavo.ui.chat.table_needs`.
How it fits into a column of another width is no more than arithmetic.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from octavo.ui import theme
from octavo.ui.chat.markdown import Cell

_GRAIN: Final = 10
"""Pixels by which a room has to change before columns are shared out anew."""

_BORDERS: Final = 4
"""Pixels that each column needs for its lines, and for what Qt loses to whole pixels."""


_HALVINGS: Final = 20
"""Of the widest column until a width is found to a hundredth of a pixel."""


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """How large a table is written.

    Args:
        size: Of its letters, in pixels.
        padding: Left and right in each cell, in pixels.
        is_tight: Whether chips name only the page.
    """

    size: int
    padding: int
    is_tight: bool = False

    @property
    def around(self) -> int:
        """Pixels of a column that are not for its text."""
        return 2 * self.padding + _BORDERS


@dataclasses.dataclass(frozen=True, slots=True)
class TableFit:
    """How a table is written into a room.

    Args:
        look: How large.
        shares: Of the room, for each column, in per cent; empty if each takes what it needs.
        is_stacked: Whether its columns have no room beside each other: then it is written in
            another shape, which fits by itself (`octavo.ui.chat.stacked_rows`).
    """

    look: Look
    shares: tuple[float, ...] = ()
    is_stacked: bool = False


LOOKS: Final = (
    Look(theme.CHAT_PX - 1, 10),
    Look(theme.CHAT_PX - 1, 10, is_tight=True),
    Look(theme.BASE_PX, 6, is_tight=True),
    Look(theme.SMALL_PX, 4, is_tight=True),
    Look(theme.SMALL_PX, 2, is_tight=True),
    Look(theme.CAPTION_PX, 2, is_tight=True),
)
"""From the usual one to the smallest."""


@dataclasses.dataclass(frozen=True, slots=True)
class TableNeeds:
    """What the columns of a table need, in pixels.

    Args:
        whole: The widest cell of each column on one line, in letters of the usual size.
        tight: The same with chips that name only the page.
        words: The widest word or chip of each column, for each look.
        firm: The widest number, chip or word of the head, in the smallest look.
        least: The widest number or chip in the smallest look.
        is_part: Whether these are the first rows of a table that is written in several parts. The
            others get the same columns, so these take all of the room, and a longer word further
            down is broken.
        head: The names of its columns, if it can be stacked.
        below: What it needs when it is stacked, if it is; see ``is_part``.
    """

    whole: tuple[float, ...]
    tight: tuple[float, ...]
    words: tuple[tuple[float, ...], ...]
    firm: tuple[float, ...]
    least: tuple[float, ...]
    is_part: bool = False
    head: tuple[Cell, ...] = ()
    below: TableNeeds | None = None

    def fit(self, width: float) -> TableFit:
        """Return the largest look in which no word has to be broken.

        Where there is none, columns are stacked. Where they cannot be, words are broken in the
        smallest look: those of the head after others, and numbers last; and an endless word is
        broken before all others. For widths that are nearly the same, the look is the same.

        Args:
            width: Of the column that the table stands in, in pixels.
        """
        room = max(_GRAIN, width // _GRAIN * _GRAIN)
        for look, words in zip(LOOKS, self.words, strict=True):
            whole = self.tight if look.is_tight else self.whole
            left = room - len(words) * look.around
            if sum(whole) <= left and look.size == LOOKS[0].size and not self.is_part:
                return TableFit(look)
            if sum(words) <= left:
                return TableFit(look, _shares(words, whole, look, room))
        if self.head and sum(min(word, room / 2) for word in words) > left:
            return TableFit(LOOKS[0], is_stacked=True)
        for wanted, kept in ((words, self.firm), (self.firm, self.least)):
            if sum(kept) <= left:
                return TableFit(look, _shares(_capped(wanted, kept, left), whole, look, room))
        cut = _capped(self.least, [0.0] * len(words), left)
        return TableFit(look, _shares(cut, whole, look, room))


def _capped(wanted: Sequence[float], kept: Sequence[float], room: float) -> list[float]:
    """Return the widths with the widest ones cut down to one width, or to what is kept of each.

    Args:
        wanted: Of the columns, in pixels; there is no room for all.
        kept: Of each column at least, no more than is wanted; there is room for that.
        room: For all columns.
    """
    low, high = 0.0, max(wanted)
    for _ in range(_HALVINGS):
        cap = (low + high) / 2
        if sum(_cut(wanted, kept, cap)) <= room:
            low = cap
        else:
            high = cap
    return _cut(wanted, kept, low)


def _cut(wanted: Sequence[float], kept: Sequence[float], cap: float) -> list[float]:
    return [max(least, min(width, cap)) for width, least in zip(wanted, kept, strict=True)]


def _shares(
    words: Sequence[float], whole: Sequence[float], look: Look, room: float
) -> tuple[float, ...]:
    """Give each column its words, and what is left to those with much text."""
    left = max(0.0, room - sum(words) - len(words) * look.around)
    wanted = [max(0.0, full - width) for full, width in zip(whole, words, strict=True)]
    total = sum(wanted) or 1.0
    return tuple(
        100 * (width + look.around + left * more / total) / room
        for width, more in zip(words, wanted, strict=True)
    )
