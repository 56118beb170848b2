"""Has PDFium read a page the way its text runs, where that is drawn turned on it.

PDFium reads a page as it is displayed. Of a landscape table on an upright page it takes the last
line first, and of text that stands on its head each line from its end: so the page is turned while
it is read, in memory, and turned back.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of
from octavo.pdf.clean import Scan
from octavo.pdf.lines import HARD, Layout, LineBox
from octavo.pdf.places import placing
from octavo.pdf.raw import line_boxes

_PARTS = 16
"""Twice as many as characters whose direction is asked for on every page."""

_SLANT = 0.5
"""Angle in radians up to which letters may lean as italics do."""

_SAMPLE = 200
"""Pairs of characters that are looked at where some are turned."""

_LEVEL = 0.3
"""Share of the lower one's height that two characters of one line have in common, at least."""

_SPACE = re.compile(r"(?<=\S) (?=\S)")

_FEWEST = 20
"""Pairs that must run one way: an axis' name or two are turned on many a drawing."""

_MOST = 2 / 3
"""Share of the pairs that must run that way; the rest are headers and footers."""

_QUARTER = math.pi / 2
_WHOLE = 2 * math.pi
_WAYS = ((1, 0), (0, -1), (-1, 0), (0, 1))
"""Where text goes on that is turned by 0, 1, 2 and 3 quarters clockwise."""

# Without types, as in raw.py.
_ANGLE_OF = ctypes.PYFUNCTYPE(ctypes.c_float)(address_of(pdfium_c.FPDFText_GetCharAngle))


def reading_turn(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> int | None:
    """Return by how many degrees clockwise a page is to be turned for its text to be upright.

    Args:
        page: The page.
        textpage: Its text, in whatever order.

    Returns:
        0, 90, 180 or 270 in the place of the page's own rotation; None if that is right, as it is
        where the text has no one direction.
    """
    own = page.get_rotation() // 90
    count = textpage.count_chars()
    raw = ctypes.c_void_p(ctypes.addressof(textpage.raw.contents))
    angles = [_ANGLE_OF(raw, count * at // _PARTS) for at in range(1, _PARTS, 2)]
    if not own and max(angles) < _SLANT:  # nearly always
        return None
    if not any(_SLANT < (angle + own * _QUARTER) % _WHOLE < _WHOLE - _SLANT for angle in angles):
        return None
    way = _usual_way(textpage, count)
    if way is None or (way + own) % 4 == 0:
        return None
    return (4 - way) % 4 * 90


def _usual_way(textpage: pdfium.PdfTextPage, count: int) -> int | None:
    """Return by how many quarters clockwise most text is turned, if most is turned alike."""
    ways: Counter[int | None] = Counter()
    for index in range(0, count - 1, max(1, count // _SAMPLE)):
        codes = [pdfium_c.FPDFText_GetUnicode(textpage, at) for at in (index, index + 1)]
        if all(chr(code).isalnum() for code in codes if 0 <= code <= sys.maxunicode):
            ways[_way(textpage, index)] += 1
    way, pairs = max(ways.items(), key=lambda one: one[1], default=(None, 0))
    return way if pairs >= max(_FEWEST, _MOST * ways.total()) else None


def _way(textpage: pdfium.PdfTextPage, index: int) -> int | None:
    """Return by how many quarters clockwise a character is turned that the next one goes on.

    Its own angle may lie: a negative size of type turns it once more.
    """
    quarters = pdfium_c.FPDFText_GetCharAngle(textpage, index) / _QUARTER
    way = round(quarters)
    x, y = _step(textpage, index)
    along, across = (x * one + y * other for one, other in (_WAYS[way % 4], _WAYS[(way + 1) % 4]))
    is_straight = abs(quarters - way) * _QUARTER < _SLANT and along > 3 * abs(across)
    return way % 4 if is_straight else None


def _step(textpage: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    """Return how far to the right and up the next character begins."""
    places = []
    for at in (index, index + 1):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(textpage, at, x, y)
        places.append((x.value, y.value))
    (x0, y0), (x1, y1) = places
    return x1 - x0, y1 - y0


def with_breaks(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, raw: str) -> str:
    """Part the lines of a turned page that PDFium has run together: where others run across them.

    Args:
        page: The page, turned so that its text is upright.
        textpage: Its text.
        raw: The same. A space becomes a line break, so that positions stay as they are.
    """
    place = placing(page)
    lines = Scan(raw).lines
    way = (4 - page.get_rotation() // 90) % 4
    broken: list[int] = []
    for (start, end), box in zip(lines, line_boxes(textpage, lines, place), strict=True):
        if _is_level(box):
            continue
        gaps = [match.start() for match in _SPACE.finditer(raw, start, end)]
        around = line_boxes(textpage, [(at - 1, at + 2) for at in gaps], place)
        for at, beside in zip(gaps, around, strict=True):
            along = [_quarters(textpage, one) % 4 == way for one in (at - 1, at + 1)]
            if along[0] != along[1] or (all(along) and not _is_level(beside)):
                broken.append(at)
    if not broken:
        return raw
    parts = (raw[one + 1 : other] for one, other in pairwise([-1, *broken, len(raw)]))
    return "\n".join(parts)


def _is_level(box: LineBox) -> bool:
    """Tell whether a line ends at the height and to the right of where it begins."""
    left, low, high, right, last_low, last_high = box
    common = min(high, last_high) - max(low, last_low)
    return right > left and common > _LEVEL * min(high - low, last_high - last_low)


def _quarters(textpage: pdfium.PdfTextPage, index: int) -> int:
    angle: float = pdfium_c.FPDFText_GetCharAngle(textpage, index)
    return round(angle / _QUARTER)


@contextlib.contextmanager
def turned(page: pdfium.PdfPage, degrees: int | None) -> Iterator[None]:
    """Have a page turned meanwhile; also in the document, where another may be the same one.

    Args:
        page: The page.
        degrees: As of `reading_turn`; None to leave it as it is.
    """
    if degrees is None:
        yield
        return
    own = page.get_rotation()
    page.set_rotation(degrees)
    try:
        yield
    finally:
        page.set_rotation(own)


def parted(layout: Layout, lines: Sequence[tuple[int, int]]) -> Layout:
    """Return a layout in which lines that run across the text are no part of it: its headers.

    Args:
        layout: Of a turned page.
        lines: Start and end of each line in the raw text.
    """
    known = {
        end: HARD
        for (_, end), (one, other) in zip(lines, pairwise(layout.boxes), strict=False)
        if _runs_level(one) != _runs_level(other)
    }
    return dataclasses.replace(layout, known={**layout.known, **known})


def outer_layout(
    layout: Layout, displayed: Sequence[LineBox], edges: tuple[float, float]
) -> Layout:
    """Return where headers and footers may be on a turned page: lines upright as displayed.

    Args:
        layout: Of the page as it is turned to be read.
        displayed: Where its lines are as displayed.
        edges: Where the page ends below and above, as displayed.
    """
    middle = sum(edges) / 2
    boxes: list[LineBox] = []
    for own, box in zip(layout.boxes, displayed, strict=True):
        left, _, _, right, *_ = box
        high = middle + own[2] - own[1]
        # The others are put where no header stands.
        boxes.append(box if _runs_level(box) else (left, middle, high, right, middle, high))
    return Layout(boxes, layout.rows)


def _runs_level(box: LineBox) -> bool:
    left, bottom, _, right, last_bottom, _ = box
    return right - left > abs(last_bottom - bottom)
