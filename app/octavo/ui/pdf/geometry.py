"""Where pages lie one below the other, and where a rectangle of a page lies among them.

All lengths are PDF points. A scene point has its origin at the top of the first page, in the
middle of the widest one; y grows downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRectF

from octavo.pdf.page import Rect

GAP: Final = 14.0
"""Between two pages, and around all."""

_EMPTY: Final = (595.0, 842.0)
_SAME_LINE: Final = 0.5
_JOIN: Final = 1.5
"""Rectangles of a line are one if the gap between them is below this share of their height."""


class PageLayout:
    """Pages centred in one column.

    Args:
        sizes: Width and height of each page as displayed.
    """

    def __init__(self, sizes: Sequence[tuple[float, float]]) -> None:
        self._sizes = [size if min(size) > 0 else _EMPTY for size in sizes]
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
        """Return where a rectangle of a page as displayed (origin bottom left) lies."""
        page = self.page(number)
        left, bottom, right, top = rect
        placed = QRectF(left, page.height() - top, right - left, top - bottom)
        return placed.normalized().translated(page.topLeft())


def merge_lines(rects: Sequence[Rect]) -> list[Rect]:
    """Join the rectangles that stand next to each other in a line of text."""
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
    return merged if len(merged) == len(rects) else merge_lines(merged)


def _adjoins(one: Rect, other: Rect) -> bool:
    lower = min(one[3] - one[1], other[3] - other[1])
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return overlap > _SAME_LINE * lower and gap < _JOIN * lower
