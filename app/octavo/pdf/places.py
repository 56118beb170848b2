"""Where things are on a page: from the file's space to the page as displayed, and merged lines."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.page import Rect

Place = Callable[[float, float, float, float], Rect]

_SAME_LINE = 0.5
"""Share of the lower one's height by which two runs of one line overlap."""

_GAP = 2.0
"""Widest gap between two runs that are painted as one, as a multiple of their height."""


def placing(page: pdfium.PdfPage) -> Place:
    """Return what turns left, bottom, right, top of the file's space into the displayed page's."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return lambda a, b, c, d: (b - bottom, right - c, d - bottom, right - a)
        case 180:
            return lambda a, b, c, d: (right - c, top - d, right - a, top - b)
        case 270:
            return lambda a, b, c, d: (top - d, a - left, top - b, c - left)
        case _:
            return lambda a, b, c, d: (a - left, b - bottom, c - left, d - bottom)


def unplacing(page: pdfium.PdfPage) -> Place:
    """Return the opposite of ``placing``: from the displayed page back to the file's space."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return lambda a, b, c, d: (right - d, a + bottom, right - b, c + bottom)
        case 180:
            return lambda a, b, c, d: (right - c, top - d, right - a, top - b)
        case 270:
            return lambda a, b, c, d: (b + left, top - c, d + left, top - a)
        case _:
            return lambda a, b, c, d: (a + left, b + bottom, c + left, d + bottom)


def span_rectangles(
    textpage: pdfium.PdfTextPage,
    spans: Sequence[tuple[int, int]],
    place: Place,
    unplace: Place,
) -> list[list[Rect]]:
    """Return the rectangles of each span of character indexes, one per line of text.

    Lines are found on the page as displayed, where they run from left to right; the rectangles
    are given in the file's space.
    """
    count = textpage.count_chars()
    return [
        [unplace(*line) for line in merged(_runs(textpage, max(0, start), min(end, count), place))]
        for start, end in spans
    ]


def _runs(textpage: pdfium.PdfTextPage, start: int, end: int, place: Place) -> list[Rect]:
    if end <= start:
        return []
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    runs: list[Rect] = []
    for index in range(pdfium_c.FPDFText_CountRects(textpage, start, end - start)):
        if pdfium_c.FPDFText_GetRect(textpage, index, left, top, right, bottom):
            run = place(left.value, bottom.value, right.value, top.value)
            if run[2] > run[0] and run[3] > run[1]:
                runs.append(run)
    return runs


def merged(runs: Sequence[Rect]) -> list[Rect]:
    """Put runs together that stand on one line: some producers give one for each word or glyph."""
    lines: list[Rect] = []
    for run in runs:
        if lines and _on_one_line(lines[-1], run):
            one = lines.pop()
            run = (  # noqa: PLW2901 - what is put together may go on
                min(one[0], run[0]),
                min(one[1], run[1]),
                max(one[2], run[2]),
                max(one[3], run[3]),
            )
        lines.append(run)
    return lines


def _on_one_line(one: Rect, other: Rect) -> bool:
    lower = min(one[3] - one[1], other[3] - other[1])
    common = min(one[3], other[3]) - max(one[1], other[1])
    if common < _SAME_LINE * lower:
        return False
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return gap < _GAP * max(one[3] - one[1], other[3] - other[1])
