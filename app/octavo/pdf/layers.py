"""Tells which text is on a layer (optional content) that may be switched off."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of

_MOST_MARKS = 50
"""Marks of one text that are looked at; there is one for each sequence that it is within."""

_MOST_ENTRIES = 20

_P, _I = ctypes.c_void_p, ctypes.c_int
_MARKS_OF = ctypes.PYFUNCTYPE(_I, _P)(address_of(pdfium_c.FPDFPageObj_CountMarks))
_MARK_AT = ctypes.PYFUNCTYPE(_P, _P, ctypes.c_ulong)(address_of(pdfium_c.FPDFPageObj_GetMark))

_LAYER = "OC"
_RULES = frozenset({"P", "VE"})
"""Entries of a group of layers that say when it shows: maybe while its layers are off."""


def on_layers(texts: Sequence[int]) -> tuple[set[int], set[int]]:
    """Return the texts that are on layers, and those that are on layers with a rule of their own.

    Args:
        texts: What PDFium calls them.
    """
    on: set[int] = set()
    ruled: set[int] = set()
    counts = [*map(_MARKS_OF, texts)]
    if not any(counts):
        return on, ruled
    kinds: dict[int, tuple[bool, bool]] = {}  # of marks, which many texts share
    for text, count in zip(texts, counts, strict=True):
        for index in range(min(count, _MOST_MARKS)):
            mark = _MARK_AT(text, index)
            if mark not in kinds:
                kinds[mark] = _kind_of(mark)
            is_layer, has_rule = kinds[mark]
            if is_layer:
                on.add(text)
            if has_rule:
                ruled.add(text)
    return on, ruled


def _kind_of(mark: int) -> tuple[bool, bool]:
    """Tell whether a mark is a layer's, and whether there is a rule for when it shows."""
    known = ctypes.cast(mark, pdfium_c.FPDF_PAGEOBJECTMARK)
    buffer = (ctypes.c_ushort * 4)()
    size = ctypes.c_ulong()
    pdfium_c.FPDFPageObjMark_GetName(known, buffer, ctypes.sizeof(buffer), size)
    if _text(buffer, size.value) != _LAYER:
        return False, False
    for index in range(min(pdfium_c.FPDFPageObjMark_CountParams(known), _MOST_ENTRIES)):
        pdfium_c.FPDFPageObjMark_GetParamKey(known, index, buffer, ctypes.sizeof(buffer), size)
        if _text(buffer, size.value) in _RULES:
            return True, True
    return True, False


def _text(buffer: ctypes.Array[ctypes.c_ushort], size: int) -> str:
    """Return what PDFium wrote, or nothing where there was no room for it."""
    if not 2 <= size <= ctypes.sizeof(buffer):
        return ""
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace")
