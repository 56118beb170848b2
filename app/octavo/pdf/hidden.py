"""Finds text that people do not see: a way to give instructions to a model behind their back.

Order of things: a cheap look at the first and last character of each line (colour, mode, size,
place) and at what is painted over it later → for the few lines that look odd, what lies behind them
on the page, drawn if need be.
Text without ink over a picture is how scans are made searchable, and nothing odd.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Collection, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.clean import Scan
from octavo.pdf.facts import plain
from octavo.pdf.lines import LineBox
from octavo.pdf.page import Finding, FindingKind, Rect
from octavo.pdf.places import Place
from octavo.pdf.things import COLOUR_OF, Colour, Thing, address_of, covers_of, things_of

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

_ENOUGH = 8
"""Letters that say something; signs and numbers outside the page are printers' marks."""

_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 80
_TAGS = re.compile("[\U000e0001-\U000e007f]")
_TAG_OFFSET = 0xE0000
_NO_INK = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})


# As in things.py: asked for each line of each page.
_OBJECT_OF = ctypes.PYFUNCTYPE(ctypes.c_void_p)(address_of(pdfium_c.FPDFText_GetTextObject))
_MODE_OF = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    address_of(pdfium_c.FPDFTextObj_GetTextRenderMode)
)


def hidden_text(
    page: pdfium.PdfPage,
    textpage: pdfium.PdfTextPage,
    scan: Scan,
    boxes: Sequence[LineBox],
    place: Place | None,
) -> tuple[Finding, ...]:
    """Report the text of a page that cannot be seen, by the way in which it is hidden.

    Args:
        page: The page.
        textpage: Its text.
        scan: The same.
        boxes: Where its lines are.
        place: What turned the lines' boxes into those of the page as displayed, if it is rotated.
    """
    drawn: list[int | None] = []
    odd = _odd_lines(textpage, scan, boxes, _extent(page, place), drawn)
    odd += _covered_lines({index for index, *_ in odd}, boxes, drawn, page, place)
    lines: dict[FindingKind, list[str]] = {}
    if odd:
        for index, kind in _hidden(odd, boxes, _Look(page, place)):
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


def _extent(page: pdfium.PdfPage, place: Place | None) -> Rect:
    if place is None:
        left, low, right, high = page.get_bbox()
        return (left, low, right, high)
    return (0.0, 0.0, page.get_width(), page.get_height())


_OddLine = tuple[int, FindingKind, int | None]
"""A line that may be hidden, how, and PDFium's object of that text."""


def _odd_lines(
    textpage: pdfium.PdfTextPage,
    scan: Scan,
    boxes: Sequence[LineBox],
    extent: Rect,
    firsts: list[int | None],
) -> list[_OddLine]:
    """Return the lines that are odd by themselves.

    Args:
        textpage: The page's text.
        scan: The same.
        boxes: Where its lines are.
        extent: Where the page ends.
        firsts: Gets PDFium's object of each line's beginning, as far as it was asked for.
    """
    left, low, right, high = extent
    ink = _Ink()
    raw = ctypes.c_void_p(ctypes.addressof(textpage.raw.contents))
    known: int | None = None
    kind: FindingKind | None = None
    found: list[_OddLine] = []
    for index, ((start, end), box) in enumerate(zip(scan.lines, boxes, strict=True)):
        first, bottom, top, last, last_bottom, last_top = box
        firsts.append(None)
        if last < left or first > right or top < low or bottom > high:
            found.append((index, "outside", None))
            continue
        if top - bottom < _TINY and last_top - last_bottom < _TINY and end - start > 1:
            found.append((index, "tiny", None))
            continue
        for at in (start, end - 1):
            drawn = _OBJECT_OF(raw, at)
            if at == start:
                firsts[-1] = drawn
            if drawn and drawn != known:  # one object has many characters
                known, kind = drawn, ink.of(drawn)
            if drawn and kind is not None:
                found.append((index, kind, drawn))
                break
    return found


def _covered_lines(
    known: Collection[int],
    boxes: Sequence[LineBox],
    drawn: Sequence[int | None],
    page: pdfium.PdfPage,
    place: Place | None,
) -> list[_OddLine]:
    """Return lines, other than those known as odd, over which something is painted later."""
    covers, orders = covers_of(page, place)
    found: list[_OddLine] = []
    for index, (box, text) in enumerate(zip(boxes, drawn, strict=True) if covers else ()):
        order = orders.get(text)
        if order is None or index in known:
            continue
        x, y = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
        if any(
            at > order and left <= x <= right and low <= y <= high
            for at, (left, low, right, high) in covers
        ):
            found.append((index, "covered", text))
    return found


class _Ink:
    """With what text is drawn."""

    def __init__(self) -> None:
        self._colour = Colour()
        self._parts = [ctypes.byref(self._colour, 4 * at) for at in range(4)]
        self._bytes = memoryview(self._colour).cast("B")
        self._known: dict[bytes, FindingKind | None] = {}

    def of(self, drawn: int) -> FindingKind | None:
        """Return how an object of PDFium may be hidden by its ink, or None."""
        if _MODE_OF(drawn) in _NO_INK:
            return "no ink"
        if not COLOUR_OF(drawn, *self._parts):
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


def _hidden(
    odd: Sequence[_OddLine], boxes: Sequence[LineBox], look: _Look
) -> list[tuple[int, FindingKind]]:
    """Return those of the odd lines that cannot be seen, in their order."""
    hidden: list[tuple[int, FindingKind]] = []
    unclear: list[tuple[int, FindingKind]] = []
    for index, kind, drawn in odd:
        box = boxes[index]
        if kind == "covered":
            unclear.append((index, kind))
        elif kind in {"background", "transparent"}:
            if not look.on_dark(box, drawn):
                unclear.append((index, kind))
        elif kind != "no ink" or not look.picture_behind(box):
            hidden.append((index, kind))
    if unclear:
        shown = look.shown([boxes[index] for index, _ in unclear])
        hidden += [one for one, shows in zip(unclear, shown, strict=True) if not shows]
    return sorted(hidden)


class _Look:
    """What a page has besides text, found out when first asked."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        place: Place | None,
    ) -> None:
        self._page = page
        self._place = place
        self._areas: list[Thing] | None = None
        self._orders: dict[int | None, int] = {}

    def picture_behind(self, box: LineBox) -> bool:
        """Tell whether a picture lies where a line is."""
        return any(thing.picture for thing in self._covering(box))

    def on_dark(self, box: LineBox, drawn: int | None) -> bool:
        """Tell whether the last thing that was painted below a line is a dark area.

        False as well if something is painted over it later.

        Args:
            box: Where the line is.
            drawn: What PDFium calls its text.
        """
        covering = self._covering(box)
        at = self._orders.get(drawn)
        if at is None or not covering:
            return False
        # They are in the order in which they are painted.
        return covering[-1].order < at and covering[-1].dark

    def shown(self, boxes: Sequence[LineBox]) -> list[bool]:
        """Tell of lines whether there is any difference of brightness where they are.

        Only the part of the page that has them is drawn: pictures in the rest of it can take a
        hundred times as long.
        """
        width, height = self._page.get_size()
        scale = min(1.5, _PIXELS / max(width, height, 1.0))
        areas = self._pixels(boxes, math.ceil(width * scale), math.ceil(height * scale), scale)
        some = [area for area in areas if area[0] < area[2] and area[1] < area[3]]
        if not some:
            return [False] * len(boxes)
        lefts, tops, rights, bottoms = zip(*some, strict=True)
        left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
        # Half a pixel less, since what is cut off is rounded up.
        cut = (left, math.ceil(height * scale) - bottom, math.ceil(width * scale) - right, top)
        bitmap = self._page.render(
            scale=scale,
            grayscale=True,
            draw_annots=False,
            crop=tuple(max(0.0, one - 0.5) / scale for one in cut),
        )
        try:
            pixels, stride = bytes(bitmap.buffer), bitmap.stride
        finally:
            bitmap.close()
        return [
            _differs(pixels, stride, x0 - left, y0 - top, x1 - left, y1 - top)
            for x0, y0, x1, y1 in areas
        ]

    def _pixels(
        self, boxes: Sequence[LineBox], width: int, height: int, scale: float
    ) -> list[tuple[int, int, int, int]]:
        """Return left, top, right and bottom of lines in pixels of a picture of the page."""
        left, low = (0.0, 0.0) if self._place else self._page.get_bbox()[:2]
        return [
            (
                max(0, int((min(box[0], box[3]) - left) * scale)),
                max(0, height - int((max(box[2], box[5]) - low) * scale) - 1),
                min(width, int((max(box[0], box[3]) - left) * scale) + 1),
                min(height, height - int((min(box[1], box[4]) - low) * scale)),
            )
            for box in boxes
        ]

    def _covering(self, box: LineBox) -> list[Thing]:
        """Return what a line's middle is on, in the order in which it is painted."""
        if self._areas is None:
            things = list(things_of(self._page, self._place))
            self._orders = {thing.address: thing.order for thing in things}
            self._areas = [thing for thing in things if thing.rect is not None]
        x, y = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
        return [thing for thing in self._areas if thing.covers(x, y)]


def _differs(pixels: bytes, stride: int, x0: int, y0: int, x1: int, y1: int) -> bool:
    """Tell whether a part of a picture has any difference of brightness."""
    area = b"".join([pixels[y * stride + x0 : y * stride + x1] for y in range(y0, y1)])
    return bool(area) and max(area) - min(area) > _CONTRAST
