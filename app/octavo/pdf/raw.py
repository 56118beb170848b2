"""The raw text of a page: one character for each of PDFium's character indexes, and line boxes."""

from __future__ import annotations

import ctypes
import re
import struct
import sys
from array import array
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.accents import has_signs, with_accents
from octavo.pdf.calls import address_of
from octavo.pdf.cork import decoded, has_codes
from octavo.pdf.lines import LineBox
from octavo.pdf.marks import FILLER, HYPHEN, UNKNOWN
from octavo.pdf.places import Place

_PAIRED = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# PYFUNCTYPE keeps the interpreter's lock: giving it away and taking it back, twice for each line,
# costs about as much as the measuring. Without types of arguments nothing is converted, which took
# half of each call: a `c_void_p`, an int and a `byref` go as they are.
_MEASURE = ctypes.PYFUNCTYPE(ctypes.c_int)(address_of(pdfium_c.FPDFText_GetLooseCharBox))
_UTF_16 = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"
_CORNERS = struct.Struct("8f").unpack_from
_TwoCorners = pdfium_c.FS_RECTF * 2
_CORNER = ctypes.sizeof(pdfium_c.FS_RECTF)


def _address(textpage: pdfium.PdfTextPage) -> ctypes.c_void_p:
    return ctypes.c_void_p(ctypes.addressof(textpage.raw.contents))


def raw_text(textpage: pdfium.PdfTextPage) -> str:
    """Return the text such that ``len`` is PDFium's count and positions are its indexes.

    PDFium counts in UTF-16: a character beyond U+FFFF has two indexes, which stay two characters
    here, so that the page's coordinate is the same on all systems.
    """
    text = _as_written(textpage)
    if has_codes(text):
        text = decoded(textpage, text)
    return with_accents(textpage, text) if has_signs(text) else text


def _as_written(textpage: pdfium.PdfTextPage) -> str:
    count = textpage.count_chars()
    if count == 0:
        return ""
    # An array of ctypes would need a type of its own for each length.
    buffer = bytearray(4 * count + 4)
    start = ctypes.pointer(ctypes.c_ushort.from_buffer(buffer))
    written = pdfium_c.FPDFText_GetText(textpage, 0, count, start)
    data = bytes(memoryview(buffer)[: max(0, written - 1) * 2])
    try:
        text = data.decode("utf-16-le")
        lone = False
    except UnicodeDecodeError:
        text = data.decode("utf-16-le", errors="surrogatepass")
        lone = True
    if lone or len(text) != count:
        text = _SURROGATE.sub(UNKNOWN, _PAIRED.sub(rf"\g<0>{FILLER}", text))
    if len(text) != count:
        # Rare: PDFium leaves some characters out of the text that have an index.
        units = [_unit(textpage, index) for index in range(count)]
        text = bytes(memoryview(array("H", units)).cast("B")).decode(_UTF_16, "surrogatepass")
        return _SURROGATE.sub(UNKNOWN, _PAIRED.sub(rf"\g<0>{FILLER}", text))
    if HYPHEN in text:
        # The same sign stands for glyphs that have no character.
        is_hyphen = pdfium_c.FPDFText_IsHyphen
        text = re.sub(
            HYPHEN, lambda m: HYPHEN if is_hyphen(textpage, m.start()) == 1 else UNKNOWN, text
        )
    return text


def _unit(textpage: pdfium.PdfTextPage, index: int) -> int:
    """Return the UTF-16 unit at an index."""
    if pdfium_c.FPDFText_IsHyphen(textpage, index) == 1:
        return ord(HYPHEN)
    code: int = pdfium_c.FPDFText_GetUnicode(textpage, index)
    return code if 0 < code <= 0xFFFF else ord(UNKNOWN)


def line_boxes(
    textpage: pdfium.PdfTextPage,
    lines: Sequence[tuple[int, int]],
    place: Place | None,
) -> list[LineBox]:
    """Measure lines by their first and last character.

    Args:
        textpage: The page's text.
        lines: Start and end index of each line.
        place: Turns a box of the page's own space into one of the page as displayed; None where
            it would only shift it.
    """
    corners = _TwoCorners()
    # Both boxes are taken out at once: this runs for every line of every page.
    raw = _address(textpage)
    first, last = ctypes.byref(corners), ctypes.byref(corners, _CORNER)
    boxes: list[LineBox] = []
    for start, end in lines:
        _MEASURE(raw, start, first)
        _MEASURE(raw, end - 1, last)
        left, top, inner, bottom, outer, last_top, right, last_bottom = _CORNERS(corners)
        if place is not None:
            left, bottom, _, top = place(left, bottom, inner, top)
            _, last_bottom, right, last_top = place(outer, last_bottom, right, last_top)
        boxes.append((left, bottom, top, right, last_bottom, last_top))
    return boxes


def character_boxes(
    textpage: pdfium.PdfTextPage, count: int
) -> list[tuple[float, float, float, float]]:
    """Measure all characters: left, bottom, right, top in the page's own space."""
    corners = pdfium_c.FS_RECTF()
    raw, corner = _address(textpage), ctypes.byref(corners)
    take = struct.Struct("4f").unpack_from
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count):
        if _MEASURE(raw, index, corner):
            left, top, right, bottom = take(corners)
            boxes.append((left, bottom, right, top))
        else:
            boxes.append((0.0, 0.0, 0.0, 0.0))
    return boxes


def gap_edges(
    textpage: pdfium.PdfTextPage, gaps: Sequence[tuple[int, int]], place: Place | None
) -> list[tuple[float, float, float, float]]:
    """Measure the white space from start to end of each gap, in points.

    Args:
        textpage: The page's text.
        gaps: Spans between two characters of one line.
        place: As of `line_boxes`.

    Returns:
        Where each begins and ends, and the bottom and top of the character behind it.
    """
    corners = _TwoCorners()
    raw = _address(textpage)
    first, last = ctypes.byref(corners), ctypes.byref(corners, _CORNER)
    edges: list[tuple[float, float, float, float]] = []
    for start, end in gaps:
        _MEASURE(raw, start - 1, first)
        _MEASURE(raw, end, last)
        inner, top, right, bottom, left, high, outer, low = _CORNERS(corners)
        if place is not None:
            _, _, right, _ = place(inner, bottom, right, top)
            left, low, _, high = place(left, low, outer, high)
        edges.append((right, left, low, high))
    return edges
