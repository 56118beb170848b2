"""Takes everything off a page that needs PDFium: text, lines and their places, its label.

What comes out is cleaned elsewhere, while PDFium is at the next page.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator

import pypdfium2 as pdfium

from octavo.errors import PdfDamagedError
from octavo.pdf.active import page_findings
from octavo.pdf.boxes import open_page
from octavo.pdf.cells import with_cells
from octavo.pdf.clean import Scan
from octavo.pdf.facts import page_label
from octavo.pdf.files import OpenPdf, UnreadableError
from octavo.pdf.filled import PICTURE, filled_page
from octavo.pdf.hidden import hidden_text
from octavo.pdf.lines import Layout, LineBox, rows_of
from octavo.pdf.page import Finding
from octavo.pdf.places import placing
from octavo.pdf.raw import gap_edges, line_boxes, raw_text
from octavo.pdf.reasons import DAMAGED, ENDLESS
from octavo.pdf.things import has_pictures
from octavo.words import later

MOST_CHARACTERS = 500_000
"""Characters of a page: twenty times a large page in small print."""


@dataclasses.dataclass(slots=True)
class ReadPage:
    """A page as it comes from the file.

    Args:
        number: Counted from 1.
        label: What is printed on it, else the number.
        scan: Its text, empty if there is a problem.
        layout: How its lines are on it, if that is known.
        edges: Where it ends below and above, in the layout's space.
        problem: Why it could not be read, in words for people.
        findings: Text that people do not see.
        is_picture: Whether there is a picture and no text.
    """

    number: int
    label: str
    scan: Scan
    layout: Layout | None = None
    edges: tuple[float, float] = (0.0, 0.0)
    problem: str | None = None
    findings: tuple[Finding, ...] = ()
    is_picture: bool = False


@dataclasses.dataclass(slots=True)
class BegunPage:
    """A page that PDFium has taken apart and that is still open, until `finish_page`."""

    page: ReadPage
    opened: pdfium.PdfPage | None = None
    filled: pdfium.PdfPage | None = None
    textpage: pdfium.PdfTextPage | None = None
    raw: str = ""


def begin_page(file: OpenPdf, number: int) -> BegunPage:
    """Have PDFium take a page apart; what is wrong with it is said in the result."""
    begun = BegunPage(ReadPage(number, str(number), Scan("")))
    page = begun.page
    try:
        if file.pdfium is None:
            assert file.pypdf is not None  # noqa: S101 - one of both is open
            page.scan = Scan(file.pypdf.text(number - 1))
            return begun
        begun.opened = _open_page(file, number)
        page.label = page_label(file.pdfium, number - 1) or page.label
        begun.filled = filled_page(file, begun.opened, number)
        textpage = (begun.filled or begun.opened).get_textpage()
        if textpage.count_chars() > MOST_CHARACTERS:
            page.problem = ENDLESS
            return begun
        begun.textpage, begun.raw = textpage, raw_text(textpage)
    except (PdfDamagedError, UnreadableError, pdfium.PdfiumError):
        page.problem = DAMAGED
    return begun


def finish_page(begun: BegunPage) -> ReadPage:
    """Take lines and their places off a page, and close it."""
    page, opened = begun.page, begun.opened
    if opened is None:
        return page
    try:
        page.findings = page_findings(opened)
        if begun.textpage is not None:
            if begun.raw.strip():
                _look(begun.filled or opened, begun.textpage, begun.raw, page)
            else:
                page.is_picture = has_pictures(opened, PICTURE)
    except pdfium.PdfiumError:
        page.problem = DAMAGED
    finally:
        opened.close()
        if begun.filled is not None:
            begun.filled.close()
    return page


def _look(opened: pdfium.PdfPage, textpage: pdfium.PdfTextPage, raw: str, page: ReadPage) -> None:
    scan = page.scan = Scan(raw)
    place = None
    low, high = opened.get_bbox()[1::2]
    if opened.get_rotation():
        place = placing(opened)
        low, high = 0.0, opened.get_height()
    page.edges = low, high
    boxes: list[LineBox] = line_boxes(textpage, scan.lines, place)
    rows = rows_of(scan.raw, scan.lines, scan.texts(), boxes)
    if place is None:
        page.layout = with_cells(scan, boxes, rows, lambda gaps: gap_edges(textpage, gaps))
    else:
        page.layout = Layout(boxes, rows)
    page.findings += hidden_text(opened, textpage, scan, boxes, place)


@contextlib.contextmanager
def load_page(file: OpenPdf, number: int, *, for_text: bool = False) -> Iterator[pdfium.PdfPage]:
    """Load a page of a file that PDFium has open.

    Args:
        file: The file.
        number: The page, counted from 1.
        for_text: Whether it is to have as text what was written on it, as pages that are read.

    Raises:
        PdfDamagedError: if there is no such page, or it is damaged.
    """
    page = _open_page(file, number)
    filled: pdfium.PdfPage | None = None
    try:
        if for_text:
            filled = filled_page(file, page, number)
        yield filled or page
    except pdfium.PdfiumError as error:
        raise PdfDamagedError(
            later("Page {number} of “{name}” is damaged.", number=number, name=file.name)
        ) from error
    finally:
        page.close()
        if filled is not None:
            filled.close()


def _open_page(file: OpenPdf, number: int) -> pdfium.PdfPage:
    assert file.pdfium is not None  # noqa: S101 - asked by the callers
    if not 1 <= number <= len(file.pdfium):
        raise PdfDamagedError(
            later("“{name}” has no page {number}.", name=file.name, number=number)
        )
    try:
        return open_page(file.pdfium, number - 1)
    except pdfium.PdfiumError as error:
        raise PdfDamagedError(
            later("Page {number} of “{name}” is damaged.", number=number, name=file.name)
        ) from error
