"""Cuts a document into windows that a model reads one by one, along its parts where they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence

from octavo.engine.insight.sections import Section, sections
from octavo.engine.store.records import Chunk
from octavo.engine.text.sentences import sentences
from octavo.pdf.page import OutlineEntry, PageText

PIECE = 1200
"""Characters of a piece at most, unless one sentence is longer: what a number in a prompt means."""

_FULL_ENOUGH = 0.5
"""Share of a window from which on the next part of the document begins another."""


@dataclasses.dataclass(frozen=True, slots=True)
class Window:
    """What is read in one go.

    Args:
        title: Of the part that it begins with; may be empty.
        pieces: Spans of pages, in order; at least one.
    """

    title: str
    pieces: tuple[Chunk, ...]

    def halves(self) -> tuple[Window, Window] | None:
        """Return it as two, or None if it is one piece only."""
        if len(self.pieces) < 2:
            return None
        middle = len(self.pieces) // 2
        return Window(self.title, self.pieces[:middle]), Window(self.title, self.pieces[middle:])


def windows(
    pages: Sequence[PageText],
    outline: Sequence[OutlineEntry],
    blank: Chunk,
    room: int,
    size: Callable[[Chunk], int],
) -> list[Window]:
    """Cut a document; takes milliseconds for each page, so call it off the loop.

    Args:
        pages: Those that were read.
        outline: The table of contents.
        blank: Whose file the pieces are of; its other fields are replaced.
        room: Of a window, in tokens.
        size: Tokens of a piece with what stands around it.
    """
    out: list[Window] = []
    title, held, used = "", list[Chunk](), 0
    for part in _parts(pages, outline):
        begins = True
        for piece in _pieces(pages, part, blank):
            tokens = size(piece)
            is_full = used + tokens > room or (begins and used >= _FULL_ENOUGH * room)
            if held and is_full:
                out.append(Window(title, tuple(held)))
                held, used = [], 0
            if not held:
                title = part.title
            held.append(piece)
            used += tokens
            begins = False
    if held:
        out.append(Window(title, tuple(held)))
    return out


def _parts(pages: Sequence[PageText], outline: Sequence[OutlineEntry]) -> list[Section]:
    """Return the parts, with what stands before the first of them."""
    if not pages:
        return []
    first, end = (pages[0].number, 0), (pages[-1].number + 1, 0)
    found = sections(pages, outline)
    start = found[0].start if found else end
    return [Section("", first, start), *found] if first < start else found


def _pieces(pages: Sequence[PageText], part: Section, blank: Chunk) -> Iterator[Chunk]:
    """Yield the spans of a part, page by page, whole sentences each."""
    for page in pages:
        if not part.start[0] <= page.number <= part.end[0]:
            continue
        start = part.start[1] if page.number == part.start[0] else 0
        end = part.end[1] if page.number == part.end[0] else len(page.clean)
        for begin, stop in _spans(page.clean, start, end):
            yield dataclasses.replace(
                blank,
                page=page.number,
                label=page.label,
                start=begin,
                end=stop,
                context=part.title,
                text=page.clean[begin:stop],
            )


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield spans of whole sentences, none much longer than ``PIECE``."""
    begin = stop = -1
    for first, last in sentences(text[start:end]):
        if begin >= 0 and last - begin > PIECE:
            yield start + begin, start + stop
            begin = -1
        if begin < 0:
            begin = first
        stop = last
    if begin >= 0:
        yield start + begin, start + stop
