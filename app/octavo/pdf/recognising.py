"""The text recognition worker's side: draws a page, has its words recognised, makes it a page.

It is a process apart from the one that reads: recognising a page takes seconds, and whoever
clicks on a citation meanwhile does not wait for it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

from octavo.pdf.cells import with_cells
from octavo.pdf.clean import Scan, clean_text
from octavo.pdf.files import OpenPdf, OpenPdfs
from octavo.pdf.hyphens import PageWords, Vocabulary
from octavo.pdf.languages import candidates, most_likely
from octavo.pdf.line_rows import rows_of
from octavo.pdf.lines import LineBox
from octavo.pdf.page import Rect, Word
from octavo.pdf.places import unplacing
from octavo.pdf.rapidocr import RapidOcr
from octavo.pdf.reading import load_page
from octavo.pdf.recognition import (
    DPI,
    GreyImage,
    OcrEngine,
    RecognisedWord,
    RecognitionError,
    RecognitionSetting,
)
from octavo.pdf.tesseract import Tesseract
from octavo.words import later

_MOST_PIXELS = 16_000_000
"""Pixels of a picture: a page of A2 at 200 dpi."""

_LONGEST_EDGE = 32_000
"""Pixels; engines take no more than 32,767."""

_RESERVE = 5.0
"""Seconds of a page's deadline that are not the engine's: for drawing, and for ending it."""

_SURE_FROM = 40
"""Words of a page from which on its language is known."""

_POINTS = 72.0

RecognisedPage = tuple[str, str, bytes, tuple[Word, ...]]
"""Raw and clean text, the segments as numbers, and where the words are."""


class Service:
    """The methods that the worker process offers."""

    def __init__(self) -> None:
        self._files = OpenPdfs()
        self._engines: dict[str | None, tuple[OcrEngine, tuple[str, ...]]] = {}
        self._languages: dict[str, tuple[str, ...]] = {}

    def recognise(
        self, path: str, number: int, password: str | None, setting: RecognitionSetting
    ) -> RecognisedPage:
        """Recognise the text of one page; without any, both texts are empty.

        Raises:
            RecognitionError: if the engine does not work or takes too long.
            PdfError: if the page cannot be drawn.
        """
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return "", "", b"", ()
        if setting.program not in self._engines:
            made = RapidOcr() if setting.program is None else Tesseract(setting.program)
            self._engines[setting.program] = made, made.languages()
        engine, installed = self._engines[setting.program]
        known = self._languages.get(path) if not setting.languages else None
        languages = known or candidates(setting.languages, installed, file.language())
        if not languages:
            raise RecognitionError(
                later("Tesseract has no language installed."),
                hint=later("Install one, such as English."),
            )
        image, place = _draw(file, number)
        seconds = max(1.0, setting.page_deadline - _RESERVE)
        words, turns = engine.recognise(image, languages, seconds)
        if known is None and not setting.languages and len(words) >= _SURE_FROM:
            self._languages[path] = most_likely((word.text for word in words), languages)
        points = _POINTS / image.dpi
        back = _turned(place, turns, points * image.width, points * image.height)
        return _page(words, back, points)


def _draw(file: OpenPdf, number: int) -> tuple[GreyImage, Callable[..., Rect]]:
    """Draw a page; returns what leads from the picture's points, from below, to the file's."""
    with load_page(file, number) as page:
        width, height = page.get_size()
        scale = min(
            DPI / _POINTS,
            math.sqrt(_MOST_PIXELS / max(width * height, 1.0)),
            _LONGEST_EDGE / max(width, height, 1.0),
        )
        bitmap = page.render(scale=scale, grayscale=True, draw_annots=True)
        try:
            pixels = bytes(bitmap.buffer)
            if bitmap.stride != bitmap.width:
                pixels = b"".join(
                    pixels[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height)
                )
            image = GreyImage(bitmap.width, bitmap.height, pixels, scale * _POINTS)
        finally:
            bitmap.close()
        unplace = unplacing(page)

    def place(left: float, top: float, right: float, bottom: float) -> Rect:
        return unplace(left, height - bottom, right, height - top)

    return image, place


def _turned(
    place: Callable[..., Rect], turns: int, width: float, height: float
) -> Callable[..., Rect]:
    """Return what leads from the points of a turned picture to the file's.

    Args:
        place: What leads there from the picture as it was.
        turns: Quarters of a turn, against the clock.
        width: Of the picture as it was, in points.
        height: Likewise.
    """
    match turns:
        case 1:
            return lambda a, b, c, d: place(width - d, a, width - b, c)
        case 2:
            return lambda a, b, c, d: place(width - c, height - d, width - a, height - b)
        case 3:
            return lambda a, b, c, d: place(b, height - c, d, height - a)
        case _:
            return place


def _page(
    words: Sequence[RecognisedWord],
    place: Callable[..., Rect],
    points: float,
) -> RecognisedPage:
    """Write the words down as a page: a space between two, a line break between lines."""
    parts: list[str] = []
    placed: list[Word] = []
    by_end: dict[int, RecognisedWord] = {}
    by_start: dict[int, RecognisedWord] = {}
    at = 0
    for index, word in enumerate(words):
        if index:
            parts.append(" " if word.line == words[index - 1].line else "\r\n")
            at += len(parts[-1])
        end = at + len(word.text)
        corners = (word.left, word.top, word.right, word.bottom)
        placed.append(Word(at, end, place(*(points * corner for corner in corners))))
        by_start[at], by_end[end] = word, word
        parts.append(word.text)
        at = end
    scan = Scan("".join(parts))
    boxes = _boxes(words)
    layout = None
    if len(boxes) == len(scan.lines):
        rows = rows_of(scan.raw, scan.lines, scan.texts(), boxes)
        layout = with_cells(
            scan,
            boxes,
            rows,
            lambda gaps: [_edges(by_end[start], by_start[end]) for start, end in gaps],
        )
    # Of this page alone: which others were recognised before depends on how the reading went.
    clean, packed = clean_text(scan, Vocabulary([PageWords(scan.raw)]), layout)
    return scan.raw, clean, packed.tobytes(), tuple(placed)


def _edges(before: RecognisedWord, behind: RecognisedWord) -> tuple[float, float, float, float]:
    """Return where the gap between two words is, and bottom and top of the line, upwards."""
    return before.right, behind.left, -behind.line_bottom, -behind.line_top


def _boxes(words: Sequence[RecognisedWord]) -> list[LineBox]:
    """Return the lines' boxes in pixels, upwards; those of a paragraph are of one height.

    Engines measure the ink: a line without long letters would seem to be of smaller type.
    """
    boxes: list[LineBox] = []
    for _, paragraph in groupby(words, key=lambda word: word.line[:-1]):
        lines = [list(line) for _, line in groupby(paragraph, key=lambda word: word.line)]
        height = median(line[0].line_bottom - line[0].line_top for line in lines)
        for line in lines:
            middle = -(line[0].line_top + line[0].line_bottom) / 2
            low, high = middle - height / 2, middle + height / 2
            boxes.append((line[0].left, low, high, line[-1].right, low, high))
    return boxes


def serve() -> Service:
    """Make the worker's methods; called once in the worker process."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    return Service()
