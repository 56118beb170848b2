"""The things that a page is painted of: where they are, and in which order they come."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

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


def address_of(function: object) -> int:
    """Return where a function of PDFium is, to be called without ctypes converting anything."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


# As in raw.py: asked for each thing of each page. Either all arguments have a type, or none has: to
# ctypes, those beyond the types are of a variable number, which Apple's processors take elsewhere.
_P, _I = ctypes.c_void_p, ctypes.c_int
_THING_AT = ctypes.PYFUNCTYPE(_P, _P, _I)(address_of(pdfium_c.FPDFPage_GetObject))
# Without types a call takes two thirds of the time; there is one for each word of a page.
_EACH_THING = ctypes.PYFUNCTYPE(_P)(address_of(pdfium_c.FPDFPage_GetObject))
_KIND_OF = ctypes.PYFUNCTYPE(_I, _P)(address_of(pdfium_c.FPDFPageObj_GetType))
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


def things_of(page: pdfium.PdfPage, place: Place | None) -> Iterator[Thing]:
    """Yield the things of a page in the order in which they are painted; lines are left out.

    Args:
        page: The page.
        place: What turns their boxes into those of the page as displayed; None where it would only
            shift them.
    """
    edges, colour = _Edges(), Colour()
    corners = [ctypes.byref(edges, 4 * at) for at in range(4)]
    parts = [ctypes.byref(colour, 4 * at) for at in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    modes = ctypes.byref(mode), ctypes.byref(stroke)
    raw = ctypes.addressof(page.raw.contents)
    for order in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        address = _THING_AT(raw, order)
        kind = _KIND_OF(address)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield Thing(order, address, None)
            continue
        rect: Rect | None = None
        if _BOUNDS_OF(address, *corners):
            left, low, right, high = edges
            rect = (left, low, right, high) if place is None else place(left, low, right, high)
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


def _is_dark(red: int, green: int, blue: int, opacity: int) -> bool:
    """Tell whether a colour is solid and other than white."""
    return opacity == 255 and min(red, green, blue) < _DARK


def covers_of(
    page: pdfium.PdfPage, place: Place | None
) -> tuple[list[tuple[int, Rect]], dict[int | None, int]]:
    """Return what is painted over text that came before it.

    Args:
        page: The page.
        place: As of `things_of`.

    Returns:
        Order and box of each thing that may cover words, and the order of each text by what PDFium
        calls it.
    """
    is_text = pdfium_c.FPDF_PAGEOBJ_TEXT
    raw = ctypes.c_void_p(ctypes.addressof(page.raw.contents))
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    # Words that are things of their own are hundreds on a page, and asking each costs a tenth of
    # reading it: where the last ones and some of the others are all words, there is nothing else.
    # A single thing among them, with words behind it, may be missed by that.
    last = max(0, count - _LAST)
    some = (*range(0, last, _STEP), *range(last, count)) if count > _FEW else ()
    if some and all(_KIND_OF(_EACH_THING(raw, order)) == is_text for order in some):
        return [], {}
    addresses = [_EACH_THING(raw, order) for order in range(count)]
    kinds = [*map(_KIND_OF, addresses)]
    first = kinds.index(is_text) if is_text in kinds else count
    if kinds.count(is_text) == count - first:
        return [], {}
    covers = [
        (order, box)
        for order in range(first, count)
        if kinds[order] != is_text
        and (box := _cover_of(addresses[order], kinds[order], page)) is not None
    ]
    if place is not None:
        covers = [(order, place(*box)) for order, box in covers]
    if not covers:
        return [], {}
    return covers, {
        address: order
        for order, (address, kind) in enumerate(zip(addresses, kinds, strict=True))
        if kind == is_text
    }


def _cover_of(address: int | None, kind: int, page: pdfium.PdfPage) -> Rect | None:
    """Return the box of a thing that is large enough to cover words, and no page's picture."""
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:  # asked first: it costs less than the bounds
        mode, stroke = ctypes.c_int(pdfium_c.FPDF_FILLMODE_NONE), ctypes.c_int()
        drawn = _DRAWN_AS(address, ctypes.byref(mode), ctypes.byref(stroke))
        if not drawn or mode.value == pdfium_c.FPDF_FILLMODE_NONE:
            return None
    edges = _Edges()
    if not _BOUNDS_OF(address, *(ctypes.byref(edges, 4 * at) for at in range(4))):
        return None
    left, low, right, high = edges
    width, height = right - left, high - low
    if min(width, height) < _LEAST_HEIGHT or max(width, height) < _LEAST_WIDTH:
        return None
    if kind in _PICTURES and width * height >= _WHOLE * page.get_width() * page.get_height():
        return None
    return (left, low, right, high)


def has_pictures(page: pdfium.PdfPage, least: float) -> bool:
    """Tell whether pictures take up a share of the page of at least ``least``."""
    width, height = page.get_size()
    area = sum(
        max(0.0, thing.rect[2] - thing.rect[0]) * max(0.0, thing.rect[3] - thing.rect[1])
        for thing in things_of(page, None)
        if thing.picture and thing.rect is not None
    )
    return bool(area >= least * width * height)
