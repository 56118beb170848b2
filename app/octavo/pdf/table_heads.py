"""Finds the line of column names above a table whose names nearly fill their columns.

Between such names the gaps are too narrow to tell cells by them alone. The rows below tell: where
every gap between their cells goes on through the line above, and there is wider than between its
words, that line names the columns. Names of several lines come one column after the other from most
programs: where each of their pieces stands over one column, they are put together by columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from octavo.pdf.line_words import starts_item
from octavo.pdf.lines import LineBox

_LEAST = 0.45
"""Least gap between two names, as a share of the line's height; a space is a quarter."""

_BEYOND_SPACES = 1.5
"""How many times as wide it is, at least, as the widest gap within a name."""

_FARTHEST = 3.0
"""Heights of the line from it down to the first row, at most."""

_MOST_WORDS = 6
"""Words of a name; what has more on one line is prose."""

FEWEST_ROWS = 2

_PITCH = 2.0
"""Heights from one line of a name down to its next, at most."""

_DIGIT = re.compile(r"\d")
_DAY = r"[0-3]?\d\.[01]?\d\."
_MONTH = r"(?:[A-Z][a-zä]{2,8}|MÄRZ|[A-Z]{3,9})\.?"
YEAR = re.compile(
    rf"(?:\b{_DAY} ?|\b[0-3]?\d\.? {_MONTH} )?\b(?:19|20)\d\d(?:[/–-](?:\d\d){{1,2}})?\b"
    rf"|\b{_MONTH} [0-3]?\d, (?:19|20)\d\d\b"
)
"""A year, one of accounts such as 2023/24, or a day with its year: names of columns."""

_NAMING = re.compile(r"[^\W_]")


class Gap(NamedTuple):
    """White space within a line: its raw index, where it begins and where it ends on the page.

    ``low`` and ``high`` are the bottom and top of what stands behind it.
    """

    at: int
    left: float
    right: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


class Row(NamedTuple):
    """A line and gaps in it, from left to right."""

    box: LineBox
    gaps: Sequence[Gap]


def names_columns(text: str) -> bool:
    """Tell whether a line could name columns: by words or years, not by amounts."""
    return _DIGIT.search(YEAR.sub("", text)) is None


def may_be_head(text: str) -> bool:
    """Tell by its words whether a line above rows is worth measuring."""
    return " " in text and names_columns(text) and not starts_item(text, "")


def head_gaps(raw: str, span: tuple[int, int], head: Row, rows: Sequence[Row]) -> list[int]:
    """Return the raw indexes of the gaps between the names of columns, or nothing.

    There are as many names as columns, or one less: nothing need stand above the rows' own names.

    Args:
        raw: The page's text.
        span: Start and end of the line in it.
        head: The line, with all of its gaps.
        rows: The rows below it, each with the gaps between its cells, as many as the others.
    """
    _, bottom, top, _, last_bottom, _ = head.box
    height = top - bottom
    if not 0 < last_bottom - rows[0].box[1] <= _FARTHEST * height:
        return []
    columns = _columns(rows)
    if any(one[1] >= other[0] for one, other in pairwise(columns)):
        return []  # the cells of one column reach over those of the next
    for first in (0, 1):
        found = _between_names(head, columns, first, height)
        if found and _are_names(raw, span, found):
            return [gap.at for gap in found]
    return []


class Piece(NamedTuple):
    """A piece of a name: the line that it is on, where it begins and ends, and its box."""

    line: int
    start: int
    end: int
    left: float
    right: float
    low: float
    high: float


def pieces_of(line: int, span: tuple[int, int], row: Row) -> list[Piece]:
    """Return the pieces of a line, from left to right.

    Args:
        line: Its index.
        span: Start and end of it in the page's text.
        row: Where it is, with those of its gaps that part pieces.
    """
    _, low, high, *_ = row.box
    cuts = [gap.at for gap in row.gaps]
    starts = [span[0], *(at + 1 for at in cuts)]
    return [
        Piece(line, start, end, left, right, low, high)
        for start, end, (left, right) in zip(
            starts, [*cuts, span[1]], _spans(row, row.gaps), strict=True
        )
    ]


def stacked_head(above: Sequence[Sequence[Piece]], rows: Sequence[Row]) -> list[int]:
    """Return the column over which each piece of a head of several lines stands, or nothing.

    Args:
        above: The pieces of each line above the rows, in the order of the page's text.
        rows: The rows below it, each with the gaps between its cells, as many as the others.

    Returns:
        For as many of the last pieces as belong to the head, in their order.
    """
    columns = _columns(rows)
    if any(one[1] >= other[0] for one, other in pairwise(columns)):
        return []
    found: list[int] = []
    after: Piece | None = None
    for line in reversed(above):
        # A line belongs to it as a whole.
        back: list[int] = []
        for piece in reversed(line):
            column = _over(piece, columns)
            following = [*found, *back][-1:]
            if column is None or not _may_precede(piece, column, after, following, rows[0]):
                back = []
                break
            back.append(column)
            after = piece
        if not back:
            break
        found += back
    named = set(found)
    is_whole = len(named) >= len(columns) - 1 and {*range(1, len(columns))} <= named
    return found[::-1] if is_whole and len(found) > len(named) else []


def _over(piece: Piece, columns: Sequence[tuple[float, float]]) -> int | None:
    """Return the only column over which a piece stands, or None."""
    over = [
        column
        for column, (left, right) in enumerate(columns)
        if piece.left < right and piece.right > left
    ]
    return over[0] if len(over) == 1 else None


def _may_precede(
    piece: Piece, column: int, after: Piece | None, following: Sequence[int], row: Row
) -> bool:
    """Tell whether a piece may come before another one of a head.

    It is the line above it of the same name, or the last line of the name of a column before.
    """
    height = piece.high - piece.low
    _, low, high, *_ = row.box
    if not 0.85 < height / max(high - low, 1e-3) < 1.18:
        return False
    if after is not None and following == [column]:
        return 0.5 * height < piece.low - after.low < _PITCH * height
    if following and column > following[0]:
        return False
    return 0 < piece.low - low <= _FARTHEST * height


def _spans(line: Row, gaps: Sequence[Gap]) -> list[tuple[float, float]]:
    """Return where what stands between the gaps begins and ends."""
    lefts = [line.box[0], *(gap.right for gap in gaps)]
    rights = [*(gap.left for gap in gaps), line.box[3]]
    return list(zip(lefts, rights, strict=True))


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return where each column of rows begins and ends."""
    return [
        (min(left for left, _ in cells), max(right for _, right in cells))
        for cells in zip(*(_spans(row, row.gaps) for row in rows), strict=True)
    ]


def _between_names(
    head: Row, columns: Sequence[tuple[float, float]], first: int, height: float
) -> list[Gap]:
    """Return one gap for each gutter such that each part stands over its own column alone.

    Args:
        head: The line.
        columns: Of the rows below it.
        first: Index of the column that the line's first part is to stand over.
        height: Of the line.
    """
    found: list[Gap] = []
    for (_, left), (right, _) in pairwise(columns[first:]):
        meeting = [gap for gap in head.gaps if gap.left < right and gap.right > left]
        if not meeting:
            return []
        found.append(max(meeting, key=lambda gap: gap.width))
    within = max((gap.width for gap in head.gaps if gap not in found), default=0.0)
    least = max(_LEAST * height, _BEYOND_SPACES * within)
    if len(set(found)) < len(found) or any(gap.width < least for gap in found):
        return []
    for part, (start, end) in enumerate(_spans(head, found), first):
        over = [
            column for column, (left, right) in enumerate(columns) if start < right and end > left
        ]
        if over != [part]:
            return []
    return found


def _are_names(raw: str, span: tuple[int, int], gaps: Sequence[Gap]) -> bool:
    """Tell whether what the gaps part are names: short, and of letters or figures."""
    cuts = [span[0], *(gap.at for gap in gaps), span[1]]
    parts = [raw[start:end] for start, end in pairwise(cuts)]
    return all(_NAMING.search(part) and len(part.split()) <= _MOST_WORDS for part in parts)
