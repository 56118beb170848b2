"""Finds text that people do not see: a way to give instructions to a model behind their back.

Order of things: a cheap look at the first and last character of each line (colour, mode, size,
place, where it is cut off, whether it is on a layer) and at what is painted over it later → for the
few lines that look odd, what lies behind them on the page, drawn if need be.
Text without ink over a picture is how scans are made searchable, and nothing odd.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.calls import address_of
from octavo.pdf.clipped import cut_off
from octavo.pdf.facts import plain
from octavo.pdf.layers import on_layers
from octavo.pdf.lines import LineBox
from octavo.pdf.page import Finding, FindingKind, Rect
from octavo.pdf.places import Place
from octavo.pdf.things import COLOUR_OF, Colour, Painted, Thing, painted, things_of

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


class TextSeen(NamedTuple):
    """The text of a page.

    Args:
        textpage: It in PDFium.
        raw: The raw text.
        lines: Start and end of each line in it.
        boxes: Where the lines are.
    """

    textpage: pdfium.PdfTextPage
    raw: str
    lines: Sequence[tuple[int, int]]
    boxes: Sequence[LineBox]


def hidden_text(
    page: pdfium.PdfPage,
    text: TextSeen,
    place: Place | None,
    extent: Rect,
    hides_layers: Callable[[], bool],
) -> tuple[Finding, ...]:
    """Report the text of a page that cannot be seen, by the way in which it is hidden.

    Args:
        page: The page.
        text: Its text.
        place: What turned the lines' boxes into those of the page as displayed, if it is rotated.
        extent: Where the page ends, in the boxes' space.
        hides_layers: Tells whether layers of the file are switched off; asked where it matters.
    """
    firsts: list[int | None] = []
    odd = _odd_lines(text, extent, firsts)
    known = {index for index, *_ in odd}
    texts = [one for one in dict.fromkeys(firsts) if one]
    odd += _cut_lines(known, texts, firsts, text)
    paint = painted(page, place)
    odd += _covered_lines(known, text.boxes, firsts, paint)
    odd += _layer_lines(known, texts, firsts, paint.inner, hides_layers)
    lines: dict[FindingKind, list[str]] = {}
    if odd:
        for index, kind in _hidden(odd, text, _Look(page, place, text)):
            start, end = text.lines[index]
            lines.setdefault(kind, []).append(text.raw[start:end])
    found: dict[FindingKind, str] = {kind: " ".join(parts) for kind, parts in lines.items()}
    tags = "".join(chr(ord(one) - _TAG_OFFSET) for one in _TAGS.findall(text.raw))
    if tags:
        found["tags"] = tags
    return tuple(
        Finding(kind, len("".join(words.split())), plain(words)[:_SAMPLE])
        for kind, words in found.items()
        if len(_LETTER.findall(words)) >= _ENOUGH
    )


_OddLine = tuple[int, FindingKind, int | None]
"""A line that may be hidden, how, and PDFium's object of that text."""


def _odd_lines(text: TextSeen, extent: Rect, firsts: list[int | None]) -> list[_OddLine]:
    """Return the lines that are odd by themselves.

    Args:
        text: The page's text.
        extent: Where the page ends.
        firsts: Gets PDFium's object of each line's beginning, as far as it was asked for.
    """
    left, low, right, high = extent
    ink = _Ink()
    raw = _address(text.textpage)
    known: int | None = None
    kind: FindingKind | None = None
    found: list[_OddLine] = []
    for index, ((start, end), box) in enumerate(zip(text.lines, text.boxes, strict=True)):
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


def _address(textpage: pdfium.PdfTextPage) -> ctypes.c_void_p:
    return ctypes.c_void_p(ctypes.addressof(textpage.raw.contents))


def _cut_lines(
    known: set[int],
    texts: Sequence[int],
    firsts: Sequence[int | None],
    text: TextSeen,
) -> list[_OddLine]:
    """Return lines that are cut off at their beginning and their end; note them as known."""
    cut = cut_off(texts)
    if not cut:  # nearly always
        return []
    raw = _address(text.textpage)
    lasts = {
        index: _OBJECT_OF(raw, text.lines[index][1] - 1)
        for index, first in enumerate(firsts)
        if first in cut and index not in known
    }
    cut |= cut_off([last for last in {*lasts.values()} if last])
    found: list[_OddLine] = [
        (index, "cut off", last) for index, last in lasts.items() if last in cut
    ]
    known.update(index for index, *_ in found)
    return found


def _covered_lines(
    known: set[int], boxes: Sequence[LineBox], firsts: Sequence[int | None], paint: Painted
) -> list[_OddLine]:
    """Return lines over which something is painted later; note them as known."""
    covers, orders, _ = paint
    found: list[_OddLine] = []
    for index, (box, text) in enumerate(zip(boxes, firsts, strict=True) if covers else ()):
        order = orders.get(text)
        if order is None or index in known:
            continue
        x, y = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
        if any(
            at > order and left <= x <= right and low <= y <= high
            for at, (left, low, right, high) in covers
        ):
            found.append((index, "covered", text))
            known.add(index)
    return found


def _layer_lines(
    known: Collection[int],
    texts: Sequence[int],
    firsts: Sequence[int | None],
    inner: Collection[int | None],
    hides_layers: Callable[[], bool],
) -> list[_OddLine]:
    """Return lines on layers that may be switched off; a form may be on one as a whole."""
    on, ruled = on_layers(texts)
    if inner:
        on.update(text for text in texts if text in inner)
    if not on:  # nearly always
        return []
    if not hides_layers():
        on = ruled
    return [
        (index, "layer", text)
        for index, text in enumerate(firsts)
        if text in on and index not in known
    ]


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


def _hidden(odd: Sequence[_OddLine], text: TextSeen, look: _Look) -> list[tuple[int, FindingKind]]:
    """Return those of the odd lines that cannot be seen, in their order."""
    hidden: list[tuple[int, FindingKind]] = []
    unclear: list[tuple[int, FindingKind]] = []
    layered: list[int] = []
    boxes = text.boxes
    for index, kind, drawn in odd:
        box = boxes[index]
        if kind == "layer":
            layered.append(index)
        elif kind == "covered":
            unclear.append((index, kind))
        elif kind in {"background", "transparent"}:
            if not look.on_dark(box, drawn):
                unclear.append((index, kind))
        elif kind != "no ink" or not look.picture_behind(box):
            hidden.append((index, kind))
    if unclear:
        shown = look.shown([boxes[index] for index, _ in unclear])
        hidden += [one for one, shows in zip(unclear, shown, strict=True) if not shows]
    if layered:
        visible = look.drawn(layered)
        hidden += [(one, "layer") for one, shows in zip(layered, visible, strict=True) if not shows]
    return sorted(hidden)


class _Look:
    """What a page has besides text, found out when first asked."""

    def __init__(
        self,
        page: pdfium.PdfPage,
        place: Place | None,
        text: TextSeen,
    ) -> None:
        self._page = page
        self._place = place
        self._text = text
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
        """Tell of lines whether there is any difference of brightness where they are."""
        return [bool(area) and max(area) - min(area) > _CONTRAST for area in self._pictures(boxes)]

    def drawn(self, which: Sequence[int]) -> list[bool]:
        """Tell of lines, by their indexes, whether the page would look otherwise without them."""
        lines = [self._text.lines[index] for index in which]
        boxes = [self._text.boxes[index] for index in which]
        raw = _address(self._text.textpage)
        texts = {_OBJECT_OF(raw, at) for start, end in lines for at in range(start, end)} - {None}
        objects = [ctypes.cast(text, pdfium_c.FPDF_PAGEOBJECT) for text in texts]
        before = self._pictures(boxes)
        try:
            for one in objects:
                pdfium_c.FPDFPageObj_SetIsActive(one, 0)
            after = self._pictures(boxes)
        finally:
            for one in objects:
                pdfium_c.FPDFPageObj_SetIsActive(one, 1)
        return [one != other for one, other in zip(before, after, strict=True)]

    def _pictures(self, boxes: Sequence[LineBox]) -> list[bytes]:
        """Return the brightness of each pixel of the page where lines are.

        Only the part of the page that has them is drawn: pictures in the rest of it can take a
        hundred times as long.
        """
        width, height = self._page.get_size()
        scale = min(1.5, _PIXELS / max(width, height, 1.0))
        areas = self._pixels(boxes, math.ceil(width * scale), math.ceil(height * scale), scale)
        some = [area for area in areas if area[0] < area[2] and area[1] < area[3]]
        if not some:
            return [b""] * len(boxes)
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
            b"".join(
                pixels[y * stride + x0 - left : y * stride + x1 - left]
                for y in range(y0 - top, y1 - top)
            )
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
            things = list(things_of(self._page, self._place, inside=True))
            self._orders = {thing.address: thing.order for thing in things}
            self._areas = [thing for thing in things if thing.rect is not None]
        x, y = (box[0] + box[3]) / 2, (box[1] + box[2]) / 2
        return [thing for thing in self._areas if thing.covers(x, y)]
