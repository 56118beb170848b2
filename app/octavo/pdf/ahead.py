"""Reads pages and those around them, so that what repeats on them is known when they are cleaned.

All in one thread: a second one for PDFium, with the interpreter's lock going to and fro ten times a
page, took half as long again. A few pages at a time, first by PDFium, then by us: whichever begins
finds the processor's caches full of what the other one needed, and the first steps of ours took
three times as long after each page as they do in a row.
"""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from octavo.pdf.clean import clean_position, clean_text
from octavo.pdf.files import OpenPdf
from octavo.pdf.headings import heading_lines
from octavo.pdf.neighbours import AHEAD, BEFORE, Neighbours, around
from octavo.pdf.page import Finding, PageState
from octavo.pdf.reading import BegunPage, ReadPage, begin_page, finish_page
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

Step = tuple[Sequence[int], Sequence[WirePage], int | None]
"""The numbers of the pages that were read, those pages that are done, and the page that is worked
on next, which is at fault if nothing follows."""

_TOGETHER_WITHIN = 0.03
"""Seconds after which no further page is begun in a step: large pages would take too much memory.
The steps are the same work in other portions: no page comes out otherwise by it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Range:
    """Which pages of a file may be touched.

    Args:
        without: Pages that break the process.
        last: The last one that may be read; None for all.
    """

    without: Collection[int] = ()
    last: int | None = None


def read_ahead(
    opened: Callable[[], OpenPdf], numbers: Sequence[int], together: int, allowed: Range
) -> Iterator[Step]:
    """Read pages in order and yield a step whenever some were read or are done.

    Args:
        opened: Returns the file; asked before each step, since it may have been closed.
        numbers: Of the pages, from 1, ascending.
        together: How many may be read or cleaned in a step.
        allowed: Which of the pages around them may be read, too.
    """
    left = deque(numbers)
    reading = _Reading(opened(), allowed)
    reading.near.keep(numbers[0] - BEFORE, numbers[-1] + AHEAD)
    try:
        yield (), (), reading.next(left)
        while left:
            reading.file = opened()
            read: list[int] = []
            done: list[WirePage] = []
            if reading.lacks(left[0]):
                read = reading.read(left, together)
            else:
                while left and len(done) < together and not reading.lacks(left[0]):
                    done.append(reading.done(left.popleft()))
                reading.near.keep((left or numbers)[0] - BEFORE, numbers[-1] + AHEAD)
            yield read, done, reading.next(left)
    finally:
        # Most often what comes next begins where this ended, also if it was broken off.
        reading.file.near = reading.near


class _Reading:
    """The reading of some pages of a file.

    Args:
        file: The file; if it was closed and opened again meanwhile, the pages stay known.
        allowed: Which of its pages may be read.
    """

    def __init__(self, file: OpenPdf, allowed: Range) -> None:
        self.file = file
        # Somebody else may read the same file meanwhile, and needs others.
        self.near, file.near = file.near, Neighbours()
        self._allowed = allowed
        self._last = file.page_count() if allowed.last is None else allowed.last

    def next(self, left: Sequence[int]) -> int | None:
        """Return the page that is worked on next."""
        return next(self._lacking(left[0]), left[0]) if left else None

    def lacks(self, number: int) -> bool:
        """Tell whether pages are to be read before one can be cleaned."""
        return next(self._lacking(number), None) is not None

    def read(self, left: Iterable[int], most: int) -> list[int]:
        """Read the first pages that are lacking, one at least; return their numbers."""
        wanted = islice(self._all_lacking(left), most)
        until = time.monotonic() + _TOGETHER_WITHIN
        begun: list[BegunPage] = []
        for number in wanted:
            begun.append(begin_page(self.file, number))
            if time.monotonic() >= until:
                break
        read = [finish_page(one) for one in begun]
        for page in read:
            self.near.add(page)
        return [page.number for page in read]

    def done(self, number: int) -> WirePage:
        """Make the result of a page that was read, as those around it were."""
        page = self.near.take(number)
        label, scan, problem = page.label, page.scan, page.problem
        if problem is None and not self.near.is_readable(number):
            problem = UNREADABLE
        if problem is not None:
            return number, label, "failed", "", "", b"", problem, (), page.findings
        left_out = self.near.running(number)
        clean, packed = clean_text(scan, self.near.vocabulary(number), page.layout, left_out)
        if not clean and page.is_picture:
            return number, label, "failed", "", "", b"", SCANNED, (), page.findings
        if not clean:
            return number, label, "empty", "", "", b"", None, (), page.findings
        usual = self.near.usual_height(number)
        headings = _headings(page, packed, usual, left_out)
        raw, map_ = scan.raw, packed.tobytes()
        return number, label, "text", raw, clean, map_, None, headings, page.findings

    def _all_lacking(self, left: Iterable[int]) -> Iterator[int]:
        seen: set[int] = set()
        for number in left:
            for other in self._lacking(number):
                if other not in seen:
                    seen.add(other)
                    yield other

    def _lacking(self, number: int) -> Iterator[int]:
        for other in around(number):
            # What the file does not have is not asked of it, but for the page that is wanted.
            if other != number and (other > self._last or other in self._allowed.without):
                continue
            if not self.near.knows(other, whole=other == number):
                yield other


def _headings(
    page: ReadPage, packed: Sequence[int], usual: float | None, left_out: Collection[int]
) -> list[tuple[int, int, float]]:
    """Return where the headings of a page are in its clean text, and how high they are."""
    if page.layout is None:
        return []
    scan, boxes = page.scan, page.layout.boxes
    return [
        (
            clean_position(packed, scan.lines[first][0]),
            clean_position(packed, scan.lines[last][1] - 1) + 1,
            round(boxes[first][2] - boxes[first][1], 1),
        )
        for first, last in heading_lines(scan.texts(), page.layout, usual, left_out)
    ]
