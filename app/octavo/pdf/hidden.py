"""Finds text that people do not see: a way to give instructions to a model behind their back.

Order of things: a cheap look at the first and last character of each line (colour, mode, size,
place) → for the few lines that look odd, what lies behind them on the page, drawn if need be.
Text without ink over a picture is how scans are made searchable, and nothing odd.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.clean import Scan
from octavo.pdf.facts import plain
from octavo.pdf.lines import LineBox
from octavo.pdf.page import Finding, FindingKind, Rect

_TINY = 1.5
"""Height in points below which nobody reads."""

_LIGHT = 215
"""Darkness of the darkest of red, green, blue from which on ink is as good as white."""

_CLEAR = 26
"""Opacity of 255 below which ink is as good as none."""

_CONTRAST = 20
"""Difference of brightness, of 255, below which nothing shows."""

_PIXELS = 1_400
"""Longest side of the picture in which it is looked whether text shows."""

_MOST_OBJECTS = 3_000
_DARK = 200

_ENOUGH = 8
"""Letters that say something; signs and numbers outside the page are printers' marks."""

_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 80
_TAGS = re.compile("[\U000e0001-\U000e007f]")
_TAG_OFFSET = 0xE0000
_NO_INK = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


# As in raw.py: asked for each line of each page.
_P, _I = ctypes.c_void_p, ctypes.c_int
_OBJECT_OF = ctypes.PYFUNCTYPE(_P, _P, _I)(_address(pdfium_c.FPDFText_GetTextObject))
_MODE_OF = ctypes.PYFUNCTYPE(_I, _P)(_address(pdfium_c.FPDFTextObj_GetTextRenderMode))
_THING_AT = ctypes.PYFUNCTYPE(_P, _P, _I)(_address(pdfium_c.FPDFPage_GetObject))
_KIND_OF = ctypes.PYFUNCTYPE(_I, _P)(_address(pdfium_c.FPDFPageObj_GetType))
_COLOUR_OF = ctypes.PYFUNCTYPE(_I, _P, _P, _P, _P, _P)(_address(pdfium_c.FPDFPageObj_GetFillColor))


def hidden_text(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    scan: Scan,
    boxes: Sequence[LineBox],
    place: Callable[[float, float, float, float], Rect] | None,
) -> tuple[Finding, ...]:
    """Report the text of a page that cannot be seen, by the way in which it is hidden.

    Args:
        page: The page.
        textpage: Its text.
        scan: The same.
        boxes: Where its lines are.
        place: What turned the lines' boxes into those of the page as displayed, if it is rotated.
    """
    odd = _odd_lines(textpage, scan, boxes, _extent(page, place))
    lines: dict[FindingKind, list[str]] = {}
    if odd:
        look = _Look(page, place)
        for index, kind, drawn in odd:
            if _is_hidden(kind, boxes[index], drawn, look):
                start, end = scan.lines[index]
                lines.setdefault(kind, []).append(scan.raw[start:end])
    texts: dict[FindingKind, str] = {kind: " ".join(found) for kind, found in lines.items()}
    tags = "".join(chr(ord(one) - _TAG_OFFSET) for one in _TAGS.findall(scan.raw))
    if tags:
        texts["tags"] = tags
    return tuple(
        Finding(kind, len("".join(text.split())), plain(text)[:_SAMPLE])
        for kind, text in texts.items()
        if len(_LETTER.findall(text)) >= _ENOUGH
    )


def _extent(
    page: pdfium.PdfPage, place: Callable[[float, float, float, float], Rect] | None
) -> Rect:
    if place is None:
        left, low, right, high = page.get_bbox()
        return (left, low, right, high)
    return (0.0, 0.0, page.get_width(), page.get_height())


def _odd_lines(
    textpage: pdfium.PdfTextPage, scan: Scan, boxes: Sequence[LineBox], extent: Rect
) -> list[tuple[int, FindingKind, int | None]]:
    """Return the lines that may be hidden, how, and PDFium's object of that text."""
    left, low, right, high = extent
    ink = _Ink()
    raw = ctypes.addressof(textpage.raw.contents)
    known: int | None = None
    kind: FindingKind | None = None
    found: list[tuple[int, FindingKind, int | None]] = []
    for index, (start, end) in enumerate(scan.lines):
        first, bottom, top, last, last_bottom, last_top = boxes[index]
        if last < left or first > right or top < low or bottom > high:
            found.append((index, "outside", None))
            continue
        if top - bottom < _TINY and last_top - last_bottom < _TINY and end - start > 1:
            found.append((index, "tiny", None))
            continue
        for at in (start, end - 1):
            drawn = _OBJECT_OF(raw, at)
            if drawn and drawn != known:  # one object has many characters
                known, kind = drawn, ink.of(drawn)
            if drawn and kind is not None:
                found.append((index, kind, drawn))
                break
    return found


class _Ink:
    """With what text is drawn."""

    def __init__(self) -> None:
        self._colour = (ctypes.c_uint * 4)()
        self._parts = [ctypes.addressof(self._colour) + 4 * at for at in range(4)]
        self._bytes = memoryview(self._colour).cast("B")
        self._known: dict[bytes, FindingKind | None] = {}

    def of(self, drawn: int) -> FindingKind | None:
        """Return how an object of PDFium may be hidden by its ink, or None."""
        if _MODE_OF(drawn) in _NO_INK:
            return "no ink"
        if not _COLOUR_OF(drawn, *self._parts):
            return None
        colour = self._bytes.tobytes()
        if colour not in self._known:  # most text of a page is of one colour
            self._known[colour] = _hidden_by(*self._colour)
        return self._known[colour]


def _hidden_by(red: int, green: int, blue: int, opacity: int) -> FindingKind | None:
    if opacity < _CLEAR:
        return "transparent"
    light = red > _LIGHT and green > _LIGHT and blue > _LIGHT
    return "background" if light else None


def _is_hidden(kind: FindingKind, box: LineBox, drawn: int | None, look: _Look) -> bool:
    if kind == "no ink":
        return not look.picture_behind(box)
    if kind in {"background", "transparent"}:
        return not look.shows(box, drawn)
    return True


class _Look:
    """What a page has besides text, found out when first asked."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        place: Callable[[float, float, float, float], Rect] | None,
    ) -> None:
        self._page = page
        self._place = place
        self._things: list[_Thing] | None = None
        self._pixels: tuple[bytes, int, int, int, float] | None = None

    def picture_behind(self, box: LineBox) -> bool:
        """Tell whether a picture lies where a line is."""
        return any(thing.picture and thing.covers(box) for thing in self._all())

    def shows(self, box: LineBox, drawn: int | None) -> bool:
        """Tell whether there is any difference of brightness where a line is."""
        return self._on_dark(box, drawn) or self._differs(box)

    def _all(self) -> list[_Thing]:
        if self._things is None:
            self._things = list(_things(self._page, self._place))
        return self._things

    def _on_dark(self, box: LineBox, drawn: int | None) -> bool:
        """Tell whether the last thing that was painted below a line is a dark area.

        False as well if something is painted over it later.
        """
        below: _Thing | None = None
        passed = False
        for thing in self._all():
            if thing.address == drawn:
                passed = True
            elif thing.rect is not None and thing.covers(box):
                if passed:
                    return False
                below = thing
        return passed and below is not None and below.dark

    def _differs(self, box: LineBox) -> bool:
        if self._pixels is None:
            self._pixels = self._draw()
        pixels, width, height, stride, scale = self._pixels
        left, low, _, _ = (0.0, 0.0, 0, 0) if self._place else self._page.get_bbox()
        x0 = max(0, int((min(box[0], box[3]) - left) * scale))
        x1 = min(width, int((max(box[0], box[3]) - left) * scale) + 1)
        y0 = max(0, height - int((max(box[2], box[5]) - low) * scale) - 1)
        y1 = min(height, height - int((min(box[1], box[4]) - low) * scale))
        rows = [pixels[y * stride + x0 : y * stride + x1] for y in range(y0, y1)]
        area = b"".join(rows)
        return bool(area) and max(area) - min(area) > _CONTRAST

    def _draw(self) -> tuple[bytes, int, int, int, float]:
        width, height = self._page.get_size()
        scale = min(1.5, _PIXELS / max(width, height, 1.0))
        bitmap = self._page.render(scale=scale, grayscale=True, draw_annots=False)
        try:
            return bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, scale
        finally:
            bitmap.close()


class _Thing(NamedTuple):
    """An object of a page: what PDFium calls it, where it is, and what it is as a background."""

    order: int
    address: int | None
    rect: Rect | None
    picture: bool = False
    dark: bool = False

    def covers(self, box: LineBox) -> bool:
        """Tell whether a line's middle is on it."""
        if self.rect is None:
            return False
        left, low, right, high = self.rect
        return left <= (box[0] + box[3]) / 2 <= right and low <= (box[1] + box[2]) / 2 <= high


def _things(
    page: pdfium.PdfPage, place: Callable[[float, float, float, float], Rect] | None
) -> Iterator[_Thing]:
    edges = [ctypes.c_float() for _ in range(4)]
    raw = ctypes.addressof(page.raw.contents)
    for order in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        address = _THING_AT(raw, order)
        kind = _KIND_OF(address)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield _Thing(order, address, None)
            continue
        drawn = ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)
        rect: Rect | None = None
        if pdfium_c.FPDFPageObj_GetBounds(drawn, *edges):
            left, low, right, high = (edge.value for edge in edges)
            rect = (left, low, right, high) if place is None else place(left, low, right, high)
        # A form may hold a picture: some programs wrap every scan in one.
        picture = kind in {pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM}
        if picture:
            yield _Thing(order, address, rect, picture=True)
        elif kind != pdfium_c.FPDF_PAGEOBJ_PATH or _is_filled(drawn):
            yield _Thing(order, address, rect, dark=_is_dark(drawn))


def _is_filled(drawn: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    found = pdfium_c.FPDFPath_GetDrawMode(drawn, mode, stroke)
    return bool(found and mode.value != pdfium_c.FPDF_FILLMODE_NONE)


def _is_dark(drawn: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    """Tell whether an area is painted in one solid colour, other than white."""
    colour = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(drawn, *colour):
        return False
    red, green, blue, opacity = (one.value for one in colour)
    return bool(opacity == 255 and min(red, green, blue) < _DARK)


def has_pictures(page: pdfium.PdfPage, least: float) -> bool:
    """Tell whether pictures take up a share of the page of at least ``least``."""
    width, height = page.get_size()
    area = sum(
        max(0.0, thing.rect[2] - thing.rect[0]) * max(0.0, thing.rect[3] - thing.rect[1])
        for thing in _things(page, None)
        if thing.picture and thing.rect is not None
    )
    return bool(area >= least * width * height)
