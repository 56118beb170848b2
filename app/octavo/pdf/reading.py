"""Takes everything off a page that needs PDFium: text, lines and their places, its label.

What comes out is cleaned elsewhere, while PDFium is at the next page.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pypdfium2 as pdfium

from octavo.errors import PdfDamagedError
from octavo.pdf.active import page_findings
from octavo.pdf.boxes import open_page
from octavo.pdf.cells import with_cells
from octavo.pdf.clean import Scan
from octavo.pdf.facts import page_label
from octavo.pdf.files import OpenPdf, UnreadableError
from octavo.pdf.filled import PICTURE, filled_page
from octavo.pdf.hidden import TextSeen, hidden_text
from octavo.pdf.line_rows import rows_of
from octavo.pdf.lines import Layout, LineBox
from octavo.pdf.page import Finding
from octavo.pdf.places import Place, placing, unplacing
from octavo.pdf.raw import gap_edges, line_boxes, raw_text
from octavo.pdf.reasons import DAMAGED, ENDLESS
from octavo.pdf.things import has_pictures
from octavo.pdf.turned import outer_layout, parted, reading_turn, turned, with_breaks
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
        layout: How its lines are on it, turned so that they run from left to right, if that is
            known.
        outer: How they are on it as displayed, if that is another way.
        edges: Where it ends below and above, as displayed.
        problem: Why it could not be read, in words for people.
        findings: Text that people do not see.
        is_picture: Whether there is a picture and no text.
    """

    number: int
    label: str
    scan: Scan
    layout: Layout | None = None
    outer: Layout | None = None
    edges: tuple[float, float] = (0.0, 0.0)
    problem: str | None = None
    findings: tuple[Finding, ...] = ()
    is_picture: bool = False


class PageAsRead(NamedTuple):
    """The text of a page, and where it is.

    Args:
        text: In PDFium.
        raw: Its raw text; empty if there is too much of it.
        displayed: Turns boxes of the file's space into those of the page as displayed.
        place: Turns them into those of the page turned so that its text runs from left to right.
        unplace: The opposite of ``place``.
    """

    text: pdfium.PdfTextPage
    raw: str
    displayed: Place
    place: Place
    unplace: Place


@dataclasses.dataclass(slots=True)
class BegunPage:
    """A page that PDFium has taken apart and that is still open, until `finish_page`."""

    page: ReadPage
    opened: pdfium.PdfPage | None = None
    filled: pdfium.PdfPage | None = None
    textpage: pdfium.PdfTextPage | None = None
    raw: str = ""
    turn: int | None = None
    hides_layers: Callable[[], bool] = lambda: False


def begin_page(file: OpenPdf, number: int) -> BegunPage:
    """Have PDFium take a page apart; what is wrong with it is said in the result."""
    begun = BegunPage(ReadPage(number, str(number), Scan("")), hides_layers=file.hides_layers)
    page = begun.page
    try:
        if file.pdfium is None:
            assert file.pypdf is not None  # noqa: S101 - one of both is open
            page.scan = Scan(file.pypdf.text(number - 1))
            return begun
        begun.opened = _open_page(file, number)
        page.label = page_label(file.pdfium, number - 1) or page.label
        begun.filled = filled_page(file, begun.opened, number)
        textpage, begun.raw, begun.turn = _text_of(begun.filled or begun.opened)
        if textpage.count_chars() > MOST_CHARACTERS:
            page.problem = ENDLESS
            return begun
        begun.textpage = textpage
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
                _look(begun, begun.filled or opened, begun.textpage)
            else:
                page.is_picture = has_pictures(opened, PICTURE)
    except pdfium.PdfiumError:
        page.problem = DAMAGED
    finally:
        opened.close()
        if begun.filled is not None:
            begun.filled.close()
    return page


def _text_of(page: pdfium.PdfPage) -> tuple[pdfium.PdfTextPage, str, int | None]:
    """Return a page's text in the order in which it is read, and how the page is turned for it."""
    textpage = page.get_textpage()
    if textpage.count_chars() > MOST_CHARACTERS:
        return textpage, "", None
    raw = raw_text(textpage)
    turn = reading_turn(page, textpage, raw)
    if turn is None and not page.get_rotation():  # nearly always
        return textpage, raw, None
    with turned(page, turn):
        if turn is not None:
            textpage.close()
            textpage = page.get_textpage()
            raw = raw_text(textpage)
        return textpage, with_breaks(page, textpage, raw), turn


def _look(begun: BegunPage, opened: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> None:
    page, turn = begun.page, begun.turn
    displayed = placing(opened) if opened.get_rotation() else None
    scan = page.scan = Scan(begun.raw)
    extent = opened.get_bbox()
    page.edges = extent[1::2] if displayed is None else (0.0, opened.get_height())
    with turned(opened, turn):
        place = displayed if turn is None else placing(opened)
        if place is not None:
            extent = (0.0, 0.0, *opened.get_size())
        boxes: list[LineBox] = line_boxes(textpage, scan.lines, place)
        rows = rows_of(scan.raw, scan.lines, scan.texts(), boxes)
        page.layout = with_cells(scan, boxes, rows, lambda gaps: gap_edges(textpage, gaps, place))
        lines = scan.lines
        if not lines:  # a page of one line has no line ends
            lines = [(len(scan.raw) - len(scan.raw.lstrip()), len(scan.raw.rstrip()))]
            boxes = line_boxes(textpage, lines, place)
        seen = TextSeen(textpage, scan.raw, lines, boxes)
        page.findings += hidden_text(opened, seen, place, extent, begun.hides_layers)
    if turn is not None:
        page.outer = outer_layout(
            page.layout, line_boxes(textpage, scan.lines, displayed), page.edges
        )
        page.layout = parted(page.layout, scan.lines)


@contextlib.contextmanager
def load_page(file: OpenPdf, number: int) -> Iterator[pdfium.PdfPage]:
    """Load a page of a file that PDFium has open.

    Raises:
        PdfDamagedError: if there is no such page, or it is damaged.
    """
    page = _open_page(file, number)
    try:
        with _told_as_damaged(file, number):
            yield page
    finally:
        page.close()


@contextlib.contextmanager
def load_text(file: OpenPdf, number: int) -> Iterator[PageAsRead]:
    """Load the text of a page as pages are read, what was written on it included.

    Raises:
        PdfDamagedError: if there is no such page, or it is damaged.
    """
    with load_page(file, number) as page:
        filled = filled_page(file, page, number)
        try:
            opened = filled or page
            textpage, raw, turn = _text_of(opened)
            displayed = placing(page)
            with turned(opened, turn):
                place, unplace = placing(opened), unplacing(opened)
            yield PageAsRead(textpage, raw, displayed, place, unplace)
        finally:
            if filled is not None:
                filled.close()


@contextlib.contextmanager
def _told_as_damaged(file: OpenPdf, number: int) -> Iterator[None]:
    try:
        yield
    except pdfium.PdfiumError as error:
        raise PdfDamagedError(
            later("Page {number} of “{name}” is damaged.", number=number, name=file.name)
        ) from error


def _open_page(file: OpenPdf, number: int) -> pdfium.PdfPage:
    assert file.pdfium is not None  # noqa: S101 - asked by the callers
    if not 1 <= number <= len(file.pdfium):
        raise PdfDamagedError(
            later("“{name}” has no page {number}.", name=file.name, number=number)
        )
    with _told_as_damaged(file, number):
        return open_page(file.pdfium, number - 1)
