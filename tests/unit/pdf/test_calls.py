"""Functions of PDFium are called many times a page, past what ctypes checks."""

from __future__ import annotations

import ctypes

from octavo.pdf import clipped, forms, hidden, layers, raw, things, turned


def test_functions_of_pdfium_are_called_with_all_arguments_typed_or_none() -> None:
    """Arguments beyond the typed ones are variadic, and some processors pass those elsewhere."""
    counts = {"_OBJECT_OF": 0, "_MEASURE": 0, "_EACH_THING": 0, "_ANGLE_OF": 0}
    counts |= {"_MODE_OF": 1, "KIND_OF": 1, "COLOUR_OF": 5, "_BOUNDS_OF": 5, "_DRAWN_AS": 3}
    counts |= {"_INSIDE": 1, "_INNER_AT": 2, "_MATRIX_OF": 2, "_MARKS_OF": 1, "_MARK_AT": 2}
    counts |= {"_CLIP_OF": 1, "_PATHS_OF": 1, "_POINTS_OF": 2, "_POINT_AT": 3, "_PLACE_OF": 3}
    typed = {
        name: len(function.argtypes or ())
        for module in (clipped, forms, hidden, layers, raw, things, turned)
        for name, function in vars(module).items()
        if isinstance(function, ctypes._CFuncPtr)
    }
    assert typed == counts
