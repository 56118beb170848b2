"""Finds rows of tables whose cells are words, and of labels with what they stand for.

Nothing in the words of such rows tells them from prose. The page does: wide gaps on lines below
each other stand in one gutter, and what follows them begins, or ends, at one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from octavo.pdf.lines import LineBox
from octavo.pdf.table_heads import Gap, Row

LEAST_GAP = 0.9
"""Least gap between two cells, as a share of the line's height; between words it is a third."""

_BEYOND_SPACES = 1.8
"""How many times as wide it is, at least, as the usual gap of its line: justified lines have only
wide ones."""

_WITHOUT_SPACES = 1.3
"""Least gap on a line without others to compare it with."""

_EQUAL = 1.08
"""How many times as wide as the narrowest the widest gap is, at most, on a justified line."""

_GUTTER = 0.7
"""Least width of a gutter that two lines share, as a share of their height."""

_ALIGNED = 0.35
"""How far cells below each other may begin, or end, apart, as a share of the height."""

# Letters and signs that are about half as wide as others.
_NARROW = str.maketrans("", "", "ijltfrI.,;:'|!()[]- ")
_NARROWER = 0.45

_TELLING = 24
"""Characters of a line that tells how wide letters are on this page."""

_SAMPLE = 16
"""Lines that are asked for it, about."""

_WIDEST_GLYPH = 0.56
"""Width of a usual letter, as a share of the line's height: of the widest fonts for text."""

_SLIM_GLYPH = 0.4
"""The same where too few lines tell."""

_FEWEST = 6
"""Lines that tell, at least."""

_LOOSE = 1.2
"""Heights by which a line is longer than its words, at least, if it may have a gap."""

_LONGEST = 220
"""Characters of a line that may be a row."""

_NEAREST = 0.4
_FARTHEST = 4.0
"""Heights from a row down to the next."""

_ALIKE = 1.18
"""How many times as high as the other, at most, one of two rows is."""

_JUSTIFIED = 0.2
"""How far two lines may begin and end apart, in heights, if they are justified."""

_FIXED = 0.004
"""By which share the pitch of two lines differs, at most, if the font has a fixed one."""

_LONGEST_MARK = 8
# What an item of a list begins with, and lines of a program that is shown: no cell.
_MARK = re.compile(
    r"[\W_]+|[\[(]?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})[.):\]]"
    r"|(?:§+ ?|[A-Z][ .])?[0-9]{1,3}(?:\.[0-9]{1,3})*"
)


class LooseLines:
    """Tells which lines are longer than their words need: there may be a gap between cells.

    To measure all gaps of all lines would take as long as reading the page. Of 85 runs of rows in
    documents of many kinds four were lost by this, none of them with a wide column.

    Args:
        texts: The lines.
        boxes: Where they are, in any unit.
    """

    def __init__(self, texts: Sequence[str], boxes: Sequence[LineBox]) -> None:
        self._texts = texts
        self._boxes = boxes
        self._known: dict[int, bool] = {}
        self._glyph: float | None = None

    def __getitem__(self, index: int) -> bool:
        if index not in self._known:
            if self._glyph is None:
                self._glyph = self._usual_glyph()
            width = self._width(index)
            self._known[index] = width > self._glyph * _size(self._texts[index]) + _LOOSE
        return self._known[index]

    def _width(self, index: int) -> float:
        box = self._boxes[index]
        return (box[3] - box[0]) / ((box[2] - box[1]) or 1.0)

    def _usual_glyph(self) -> float:
        """Return how wide a usual letter is on the page, as a share of the line's height."""
        long = [index for index, text in enumerate(self._texts) if len(text) > _TELLING]
        glyphs = sorted(
            self._width(index) / _size(self._texts[index])
            for index in long[:: len(long) // _SAMPLE + 1]
        )
        widest = _WIDEST_GLYPH if len(glyphs) >= _FEWEST else _SLIM_GLYPH
        return min([widest, *glyphs[len(glyphs) // 4 :][:1]])


def _size(text: str) -> float:
    """Return how long a text is, in usual letters."""
    usual = len(text.translate(_NARROW))
    return usual + (1 - _NARROWER) * (len(text) - usual)


class WordRows:
    """Finds the lines of a page that are rows beside those that are known.

    Args:
        texts: The lines.
        boxes: Where they are, in any unit, upwards.
        rows: The rows that are known, by index, each with its wide gaps.
        loose: Which lines are worth measuring.
        wide: Returns a line, given by its index, with those of its gaps that may part cells.
    """

    def __init__(
        self,
        texts: Sequence[str],
        boxes: Sequence[LineBox],
        rows: Mapping[int, Row],
        loose: LooseLines,
        wide: Callable[[int], Row],
    ) -> None:
        self._texts = texts
        self._boxes = boxes
        self._rows = rows
        self._wide = wide
        self._loose = loose
        self._found: dict[int, Row] = {}

    def found(self) -> dict[int, Row]:
        """Return them by index, each with its wide gaps."""
        for index, following in enumerate(self._texts[1:]):
            if following[0].islower() or (index in self._rows and index + 1 in self._rows):
                continue
            if not self._may_be_rows(index) or not (self._loose[index] or self._loose[index + 1]):
                continue
            if _share_gutter(self._cells(index), self._cells(index + 1)):
                self._note(index)
                self._note(index + 1)
        # A row that begins with a small letter or reaches to the edge shows by the rows around.
        for index in sorted([*self._found, *self._rows]):
            self._reach(index, -1)
            self._reach(index, 1)
        return self._found

    def _reach(self, index: int, step: int) -> None:
        """Note the rows from one row on, up or down."""
        other = index + step
        while 0 <= other < len(self._texts) and other not in self._found:
            if other in self._rows or not self._may_follow(min(other, other - step)):
                return
            if not _share_gutter(self._cells(other), self._cells(other - step)):
                return
            self._note(other)
            other += step

    def _note(self, index: int) -> None:
        if index not in self._rows:
            self._found[index] = self._wide(index)

    def _cells(self, index: int) -> Row:
        return self._rows[index] if index in self._rows else self._wide(index)

    def _may_follow(self, index: int) -> bool:
        """Tell whether a line and the next could be two rows, by their size and place."""
        one, other = self._texts[index], self._texts[index + 1]
        if len(one) > _LONGEST or len(other) > _LONGEST or " " not in one or " " not in other:
            return False
        box, below = self._boxes[index], self._boxes[index + 1]
        height, next_height = box[2] - box[1], below[2] - below[1]
        if not (0 < height <= _ALIKE * next_height and next_height <= _ALIKE * height):
            return False
        return _NEAREST * height <= box[1] - below[1] <= _FARTHEST * height

    def _may_be_rows(self, index: int) -> bool:
        """Tell whether a line and the next are worth measuring: most lines of prose are not."""
        one, other = self._texts[index], self._texts[index + 1]
        if not self._may_follow(index):
            return False
        box, below = self._boxes[index], self._boxes[index + 1]
        near = _JUSTIFIED * (box[2] - box[1])
        is_justified = abs(box[0] - below[0]) < near and abs(box[3] - below[3]) < near
        if is_justified and not (one[-1].isdigit() or other[-1].isdigit()):
            return False
        if one[0] == other[0] and not one[0].isalnum():
            return False  # bullets
        # All characters of a program that is shown are as wide as each other.
        pitch, next_pitch = (box[3] - box[0]) / len(one), (below[3] - below[0]) / len(other)
        return abs(pitch - next_pitch) > _FIXED * pitch or "  " in one or "  " in other


def with_wide(text: str, start: int, line: Row) -> Row:
    """Return a line with those of its gaps that may part cells.

    Args:
        text: What it says.
        start: Where it begins in the page's text.
        line: With all of its gaps.
    """
    _, bottom, top, *_ = line.box
    height = top - bottom
    widths = sorted(gap.width for gap in line.gaps)
    if not widths:
        return line
    narrow = [width for width in widths if width < LEAST_GAP * height]
    usual = narrow[len(narrow) // 2] if narrow else 0.0
    least = max(LEAST_GAP * height, _BEYOND_SPACES * usual) if narrow else _WITHOUT_SPACES * height
    if not narrow and len(widths) > 1 and widths[-1] <= _EQUAL * widths[0]:
        return Row(line.box, ())
    found = [gap for gap in line.gaps if gap.width >= least]
    if found and is_mark(text[: found[0].at - start]):
        # A number may be a cell of its own where there are others.
        del found[: 1 if len(found) == 1 or not text[0].isdigit() else 0]
    return Row(line.box, found)


def is_mark(text: str) -> bool:
    """Tell whether a text is what an item of a list begins with."""
    return len(text) <= _LONGEST_MARK and _MARK.fullmatch(text) is not None


def _share_gutter(one: Row, other: Row) -> bool:
    """Tell whether a gap of a line goes on in the next one, and the cells beside it are aligned."""
    height = one.box[2] - one.box[1]
    for gap, end in _with_ends(one):
        for below, below_end in _with_ends(other):
            common = min(gap.right, below.right) - max(gap.left, below.left)
            if common < _GUTTER * height:
                continue
            begins = abs(gap.right - below.right)
            ends = abs(end - below_end)
            middles = abs(gap.right + end - below.right - below_end) / 2
            if min(begins, ends, middles) <= _ALIGNED * height:
                return True
    return False


def _with_ends(row: Row) -> list[tuple[Gap, float]]:
    """Return the gaps of a row, each with the place where the cell behind it ends."""
    ends = [*(gap.left for gap in row.gaps[1:]), row.box[3]]
    return list(zip(row.gaps, ends, strict=False))
