"""Puts together rows of tables that a page's text has in pieces: cells of several lines.

Most programs write a table cell by cell: the lines of one cell down, then up again and to the right
for the next cell of the same row. On the page all cells of a row begin at one height, and those of
one column at one place; two rows or more that agree on their columns are a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from octavo.pdf.line_words import ends_sentence
from octavo.pdf.lines import CELL, LineBox
from octavo.pdf.row_making import BrokenRow, Cell, RowMaking
from octavo.pdf.table_heads import Gap, Row
from octavo.pdf.word_tables import LooseLines, is_mark

_MOST_LINES = 12
"""Lines of one cell; what goes down for longer is a column of text."""

_MOST_CHARACTERS = 900
"""Of a row; what is longer is no table, but text beside text."""

_MOST_CELLS = 60
"""Of a row: as many as gaps are measured."""

_ALIGNED = 0.35
"""How far the lines of a cell, and the cells of a column, may begin apart, in heights."""

_INDENTED = 1.6
"""How far a line of a cell may begin behind its first one, in heights: below a bullet's text."""

_FAR_BEHIND = 2.0
"""How far behind a line the next one begins, at least, in heights, if it goes on with a cell."""

_EXACTLY = 0.15
"""How far behind a narrow gap the next column may begin, in heights."""

_NARROW = 0.45
"""Least such gap, in heights: a space is a quarter."""

_LEVEL = 0.5
"""How far the tops of a row's cells, or their middles or bottoms, may be apart, in heights."""

_NEXT_LINE = (0.5, 1.75)
"""Heights from a line of a cell down to its next."""

_BESIDE = 0.4
"""Least gap between a cell and the next one, in heights."""

_FARTHEST_ROW = 3.5
"""Heights from the last line of a row down to the first of the next, at most."""

_TALLEST = 12.0
"""Heights by which the first cell of a row may begin below another one."""

_CENTRED = 2.0
"""Heights by which a cell of more lines may begin above the next one of its row."""

_HEAD = 4.0
"""Heights by which the names of columns may begin above the row below them."""

_ALIKE = 1.18
"""How many times as high as the other, at most, one of two lines of a row is."""

_FEWEST = 2
"""Cells of a row, rows of a table, and columns that two rows share."""


class BrokenRows:
    """Finds the rows of a page that are on more than one line, and those of one line beside them.

    Args:
        texts: The lines of the page.
        begins: Where each begins in the page's text.
        boxes: Where they are on the page, upwards.
        listed: Which of them are rows by what they say.
        loose: Which of them are worth measuring.
        rows: Those that are known to have cells, with the gaps between these.
        measured: Measures a line, given by its index: all of its gaps, and the wide ones.
    """

    def __init__(
        self,
        texts: Sequence[str],
        begins: Sequence[int],
        boxes: Sequence[LineBox],
        listed: Sequence[bool],
        loose: LooseLines,
        rows: Mapping[int, Row],
        measured: Callable[[int], tuple[Row, Row]],
    ) -> None:
        self._texts = texts
        self._begins = begins
        self._boxes = boxes
        self._listed = listed
        self._loose = loose
        self._rows = rows
        self._measured = measured

    def found(self) -> list[list[BrokenRow]]:
        """Return them by tables, downwards."""
        found: list[list[BrokenRow]] = []
        end = 0
        for index in sorted(self._starts()):
            if index >= end and (table := self._table(index)):
                found.append(table)
                end = table[-1].end
        return found

    def _starts(self) -> frozenset[int]:
        """Return where a row may begin.

        At lines with cells, before the text goes up again, and above lines that begin far behind.
        """
        found = set(self._rows)
        for index in range(1, len(self._boxes)):
            before, box = self._boxes[index - 1], self._boxes[index]
            height = before[2] - before[1]
            if box[0] <= before[0] + _ALIGNED * height:
                continue
            if box[2] > before[2] + _LEVEL * height:
                found.update(self._level_with(index, height))
            elif before[0] + _FAR_BEHIND * height < box[0] < before[3] and self._loose[index - 1]:
                found.add(index - 1)
        return frozenset(found)

    def _level_with(self, index: int, height: float) -> Iterator[int]:
        """Yield the lines before one with which a row may begin that it is in."""
        top = self._boxes[index][2]
        for first in range(max(0, index - _MOST_LINES), index):
            # Below it if the cells end at one height; above it if that row names the columns, or if
            # the cell has more lines, and the middles of both are at one height.
            highest = _HEAD if self._loose[first] else _CENTRED
            if -_TALLEST * height < self._boxes[first][2] - top <= highest * height:
                yield first

    def _table(self, first: int) -> list[BrokenRow]:
        """Return the rows of the table that begins at a line, nothing if none does."""
        table: list[BrokenRow] = []
        at = first
        while at < len(self._texts):
            row = self._row(at, [cell.left for cell in table[-1].cells] if table else ())
            if row is None or (table and not self._follows(table[-1], row)):
                break
            table.append(row)
            at = row.end
        if len(table) >= _FEWEST:
            # The names of columns are often nearer to each other than what is below them.
            head = self._row(first, [cell.left for cell in table[1].cells])
            return [head, *table[1:]] if head and head.end == table[0].end else table
        # What a row without others goes on with is told by itself.
        alone = table and first in self._rows and CELL not in table[0].between
        return table if alone and table[0].between else []

    def _row(self, first: int, columns: Sequence[float]) -> BrokenRow | None:
        """Return the row that begins at a line, None if there is but one cell.

        Args:
            first: Index of the line.
            columns: Where the cells of the row above begin.
        """
        height = self._boxes[first][2] - self._boxes[first][1]
        if height <= 0:
            return None
        row = RowMaking(height, self._behind_mark(first))
        row.take(first, self._pieces(first, gaps := self._gaps(first, columns)), gaps)
        at = first + 1
        length = len(self._texts[first])
        while at < len(self._texts) and self._is_alike(at, height):
            length += len(self._texts[at])
            # Text beside text goes on to the end of the page, and would be gone through from each
            # of its lines.
            if length > 2 * _MOST_CHARACTERS or len(row.cells) > _MOST_CELLS:
                break
            self._part(at, row)
            # What stands level with the last line of a cell may be the next one.
            gaps = self._gaps(at, columns) if len(row.cells) > 1 else []
            if self._goes_on(at, pieces := self._pieces(at, gaps), row):
                if row.lines >= _MOST_LINES:
                    break
                row.go_on(at, pieces, gaps)
            elif self._is_beside(at, row):
                row.between.append(CELL)
                row.take(at, self._pieces(at, gaps := self._gaps(at, columns)), gaps)
            else:
                break
            at += 1
        if len(row.cells) < _FEWEST or not _are_level(row.cells, height):
            return None
        if row.lines < _MOST_LINES and self._length(first, at) <= _MOST_CHARACTERS:
            return BrokenRow(first, at, row.cells, row.between, row.gaps)
        at = self._cut(first, at)
        between = row.between[: at - first - 1]
        within = {index: gaps for index, gaps in row.gaps.items() if index < at}
        if CELL not in between and not within[first]:
            return None
        return BrokenRow(first, at, row.cells, between, within)

    def _part(self, index: int, row: RowMaking) -> None:
        """Part a row's last cell at a narrow gap if a line begins right below what is behind it."""
        if row.lines > 1 or len(row.cells) < _FEWEST:
            return
        least, near = _NARROW * row.height, _EXACTLY * row.height
        for gap in self._measured(row.last)[0].gaps:
            if gap.left <= row.piece.left or gap.width < least:
                continue
            if abs(gap.right - self._boxes[index][0]) <= near:
                if not self._is_behind_mark(row.last, gap, row.gaps[row.last]):
                    row.part(gap)
                return

    def _is_behind_mark(self, index: int, gap: Gap, before: Sequence[Gap]) -> bool:
        """Tell whether nothing but a bullet or number is before a gap in its cell.

        Args:
            index: Of the line.
            gap: In the line.
            before: The gaps that part the line so far.
        """
        begin = self._begins[index]
        start = max((one.at for one in before if one.at < gap.at), default=begin)
        return is_mark(self._texts[index][start - begin : gap.at - begin].strip())

    def _behind_mark(self, index: int) -> float | None:
        """Return where the text behind a line's number begins; None if no number is before it."""
        if not self._is_numbered(index):
            return None
        gaps = self._measured(index)[0].gaps
        return gaps[0].right if gaps else None

    def _is_numbered(self, index: int) -> bool:
        """Tell whether a line begins with a number, as the rows of price lists do."""
        mark, space, _ = self._texts[index].partition(" ")
        return bool(space) and mark[0].isdigit() and is_mark(mark)

    def _length(self, first: int, end: int) -> int:
        return sum(map(len, self._texts[first:end]))

    def _is_alike(self, index: int, height: float) -> bool:
        own = self._boxes[index][2] - self._boxes[index][1]
        return 0 < own <= _ALIKE * height and height <= _ALIKE * own

    def _is_beside(self, index: int, row: RowMaking) -> bool:
        """Tell whether a line begins the next cell: behind the last one, not below the row."""
        box, last = self._boxes[index], row.cells[-1]
        is_behind = box[0] > last.right + _BESIDE * row.height
        return is_behind and box[1] > last.low - _LEVEL * row.height

    def _pieces(self, index: int, gaps: Sequence[Gap]) -> list[Cell]:
        """Return where what these gaps part is."""
        left, low, high, right, last, _ = self._boxes[index]
        rights = [*(gap.left for gap in gaps), right]
        begins = [(left, low, high), *((gap.right, gap.low, gap.high) for gap in gaps)]
        cells = [Cell(one[0], end, *one[1:]) for one, end in zip(begins, rights, strict=True)]
        # A word with a hyphen, whose lines are one in the page's text, may end lower.
        cells[-1] = cells[-1]._replace(low=last)
        return cells

    def _goes_on(self, index: int, pieces: Sequence[Cell], row: RowMaking) -> bool:
        """Tell whether a line, or its first piece, is the next one of a row's last cell."""
        height = row.height
        down = (row.piece.low - self._boxes[index][1]) / height
        if not _NEXT_LINE[0] <= down <= _NEXT_LINE[1]:
            return False
        if self._listed[index] or (index in self._rows and len(row.cells) == 1):
            return False
        first = pieces[0]
        if len(row.cells) == 1 and row.behind_mark is not None:
            if self._is_numbered(index):
                return False  # the next row
            if abs(first.left - row.behind_mark) <= _ALIGNED * height:
                return True
        middle = abs(first.left + first.right - row.piece.left - row.piece.right) / 2
        if middle <= _ALIGNED * height:
            return True
        return -_ALIGNED * height <= first.left - row.cells[-1].left <= _INDENTED * height

    def _cut(self, first: int, end: int) -> int:
        """Return behind which line a row that goes on for too long may end: with a sentence."""
        length = 0
        found = 0
        for index in range(first, end):
            length += len(self._texts[index])
            if length > _MOST_CHARACTERS:
                return found or max(index, first + 1)
            if ends_sentence(self._texts[index]):
                found = index + 1
        return found or end

    def _gaps(self, index: int, columns: Sequence[float]) -> Sequence[Gap]:
        """Return the gaps between the cells of a line, narrow ones before known columns too."""
        if not (columns or self._loose[index] or index in self._rows):
            return []
        line, wide = self._measured(index)
        known = self._rows[index].gaps if index in self._rows else wide.gaps
        if self._listed[index]:
            return known
        height = line.box[2] - line.box[1]
        found: list[Gap] = []
        for gap in line.gaps:
            if gap in known or (
                gap.width >= _NARROW * height
                and any(abs(gap.right - left) <= _EXACTLY * height for left in columns)
                and not self._is_behind_mark(index, gap, found)
            ):
                found.append(gap)
        return found

    def _follows(self, row: BrokenRow, other: BrokenRow) -> bool:
        """Tell whether a row is the next one of the same table: below it, in the same columns."""
        height = self._boxes[row.first][2] - self._boxes[row.first][1]
        low = min(cell.low for cell in row.cells)
        down = low - max(cell.high for cell in other.cells)
        if not -_LEVEL * height <= down <= _FARTHEST_ROW * height:
            return False
        shared = sum(
            any(_is_below(above, cell, height) for above in row.cells) for cell in other.cells
        )
        return shared >= _FEWEST


def _is_below(above: Cell, cell: Cell, height: float) -> bool:
    """Tell whether two cells begin, or have their middles, at one place."""
    begins = abs(cell.left - above.left)
    middles = abs(cell.left + cell.right - above.left - above.right) / 2
    return min(begins, middles) <= _ALIGNED * height


def _are_level(cells: Sequence[Cell], height: float) -> bool:
    """Tell whether cells stand at one height: their tops, middles or bottoms do."""
    tops = [cell.high for cell in cells]
    lows = [cell.low for cell in cells]
    middles = [(cell.high + cell.low) / 2 for cell in cells]
    return any(max(ends) - min(ends) <= _LEVEL * height for ends in (tops, middles, lows))
