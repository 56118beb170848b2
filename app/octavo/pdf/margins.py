"""Recognises the headers and footers that repeat over the pages of a document.

Order of things: what stands at the top and bottom edge of each page is noted → a page is compared
with those before and behind it → what stands at the same height with the same words, or with a
number that grows with the pages, is a running line.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from statistics import median_low

from octavo.pdf.lines import Layout

_NEAR = 8
"""Pages on each side that one is compared with."""

_EDGE = 0.16
"""Share of the page's height at each end in which headers and footers stand."""

_LINES = 6
"""Lines at each end that may be running ones."""

_SAME_HEIGHT = 4.0
"""Points by which the same line may stand higher or lower on another page."""

_LONGEST = 200
_NUMBERS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxl]{1,8}|[IVXL]{1,8}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclasses.dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge: its index, how far from the edge, its words, and its numbers."""

    index: int
    distance: float
    key: str
    numbers: tuple[int, ...]
    bottom: float
    top: float
    row: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Ends:
    """What stands at the top and at the bottom of a page, from the edge inwards."""

    above: tuple[_Edge, ...]
    below: tuple[_Edge, ...]


def ends_of(texts: Sequence[str], layout: Layout, low: float, high: float) -> Ends:
    """Note the edges of a page.

    Args:
        texts: Its lines.
        layout: Where they are.
        low: Where the page ends below, in the boxes' space.
        high: Where it ends above.
    """
    reach = _EDGE * (high - low)
    boxes = layout.boxes
    usual = median_low([box[2] - box[1] for box in boxes]) if boxes else 0.0
    above: list[_Edge] = []
    below: list[_Edge] = []
    for index, box in enumerate(boxes):
        if high - box[1] < reach:
            side, distance = above, high - box[1]
        elif box[2] - low < reach:
            side, distance = below, box[1] - low
        else:
            continue
        # A line larger than the rest is a heading, even if the next page has a like one.
        if len(texts[index]) <= _LONGEST and box[2] - box[1] <= 1.15 * usual:
            side.append(_edge(index, distance, texts[index], layout))
    return Ends(_outermost(above), _outermost(below))


def running_lines(number: int, pages: Mapping[int, Ends]) -> frozenset[int]:
    """Return the lines of a page that are headers or footers, by their indexes.

    Args:
        number: The page.
        pages: The edges of it and of those around, by their numbers.
    """
    own = pages.get(number)
    if own is None or not (own.above or own.below):
        return frozenset()
    others = [
        (other - number, ends)
        for other, ends in pages.items()
        if other != number and abs(other - number) <= _NEAR
    ]
    above = [(apart, ends.above) for apart, ends in others]
    below = [(apart, ends.below) for apart, ends in others]
    return frozenset((*_running(own.above, above), *_running(own.below, below)))


def _edge(index: int, distance: float, text: str, layout: Layout) -> _Edge:
    _, bottom, top, *_ = layout.boxes[index]
    if len(text) <= 8 and _ROMAN.fullmatch(text):
        return _Edge(index, distance, "\0", (_roman(text.lower()),), bottom, top, False)
    numbers = tuple(int(one) for one in _NUMBERS.findall(text) if len(one) < 10)
    key = _NUMBERS.sub("\0", text)
    return _Edge(index, distance, key, numbers, bottom, top, layout.rows[index])


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[one] for one in text]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


def _outermost(edges: list[_Edge]) -> tuple[_Edge, ...]:
    return tuple(sorted(edges, key=lambda edge: edge.distance)[:_LINES])


def _running(own: Sequence[_Edge], others: Sequence[tuple[int, Sequence[_Edge]]]) -> list[int]:
    """Return the running lines of one end: those outside the first one that is not."""
    found: list[int] = []
    stopped: float | None = None
    for at, edge in enumerate(own):
        if stopped is not None and edge.distance > stopped + _SAME_HEIGHT:
            break
        if _repeats(edge, others) and not _heads_table(edge, own[at + 1 : at + 2]):
            found.append(edge.index)
        elif stopped is None:
            stopped = edge.distance
    return found


def _repeats(edge: _Edge, others: Sequence[tuple[int, Sequence[_Edge]]]) -> bool:
    same = counting = 0
    for apart, edges in others:
        for other in edges:
            if other.key != edge.key or abs(other.distance - edge.distance) > _SAME_HEIGHT:
                continue
            if other.numbers == edge.numbers:
                same += edge.key != "\0"  # the same number alone on many pages is an amount
                break
            if _counts(edge.numbers, other.numbers, apart):
                counting += 1
                break
    return same + counting >= 2 or (counting == 1 and len(others) < 3)


def _counts(one: tuple[int, ...], other: tuple[int, ...], apart: int) -> bool:
    """Tell whether one number is further by as much as the page is, and the others are alike."""
    if len(one) != len(other):
        return False
    differing = [b - a for a, b in zip(one, other, strict=True) if a != b]
    return differing == [apart]


def _heads_table(edge: _Edge, following: Sequence[_Edge]) -> bool:
    """Tell whether a line is the repeated first row of a table: close above more of its rows."""
    if not edge.row or not following or not following[0].row:
        return False
    gap = max(edge.bottom - following[0].top, following[0].bottom - edge.top)
    return gap < 0.9 * (edge.top - edge.bottom)
