"""One part of a document by itself: a heading of its outline, and what stands below it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from octavo.engine.http import RequestError
from octavo.pdf.page import OutlineEntry, PageText
from octavo.protocol.insight import DocumentPart
from octavo.protocol.phrases import phrases_in
from octavo.words import later

_Place = tuple[int, int]

_NUMBER: Final = re.compile(r"(?:(?:\w{2,9} |§ ?)?(?:\d+|[IVXLC]+|[A-Za-z])(?:\.\d+)*[.):]* )?")
"""What may stand before a heading's words in its line, though the outline does not have it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """What is summarised: a whole document, or a part of it.

    Args:
        pages: Its pages. What stands on them before and behind the part is blank, so that
            positions are those of the whole page.
        outline: Its headings, those below the part's own.
        told: What is told of the part; None for a whole document.
    """

    pages: tuple[PageText, ...]
    outline: tuple[OutlineEntry, ...]
    told: DocumentPart | None = None


def part_of(
    pages: Sequence[PageText], outline: Sequence[OutlineEntry], section: int | None
) -> Part:
    """Return the part of a document under a heading; all of it without one.

    It ends where the next heading that is as high begins.

    Args:
        pages: Those that were read, in order.
        outline: The document's.
        section: The index of the heading in the outline.

    Raises:
        RequestError: There is no such heading, or its page is not read.
    """
    if section is None:
        return Part(tuple(pages), tuple(outline))
    by_number = {page.number: page for page in pages}
    entry = outline[section] if section < len(outline) else None
    if entry is None or entry.page not in by_number:
        gone = later(
            "There is no section {section} in this file's outline, or it is not read yet.",
            section=section,
        )
        raise RequestError(
            gone.english,
            status=404,
            param="section",
            code="no_such_section",
            phrases=phrases_in(gone),
        )
    start = _place(by_number[entry.page], entry)
    following = [one for one in outline[section + 1 :] if one.page is not None]
    below = []
    end = (pages[-1].number + 1, 0)
    for one in following:
        if one.level <= entry.level:
            end = _end(start, one, by_number, end)
            break
        below.append(dataclasses.replace(one, level=one.level - entry.level - 1))
    inside = [_cut(page, start, end) for page in pages if start[0] <= page.number <= end[0]]
    if end[1] == 0 and len(inside) > 1 and inside[-1].number == end[0]:
        inside.pop()
    last = inside[-1]
    told = DocumentPart(
        section=section,
        title=" ".join(entry.title.split()),
        page=start[0],
        page_label=inside[0].label,
        last_page=last.number,
        last_page_label=last.label,
    )
    return Part(tuple(inside), tuple(below), told)


def _end(start: _Place, entry: OutlineEntry, pages: dict[int, PageText], rest: _Place) -> _Place:
    """Return where a part that begins at ``start`` ends: where ``entry`` stands."""
    if entry.page not in pages:
        return rest
    place = _place(pages[entry.page], entry)
    # of two headings of one page whose place on it is not known, the first has the whole page
    return place if place > start else (start[0] + 1, 0)


def _place(page: PageText, entry: OutlineEntry) -> _Place:
    """Return where a heading stands: its page, and the position in its text, 0 if not known.

    Its words may stand in a sentence before it, too, or in the line at the page's top.
    """
    words = r"\s+".join(map(re.escape, entry.title.split()))
    found = max(re.finditer(words, page.clean), key=partial(_likeness, page), default=None)
    return page.number, 0 if found is None else found.start()


def _likeness(page: PageText, found: re.Match[str]) -> int:
    """Return how much like a heading some words stand on a page; 0 for those in a sentence."""
    before = page.clean[page.clean.rfind("\n", 0, found.start()) + 1 : found.start()]
    behind = page.clean[found.end() :].partition("\n")[0]
    begins = _NUMBER.fullmatch(before) is not None
    is_large = any(one.start <= found.start() < one.end for one in page.headings)
    return begins + is_large + 2 * (begins and not behind.strip())


def _cut(page: PageText, start: _Place, end: _Place) -> PageText:
    """Return a page whose text outside of a part is blank."""
    begin = start[1] if page.number == start[0] else 0
    stop = end[1] if page.number == end[0] else len(page.clean)
    if (begin, stop) == (0, len(page.clean)):
        return page
    blank = " " * begin + page.clean[begin:stop] + " " * (len(page.clean) - stop)
    kept = tuple(one for one in page.headings if begin <= one.start < stop)
    return dataclasses.replace(page, clean=blank, headings=kept)
