"""A table in another shape, where its columns have no room beside each other.

Each cell stands on a line of its own, beside the name of its column; a row begins in bold.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from octavo.ui.chat.markdown import Cell

Rows = Sequence[Sequence[Cell]]
"""Of a table."""


def stacked(head: Sequence[Cell], rows: Rows) -> Rows:
    """Return the rows of a table as rows of two cells: the name of a column, and what it says.

    Args:
        head: The names.
        rows: The others, one at least; empty cells are left out, unless all are empty.
    """
    found: list[tuple[Cell, Cell]] = []
    for row in rows:
        told = [
            (name, cell) for name, cell in zip(head, row, strict=False) if _says_something(cell)
        ]
        found += [
            (
                _weighing(name, bold=False),
                _weighing(cell, bold=True) if number == 0 else _left(cell),
            )
            for number, (name, cell) in enumerate(told)
        ]
    return found or [head, *rows]


def _says_something(cell: Cell) -> bool:
    return any(run.text.strip() or run.citation is not None for run in cell.runs)


def _left(cell: Cell) -> Cell:
    return dataclasses.replace(cell, align="left")


def _weighing(cell: Cell, *, bold: bool) -> Cell:
    runs = tuple(dataclasses.replace(run, bold=bold) for run in cell.runs)
    return Cell(runs, "left")
