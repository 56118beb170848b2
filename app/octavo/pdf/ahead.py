"""Reads pages some way ahead of those that are cleaned, each half in a thread of its own.

PDFium gives the interpreter's lock away while it works, so the next page is read while this one is
cleaned. Between two results nothing runs: whoever asks for something else has PDFium alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from octavo.pdf.clean import clean_text, is_readable
from octavo.pdf.files import OpenPdf
from octavo.pdf.margins import AHEAD
from octavo.pdf.page import PageState
from octavo.pdf.reading import ReadPage, read_page

UNREADABLE = "There is no readable text on this page; it needs text recognition."

WirePage = tuple[int, str, PageState, str, str, bytes, str | None]
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
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium") as thread:
        for number in numbers:
            file = opened()
            reading = thread.submit(read_page, file, number)
            done = _done(file, waiting.popleft()) if len(waiting) >= AHEAD else None
            page = reading.result()
            _learn(file, page)
            waiting.append(page)
            yield number, done
        while waiting:
            yield None, _done(opened(), waiting.popleft())


def _learn(file: OpenPdf, page: ReadPage) -> None:
    if page.layout is not None:
        raw = page.scan.raw
        texts = [raw[start:end] for start, end in page.scan.lines]
        file.margins.learn(page.number, texts, page.layout, *page.edges)


def _done(file: OpenPdf, page: ReadPage) -> WirePage:
    """Make the result of a page that was read."""
    number, label, scan = page.number, page.label, page.scan
    if page.problem is not None:
        return number, label, "failed", "", "", b"", page.problem
    if not is_readable(scan.raw):
        return number, label, "failed", "", "", b"", UNREADABLE
    file.vocabulary.learn(scan.raw)
    left_out = file.margins.running(number)
    clean, segments = clean_text(scan, file.vocabulary, page.layout, left_out)
    if not clean:
        return number, label, "empty", "", "", b"", None
    return number, label, "text", scan.raw, clean, segments.tobytes(), None
