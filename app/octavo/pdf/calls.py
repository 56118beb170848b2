"""How functions of PDFium are called that are asked many times a page.

``ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))`` keeps the interpreter's lock and
converts as little as its types ask for. Either all arguments have a type, or none has: to ctypes,
those beyond the types are of a variable number, which Apple's processors take elsewhere.
"""

from __future__ import annotations

import ctypes


def address_of(function: object) -> int:
    """Return where a function of PDFium is, to be called without ctypes converting anything."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
