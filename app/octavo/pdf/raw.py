"""The raw text of a page: one character for each of PDFium's character indexes, and line boxes."""

from __future__ import annotations

import ctypes
import re
import struct
import sys
from array import array
from collections.abc import Callable, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.lines import LineBox
from octavo.pdf.marks import FILLER, HYPHEN, UNKNOWN

_PAIRED = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# PYFUNCTYPE keeps the interpreter's lock: giving it away and taking it back, twice for each line,
# costs about as much as the measuring.
_MEASURE = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_UTF_16 = f"utf-16-{'le' if sys.byteorder == 'little' else 'be'}"
_CORNERS = struct.Struct("8f").unpack_from


def raw_text(textpage: pdfium.PdfTextPage) -> str:
    """Return the text such that ``len`` is PDFium's count and positions are its indexes.

    PDFium counts in UTF-16: a character beyond U+FFFF has two indexes, which stay two characters
    here, so that the page's coordinate is the same on all systems.
    """
    count = textpage.count_chars()
    if count == 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium_c.FPDFText_GetText(textpage, 0, count, buffer)
    data = bytes(memoryview(buffer).cast("B")[: max(0, written - 1) * 2])
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
    place: Callable[[float, float, float, float], tuple[float, float, float, float]] | None,
) -> list[LineBox]:
    """Measure lines by their first and last character.

    Args:
        textpage: The page's text.
        lines: Start and end index of each line.
        place: Turns a box of the page's own space into one of the page as displayed; None where
            it would only shift it.
    """
    corners = (pdfium_c.FS_RECTF * 2)()
    # Addresses instead of typed pointers, and both boxes taken out at once: this runs for every
    # line of every page.
    raw = ctypes.addressof(textpage.raw.contents)
    first, last = (ctypes.addressof(corner) for corner in corners)
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
    corners = (pdfium_c.FS_RECTF * 1)()
    raw = ctypes.addressof(textpage.raw.contents)
    corner = ctypes.addressof(corners[0])
    take = struct.Struct("4f").unpack_from
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(count):
        if _MEASURE(raw, index, corner):
            left, top, right, bottom = take(corners)
            boxes.append((left, bottom, right, top))
        else:
            boxes.append((0.0, 0.0, 0.0, 0.0))
    return boxes


def gap_widths(textpage: pdfium.PdfTextPage, gaps: Sequence[tuple[int, int]]) -> list[float]:
    """Measure how wide the white space from start to end of each gap is, in points.

    Args:
        textpage: The page's text, not rotated.
        gaps: Spans between two characters of one line.
    """
    corners = (pdfium_c.FS_RECTF * 2)()
    raw = ctypes.addressof(textpage.raw.contents)
    first, last = (ctypes.addressof(corner) for corner in corners)
    widths: list[float] = []
    for start, end in gaps:
        _MEASURE(raw, start - 1, first)
        _MEASURE(raw, end, last)
        _, _, right, _, left, *_ = _CORNERS(corners)
        widths.append(left - right)
    return widths
