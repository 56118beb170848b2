"""Cells and header rows of tables.

In clean text a row is one line and a tab stands between its cells, so that a table can be told
from the text alone wherever that has gone.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from octavo.pdf.clean import Scan
from octavo.pdf.lines import CELL, HARD, SOFT, Layout, LineBox
from octavo.pdf.table_heads import (
    FEWEST_ROWS,
    Gap,
    Piece,
    Row,
    head_gaps,
    may_be_head,
    names_columns,
    pieces_of,
    stacked_head,
)

_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
_WIDE = 0.9
"""Least gap between two cells, as a share of the line's height; between words it is a third."""

_MOST_GAPS = 60
"""Gaps of a line that are measured; no table has more columns."""

_MOST_LINES = 40
"""Lines above a table that are looked at; each column's name may have a few."""

_LONGEST_NAME = 60
"""Characters of a line of a head."""


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


def with_cells(
    scan: Scan,
    boxes: Sequence[LineBox],
    rows: Sequence[bool],
    edges: Callable[[Sequence[tuple[int, int]]], Sequence[tuple[float, float]]],
) -> Layout:
    """Return the layout of a page with the gaps between cells, on lines that are rows of a table.

    A row alone is none: what stands in a table has a row before or after it. A line above rows
    that names their columns becomes a row, too, and so do several.

    Args:
        scan: The page's text.
        boxes: Where its lines are.
        rows: Which of them look like rows.
        edges: Where gaps, given by start and end, begin and end on the page, in the boxes' unit.
    """
    found: dict[int, Row] = {}
    last = len(rows) - 1
    for index, (start, end) in enumerate(scan.lines):
        if not rows[index]:
            continue
        if not ((index > 0 and rows[index - 1]) or (index < last and rows[index + 1])):
            continue
        line = _measured(scan.raw, start, end, boxes[index], edges)
        _, bottom, top, *_ = line.box
        wide = [gap for gap in line.gaps if gap.width > _WIDE * (top - bottom)]
        if wide:
            found[index] = Row(line.box, wide)
    cells = {index: [gap.at for gap in row.gaps] for index, row in found.items()}
    for index in found:
        above = index - 1
        if above < 0 or len(cells.get(above, ())) >= len(cells[index]):
            continue
        start, end = scan.lines[above]
        below = _alike(found, index)
        if len(below) < FEWEST_ROWS or not may_be_head(scan.raw[start:end]):
            continue
        head = _measured(scan.raw, start, end, boxes[above], edges)
        between = head_gaps(scan.raw, (start, end), head, below)
        if between and set(cells.get(above, ())) <= set(between):
            cells[above] = between
    known = _stacked(scan, boxes, rows, found, cells, edges)
    gaps = [gap for index in sorted(cells) for gap in cells[index]]
    return Layout(boxes, [row or index in cells for index, row in enumerate(rows)], gaps, known)


def _stacked(
    scan: Scan,
    boxes: Sequence[LineBox],
    rows: Sequence[bool],
    found: Mapping[int, Row],
    cells: dict[int, list[int]],
    edges: Callable[[Sequence[tuple[int, int]]], Sequence[tuple[float, float]]],
) -> dict[int, str]:
    """Add the cells of heads whose names are of several lines; return what stands behind these."""
    known: dict[int, str] = {}
    for index in found:
        if index - 1 in cells or len(below := _alike(found, index)) < FEWEST_ROWS:
            continue
        above = _above(scan, boxes, rows, index, edges)
        _note_head(scan, above, stacked_head(above, below), cells, known)
    return known


def _above(
    scan: Scan,
    boxes: Sequence[LineBox],
    rows: Sequence[bool],
    first: int,
    edges: Callable[[Sequence[tuple[int, int]]], Sequence[tuple[float, float]]],
) -> list[list[Piece]]:
    """Return the pieces of the lines above a row, down to it, that could be names of columns."""
    found: list[list[Piece]] = []
    for index in range(first - 1, max(-1, first - 1 - _MOST_LINES), -1):
        start, end = scan.lines[index]
        text = scan.raw[start:end]
        if rows[index] or len(text) > _LONGEST_NAME or not names_columns(text):
            break
        line = _measured(scan.raw, start, end, boxes[index], edges)
        _, bottom, top, *_ = line.box
        wide = [gap for gap in line.gaps if gap.width > _WIDE * (top - bottom)]
        found.append(pieces_of(index, (start, end), Row(line.box, wide)))
    return found[::-1]


def _note_head(
    scan: Scan,
    above: Sequence[Sequence[Piece]],
    columns: Sequence[int],
    cells: dict[int, list[int]],
    known: dict[int, str],
) -> None:
    """Note what stands between the pieces of a head.

    Args:
        scan: The page's text.
        above: The pieces of the lines above the table.
        columns: Of the last of these pieces; none if they are no head.
        cells: Takes the gaps between cells of each line, by its index.
        known: Takes what stands behind lines, by where they end.
    """
    if not columns:
        return
    head = [piece for line in above for piece in line][-len(columns) :]
    for (one, column), (other, following) in pairwise(zip(head, columns, strict=True)):
        cells.setdefault(one.line, [])
        if one.line == other.line:
            cells[one.line].append(one.end)
        else:
            known[one.end] = SOFT if column == following else CELL
    cells.setdefault(head[-1].line, [])
    known[head[-1].end] = HARD
    if head[0].line > 0:
        known[scan.lines[head[0].line - 1][1]] = HARD


def _measured(
    raw: str,
    start: int,
    end: int,
    box: LineBox,
    edges: Callable[[Sequence[tuple[int, int]]], Sequence[tuple[float, float]]],
) -> Row:
    """Return a line with all of its gaps, or with none if it has too many for a table's."""
    gaps = [match.span() for match in _GAP.finditer(raw, start, end)]
    if len(gaps) > _MOST_GAPS:
        return Row(box, ())
    return Row(box, [Gap(at, *where) for (at, _), where in zip(gaps, edges(gaps), strict=True)])


def _alike(found: Mapping[int, Row], first: int) -> list[Row]:
    """Return the rows from the first one on that have as many cells as it."""
    count = len(found[first].gaps)
    rows: list[Row] = []
    for index in itertools.count(first):
        if index not in found or len(found[index].gaps) != count:
            return rows
        rows.append(found[index])
    return rows


def tables(clean: str) -> list[Table]:
    """Find the tables of a page: two or more lines with cells, one below the other."""
    if CELL not in clean:
        return []  # as in nearly all texts
    found: list[Table] = []
    block: list[tuple[int, int]] = []
    at = 0
    for line in [*clean.split("\n"), ""]:
        if CELL in line:
            block.append((at, at + len(line)))
        else:
            if len(block) > 1:
                header = block[0] if names_columns(clean[slice(*block[0])]) else None
                found.append(Table(block[0][0], block[-1][1], header))
            block = []
        at += len(line) + 1
    return found
