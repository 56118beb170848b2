"""The things that a page is painted of: where they are, and in which order they come."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of
from octavo.pdf.clipped import Areas
from octavo.pdf.forms import KIND_OF, Drawn, Matrix, on_page
from octavo.pdf.page import Rect
from octavo.pdf.places import Place

_MOST_OBJECTS = 3_000
_DARK = 200
_PICTURES = frozenset({pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM})

_LEAST_WIDTH, _LEAST_HEIGHT = 20.0, 5.0
"""Points that a thing must have to cover words."""

_FEW, _STEP, _LAST = 120, 8, 48
"""Things of a page that are all looked at; of more, every so many first, and so many last ones."""

_WHOLE = 0.5
"""Share of a page from which on a picture is the page: text behind it makes scans searchable."""


# As in raw.py: asked for each thing of each page.
_P, _I = ctypes.c_void_p, ctypes.c_int
# Without types a call takes two thirds of the time; there is one for each word of a page.
_EACH_THING = ctypes.PYFUNCTYPE(_P)(address_of(pdfium_c.FPDFPage_GetObject))
COLOUR_OF = ctypes.PYFUNCTYPE(_I, *[_P] * 5)(address_of(pdfium_c.FPDFPageObj_GetFillColor))
_BOUNDS_OF = ctypes.PYFUNCTYPE(_I, *[_P] * 5)(address_of(pdfium_c.FPDFPageObj_GetBounds))
_DRAWN_AS = ctypes.PYFUNCTYPE(_I, _P, _P, _P)(address_of(pdfium_c.FPDFPath_GetDrawMode))
Colour = ctypes.c_uint * 4
_Edges = ctypes.c_float * 4


class Thing(NamedTuple):
    """An object of a page: what PDFium calls it, where it is, and what it is as a background."""

    order: int
    address: int | None
    rect: Rect | None
    picture: bool = False
    dark: bool = False

    def covers(self, x: float, y: float) -> bool:
        """Tell whether a point is on it."""
        if self.rect is None:
            return False
        left, low, right, high = self.rect
        return left <= x <= right and low <= y <= high


def things_of(
    page: pdfium.PdfPage, place: Place | None, *, inside: bool = False
) -> Iterator[Thing]:
    """Yield the things of a page in the order in which they are painted; lines are left out.

    Args:
        page: The page.
        place: What turns their boxes into those of the page as displayed; None where it would only
            shift them.
        inside: Whether forms with text are told by what is inside them.
    """
    edges, colour = _Edges(), Colour()
    corners = [ctypes.byref(edges, 4 * at) for at in range(4)]
    parts = [ctypes.byref(colour, 4 * at) for at in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    modes = ctypes.byref(mode), ctypes.byref(stroke)
    drawn = _drawn(page)
    if inside:
        drawn = drawn.opened()
    things = zip(drawn.addresses, drawn.kinds, drawn.matrices, strict=True)
    for order, (address, kind, matrix) in enumerate(things):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield Thing(order, address, None)
            continue
        rect: Rect | None = None
        if _BOUNDS_OF(address, *corners):
            left, low, right, high = edges
            rect = on_page(matrix, (left, low, right, high))
            rect = rect if place is None else place(*rect)
        # A form may hold a picture: some programs wrap every scan in one.
        if kind in _PICTURES:
            yield Thing(order, address, rect, picture=True)
            continue
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            mode.value = pdfium_c.FPDF_FILLMODE_NONE
            if not _DRAWN_AS(address, *modes) or mode.value == pdfium_c.FPDF_FILLMODE_NONE:
                continue
        dark = bool(COLOUR_OF(address, *parts)) and _is_dark(*colour)
        yield Thing(order, address, rect, dark=dark)


def _drawn(page: pdfium.PdfPage) -> Drawn:
    raw = ctypes.c_void_p(ctypes.addressof(page.raw.contents))
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    addresses = [_EACH_THING(raw, order) for order in range(count)]
    return Drawn(addresses, [*map(KIND_OF, addresses)])


def _is_dark(red: int, green: int, blue: int, opacity: int) -> bool:
    """Tell whether a colour is solid and other than white."""
    return opacity == 255 and min(red, green, blue) < _DARK


class Painted(NamedTuple):
    """What matters of how a page is painted.

    Args:
        covers: Order and box of each thing that may cover words which came before it.
        orders: The order of each text by what PDFium calls it; empty if nothing covers.
        inner: The texts that are inside forms.
    """

    covers: Sequence[tuple[int, Rect]] = ()
    orders: Mapping[int | None, int] = {}
    inner: Collection[int | None] = ()


def painted(page: pdfium.PdfPage, place: Place | None) -> Painted:
    """Tell what is painted over text, and which text is inside forms.

    Args:
        page: The page.
        place: As of `things_of`.
    """
    is_text = pdfium_c.FPDF_PAGEOBJ_TEXT
    raw = ctypes.c_void_p(ctypes.addressof(page.raw.contents))
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    # Words that are things of their own are hundreds on a page, and asking each costs a tenth of
    # reading it: where the last ones and some of the others are all words, there is nothing else.
    # A single thing among them, with words behind it, may be missed by that.
    last = max(0, count - _LAST)
    some = (*range(0, last, _STEP), *range(last, count)) if count > _FEW else ()
    kinds_of_some = map(KIND_OF, map(_EACH_THING, repeat(raw), some))
    if some and all(map(is_text.__eq__, kinds_of_some)):
        return Painted()
    own = _drawn(page)
    drawn = own.opened()
    inner = set() if drawn is own else drawn.inner_texts()
    kinds = drawn.kinds
    first = kinds.index(is_text) if is_text in kinds else len(kinds)
    if kinds.count(is_text) == len(kinds) - first:
        return Painted(inner=inner)
    cover = _Covers(page)
    covers = [
        (order, box)
        for order in range(first, len(kinds))
        if kinds[order] != is_text
        and (box := cover.of(drawn.addresses[order], kinds[order], drawn.matrices[order]))
        is not None
    ]
    if place is not None:
        covers = [(order, place(*box)) for order, box in covers]
    if not covers:
        return Painted(inner=inner)
    orders = {
        address: order
        for order, (address, kind) in enumerate(zip(drawn.addresses, kinds, strict=True))
        if kind == is_text
    }
    return Painted(covers, orders, inner)


class _Covers:
    """Tells what may cover words on a page."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._largest = _WHOLE * page.get_width() * page.get_height()
        self._areas = Areas()
        self._mode, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = ctypes.byref(self._mode), ctypes.byref(self._stroke)
        self._edges = _Edges()
        self._corners = [ctypes.byref(self._edges, 4 * at) for at in range(4)]

    def of(self, thing: int | None, kind: int, matrix: Matrix | None) -> Rect | None:
        """Return the box of a thing that is large enough to cover words, and no page's picture."""
        # Asked in the order of what it costs.
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and not self._is_filled(thing):
            return None
        if not _BOUNDS_OF(thing, *self._corners):
            return None
        left, low, right, high = self._edges
        box = on_page(matrix, (left, low, right, high))
        if not _may_cover(box) or (kind in _PICTURES and _size(box) >= self._largest):
            return None
        # What is cut off of it covers nothing: a slide's background where a part of it is shown.
        if (area := self._areas.around(thing)) is not None:
            left, low = max(left, area[0]), max(low, area[1])
            right, high = min(right, area[2]), min(high, area[3])
            box = on_page(matrix, (left, low, right, high))
        return box if left < right and low < high and _may_cover(box) else None

    def _is_filled(self, path: int | None) -> bool:
        self._mode.value = pdfium_c.FPDF_FILLMODE_NONE
        drawn = _DRAWN_AS(path, *self._modes)
        return bool(drawn) and self._mode.value != pdfium_c.FPDF_FILLMODE_NONE


def _size(box: Rect) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _may_cover(box: Rect) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) >= _LEAST_HEIGHT and max(width, height) >= _LEAST_WIDTH


def has_pictures(page: pdfium.PdfPage, least: float) -> bool:
    """Tell whether pictures take up a share of the page of at least ``least``."""
    width, height = page.get_size()
    area = sum(
        max(0.0, thing.rect[2] - thing.rect[0]) * max(0.0, thing.rect[3] - thing.rect[1])
        for thing in things_of(page, None)
        if thing.picture and thing.rect is not None
    )
    return bool(area >= least * width * height)
