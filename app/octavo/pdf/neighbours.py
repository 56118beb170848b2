"""What is known of the pages around one that is cleaned: of these, and of no others.

So a page's clean text depends on its file and its number alone, not on how fast the pages came,
where the reading began or broke off, or which of two processes reads it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.pdf.clean import is_readable
from octavo.pdf.headings import Sizes, sizes_of, usual_height
from octavo.pdf.hyphens import PageWords, Vocabulary
from octavo.pdf.margins import Ends, ends_of, running_lines

if TYPE_CHECKING:
    from octavo.pdf.reading import ReadPage

BEFORE = 16
"""Pages before one that tell words and sizes of type: of 18 documents as much as all of them do."""

AHEAD = 5
"""Pages behind it: two of its own side, where left and right ones have headers of their own."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Traits:
    """What a page tells about those around it.

    Args:
        ends: What stands at its edges, if its layout is known.
        sizes: How much of it is set in which size.
        words: Its words; None if it cannot be read.
    """

    ends: Ends | None
    sizes: Sizes
    words: PageWords | None


class Neighbours:
    """The pages of a file that were read last, some of them not cleaned yet."""

    def __init__(self) -> None:
        self._traits: dict[int, _Traits] = {}
        self._whole: dict[int, ReadPage] = {}

    def add(self, page: ReadPage) -> None:
        """Take a page that was read."""
        ends, sizes = None, Sizes()
        if page.layout is not None:
            texts = page.scan.texts()
            ends = ends_of(texts, page.outer or page.layout, *page.edges)
            sizes = sizes_of(texts, page.layout)
        readable = page.problem is None and is_readable(page.scan.raw)
        words = PageWords(page.scan.raw) if readable else None
        self._traits[page.number] = _Traits(ends, sizes, words)
        self._whole[page.number] = page

    def knows(self, number: int, *, whole: bool) -> bool:
        """Tell whether a page was read; if ``whole``, also whether it is still to be cleaned."""
        return number in (self._whole if whole else self._traits)

    def take(self, number: int) -> ReadPage:
        """Return a page to be cleaned; what it tells about others is kept."""
        return self._whole.pop(number)

    def keep(self, first: int, last: int) -> None:
        """Forget the pages outside a range."""
        for known in (self._traits, self._whole):
            for number in [one for one in known if not first <= one <= last]:
                del known[number]

    def is_readable(self, number: int) -> bool:
        """Tell whether the text of a page, if there is any, is made of words."""
        return self._traits[number].words is not None

    def running(self, number: int) -> frozenset[int]:
        """Return the lines of a page that are headers or footers, by their indexes."""
        ends = {other: one.ends for other, one in self._around(number) if one.ends is not None}
        return running_lines(number, ends)

    def vocabulary(self, number: int) -> Vocabulary:
        """Return the words of a page and of those around it."""
        return Vocabulary([one.words for _, one in self._around(number) if one.words is not None])

    def usual_height(self, number: int) -> float | None:
        """Return the height of most text on a page and those around it, if there is enough."""
        return usual_height(one.sizes for _, one in self._around(number))

    def _around(self, number: int) -> Iterator[tuple[int, _Traits]]:
        for other in around(number):
            traits = self._traits.get(other)
            if traits is not None:
                yield other, traits


def around(number: int) -> range:
    """Return the numbers of a page and of those that its clean text depends on."""
    return range(max(1, number - BEFORE), number + AHEAD + 1)
