"""Cells and header rows of tables.

In clean text a row is one line and a tab stands between its cells, so that a table can be told
from the text alone wherever that has gone.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from octavo.pdf.clean import Scan
from octavo.pdf.lines import CELL, LineBox

_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
_WIDE = 0.9
"""Least gap between two cells, as a share of the line's height; between words it is a third."""

_MOST_GAPS = 60
"""Gaps of a line that are measured; no table has more columns."""

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


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


def cell_gaps(
    scan: Scan,
    boxes: Sequence[LineBox],
    rows: Sequence[bool],
    widths: Callable[[Sequence[tuple[int, int]]], Sequence[float]],
) -> list[int]:
    """Return the raw indexes of the gaps between cells, on lines that are rows of a table.

    A row alone is none: what stands in a table has a row before or after it.

    Args:
        scan: The page's text.
        boxes: Where its lines are.
        rows: Which of them look like rows.
        widths: Measures gaps, given by start and end, in points.
    """
    found: list[int] = []
    last = len(rows) - 1
    for index, (start, end) in enumerate(scan.lines):
        if not rows[index]:
            continue
        if not ((index > 0 and rows[index - 1]) or (index < last and rows[index + 1])):
            continue
        gaps = [match.span() for match in _GAP.finditer(scan.raw, start, end)]
        if len(gaps) > _MOST_GAPS:
            continue
        _, bottom, top, *_ = boxes[index]
        height = top - bottom
        found += [
            gap[0] for gap, wide in zip(gaps, widths(gaps), strict=True) if wide > _WIDE * height
        ]
    return found


def tables(clean: str) -> list[Table]:
    """Find the tables of a page: two or more lines with cells, one below the other."""
    found: list[Table] = []
    block: list[tuple[int, int]] = []
    at = 0
    for line in [*clean.split("\n"), ""]:
        if CELL in line:
            block.append((at, at + len(line)))
        else:
            if len(block) > 1:
                header = block[0] if _is_header(clean, block) else None
                found.append(Table(block[0][0], block[-1][1], header))
            block = []
        at += len(line) + 1
    return found


def _is_header(clean: str, rows: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the first row names the columns: by words or years, not by amounts."""
    return _DIGIT.search(_YEAR.sub("", clean[slice(*rows[0])])) is None
