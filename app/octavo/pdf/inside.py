"""The PDF worker's side: what `PdfiumReader` asks for, answered inside the worker process.

Nothing else in the program opens a file that a person dropped. A page that cannot be read is a
failed page; only what breaks the process or its deadline is left to the owner.
"""

from __future__ import annotations

import contextlib
import logging
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from octavo.errors import PdfDamagedError
from octavo.pdf.clean import Scan, clean_text, is_readable
from octavo.pdf.facts import document_facts, plain
from octavo.pdf.files import OpenPdf, OpenPdfs, UnreadableError
from octavo.pdf.page import DocumentFacts, PageImage, PageState, Rect
from octavo.pdf.places import placing, span_rectangles, unplacing
from octavo.pdf.raw import line_boxes, raw_text

MOST_PIXELS = 24_000_000
"""Pixels of a picture: 96 MB, an A4 page at almost seven pixels a point."""

MOST_CHARACTERS = 500_000
"""Characters of a page: twenty times a large page in small print."""

DAMAGED = "This page is damaged."
UNREADABLE = "There is no readable text on this page; it needs text recognition."
ENDLESS = "This page has more text than can be read."

WirePage = tuple[int, str, PageState, str, str, bytes, str | None]
"""A `PageText` in parts that are pickled fast; the segments are numbers, three for each."""


class Service:
    """The methods that the worker process offers."""

    def __init__(self) -> None:
        self._files = OpenPdfs()

    def open(self, path: str, password: str | None) -> None:
        """Open a file, so that its first page does not pay for it."""
        self._files.get(Path(path), password)

    def facts(self, path: str, password: str | None) -> DocumentFacts:
        """Tell what is known of a file."""
        return document_facts(self._files.get(Path(path), password), Path(path))

    def pages(self, path: str, numbers: Sequence[int], password: str | None) -> Iterator[WirePage]:
        """Yield the pages with these numbers."""
        for number in numbers:
            # Asked for anew each time: others may have used up the places of open files.
            yield _page(self._files.get(Path(path), password), number)

    def rectangles(
        self, path: str, page: int, spans: Sequence[tuple[int, int]], password: str | None
    ) -> list[list[Rect]]:
        """Return the rectangles of spans of a page's raw text."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return [[] for _ in spans]
        with _loaded(file, page) as loaded:
            return span_rectangles(loaded.get_textpage(), spans, placing(loaded), unplacing(loaded))

    def displayed(
        self, path: str, page: int, rects: Sequence[Rect], password: str | None
    ) -> list[Rect]:
        """Turn rectangles of the file's space into those of the page as displayed."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            return []
        with _loaded(file, page) as loaded:
            place = placing(loaded)
            return [place(*rect) for rect in rects]

    def render(self, path: str, page: int, scale: float, password: str | None) -> PageImage:
        """Draw a page, smaller than asked for if it would be too large."""
        file = self._files.get(Path(path), password)
        if file.pdfium is None:
            raise PdfDamagedError(f"“{file.name}” is damaged: its text can be read but not drawn.")
        with _loaded(file, page) as loaded:
            width, height = loaded.get_size()
            fitting = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
            bitmap = loaded.render(scale=min(scale, fitting), prefer_bgrx=True, draw_annots=True)
            try:
                return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            finally:
                bitmap.close()


@contextlib.contextmanager
def _loaded(file: OpenPdf, number: int) -> Iterator[pdfium.PdfPage]:
    assert file.pdfium is not None  # noqa: S101 - asked by the callers
    if not 1 <= number <= len(file.pdfium):
        raise PdfDamagedError(f"“{file.name}” has no page {number}.")
    try:
        page = file.pdfium[number - 1]
    except pdfium.PdfiumError as error:
        raise PdfDamagedError(f"Page {number} of “{file.name}” is damaged.") from error
    try:
        yield page
    except pdfium.PdfiumError as error:
        raise PdfDamagedError(f"Page {number} of “{file.name}” is damaged.") from error
    finally:
        page.close()


def _page(file: OpenPdf, number: int) -> WirePage:
    """Read one page; whatever can be said about it is said in the result."""
    label, boxes = str(number), None
    try:
        if file.pdfium is None:
            assert file.pypdf is not None  # noqa: S101 - one of both is open
            scan = Scan(file.pypdf.text(number - 1))
        else:
            with _loaded(file, number) as page:
                label = plain(file.pdfium.get_page_label(number - 1)) or label
                textpage = page.get_textpage()
                if textpage.count_chars() > MOST_CHARACTERS:
                    return number, label, "failed", "", "", b"", ENDLESS
                scan = Scan(raw_text(textpage))
                place = placing(page) if page.get_rotation() else None
                boxes = line_boxes(textpage, scan.lines, place)
    except (PdfDamagedError, UnreadableError):
        return number, label, "failed", "", "", b"", DAMAGED
    if not is_readable(scan.raw):
        return number, label, "failed", "", "", b"", UNREADABLE
    file.vocabulary.learn(scan.raw)
    clean, segments = clean_text(scan, file.vocabulary, boxes)
    if not clean:
        return number, label, "empty", "", "", b"", None
    return number, label, "text", scan.raw, clean, segments.tobytes(), None


def serve() -> Service:
    """Make the worker's methods; called once in the worker process."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    return Service()
