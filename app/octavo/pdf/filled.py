"""Makes text of what people have written on a page: filled-in form fields, free text, stamps.

PDFium takes text from a page's content only, and these are drawn over it. Order of things: see
whether a page has any → make them content, in a copy of the file in memory → put each behind the
words that it belongs to, since PDFium tells text in the order in which it is drawn.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.boxes import open_page
from octavo.pdf.files import OpenPdf
from octavo.pdf.page import Rect
from octavo.pdf.places import placing
from octavo.pdf.raw import raw_text
from octavo.pdf.things import has_pictures

PICTURE = 0.05
"""Share of a page without text that pictures must take up, so that they may show text."""

_FEW = 1_000
"""Characters that a page without text may have, at most: spaces."""

_READ = frozenset({pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP})
_UNSEEN = (
    pdfium_c.FPDF_ANNOT_FLAG_INVISIBLE
    | pdfium_c.FPDF_ANNOT_FLAG_HIDDEN
    | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
)
_PASSWORD = 1 << 13
"""Flag of a text field whose value is not to be shown."""

_MOST = 5_000
"""Annotations of a page; with more, none is read."""

_MOST_PAIRS = 1_000_000
"""Fields times pieces of text; with more, fields stay behind all other text."""

_FARTHEST = 2.5
"""Heights of a field from it up to the words above it that it may belong to."""


class _Piece(NamedTuple):
    """A piece of the page's own text: its index among the page's objects, and where it is."""

    at: int
    rect: Rect


def filled_page(file: OpenPdf, page: pdfium.PdfPage, number: int) -> pdfium.PdfPage | None:
    """Return a page with what was written on it as text, or None if there is nothing.

    Nor is there anything where the page is a picture: there, text recognition reads both.

    Args:
        file: The file; what is changed is a copy of it in memory.
        page: The page as it is.
        number: The same, counted from 1.

    Raises:
        PdfiumError: if the page cannot be loaded.
    """
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    if not 0 < count <= _MOST or not any(_is_read(page, index) for index in range(count)):
        return None
    if _is_picture(page):
        return None
    copy = file.copy()
    if number not in file.filled:
        loaded = open_page(copy, number - 1)
        try:
            file.filled[number] = _flatten(loaded, page.get_bbox())
        finally:
            loaded.close()
    filled = copy[number - 1]
    _put_in_order(filled, file.filled[number])
    return filled


def _is_picture(page: pdfium.PdfPage) -> bool:
    textpage = page.get_textpage()
    try:
        blank = textpage.count_chars() < _FEW and not raw_text(textpage).strip()
    finally:
        textpage.close()
    return blank and has_pictures(page, PICTURE)


def _is_read(page: pdfium.PdfPage, index: int) -> bool:
    """Tell whether an annotation of a page shows text that is the page's."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    try:
        if pdfium_c.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            return False
        if not pdfium_c.FPDFAnnot_HasKey(annotation, b"AP"):
            return False
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        return kind in _READ or (kind == pdfium_c.FPDF_ANNOT_WIDGET and _is_field(page, annotation))
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def _is_field(page: pdfium.PdfPage, annotation: pdfium_c.FPDF_ANNOTATION) -> bool:
    """Tell whether a widget holds what people wrote, and no button's name or password."""
    form = page.pdf.formenv
    if form is None:
        return False  # of no form: it is not drawn either
    kind: int = pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind == pdfium_c.FPDF_FORMFIELD_TEXTFIELD:
        return not pdfium_c.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD
    return kind not in {pdfium_c.FPDF_FORMFIELD_UNKNOWN, pdfium_c.FPDF_FORMFIELD_PUSHBUTTON}


def _flatten(page: pdfium.PdfPage, box: Rect) -> int:
    """Make what was written on a page its content; return how many objects it had before."""
    before = int(pdfium_c.FPDFPage_CountObjects(page))
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        if not _is_read(page, index):
            annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
            if annotation:
                pdfium_c.FPDFAnnot_SetFlags(annotation, pdfium_c.FPDF_ANNOT_FLAG_HIDDEN)
                pdfium_c.FPDFPage_CloseAnnot(annotation)
    # PDFium takes the size of a page of its own for Letter if all pages share one.
    page.set_mediabox(*box)
    page.set_cropbox(*box)
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    return before


def _put_in_order(page: pdfium.PdfPage, before: int) -> None:
    """Have each field drawn behind the words to its left, or else above it."""
    last = pdfium_c.FPDFPage_CountObjects(page) - 1
    if last != before:
        return  # nothing was to be drawn
    drawn = pdfium_c.FPDFPage_GetObject(page, last)
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(drawn, matrix)
    if (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f) != (1, 0, 0, 1, 0, 0):
        return
    place = placing(page)
    pieces = [
        _Piece(index, place(*_bounds(one)))
        for index, one in enumerate(_objects(page, last))
        if pdfium_c.FPDFPageObj_GetType(one) == pdfium_c.FPDF_PAGEOBJ_TEXT
    ]
    count = pdfium_c.FPDFFormObj_CountObjects(drawn)
    if count * len(pieces) > _MOST_PAIRS:
        return
    behind: dict[int, list[tuple[Rect, pdfium_c.FPDF_PAGEOBJECT]]] = {}
    for _ in range(count):
        field = pdfium_c.FPDFFormObj_GetObject(drawn, 0)
        if not pdfium_c.FPDFFormObj_RemoveObject(drawn, field):
            break  # what is left stays behind all other text
        rect = place(*_bounds(field))
        behind.setdefault(_index(rect, pieces, last), []).append((rect, field))
    # From the last one on, so that the indexes before stay.
    for index in sorted(behind, reverse=True):
        fields = behind[index] if index == last else sorted(behind[index], key=lambda one: one[0])
        for at, (_, field) in enumerate(fields, index + 1):
            pdfium_c.FPDFPage_InsertObjectAtIndex(page, field, at)
    if not pdfium_c.FPDFFormObj_CountObjects(drawn):
        # It would be taken for a picture as large as all fields.
        pdfium_c.FPDFPage_RemoveObject(page, drawn)
        pdfium_c.FPDFPageObj_Destroy(drawn)


def _objects(page: pdfium.PdfPage, count: int) -> Iterator[pdfium_c.FPDF_PAGEOBJECT]:
    return (pdfium_c.FPDFPage_GetObject(page, index) for index in range(count))


def _bounds(one: pdfium_c.FPDF_PAGEOBJECT) -> Rect:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(one, left, low, right, high)
    return (left.value, low.value, right.value, high.value)


def _index(field: Rect, pieces: Sequence[_Piece], last: int) -> int:
    """Return the index of the object behind which a field is read; ``last`` if none is near."""
    left, low, right, high = field
    beside = [one for one in pieces if one.rect[0] < left and _share_line(one.rect, field)]
    if beside:
        return max(beside, key=lambda one: one.rect[2]).at
    above = [
        one
        for one in pieces
        if one.rect[0] < right
        and one.rect[2] > left
        and -0.3 * (high - low) < one.rect[1] - high < _FARTHEST * (high - low)
    ]
    if not above:
        return last
    nearest = min(above, key=lambda one: one.rect[1])
    # Behind all of that line: it may be in pieces.
    following = itertools.dropwhile(lambda one: one.at <= nearest.at, pieces)
    line = itertools.takewhile(lambda one: _share_line(one.rect, nearest.rect), following)
    return max((one.at for one in line), default=nearest.at)


def _share_line(one: Rect, other: Rect) -> bool:
    common = min(one[3], other[3]) - max(one[1], other[1])
    return common > 0.5 * min(one[3] - one[1], other[3] - other[1])
