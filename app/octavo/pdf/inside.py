"""The PDF worker's side: what `PdfiumReader` asks for, answered inside the worker process.

Nothing else in the program opens a file that a person dropped. A page that cannot be read is a
failed page; only what breaks the process or its deadline is left to the owner.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from octavo.errors import PdfDamagedError, PdfEncryptedError
from octavo.pdf.active import document_findings
from octavo.pdf.ahead import Range, Step, read_ahead
from octavo.pdf.facts import document_facts
from octavo.pdf.files import OpenPdfs
from octavo.pdf.page import DocumentFacts, Finding, PageImage, Rect
from octavo.pdf.placed import PlacedText, placed_characters
from octavo.pdf.places import placing, span_rectangles
from octavo.pdf.raw import character_boxes
from octavo.pdf.reading import load_page, load_text
from octavo.words import later

LONGEST_EDGE = 16_000
"""Pixels of a picture's edge: what is longer cannot be painted everywhere."""

MOST_PIXELS = 24_000_000
"""Pixels of a picture: 96 MB, an A4 page at almost seven pixels a point."""


class Service:
    """The methods that the worker process offers."""

    def __init__(self) -> None:
        self._files = OpenPdfs()

    def open(self, path: str, password: str | None) -> None:
        """Open a file, so that its first page does not pay for it."""
        self._files.get(Path(path), password)

    def unlock(self, path: str, password: str) -> bool:
        """Open a file with a password; tell whether it needs one."""
        try:
            self._files.get(Path(path), None)
        except PdfEncryptedError:
            self._files.get(Path(path), password)
            return True
        return False

    def facts(self, path: str, password: str | None) -> DocumentFacts:
        """Tell what is known of a file."""
        return document_facts(self._files.get(Path(path), password), Path(path))

    def active(self, path: str, password: str | None) -> tuple[Finding, ...]:
        """Report what a file would do in other programs."""
        file = self._files.get(Path(path), password)
        return document_findings(file, Path(path).read_bytes() if file.is_small else None)

    def pages(
        self,
        path: str,
        numbers: Sequence[int],
        together: int,
        without: Sequence[int],
        last: int | None,
        password: str | None,
    ) -> Iterator[Step]:
        """Read the pages with these numbers, and yield each when those around it are known."""
        # Asked for anew each time: others may have used up the places of open files.
        return read_ahead(
            lambda: self._files.get(Path(path), password), numbers, together, Range(without, last)
        )

    def rectangles(
        self, path: str, page: int, spans: Sequence[tuple[int, int]], password: str | None
    ) -> list[list[Rect]]:
        """Return the rectangles of spans of a page's raw text."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return [[] for _ in spans]
        with load_text(file, page) as loaded:
            return span_rectangles(loaded.text, spans, loaded.place, loaded.unplace)

    def displayed(
        self, path: str, page: int, rects: Sequence[Rect], password: str | None
    ) -> list[Rect]:
        """Turn rectangles of the file's space into those of the page as displayed."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return []
        with load_page(file, page) as loaded:
            place = placing(loaded)
            return [place(*rect) for rect in rects]

    def characters(self, path: str, page: int, password: str | None) -> PlacedText:
        """Return a page's raw text with the place of each character."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return PlacedText.of("", ())
        with load_text(file, page) as loaded:
            boxes = character_boxes(loaded.text, len(loaded.raw))
            return placed_characters(loaded.raw, boxes, loaded.displayed)

    def render(
        self, path: str, page: int, scale: float, turn: int, password: str | None
    ) -> PageImage:
        """Draw a page, smaller than asked for if it would be too large."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            raise PdfDamagedError(
                later("“{name}” is damaged: its text can be read but not drawn.", name=file.name)
            )
        with load_page(file, page) as loaded:
            width, height = loaded.get_size()
            fitting = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
            fitting = min(fitting, LONGEST_EDGE / max(width, height, 1.0))
            bitmap = loaded.render(
                scale=min(scale, fitting),
                rotation=90 * (turn % 4),
                prefer_bgrx=True,
                draw_annots=True,
            )
            try:
                return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()


def serve() -> Service:
    """Make the worker's methods; called once in the worker process."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    return Service()
