"""What is known of a PDF and of each of its pages: the values that the worker hands over."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

PageState = Literal["text", "ocr", "empty", "failed"]

TEXT_VERSION: Final = 9
"""Changes whenever raw or clean text of a page may come out differently."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF points of the file's own space: origin at the bottom left, the
page not rotated, not moved by its crop box. ``PdfReader.displayed`` leads to the page as shown."""


FindingKind = Literal[
    "background",
    "transparent",
    "no ink",
    "tiny",
    "outside",
    "tags",
    "covered",
    "cut off",
    "layer",
    "javascript",
    "launch",
    "links",
    "embedded files",
    "dynamic form",
]
"""What may be odd. Hidden text: in the colour of what is behind it, see-through, drawn without
ink where no picture is behind, too small to read, off the page, in Unicode's invisible tag
characters, below something painted over it, beside the area that may be painted, on a layer that is
switched off. Active content: scripts, actions that start programs, addresses, files inside, pages
that are to be made anew by whoever opens them (XFA)."""

HIDDEN_TEXT: Final = frozenset(
    {
        "background",
        "transparent",
        "no ink",
        "tiny",
        "outside",
        "tags",
        "covered",
        "cut off",
        "layer",
    }
)
"""Kinds that are text which people do not see."""

ORDINARY: Final = frozenset({"links"})
"""Kinds that nobody need be warned of."""


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """Something odd on a page or in a file: what, how many, and the beginning of it as text.

    ``count`` is of visible characters for hidden text, and of items for active content; ``sample``
    has at most 80 characters on one line.
    """

    kind: FindingKind
    count: int
    sample: str


@dataclasses.dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the document's outline: depth from 0, title, page counted from 1 or None."""

    level: int
    title: str
    page: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A PDF as a whole.

    Args:
        page_count: Pages in the file.
        title: From the metadata, else an empty string.
        outline: Headings in reading order, at most a few thousand.
        encryption: None, or the kind in words such as ``AES-256``.
        metadata: Author, subject, dates and such, as text.
        sizes: Width and height of each page in PDF points, as displayed (after rotation).
        findings: Active content of the file; it does nothing in Octavo.
        labels: What is printed on each page; empty if that is the numbers.
    """

    page_count: int
    title: str
    outline: tuple[OutlineEntry, ...]
    encryption: str | None
    metadata: dict[str, str]
    sizes: tuple[tuple[float, float], ...]
    findings: tuple[Finding, ...] = ()
    labels: tuple[str, ...] = ()


class Segment(NamedTuple):
    """``length`` characters of clean text that stand unchanged in the raw text."""

    # A tuple is made in a third of the time of an object; a page has one for each line.

    clean: int
    raw: int
    length: int


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading, told by its size: where it is in the clean text, and its height in points."""

    start: int
    end: int
    height: float


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word that was recognised in a picture: its span in the raw text, and where it is."""

    start: int
    end: int
    rect: Rect


@dataclasses.dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page in two forms, and the map between them.

    Args:
        number: Page counted from 1.
        label: What is printed on the page, else the number.
        state: Where the text comes from, or why there is none.
        raw: One character per PDFium character index: the coordinate of all citations.
        clean: For reading and searching: hyphens at line ends joined, single spaces; a line break
            stands only between blocks (paragraphs, headings, list items, table rows).
        segments: Ascending in both texts; clean characters between them (a space for a line
            break, the letters of a ligature) belong to the raw gap between the neighbours.
        reason: For a failed page, what went wrong, in words for people.
        headings: Lines in larger type than the document's text, in order.
        findings: Text that people do not see.
        words: For a page whose text was recognised, where its words are; in order.
    """

    number: int
    label: str
    state: PageState
    raw: str
    clean: str
    segments: tuple[Segment, ...]
    reason: str | None = None
    headings: tuple[Heading, ...] = ()
    findings: tuple[Finding, ...] = ()
    words: tuple[Word, ...] = ()

    def rectangles(self, spans: Sequence[tuple[int, int]]) -> list[list[Rect]]:
        """Return where raw spans are on a page whose text was recognised, one for each line.

        Other pages keep no places: ask ``PdfReader.rectangles`` for them.
        """
        return [self._lines(start, end) for start, end in spans]

    def _lines(self, start: int, end: int) -> list[Rect]:
        found: list[Rect] = []
        before: Word | None = None
        for word in self.words:
            if word.end <= start or word.start >= end:
                continue
            rect = word.rect
            if before is not None and "\n" not in self.raw[before.end : word.start]:
                last = found.pop()
                left, low = min(last[0], rect[0]), min(last[1], rect[1])
                rect = (left, low, max(last[2], rect[2]), max(last[3], rect[3]))
            found.append(rect)
            before = word
        return found

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of the clean text to the raw span that it was made from."""
        return raw_position(self.segments, start), raw_position(self.segments, end - 1) + 1


def raw_position(segments: tuple[Segment, ...], position: int) -> int:
    """Map one clean character to its raw index; one between segments goes to the gap's start.

    Raises:
        ValueError: if there are no segments.
    """
    if not segments:
        raise ValueError("the page has no text")
    found = segments[max(0, bisect_right(segments, position, key=lambda s: s.clean) - 1)]
    return max(0, found.raw + min(position - found.clean, found.length))


@dataclasses.dataclass(frozen=True, slots=True)
class PageImage:
    """A rendered page: ``width`` × ``height`` pixels, 4 bytes each in the order B G R X."""

    width: int
    height: int
    stride: int
    pixels: bytes
