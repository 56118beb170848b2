"""A row of a table while its lines are put together, and what it is then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from octavo.pdf.lines import SOFT
from octavo.pdf.table_heads import Gap


class Cell(NamedTuple):
    """Where a cell is on the page."""

    left: float
    right: float
    low: float
    high: float


class BrokenRow(NamedTuple):
    """A row whose text is on the lines from one to before another.

    Args:
        first: Index of its first line.
        end: Behind its last one.
        cells: Where its cells are.
        between: What stands behind each of its lines but the last one.
        gaps: The gaps between cells within lines, by the line's index.
    """

    first: int
    end: int
    cells: Sequence[Cell]
    between: Sequence[str]
    gaps: Mapping[int, Sequence[Gap]]


class RowMaking:
    """A row while its lines are put together.

    Args:
        height: Of its lines.
        behind_mark: Where the text behind the number begins that its first line begins with; None
            if it begins with none.
    """

    def __init__(self, height: float, behind_mark: float | None = None) -> None:
        self.height = height
        self.behind_mark = behind_mark
        self._piece = Cell(0.0, 0.0, 0.0, 0.0)
        self.cells: list[Cell] = []
        self.between: list[str] = []
        self.gaps: dict[int, Sequence[Gap]] = {}
        self.lines = 1
        """Of the last cell."""
        self.last = 0
        """Index of the last line."""

    def part(self, gap: Gap) -> None:
        """Part the last cell, which is of one line, at a gap of it."""
        cell = self.cells.pop()
        self._piece = Cell(gap.right, cell.right, cell.low, gap.high)
        self.cells += [Cell(cell.left, gap.left, cell.low, cell.high), self._piece]
        self.gaps[self.last] = [*self.gaps[self.last], gap]

    @property
    def piece(self) -> Cell:
        """Where the last line of the last cell is."""
        return self._piece

    def take(self, index: int, pieces: Sequence[Cell], gaps: Sequence[Gap]) -> None:
        """Take the pieces of a line as new cells."""
        self.gaps[index] = gaps
        self.cells += pieces
        self._piece, self.lines, self.last = pieces[-1], 1, index

    def go_on(self, index: int, pieces: Sequence[Cell], gaps: Sequence[Gap]) -> None:
        """Take the first piece of a line as the next one of the last cell, others as new cells."""
        self.between.append(SOFT)
        self._piece, *others = pieces
        last = self.cells[-1]
        self.cells[-1] = Cell(
            min(last.left, self._piece.left),
            max(last.right, self._piece.right),
            self._piece.low,
            last.high,
        )
        self.lines, self.last = self.lines + 1, index
        self.gaps[index] = gaps
        if others:
            self.take(index, others, gaps)
