"""Tells which text is cut off: what may be painted where it stands is an area beside it."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Sequence

import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of
from octavo.pdf.page import Rect

_LEAST = 0.15
"""Share of its width or height of which text must show, to be read at all."""

_MOST_POINTS = 5_000
"""Points of the areas' outlines that are looked at on one page."""

_P, _I = ctypes.c_void_p, ctypes.c_int
_CLIP_OF = ctypes.PYFUNCTYPE(_P, _P)(address_of(pdfium_c.FPDFPageObj_GetClipPath))
_PATHS_OF = ctypes.PYFUNCTYPE(_I, _P)(address_of(pdfium_c.FPDFClipPath_CountPaths))
_POINTS_OF = ctypes.PYFUNCTYPE(_I, _P, _I)(address_of(pdfium_c.FPDFClipPath_CountPathSegments))
_POINT_AT = ctypes.PYFUNCTYPE(_P, _P, _I, _I)(address_of(pdfium_c.FPDFClipPath_GetPathSegment))
_PLACE_OF = ctypes.PYFUNCTYPE(_I, *[_P] * 3)(address_of(pdfium_c.FPDFPathSegment_GetPoint))
_BOUNDS_OF = ctypes.PYFUNCTYPE(_I, *[_P] * 5)(address_of(pdfium_c.FPDFPageObj_GetBounds))

_FLOATS = struct.Struct("4f").unpack_from
_EVERYTHING = (-math.inf, -math.inf, math.inf, math.inf)
_NOTHING = (0.0, 0.0, 0.0, 0.0)


def cut_off(texts: Sequence[int]) -> set[int]:
    """Return those of a page's texts of which nothing, or next to nothing, shows.

    Args:
        texts: What PDFium calls them.
    """
    clips = [*map(_CLIP_OF, texts)]
    counts = [*map(_PATHS_OF, clips)]
    found: set[int] = set()
    if max(counts, default=0) <= 0:  # most pages
        return found
    areas = Areas()
    edges = (ctypes.c_float * 4)()
    corners = [ctypes.byref(edges, 4 * at) for at in range(4)]
    for text, clip, count in zip(texts, clips, counts, strict=True):
        if count > 0 and _BOUNDS_OF(text, *corners):
            left, low, right, high = _FLOATS(edges)
            area = areas.of(clip, count)
            width = min(right, area[2]) - max(left, area[0])
            height = min(high, area[3]) - max(low, area[1])
            if width < _LEAST * (right - left) or height < _LEAST * (high - low):
                found.add(text)
    return found


class Areas:
    """The areas that things of a page may be painted in; many things share one."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None], Rect] = {}
        self._left = _MOST_POINTS
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def around(self, thing: int | None) -> Rect | None:
        """Return the box around where a thing may be painted, in its own space; None if anywhere.

        Args:
            thing: What PDFium calls it.
        """
        clip = _CLIP_OF(thing)
        count = _PATHS_OF(clip)
        return self.of(clip, count) if count > 0 else None

    def of(self, clip: int | None, count: int) -> Rect:
        """Return the box around the area of a clip of some paths, all of which hold."""
        # What a path is added to is a copy: the last one tells those before.
        key = (count, _POINT_AT(clip, count - 1, 0))
        if key[1] is None:
            return _NOTHING if _POINTS_OF(clip, count - 1) == 0 else _EVERYTHING
        if key not in self._known:
            boxes = [self._box(clip, index) for index in range(count)]
            lefts, lows, rights, highs = zip(*boxes, strict=True)
            self._known[key] = max(lefts), max(lows), min(rights), min(highs)
        return self._known[key]

    def _box(self, clip: int | None, index: int) -> Rect:
        points = _POINTS_OF(clip, index)
        if not 0 < points <= self._left:
            return _NOTHING if points == 0 else _EVERYTHING
        self._left -= points
        xs: list[float] = []
        ys: list[float] = []
        for at in range(points):
            _PLACE_OF(_POINT_AT(clip, index, at), ctypes.byref(self._x), ctypes.byref(self._y))
            xs.append(self._x.value)
            ys.append(self._y.value)
        return (min(xs), min(ys), max(xs), max(ys))
