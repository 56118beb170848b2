"""Puts the lines of a picture into the order in which they are read: down, or by columns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, downwards."""

# Lines on each side of a gutter, and the share of the page's width that they have: cells of a table
# are shorter, and a table is read by its rows.
_FEWEST_LINES = 4
_WIDEST_CELL = 0.22

# Lines whose middles are this near, as a share of their height, stand beside each other.
_BESIDE = 0.5


def in_reading_order(boxes: Sequence[Box], width: int) -> list[int]:
    """Return the indexes of lines in reading order.

    Where a clear gutter parts a stretch of the page into two columns of text, the left one comes
    first; what spans both ends the stretch. Elsewhere it goes down, and from left to right.

    Args:
        boxes: Of the lines.
        width: Of the page, in the same unit.
    """
    down = _down(boxes, range(len(boxes)))
    ordered: list[int] = []
    stretch: list[int] = []
    for i in down:
        left, _, right, _ = boxes[i]
        if left < width / 2 < right:
            ordered += _columns(boxes, stretch, width)
            ordered.append(i)
            stretch = []
        else:
            stretch.append(i)
    return ordered + _columns(boxes, stretch, width)


def _columns(boxes: Sequence[Box], stretch: Sequence[int], width: int) -> list[int]:
    sides = (
        [i for i in stretch if boxes[i][2] <= width / 2],
        [i for i in stretch if boxes[i][0] >= width / 2],
    )
    both = all(
        len(side) >= _FEWEST_LINES
        and median(boxes[i][2] - boxes[i][0] for i in side) > _WIDEST_CELL * width
        for side in sides
    )
    return [*sides[0], *sides[1]] if both else list(stretch)


def _down(boxes: Sequence[Box], which: Sequence[int]) -> list[int]:
    """Order by rows from the top, and in each from the left."""
    middle = {i: (boxes[i][1] + boxes[i][3]) / 2 for i in which}
    rows: list[list[int]] = []
    for i in sorted(which, key=lambda i: middle[i]):
        height = boxes[i][3] - boxes[i][1]
        if rows and middle[i] - middle[rows[-1][0]] < _BESIDE * height:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: boxes[i][0])]
