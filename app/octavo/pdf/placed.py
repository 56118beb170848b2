"""The text of a page with the place of every character, as somebody sees it who selects it."""

from __future__ import annotations

import dataclasses
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from octavo.pdf.marks import FILLER, HYPHEN
from octavo.pdf.page import Rect

_NOT_COPIED: Final = dict.fromkeys(map(ord, (HYPHEN, FILLER, "\u00ad", "\r")))
"""What PDFium writes for a hyphen at a line's end, and what stands for no character."""

_SAME_LINE: Final = 0.5
"""Share of the lower one's height by which two units of one line overlap."""

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
    """

    text: str
    starts: array[int]
    ends: array[int]
    boxes: array[float]
    lines: array[int]

    @classmethod
    def of(cls, text: str, units: Iterable[tuple[int, int, Rect]]) -> PlacedText:
        """Put units, in the order of the text, into lines."""
        starts, ends, boxes, lines = array("I"), array("I"), array("f"), array("I")
        before: Rect | None = None
        for start, end, rect in units:
            if before is None or not _continues(before, rect):
                lines.append(len(starts))
            starts.append(start)
            ends.append(end)
            boxes.extend(rect)
            before = rect
        return cls(text, starts, ends, boxes, lines)

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
        line = min(range(len(self.lines)), key=lambda one: _distance(self._line_box(one), x, y))
        first, last = self._units(line)
        unit = min(range(first, last), key=lambda one: _aside(self.box(one), x))
        left, _, right, _ = self.box(unit)
        return self.starts[unit] if x < (left + right) / 2 else self.ends[unit]

    def is_over(self, x: float, y: float) -> bool:
        """Whether there is text at a point."""
        return any(_distance(self._line_box(line), x, y) == 0 for line in range(len(self.lines)))

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


def _continues(before: Rect, rect: Rect) -> bool:
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
