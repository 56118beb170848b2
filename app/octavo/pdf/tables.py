"""Tables in clean text: a row is one line, and a tab stands between its cells.

So a table can be told from the text alone, wherever that has gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from octavo.pdf.lines import CELL
from octavo.pdf.table_heads import YEAR, names_columns

_LABEL_AND_VALUE = 2
"""Cells of a row that says of something what it is."""

_SAYS = re.compile(r"[.:?!;]$")
"""What no name of a column ends with."""

_AMOUNT = re.compile(
    r"[^\w\s]{0,2}(?:[A-Z]{2,3} |[$€£¥] ?)?[^\w\s]{0,2}\d[\d.,'’ ]*(?:[%€£$¥]|[A-Z]{3})?\W{0,2}"
)
"""A number with its sign, currency or percent."""

_NOTHING = re.compile(r"[-\u2013\u2014]|nil|none|n/a|keine?", re.IGNORECASE)
"""What stands in a column of amounts where there is none."""


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table in clean text: where its rows begin and end, and where its header row does.

    Args:
        start: Of the first row, the header row if there is one.
        end: Behind the last row.
        header: Start and end of the header row, or None.
    """

    start: int
    end: int
    header: tuple[int, int] | None


def tables(clean: str) -> list[Table]:
    """Find the tables of a page: two or more lines with cells, one below the other."""
    if CELL not in clean:
        return []  # as in nearly all texts
    found: list[Table] = []
    block: list[tuple[int, int]] = []
    at = 0
    lines = [*clean.split("\n"), ""]
    for index, line in enumerate(lines):
        if CELL not in line or (block and heads_next(*lines[index - 1 : index + 2])):
            if len(block) > 1:
                first, *others = (clean[slice(*span)] for span in block)
                header = block[0] if heads(first, others) else None
                found.append(Table(block[0][0], block[-1][1], header))
            block = []
        if CELL in line:
            block.append((at, at + len(line)))
        at += len(line) + 1
    return found


def heads_next(above: str, line: str, below: str) -> bool:
    """Tell whether a row between two others names the columns of another table, right below one.

    It has years or words where the rows around it have amounts.
    """
    if not (CELL in above and CELL in below and names_columns(line)):
        return False
    last, *others = (row.rpartition(CELL)[2].strip() for row in (line, above, below))
    return any(map(str.isalnum, last)) and all(
        _AMOUNT.fullmatch(other) and not YEAR.fullmatch(other) for other in others
    )


def heads(line: str, below: Sequence[str]) -> bool:
    """Tell whether a row with cells names the columns of the rows below it.

    Where there are two columns, it does so above amounts only: labels and what they stand for have
    no such names.

    Args:
        line: The row.
        below: The other rows of the table, at least one.
    """
    if not names_columns(line):
        return False
    names = [name.strip() for name in line.split(CELL)]
    rows = [[cell.strip() for cell in row.split(CELL)] for row in below]
    if any(_SAYS.search(name) for name in names):
        return False
    if len(names) <= _LABEL_AND_VALUE and all(len(row) <= _LABEL_AND_VALUE for row in rows):
        return all(_AMOUNT.fullmatch(row[-1]) or _NOTHING.fullmatch(row[-1]) for row in rows)
    # A year or day below another is one more of the same.
    same = [row for row in rows if len(row) == len(names)]
    return not any(
        same and YEAR.fullmatch(name) and all(YEAR.fullmatch(row[column]) for row in same)
        for column, name in enumerate(names)
    )
