"""The parts of a document: by its outline, else by its headings, else by its pages."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from octavo.pdf.page import OutlineEntry, PageText

FEWEST, MOST = 2, 40
"""Parts that are worth telling apart, and that can be looked through: a contract has thirty."""

_LONGEST_TITLE = 90
_PAGES_FOR_PARTS = 4  # a document with fewer is one part
_TIMES = 2  # that a heading may stand there
_PARTS = 8  # where there are neither outline nor headings

_NUMBER = re.compile(
    r"^(?:(?:chapter|section|part|kapitel|teil|abschnitt)\s+|§+\s*)?(?:[\dIVX]+[a-z]?[.)]?)+\s+(?=\S)",
    re.IGNORECASE,
)
_NOT_TEXT = re.compile(
    r"^(?:references|bibliography|literatur(?:verzeichnis)?|(?:table of )?contents|inhalt"
    r"(?:sverzeichnis)?|index|impressum|imprint|glossary|acknowledge?ments?|list of .*)$",
    re.IGNORECASE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """A part: its title, where it begins, and the first place behind it, both (page, position).

    The title is empty where pages are taken together that no heading divides.
    """

    title: str
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def last_page(self) -> int:
        """The number of the last page that something of it is on."""
        return max(self.start[0], self.end[0] - (self.end[1] == 0))


def sections(pages: Sequence[PageText], outline: Sequence[OutlineEntry]) -> list[Section]:
    """Return a document's parts in order; none if it is too short to have any."""
    starts = _by_outline(pages, outline) or _by_headings(pages)
    if not starts and len(pages) >= _PAGES_FOR_PARTS:
        starts = _by_pages(pages)
    if not starts:
        return []
    end = (pages[-1].number + 1, 0)
    ends = [*(place for _, place in starts[1:]), end]
    found = [Section(title, start, stop) for (title, start), stop in zip(starts, ends, strict=True)]
    return [one for one in found if not _NOT_TEXT.match(bare(one.title))]


def has_text(pages: Sequence[PageText], part: Section) -> bool:
    """Tell whether anything stands in a part below its heading: above its own parts nothing may."""
    rest = len(part.title)
    for page in pages:
        if part.start[0] <= page.number <= part.end[0]:
            begin = part.start[1] if page.number == part.start[0] else 0
            end = part.end[1] if page.number == part.end[0] else len(page.clean)
            rest -= len(page.clean[begin:end].strip())
        if rest < 0:
            return True
    return False


def bare(title: str) -> str:
    """Return a title without its number."""
    return _NUMBER.sub("", title).strip(" .:–-") or title


_Starts = list[tuple[str, tuple[int, int]]]


def _by_outline(pages: Sequence[PageText], outline: Sequence[OutlineEntry]) -> _Starts:
    """Take the uppermost level that has some entries, but not too many."""
    by_number = {page.number: page for page in pages}
    for level in range(3):
        entries = [e for e in outline if e.level <= level and e.page in by_number and e.title]
        if FEWEST <= len(entries) <= MOST:
            starts = []
            for entry in entries:
                page = by_number[entry.page or 0]
                title = " ".join(entry.title.split())[:_LONGEST_TITLE]
                at = page.clean.find(title)
                starts.append((title, (page.number, max(0, at))))
            return sorted(starts, key=lambda one: one[1])
    return []


def _by_headings(pages: Sequence[PageText]) -> _Starts:
    """Take the largest headings, as many sizes of them as give some parts, but not too many."""
    found = [
        (round(h.height), " ".join(page.clean[h.start : h.end].split()), (page.number, h.start))
        for page in pages
        for h in page.headings
    ]
    often = Counter(title for _, title, _ in found)
    found = [
        one
        for one in found
        if 3 <= len(one[1]) <= _LONGEST_TITLE
        and _is_word(one[1])
        and often[one[1]] <= _TIMES  # else it is at the head of the pages
    ]
    for height in sorted({height for height, _, _ in found}, reverse=True):
        taken = [(title, place) for h, title, place in found if h >= height]
        if len(taken) > MOST:
            break
        if len(taken) >= FEWEST + 1:  # the largest is the document's own title
            return taken
    return []


def _by_pages(pages: Sequence[PageText]) -> _Starts:
    size = -(-len(pages) // _PARTS)
    starts: _Starts = []
    for first in range(0, len(pages), size):
        starts.append(("", (pages[first].number, 0)))
    return starts


def _is_word(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= len(text) / 2
