"""The text of a page with the place of every character, as somebody sees it who selects it."""

from __future__ import annotations

import dataclasses
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from octavo.pdf.marks import FILLER, HYPHEN
from octavo.pdf.page import Rect

_NOT_COPIED: Final = dict.fromkeys(map(ord, (HYPHEN, FILLER, "\u00ad", "\r")))
"""What PDFium writes for a hyphen at a line's end, and what stands for no character."""

_SAME_LINE: Final = 0.5
"""Share of the lower one's height by which two units of one line overlap."""

_CLEARLY: Final = 2.0
"""How much farther one unit is from the one before in one direction than in the other."""

_PAIRS: Final = 2
"""Units of a line that have to stand so for all of it to be turned in a way of its own."""

_FAR: Final = 6.0
"""Gap between two units of one line, as a multiple of their height; wider ones part columns."""


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedText:
    """Where the units of a page's raw text are on the page as displayed.

    A unit is a character, or on a page whose text was recognised a word.

    Args:
        text: The raw text.
        starts, ends: Of each unit, ascending, in characters of the text.
        boxes: Left, bottom, right, top of each unit in points, one after the other.
        lines: The first unit of each line of text.
        ways: Of each line, by how many quarters clockwise its text is turned.
    """

    text: str
    starts: array[int]
    ends: array[int]
    boxes: array[float]
    lines: array[int]
    ways: array[int]

    @classmethod
    def of(cls, text: str, units: Iterable[tuple[int, int, Rect]]) -> PlacedText:
        """Put units, in the order of the text, into lines."""
        starts, ends, boxes = array("I"), array("I"), array("f")
        lines, ways = array("I"), array("B")
        placed = list(units)
        before: Rect | None = None
        for (start, end, rect), way in zip(placed, _ways(text, placed), strict=True):
            goes_on = before is not None and ways[-1] == way
            if before is None or not goes_on or not _continues(before, rect, way):
                lines.append(len(starts))
                ways.append(way)
            starts.append(start)
            ends.append(end)
            boxes.extend(rect)
            before = rect
        return cls(text, starts, ends, boxes, lines, ways)

    def __bool__(self) -> bool:
        return bool(self.starts)

    def box(self, unit: int) -> Rect:
        """Return where a unit is."""
        left, bottom, right, top = self.boxes[4 * unit : 4 * unit + 4]
        return left, bottom, right, top

    def at(self, x: float, y: float) -> int:
        """Return the place in the text that is nearest to a point: before or behind a unit."""
        if not self:
            return 0
        line = min(range(len(self.lines)), key=lambda one: self._distance(one, x, y))
        first, last = self._units(line)
        way = self.ways[line]
        along, *_ = _turned((x, y, x, y), way)
        unit = min(range(first, last), key=lambda one: _aside(_turned(self.box(one), way), along))
        begin, _, end, _ = _turned(self.box(unit), way)
        return self.starts[unit] if along < (begin + end) / 2 else self.ends[unit]

    def is_over(self, x: float, y: float) -> bool:
        """Whether there is text at a point."""
        return any(self._distance(line, x, y) == 0 for line in range(len(self.lines)))

    def word(self, position: int) -> tuple[int, int]:
        """Return where the word at a place of the text begins and ends."""
        start = end = min(position, len(self.text))
        while start > 0 and _in_word(self.text[start - 1]):
            start -= 1
        while end < len(self.text) and _in_word(self.text[end]):
            end += 1
        return start, end

    def rectangles(self, start: int, end: int) -> list[Rect]:
        """Return the rectangles of a span of the text, one for each line."""
        found: list[Rect] = []
        first = bisect_right(self.ends, start)
        behind = bisect_left(self.starts, end)
        line = max(0, bisect_right(self.lines, first) - 1)
        while first < behind and line < len(self.lines):
            _, last = self._units(line)
            boxes = [self.box(unit) for unit in range(first, min(last, behind))]
            if boxes:
                found.append(_around(boxes))
            first, line = last, line + 1
        return found

    def copied(self, start: int, end: int) -> str:
        """Return a span of the text as a person wants to have it: words whole, lines kept."""
        return self.text[start:end].translate(_NOT_COPIED)

    def _units(self, line: int) -> tuple[int, int]:
        behind = self.lines[line + 1] if line + 1 < len(self.lines) else len(self.starts)
        return self.lines[line], behind

    def _distance(self, line: int, x: float, y: float) -> float:
        way = self.ways[line]
        along, across, *_ = _turned((x, y, x, y), way)
        return _distance(_turned(self._line_box(line), way), along, across)

    def _line_box(self, line: int) -> Rect:
        # the ends tell enough: within a line what stands between is not much higher or lower
        first, behind = self._units(line)
        return _around((self.box(first), self.box(behind - 1)))


def placed_words(
    text: str, words: Sequence[tuple[int, int, Rect]], displayed: Sequence[Rect]
) -> PlacedText:
    """Return the text of a page whose words were recognised.

    Args:
        text: The page's raw text.
        words: Their spans, and rectangles in the file's space.
        displayed: Where these rectangles are on the page as displayed.
    """
    pairs = zip(words, displayed, strict=True)
    return PlacedText.of(text, ((start, end, rect) for (start, end, _), rect in pairs))


def placed_characters(
    text: str, boxes: Sequence[Rect], place: Callable[[float, float, float, float], Rect]
) -> PlacedText:
    """Return a text of which each character has a box in the file's space; spaces have none."""
    return PlacedText.of(
        text,
        (
            (index, index + 1, place(*box))
            for index, (one, box) in enumerate(zip(text, boxes, strict=True))
            if not (one.isspace() or one == FILLER) and box[2] > box[0] and box[3] > box[1]
        ),
    )


def _ways(text: str, units: Sequence[tuple[int, int, Rect]]) -> list[int]:
    """Return by how many quarters clockwise the text is turned at each unit.

    Most units of a line of the raw text stand beside the one before, below, left of or above it. A
    line that does not tell is taken to be as most on its page.
    """
    runs: list[Counter[int]] = []
    lengths: list[int] = []
    behind = 0
    for number, (start, end, rect) in enumerate(units):
        if not number or "\n" in text[behind:start]:
            runs.append(Counter())
            lengths.append(0)
        elif (way := _way(units[number - 1][2], rect)) is not None:
            runs[-1][way] += 1
        lengths[-1] += 1
        behind = end
    usual = _most(sum(runs, Counter[int]()), 0)
    ways = (_most(run, usual) for run in runs)
    return [way for way, length in zip(ways, lengths, strict=True) for _ in range(length)]


def _way(before: Rect, rect: Rect) -> int | None:
    """Return by how many quarters clockwise two units are turned; None if that is not clear."""
    right = rect[0] + rect[2] - before[0] - before[2]
    up = rect[1] + rect[3] - before[1] - before[3]
    if abs(right) >= _CLEARLY * abs(up):
        return 0 if right >= 0 else 2
    if abs(up) >= _CLEARLY * abs(right):
        return 3 if up > 0 else 1
    return None


def _most(run: Counter[int], usual: int) -> int:
    """Return the way that most pairs of a line go; the usual one if these are too few."""
    way, pairs = max(run.items(), key=lambda one: one[1], default=(usual, 0))
    return way if pairs >= _PAIRS else usual


def _turned(rect: Rect, way: int) -> Rect:
    """Return where something is for a reader to whom text that is turned so is level."""
    left, bottom, right, top = rect
    match way:
        case 1:
            return -top, left, -bottom, right
        case 2:
            return -right, -top, -left, -bottom
        case 3:
            return bottom, -right, top, -left
        case _:
            return rect


def _continues(before: Rect, rect: Rect, way: int) -> bool:
    before, rect = _turned(before, way), _turned(rect, way)
    lower = min(before[3] - before[1], rect[3] - rect[1])
    common = min(before[3], rect[3]) - max(before[1], rect[1])
    if common < _SAME_LINE * lower:
        return False
    return abs(rect[0] - before[2]) < _FAR * max(before[3] - before[1], 1.0)


def _around(boxes: Sequence[Rect]) -> Rect:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _aside(box: Rect, x: float) -> float:
    return max(box[0] - x, 0.0, x - box[2])


def _distance(box: Rect, x: float, y: float) -> float:
    # up and down counts more: who drags along a line does not want the next one
    return _aside(box, x) + 4 * max(box[1] - y, 0.0, y - box[3])


def _in_word(one: str) -> bool:
    return one.isalnum() or one in f"_'’-\u00ad{FILLER}{HYPHEN}"
