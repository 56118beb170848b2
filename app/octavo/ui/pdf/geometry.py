"""Where pages lie one below the other, and where a rectangle of a page lies among them.

All lengths are PDF points. A scene point has its origin at the top of the first page, in the
middle of the widest one; y grows downwards. A page of a size that no paper has is laid out at a
size that can be shown; what lies on it is placed by the same measure.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from octavo.pdf.page import Rect

GAP: Final = 14.0
"""Between two pages, and around all."""

SHORTEST: Final = 3.0
LONGEST: Final = 14_400.0
"""Sides of a page: what PDF 1.7 (annex C) names as limits of viewers. 20,000 of the longest at the
largest zoom just fit into the 32 bits of a scroll bar."""

_EMPTY: Final = (595.0, 842.0)
_SAME_LINE: Final = 0.5
_TOUCHING: Final = 0.2
"""The gap between two characters, in shares of the narrower one; lines are further apart."""

_STRETCHED: Final = 4.0
"""A character's longer side, in shorter ones; what is longer is a line."""

_JOIN: Final = 1.5
"""Rectangles of a line are one if the gap between them is below this share of their height."""


class PageLayout:
    """Pages centred in one column.

    Args:
        sizes: Width and height of each page as displayed.
        turn: How often the person has turned them to the right by 90 degrees, 0 to 3.
    """

    def __init__(self, sizes: Sequence[tuple[float, float]], turn: int = 0) -> None:
        self._turn = turn
        usable = [_usable(size) for size in sizes]
        self._given = [(high, wide) for wide, high in usable] if turn % 2 else usable
        self._sizes = [_shown(size) for size in self._given]
        steps = (height + GAP for _, height in self._sizes)
        self._tops = list(accumulate(steps, initial=GAP))
        self.width = max((width for width, _ in self._sizes), default=_EMPTY[0])

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def area(self) -> QRectF:
        """The room of all pages with a margin around."""
        width = self.width + 2 * GAP
        return QRectF(-width / 2, 0, width, self._tops[-1])

    def page(self, number: int) -> QRectF:
        """Return where a page (counted from 1) lies."""
        width, height = self._sizes[number - 1]
        return QRectF(-width / 2, self._tops[number - 1], width, height)

    def given(self, number: int) -> tuple[float, float]:
        """Return the size in its file of a page (counted from 1), turned as the person wants."""
        return self._given[number - 1]

    def at(self, y: float) -> int:
        """Return the page at a height, or the one before a gap; 0 if there are no pages."""
        return min(max(bisect_right(self._tops, y), min(1, len(self))), len(self))

    def between(self, top: float, bottom: float) -> range:
        """Return the numbers of the pages that are at least partly between two heights."""
        first, last = self.at(top), self.at(bottom)
        if not first or self.page(last).top() > bottom:
            return range(0)
        if self.page(first).bottom() < top:
            first += 1
        return range(first, last + 1)

    def place(self, number: int, rect: Rect) -> QRectF:
        """Return where a rectangle of a page as displayed (origin bottom left) lies.

        What sticks out of the page is cut off; a rectangle beside it comes out empty.
        """
        page = self.page(number)
        width, height = self._given[number - 1]
        rect = turned(rect, (width, height), self._turn)
        left, right = sorted(_within(x, width) for x in (rect[0], rect[2]))
        bottom, top = sorted(_within(y, height) for y in (rect[1], rect[3]))
        across, down = page.width() / width, page.height() / height
        return QRectF(
            page.left() + left * across,
            page.top() + (height - top) * down,
            (right - left) * across,
            (top - bottom) * down,
        )

    def point(self, number: int, spot: QPointF) -> tuple[float, float]:
        """Return where a point of the scene is on a page as displayed: the opposite of `place`."""
        page = self.page(number)
        width, height = self._given[number - 1]
        x = (spot.x() - page.left()) * width / page.width()
        y = height - (spot.y() - page.top()) * height / page.height()
        back = -self._turn % 4
        # what is turned back has the page's own sides again
        found = turned((x, y, x, y), (height, width) if back % 2 else (width, height), back)
        return found[0], found[1]


def turned(rect: Rect, size: tuple[float, float], turn: int) -> Rect:
    """Turn a rectangle to the right with its page.

    Args:
        rect: Left, bottom, right, top; origin at the bottom left.
        size: Width and height of the page behind the turn.
        turn: How often by 90 degrees.
    """
    left, bottom, right, top = rect
    width, height = size
    match turn % 4:
        case 1:
            return bottom, height - right, top, height - left
        case 2:
            return width - right, height - top, width - left, height - bottom
        case 3:
            return width - top, left, width - bottom, right
        case _:
            return rect


def _usable(size: tuple[float, float]) -> tuple[float, float]:
    return size if min(size) > 0 and math.isfinite(sum(size)) else _EMPTY


def _shown(size: tuple[float, float]) -> tuple[float, float]:
    """Shrink a huge page in proportion, then widen what is too thin to be seen."""
    shrunk = min(1.0, LONGEST / max(size))
    return max(SHORTEST, size[0] * shrunk), max(SHORTEST, size[1] * shrunk)


def _within(value: float, most: float) -> float:
    return min(most, max(0.0, value))  # in this order NaN becomes 0


def merge_lines(rects: Sequence[Rect]) -> list[Rect]:
    """Join the rectangles that stand next to each other in a line of text.

    Args:
        rects: In the order of reading; on a turned page the lines may run down or up.
    """
    if _runs_down(rects):
        return [_transposed(one) for one in _merged([_transposed(one) for one in rects])]
    return _merged(rects)


def _runs_down(rects: Sequence[Rect]) -> bool:
    """Tell whether characters follow each other from top to bottom, or the other way."""
    votes = 0
    for one, other in pairwise(rects):
        if _is_character(one) and _is_character(other):
            votes += _follows(_transposed(one), _transposed(other)) - _follows(one, other)
    return votes > 0


def _is_character(rect: Rect) -> bool:
    """Tell whether a rectangle may be one character, and is not a line already."""
    sides = sorted((rect[2] - rect[0], rect[3] - rect[1]))
    return 0 < sides[1] < _STRETCHED * sides[0]


def _follows(one: Rect, other: Rect) -> bool:
    """Tell whether a character ends where another one in its line begins."""
    lower = min(one[3] - one[1], other[3] - other[1])
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    narrower = min(one[2] - one[0], other[2] - other[0])
    return overlap > _SAME_LINE * lower and -narrower / 2 < gap < narrower * _TOUCHING


def _transposed(rect: Rect) -> Rect:
    """Return a rectangle with its axes exchanged."""
    left, bottom, right, top = rect
    return bottom, left, top, right


def _merged(rects: Sequence[Rect]) -> list[Rect]:
    merged: list[Rect] = []
    for rect in sorted(rects, key=lambda r: (-r[3], r[0])):
        for index, other in enumerate(merged):
            if _adjoins(rect, other):
                merged[index] = (
                    min(rect[0], other[0]),
                    min(rect[1], other[1]),
                    max(rect[2], other[2]),
                    max(rect[3], other[3]),
                )
                break
        else:
            merged.append(rect)
    # what has grown may have reached its neighbour
    return merged if len(merged) == len(rects) else _merged(merged)


def _adjoins(one: Rect, other: Rect) -> bool:
    lower = min(one[3] - one[1], other[3] - other[1])
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return overlap > _SAME_LINE * lower and gap < _JOIN * lower
