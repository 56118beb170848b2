"""Finds the cells of the tables on a page, and the rows that name their columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from octavo.pdf.broken_rows import BrokenRows
from octavo.pdf.clean import Scan
from octavo.pdf.lines import CELL, HARD, SOFT, Layout, LineBox
from octavo.pdf.references import ibans
from octavo.pdf.row_making import BrokenRow
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
from octavo.pdf.word_tables import LEAST_GAP, LooseLines, WordRows, with_wide

_GAP = re.compile(r"(?<=\S)\s+(?=\S)")
_MOST_GAPS = 60
"""Gaps of a line that are measured; no table has more columns."""

_MOST_LINES = 40
"""Lines above a table that are looked at; each column's name may have a few."""

_LONGEST_NAME = 60
"""Characters of a line of a head."""

Edges = Callable[[Sequence[tuple[int, int]]], Sequence[tuple[float, float, float, float]]]
"""Where gaps, given by start and end, begin and end, and bottom and top of what is behind them."""


def with_cells(scan: Scan, boxes: Sequence[LineBox], rows: Sequence[bool], edges: Edges) -> Layout:
    """Return the layout of a page with the gaps between cells, on lines that are rows of a table.

    A row alone is none: what stands in a table has a row before or after it. A line above rows
    that names their columns becomes a row, too, and so do several.

    Args:
        scan: The page's text.
        boxes: Where its lines are.
        rows: Which of them look like rows by what they say.
        edges: Where gaps begin and end, in the boxes' unit.
    """
    return _Cells(scan, boxes, rows, edges).layout()


class _Cells:
    """The cells of a page while they are found.

    Args: as ``with_cells`` has them.
    """

    def __init__(
        self, scan: Scan, boxes: Sequence[LineBox], rows: Sequence[bool], edges: Edges
    ) -> None:
        self._scan = scan
        self._boxes = boxes
        self._rows = rows
        self._edges = edges
        self._found: dict[int, Row] = {}
        self._cells: dict[int, list[int]] = {}
        # What stands behind a line, by its end, where more than two lines tell it.
        self._known: dict[int, str] = {}
        self._broken: set[int] = set()
        self._loose = LooseLines(scan.texts(), boxes)
        self._by_gaps: dict[int, tuple[Row, Row]] = {}

    def layout(self) -> Layout:
        """Return the layout with all that is found."""
        for index, row in self._by_words():
            self._note_row(index, row)
        self._note_heads()
        self._note_stacked_heads()
        is_new = False
        for index, row in sorted(self._by_place().items()):
            if index not in self._cells and self._scan.lines[index][1] not in self._known:
                self._note_row(index, row)
                is_new = True
        if is_new:
            self._note_heads()
        self._note_broken_rows()
        gaps = [gap for index in sorted(self._cells) for gap in self._cells[index]]
        rows = [
            row or index in self._cells or index in self._broken
            for index, row in enumerate(self._rows)
        ]
        return Layout(self._boxes, rows, gaps, self._known)

    def _note_row(self, index: int, row: Row) -> None:
        self._found[index] = row
        self._cells[index] = [gap.at for gap in row.gaps]

    def _by_words(self) -> list[tuple[int, Row]]:
        """Return the lines that say what rows do and stand beside another such line."""
        rows, last = self._rows, len(self._rows) - 1
        found: list[tuple[int, Row]] = []
        for index, is_row in enumerate(rows):
            if not is_row:
                continue
            if not ((index > 0 and rows[index - 1]) or (index < last and rows[index + 1])):
                continue
            if (row := self._with_wide(index)).gaps:
                found.append((index, row))
        return found

    def _by_place(self) -> dict[int, Row]:
        """Return the lines that are rows by how they stand on the page."""
        texts, boxes = self._scan.texts(), self._boxes
        return WordRows(texts, boxes, self._found, self._loose, self._with_cells).found()

    def _with_cells(self, index: int) -> Row:
        return self._wide(index)[1]

    def _note_heads(self) -> None:
        """Add the cells of lines right above rows that name their columns."""
        for index in list(self._found):
            above = index - 1
            if above < 0 or len(self._cells.get(above, ())) >= len(self._cells[index]):
                continue
            start, end = self._scan.lines[above]
            below = self._alike(index)
            if len(below) < FEWEST_ROWS or not may_be_head(self._scan.raw[start:end]):
                continue
            between = head_gaps(self._scan.raw, (start, end), self._measured(above), below)
            if between and set(self._cells.get(above, ())) <= set(between):
                self._cells[above] = between

    def _note_stacked_heads(self) -> None:
        """Add the cells of heads whose names are of several lines."""
        for index in self._found:
            if index - 1 in self._cells or len(below := self._alike(index)) < FEWEST_ROWS:
                continue
            above = self._above(index)
            self._note_stacked_head(above, stacked_head(above, below))

    def _above(self, first: int) -> list[list[Piece]]:
        """Return the pieces of the lines above a row, down to it, that could name columns."""
        found: list[list[Piece]] = []
        for index in range(first - 1, max(-1, first - 1 - _MOST_LINES), -1):
            start, end = self._scan.lines[index]
            text = self._scan.raw[start:end]
            if self._rows[index] or len(text) > _LONGEST_NAME or not names_columns(text):
                break
            found.append(pieces_of(index, (start, end), self._with_wide(index)))
        return found[::-1]

    def _note_stacked_head(self, above: Sequence[Sequence[Piece]], columns: Sequence[int]) -> None:
        """Note what stands between the pieces of a head.

        Args:
            above: The pieces of the lines above the table.
            columns: Of the last of these pieces; none if they are no head.
        """
        if not columns:
            return
        head = [piece for line in above for piece in line][-len(columns) :]
        for (one, column), (other, following) in pairwise(zip(head, columns, strict=True)):
            self._cells.setdefault(one.line, [])
            if one.line == other.line:
                self._cells[one.line].append(one.end)
            else:
                self._known[one.end] = SOFT if column == following else CELL
        self._cells.setdefault(head[-1].line, [])
        self._known[head[-1].end] = HARD
        if head[0].line > 0:
            self._known[self._scan.lines[head[0].line - 1][1]] = HARD

    def _note_broken_rows(self) -> None:
        """Put rows of several lines together."""
        lines, known = self._scan.lines, self._known
        texts = self._scan.texts()
        # Wide gaps alone make a row of a line, too; what it says does only where it counts.
        listed = [
            is_row and any(map(str.isdigit, text))
            for is_row, text in zip(self._rows, texts, strict=True)
        ]
        begins = [start for start, _ in lines]
        rows = BrokenRows(texts, begins, self._boxes, listed, self._loose, self._found, self._wide)
        tables = rows.found()
        for row in itertools.chain(*tables):
            ends = [end for _, end in lines[row.first : row.end]]
            if any(end in known for end in ends[:-1]):
                continue
            known.update(zip(ends, [*row.between, HARD], strict=True))
            if row.first > 0:
                known.setdefault(lines[row.first - 1][1], HARD)
            self._broken.update(range(row.first, row.end))
            self._cells.update(
                (index, [gap.at for gap in gaps]) for index, gaps in row.gaps.items()
            )
        for table in tables:
            self._note_head(table)

    def _note_head(self, table: Sequence[BrokenRow]) -> None:
        """Add the cells of the line right above a table if it names its columns."""
        above = table[0].first - 1
        if above < 0 or above in self._cells or above in self._broken:
            return
        start, end = self._scan.lines[above]
        columns = len(table[-1].cells)
        below = [self._as_row(row) for row in table if len(row.cells) == columns]
        if len(below) < FEWEST_ROWS or not may_be_head(self._scan.raw[start:end]):
            return
        if between := head_gaps(self._scan.raw, (start, end), self._measured(above), below):
            self._cells[above] = between

    def _as_row(self, row: BrokenRow) -> Row:
        """Return a row as if each of its cells were on one line."""
        low, high = min(one.low for one in row.cells), max(one.high for one in row.cells)
        gaps = [Gap(0, one.right, other.left, low, high) for one, other in pairwise(row.cells)]
        return Row((row.cells[0].left, low, high, row.cells[-1].right, low, high), gaps)

    def _alike(self, first: int) -> list[Row]:
        """Return the rows from the first one on that have as many cells as it."""
        count = len(self._found[first].gaps)
        rows: list[Row] = []
        for index in itertools.count(first):
            if index not in self._found or len(self._found[index].gaps) != count:
                return rows
            rows.append(self._found[index])
        return rows

    def _with_wide(self, index: int) -> Row:
        """Return a line with those of its gaps that may part cells."""
        line = self._measured(index)
        _, bottom, top, *_ = line.box
        return Row(line.box, [gap for gap in line.gaps if gap.width > LEAST_GAP * (top - bottom)])

    def _wide(self, index: int) -> tuple[Row, Row]:
        """Return a line with all of its gaps, and with those that part cells by place alone."""
        if index not in self._by_gaps:
            start, end = self._scan.lines[index]
            line = self._measured(index)
            self._by_gaps[index] = line, with_wide(self._scan.raw[start:end], start, line)
        return self._by_gaps[index]

    def _measured(self, index: int) -> Row:
        """Return a line with all of its gaps, or with none if it has too many for a table's."""
        start, end = self._scan.lines[index]
        gaps = [match.span() for match in _GAP.finditer(self._scan.raw, start, end)]
        inside = [(start + a, start + b) for a, b in ibans(self._scan.raw[start:end])]
        if inside:  # its groups may stand far apart, as in the boxes of a form
            gaps = [gap for gap in gaps if not any(a < gap[0] < b for a, b in inside)]
        if len(gaps) > _MOST_GAPS:
            return Row(self._boxes[index], ())
        edges = self._edges(gaps)
        return Row(
            self._boxes[index],
            [Gap(at, *where) for (at, _), where in zip(gaps, edges, strict=True)],
        )
