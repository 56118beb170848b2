"""Measures a table of an answer: how wide its cells, its words and its chips are."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from octavo.session.state import Citation
from octavo.ui.chat.chips import chip_room, table_chip
from octavo.ui.chat.markdown import Cell
from octavo.ui.chat.table_fit import LOOKS, TableNeeds
from octavo.ui.chat.widths import Widths

_LONGEST: Final = 3
"""Words of a column that are measured: one with fewer letters may be the wider one."""

_FEW: Final = 2
"""Columns that stay beside each other in any chat."""

_WITHIN: Final = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
"""Where a line may end within what stands between two spaces."""

_Word = tuple[str, bool]
"""What no line should end within, and whether it is bold."""


def table_needs(
    rows: Sequence[Sequence[Cell]],
    citations: Sequence[Citation],
    widths: Widths,
    *,
    is_part: bool = False,
    is_stacked: bool = False,
) -> TableNeeds:
    """Measure a table.

    Args:
        rows: Of the table; rows may have fewer cells than others.
        citations: Of the message, to which the cells refer by number.
        widths: Measures texts; what it has measured before costs nothing.
        is_part: See `TableNeeds`.
        is_stacked: Whether the names of its columns stand in the first one, not in the first row.
    """
    columns = [_Column() for _ in range(max(map(len, rows)))]
    for number, row in enumerate(rows):
        for place, (column, cell) in enumerate(zip(columns, row, strict=False)):
            is_head = (place if is_stacked else number) == 0
            column.take(cell, citations, widths, is_head=is_head)
    looks = [
        [column.widest(column.words, n, widths) for column in columns] for n in range(len(LOOKS))
    ]
    smallest = len(LOOKS) - 1
    return TableNeeds(
        whole=tuple(column.whole for column in columns),
        tight=tuple(column.tight for column in columns),
        words=tuple(map(tuple, looks)),
        firm=tuple(
            column.widest(column.numbers | column.heads, smallest, widths) for column in columns
        ),
        least=tuple(column.widest(column.numbers, smallest, widths) for column in columns),
        is_part=is_part,
        head=tuple(rows[0]) if len(columns) > _FEW and len(rows) > 1 and not is_stacked else (),
    )


@dataclasses.dataclass(slots=True)
class _Column:
    """What the cells of a column need; ``chips`` is the widest one in each look."""

    whole: float = 0.0
    tight: float = 0.0
    words: set[_Word] = dataclasses.field(default_factory=set)
    heads: set[_Word] = dataclasses.field(default_factory=set)
    numbers: set[_Word] = dataclasses.field(default_factory=set)
    chips: list[float] = dataclasses.field(default_factory=lambda: [0.0] * len(LOOKS))

    def take(
        self, cell: Cell, citations: Sequence[Citation], widths: Widths, *, is_head: bool
    ) -> None:
        """Take one more cell, from the first row on."""
        bold = any(run.bold for run in cell.runs)
        text = "".join(run.text for run in cell.runs if run.citation is None)
        whole = tight = widths.of(text, LOOKS[0].size, bold=bold)
        for run in cell.runs:
            if run.citation is not None:
                rooms = [
                    chip_room(table_chip(citations[run.citation], is_tight=look.is_tight))
                    for look in LOOKS
                ]
                self.chips = list(map(max, self.chips, rooms))
                whole += rooms[0]
                tight += rooms[-1]
        self.whole, self.tight = max(self.whole, whole), max(self.tight, tight)
        for word in text.split():
            words = {(part, bold) for part in _WITHIN.split(word)}
            self.words |= words
            self.numbers |= {part for part in words if any(map(str.isdigit, part[0]))}
            if is_head:
                self.heads |= words

    def widest(self, words: Collection[_Word], number: int, widths: Widths) -> float:
        """Return the width of the widest of some words, or of a chip, in a look."""
        size = LOOKS[number].size
        return max([self.chips[number], *(widths.of(w, size, bold=b) for w, b in _longest(words))])


def _longest(words: Iterable[_Word]) -> list[_Word]:
    return sorted(words, key=lambda word: (len(word[0]), *word), reverse=True)[:_LONGEST]
