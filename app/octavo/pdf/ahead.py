"""Reads pages some way ahead of the one that is cleaned, so that what repeats on them is known.

All in one thread: a second one for PDFium, with the interpreter's lock going to and fro ten times a
page, took half as long again. A few pages at a time, first by PDFium, then by us: whichever begins
finds the processor's caches full of what the other one needed, and the first steps of ours took
three times as long after each page as they do in a row.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence

from octavo.pdf.clean import clean_position, clean_text, is_readable
from octavo.pdf.files import OpenPdf
from octavo.pdf.headings import heading_lines
from octavo.pdf.margins import AHEAD
from octavo.pdf.page import Finding, PageState
from octavo.pdf.reading import ReadPage, begin_page, finish_page
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

Step = tuple[Sequence[int], Sequence[WirePage]]
"""The numbers of the pages that were read, and those pages that are done."""

_TOGETHER_WITHIN = 0.03
"""Seconds after which no further page is begun: large pages would take too much memory."""


def read_ahead(
    opened: Callable[[], OpenPdf], numbers: Sequence[int], together: int
) -> Iterator[Step]:
    """Read pages in order and yield a step whenever some were read or are done.

    Args:
        opened: Returns the file; asked before each step, since it may have been closed.
        numbers: Of the pages, from 1.
        together: How many may be read in a step.
    """
    left = deque(numbers)
    waiting: deque[ReadPage] = deque()
    while left:
        file = opened()
        read = _read_together(file, left, together)
        waiting += read
        done = [_done(file, waiting.popleft()) for _ in range(len(waiting) - AHEAD)]
        yield [page.number for page in read], done
    while waiting:
        file = opened()
        yield (), [_done(file, waiting.popleft()) for _ in range(min(together, len(waiting)))]


def _read_together(file: OpenPdf, left: deque[int], most: int) -> list[ReadPage]:
    """Read the next pages, one at least, and take their numbers out of ``left``."""
    until = time.monotonic() + _TOGETHER_WITHIN
    begun = [begin_page(file, left.popleft())]
    while left and len(begun) < most and time.monotonic() < until:
        begun.append(begin_page(file, left.popleft()))
    read = [finish_page(one) for one in begun]
    for page in read:
        _learn(file, page)
    return read


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
