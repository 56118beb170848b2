"""Has PDFium read a page the way its text runs, where that is drawn turned on it.

PDFium reads a page as it is displayed. Of a landscape table on an upright page it takes the last
line first, of text that stands on its head each line from its end, and of Japanese in columns the
left one: so the page is turned while it is read, in memory, and turned back.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import math
import re
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

_FEWEST_ODD = 2
"""Of these, those that must be turned for more to be looked at."""

_SLANT = 0.5
"""Angle in radians up to which letters may lean as italics do."""

_VERTICAL = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
"""Signs that may be written in columns, from the top down and from right to left."""

_LOOK = 50
"""Characters on both sides of a text's middle in which they are looked for."""

_SAMPLE = 80
"""Pairs of characters that are looked at where some are turned."""

_LEVEL = 0.3
"""Share of the lower one's height that two characters of one line have in common, at least."""

_SPACE = re.compile(r"(?<=\S) (?=\S)")

_FEWEST = 20
"""Pairs that must run one way: an axis' name or two are turned on many a drawing."""

_FEWEST_SIGNS = 5
"""The same of signs each of which is a word."""

_MOST = 2 / 3
"""Share of the pairs that must run that way; the rest are headers and footers."""

_QUARTER = math.pi / 2
_WHOLE = 2 * math.pi
_WAYS = ((1, 0), (0, -1), (-1, 0), (0, 1))
"""Where text goes on that is turned by 0, 1, 2 and 3 quarters clockwise."""

# Without types, as in raw.py.
_ANGLE_OF = ctypes.PYFUNCTYPE(ctypes.c_float)(address_of(pdfium_c.FPDFText_GetCharAngle))


def reading_turn(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, raw: str) -> int | None:
    """Return by how many degrees clockwise a page is to be turned for its lines to run level.

    Args:
        page: The page.
        textpage: Its text, in whatever order.
        raw: The same.

    Returns:
        0, 90, 180 or 270 in the place of the page's own rotation; None if that is right, as it is
        where the text has no one direction.
    """
    own = page.get_rotation() // 90
    count = len(raw)
    address = ctypes.c_void_p(ctypes.addressof(textpage.raw.contents))
    places = [count * at // _PARTS for at in range(1, _PARTS, 2)]
    angles = [_ANGLE_OF(address, at) for at in places]
    if own or max(angles) >= _SLANT:  # rarely
        displayed = [(angle + own * _QUARTER) % _WHOLE for angle in angles]
        odd = sum(_SLANT < angle < _WHOLE - _SLANT for angle in displayed)
    else:
        odd = 0
    if odd < _FEWEST_ODD and not _is_vertical(textpage, raw, places):
        return None
    way = _usual_way(textpage, raw)
    if way is None or (way + own) % 4 == 0:
        return None
    return (4 - way) % 4 * 90


def _is_vertical(textpage: pdfium.PdfTextPage, raw: str, places: Sequence[int]) -> bool:
    """Tell whether text seems to be written downwards, and is read from its left column."""
    middle = raw[len(raw) // 2 - _LOOK : len(raw) // 2 + _LOOK]
    if middle.isascii() or not _VERTICAL.search(middle):  # nearly always
        return False
    pairs = [(at, at + 2) for at in places if at + 2 <= len(raw)]
    boxes = line_boxes(textpage, pairs, None)
    if sum(box[5] < (box[1] + box[2]) / 2 for box in boxes) <= len(places) // 2:
        return False
    # Where each sign is drawn by itself, the columns are in order, and turned they would be parted.
    lefts = [box[0] for box in line_boxes(textpage, Scan(raw).lines, None)]
    return sum((other > one) - (other < one) for one, other in pairwise(lefts)) > 0


def _usual_way(textpage: pdfium.PdfTextPage, raw: str) -> int | None:
    """Return by how many quarters clockwise most lines are turned, if most are turned alike."""
    ways: Counter[int | None] = Counter()
    for index in range(0, len(raw) - 1, max(1, len(raw) // _SAMPLE)):
        if raw[index : index + 2].isalnum():
            ways[_way(textpage, raw, index)] += 1
    way, pairs = max(ways.items(), key=lambda one: one[1], default=(None, 0))
    fewest = _FEWEST_SIGNS if _VERTICAL.search(raw) else _FEWEST
    return way if pairs >= max(fewest, _MOST * ways.total()) else None


def _way(textpage: pdfium.PdfTextPage, raw: str, index: int) -> int | None:
    """Return by how many quarters clockwise the line is turned in which a character stands.

    Its own angle may lie: a negative size of type turns it once more.
    """
    quarters: float = pdfium_c.FPDFText_GetCharAngle(textpage, index) / _QUARTER
    way = round(quarters)
    x, y = _step(textpage, index)
    along, across = (x * one + y * other for one, other in (_WAYS[way % 4], _WAYS[(way + 1) % 4]))
    if across > 3 * abs(along) and _VERTICAL.match(raw, index):
        return (way + 1) % 4  # from the top down
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
