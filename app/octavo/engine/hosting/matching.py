"""Finds where a passage that a host returns stands in the local copy of its file.

The host read the file in its own way: white space, hyphens and ligatures differ, lines at the top
and foot of a page are in it that are not in the text here, and it may go on from one page to the
next. So the passage is looked for as a whole first, and then in pieces.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from octavo.engine.answer.citations import normalised
from octavo.pdf.page import PageText

_PIECE = 24
"""Characters, without white space, of the pieces: about four words, which seldom stand twice."""

_STEP = 12
_MOST_PLACES = 8
"""Places of a piece that are looked at; what stands on every page tells nothing."""

_ENOUGH = 0.5
"""Share of the pieces that have to be found on pages that follow each other."""

_PART = 0.08
"""Share of the pieces from which a page counts as one that the passage is on."""

_LEADERS = re.compile(r"\.{4,}")
"""Dots that lead to a number in a table of contents: here they are one sign, “…”."""

_SHORTEST = 12
"""Characters below which a passage could stand anywhere."""


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A part of a passage on a page: a span of its clean text."""

    page: int
    start: int
    end: int


class DocumentText:
    """A document's text, without what readers differ in, and where its pages begin there.

    Args:
        pages: All of them in order.
    """

    def __init__(self, pages: Sequence[PageText]) -> None:
        self._pages = [page for page in pages if page.clean]
        texts = [normalised(page.clean) for page in self._pages]
        self._starts: list[int] = []
        at = 0
        for text in texts:
            self._starts.append(at)
            at += len(text)
        self._text = "".join(texts)

    def find(self, passage: str) -> list[Placed]:
        """Return where a passage stands, page by page; nothing if it is not there."""
        wanted = _LEADERS.sub("...", normalised(passage))
        if len(wanted) < _SHORTEST or not self._pages:
            return []
        at = self._text.find(wanted)
        if at >= 0:
            return self._spans(at, at + len(wanted))
        return self._in_pieces(wanted)

    def _in_pieces(self, wanted: str) -> list[Placed]:
        last = max(0, len(wanted) - _PIECE)
        pieces = dict.fromkeys(wanted[at : at + _PIECE] for at in (*range(0, last, _STEP), last))
        found: dict[int, dict[str, list[int]]] = defaultdict(dict)
        for piece in pieces:
            for at in self._places(piece):
                found[self._page_of(at)].setdefault(piece, []).append(at)
        if not found:
            return []
        # The page with the most of it, and the one before or behind it that has the most besides.
        best = max(found, key=lambda index: (len(found[index]), -index))
        beside = [index for index in (best - 1, best + 1) if index in found]
        chosen = [best]
        if beside:
            other = max(beside, key=lambda index: len(found[index].keys() - found[best].keys()))
            if len(found[other].keys() - found[best].keys()) >= _PART * len(pieces):
                chosen = sorted((best, other))
        there = {piece for index in chosen for piece in found[index]}
        if len(there) < _ENOUGH * len(pieces):
            return []
        return [
            placed
            for index in chosen
            for placed in self._spans(*_dense(found[index].values(), len(wanted)))
        ]

    def _places(self, piece: str) -> list[int]:
        places: list[int] = []
        at = self._text.find(piece)
        while at >= 0 and len(places) <= _MOST_PLACES:
            places.append(at)
            at = self._text.find(piece, at + 1)
        return places if len(places) <= _MOST_PLACES else []

    def _page_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _spans(self, start: int, end: int) -> list[Placed]:
        """Return a span of the whole text page by page, in the pages' clean text."""
        placed: list[Placed] = []
        for index in range(self._page_of(start), self._page_of(end - 1) + 1):
            page, begun = self._pages[index], self._starts[index]
            # One entry per normalised character: the index in the clean text that it comes from.
            origin = [i for i, char in enumerate(page.clean) for _ in normalised(char)]
            first, last = max(0, start - begun), min(len(origin), end - begun) - 1
            if first <= last:
                placed.append(Placed(page.number, origin[first], origin[last] + 1))
        return placed


def _dense(places: Iterable[list[int]], length: int) -> tuple[int, int]:
    """Return the span of a page, no longer than the passage, that most of its pieces are in."""
    spots = sorted(at for found in places for at in found)
    best, first, most = 0, 0, 0
    for last, at in enumerate(spots):
        while at - spots[first] > length:
            first += 1
        if last - first + 1 > most:
            best, most = first, last - first + 1
    return spots[best], spots[best + most - 1] + _PIECE
