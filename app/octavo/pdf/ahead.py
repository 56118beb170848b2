"""Reads pages some way ahead of the one that is cleaned, so that what repeats on them is known.

All in one thread: a second one for PDFium, with the interpreter's lock going to and fro ten times a
page, took half as long again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence

from octavo.pdf.clean import clean_position, clean_text, is_readable
from octavo.pdf.files import OpenPdf
from octavo.pdf.headings import heading_lines
from octavo.pdf.margins import AHEAD
from octavo.pdf.page import Finding, PageState
from octavo.pdf.reading import ReadPage, read_page
from octavo.pdf.recognition import SCANNED, UNREADABLE

WirePage = tuple[
    int,
    str,
    PageState,
    str,
    str,
    bytes,
    str | None,
    Sequence[tuple[int, int, float]],
    tuple[Finding, ...],
]
"""A `PageText` in parts that are pickled fast; the segments are numbers, three for each."""

Step = tuple[int | None, WirePage | None]
"""The number of the page that was read, and another page that is done, if there are such."""


def read_ahead(opened: Callable[[], OpenPdf], numbers: Sequence[int]) -> Iterator[Step]:
    """Read pages in order and yield a step for each that was read or is done.

    Args:
        opened: Returns the file; asked before each step, since it may have been closed.
        numbers: Of the pages, from 1.
    """
    waiting: deque[ReadPage] = deque()
    for number in numbers:
        file = opened()
        page = read_page(file, number)
        _learn(file, page)
        done = _done(file, waiting.popleft()) if len(waiting) >= AHEAD else None
        waiting.append(page)
        yield number, done
    while waiting:
        yield None, _done(opened(), waiting.popleft())


def _learn(file: OpenPdf, page: ReadPage) -> None:
    if page.layout is not None:
        texts = page.scan.texts()
        file.margins.learn(page.number, texts, page.layout, *page.edges)
        file.sizes.learn(texts, page.layout)


def _done(file: OpenPdf, page: ReadPage) -> WirePage:
    """Make the result of a page that was read."""
    number, label, scan = page.number, page.label, page.scan
    problem = page.problem
    if problem is None and not is_readable(scan.raw):
        problem = UNREADABLE
    if problem is not None:
        return number, label, "failed", "", "", b"", problem, (), page.findings
    file.vocabulary.learn(scan.raw)
    left_out = file.margins.running(number)
    clean, packed = clean_text(scan, file.vocabulary, page.layout, left_out)
    if not clean and page.is_picture:
        return number, label, "failed", "", "", b"", SCANNED, (), page.findings
    if not clean:
        return number, label, "empty", "", "", b"", None, (), page.findings
    headings = _headings(file, page, packed, left_out)
    return number, label, "text", scan.raw, clean, packed.tobytes(), None, headings, page.findings


def _headings(
    file: OpenPdf, page: ReadPage, packed: Sequence[int], left_out: Collection[int]
) -> list[tuple[int, int, float]]:
    """Return where the headings of a page are in its clean text, and how high they are."""
    if page.layout is None:
        return []
    scan, boxes = page.scan, page.layout.boxes
    lines = heading_lines(scan.texts(), page.layout, file.sizes.usual(), left_out)
    return [
        (
            clean_position(packed, scan.lines[first][0]),
            clean_position(packed, scan.lines[last][1] - 1) + 1,
            round(boxes[first][2] - boxes[first][1], 1),
        )
        for first, last in lines
    ]
