"""Tells which line breaks of a page part blocks (paragraphs, headings, list items, table rows)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from octavo.pdf.dates import is_within_date
from octavo.pdf.line_words import ends_sentence, is_numbered, leads_on, starts_item
from octavo.pdf.references import goes_on_behind_iban, is_iban, names_number

LineBox = tuple[float, float, float, float, float, float]
"""Left, bottom and top of a line's first character; right, bottom and top of its last one."""

SOFT = " "
HARD = "\n"
NOTHING = ""
"""Between pieces of one word or formula: a letter and its index."""

CELL = "\t"
"""Between the cells of a table's row, which stand on one line."""

# "Start date: 1 July": a label of few words, and what it is.
_FIELD = re.compile(r"[^\W\d_a-z][^\s:,;.]*(?: [^\s:,;.]+){0,3}: \S")
_GOES_ON_LEAST = 0.35
"""Share of a block's width that must be free behind a line that ends before a small letter."""

_MONEY = "£€$¥"
_FEWEST_WORDS = 5
"""Words of a line of prose, at least, that may be broken anywhere."""

_TOUCHING = 0.12
"""Widest gap between a sign and its index, as a share of the height; a space is a quarter."""

_OVERLAP = 0.3
"""Share of its height by which an index reaches into the line that it stands at."""

_LEVEL = 0.1
"""Share of the height by which pieces that stand level may differ."""

_LONGEST_MARK = 3
"""Characters of a note's number or sign."""

_FARTHER = 1.35
"""How many times as far as usual, at least, a line is from the next block."""

_LOOK = 3
"""Lines of the block on each side that tell how far a line could have reached."""


class _Step(NamedTuple):
    """From one line to the next: height of the type, whether it is the same, heights down."""

    height: float
    alike: bool
    down: float


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a page are on it as displayed.

    Args:
        boxes: Where each line is.
        rows: Whether each looks like a row of a table.
        cells: Raw indexes of the gaps that part cells within one line, ascending.
        known: What stands between a line and the next, by the raw index of the line's end, where
            more than these two tell it.
    """

    boxes: Sequence[LineBox]
    rows: Sequence[bool]
    cells: Sequence[int] = ()
    known: Mapping[int, str] = dataclasses.field(default_factory=dict)

    def only(self, kept: Sequence[int]) -> Layout:
        """Return the layout of the lines with these indexes."""
        return Layout(
            [self.boxes[index] for index in kept],
            [self.rows[index] for index in kept],
            self.cells,
            self.known,
        )


def separators(raw: str, lines: Sequence[tuple[int, int]], layout: Layout | None) -> list[str]:
    """Return what stands between each line and the next: a space, a tab, a line break or nothing.

    Args:
        raw: Text of the page.
        lines: Start and end of each line in it, without white space around.
        layout: How they are on the page; without it only the words are looked at.
    """
    texts = [raw[start:end] for start, end in lines]
    if layout is None:
        return [_by_words(before, after) for before, after in pairwise(texts)]
    found = _Blocks(texts, layout.boxes, layout.rows).separators()
    if not layout.known:
        return found
    return [layout.known.get(end, one) for (_, end), one in zip(lines, found, strict=False)]


def _by_words(before: str, after: str) -> str:
    if starts_item(after, before) or (ends_sentence(before) and len(before) < len(after)):
        return HARD
    return SOFT


def _step(one: LineBox, other: LineBox) -> _Step:
    """Compare two lines.

    The first or last character of a line may be a bullet or a note's number of another size: lines
    are alike if any two of their ends are.
    """
    down = one[4] - other[1]
    last, first = one[5] - one[4], other[2] - other[1]
    if 0.85 * first < last < 1.18 * first:  # nearly always
        return _Step(last, True, down / last)
    for a in (last, one[2] - one[1]):
        for b in (first, other[5] - other[4]):
            if 0.85 * b < a < 1.18 * b:
                return _Step(a, True, down / a)
    height = max(last, one[2] - one[1], 1e-3)
    return _Step(height, False, down / height)


class _Blocks:
    """The lines of a page and how they stand to each other."""

    def __init__(
        self, texts: Sequence[str], boxes: Sequence[LineBox], rows: Sequence[bool]
    ) -> None:
        self._texts = texts
        self._boxes = boxes
        self._rows = rows
        self._steps = [_step(one, other) for one, other in pairwise(boxes)]
        usual = [step.down for step in self._steps if step.alike and 0.5 < step.down < 3]
        self._pitch = median(usual) if usual else 1.2
        self._lefts = [box[0] for box in boxes]
        self._rights = [box[3] for box in boxes]
        # First and last line of the block that each line is in.
        self._first = list(range(len(boxes)))
        self._last = list(range(len(boxes)))
        for index, step in enumerate(self._steps):
            if step.alike and 0.4 < step.down < 1.5 * self._pitch:
                self._first[index + 1] = self._first[index]
        for index in range(len(boxes) - 2, -1, -1):
            if self._first[index + 1] == self._first[index]:
                self._last[index] = self._last[index + 1]

    def separators(self) -> list[str]:
        rows = self._rows
        found: list[str] = []
        for index, step in enumerate(self._steps):
            if self._touches(index, step):
                # The mark of a note is not written as one with its text.
                mark = found[-1:] != [NOTHING] and self._is_mark(index)
                found.append(SOFT if mark else NOTHING)
            elif rows[index] or rows[index + 1]:
                found.append(self._beside(index) or (SOFT if self._leads_to(index) else HARD))
            elif self._are_fields(index, step):
                found.append(HARD)
            elif self._goes_down(index):
                found.append(self._within(index))
            else:
                found.append(self._between(index))
        return found

    def _touches(self, index: int, step: _Step) -> bool:
        """Tell whether a piece begins where the one before ends, higher or lower: an index."""
        _, _, _, right, low, high = self._boxes[index]
        left, bottom, top, *_ = self._boxes[index + 1]
        if abs(left - right) > _TOUCHING * step.height:  # nearly always
            return False
        common = min(high, top) - max(low, bottom)
        is_level = abs(low - bottom) < _LEVEL * step.height
        return not is_level and common > _OVERLAP * min(high - low, top - bottom)

    def _is_mark(self, index: int) -> bool:
        text = self._texts[index]
        return (
            len(text) <= _LONGEST_MARK
            and not text.isalpha()
            and self._texts[index + 1][:1].isalpha()
        )

    def _leads_to(self, index: int) -> bool:
        """Tell whether a line leads to a single one below it that looks like a row: to amounts."""
        if self._rows[index] or self._rows[index + 2 : index + 3] == [True]:
            return False
        step, after = self._steps[index], self._texts[index + 1]
        if not (step.alike and 0.4 <= step.down <= min(3, _FARTHER * self._pitch)):
            return False
        begins = after[0].islower() or after[0].isdigit() or after[0] in _MONEY
        if is_within_date(self._texts[index], after):
            return True
        if is_numbered(after, self._texts[index]):
            return False
        return begins and leads_on(self._texts[index].split())

    def _are_fields(self, index: int, step: _Step) -> bool:
        """Tell whether a line and the one below it each say what something is, behind its label."""
        before, after = self._texts[index], self._texts[index + 1]
        if ": " not in after or ": " not in before or step.down < 0.4:
            return False
        both = _FIELD.match(before) and _FIELD.match(after)
        return bool(both) and not leads_on(before.split())

    def _goes_down(self, index: int) -> bool:
        """Tell whether a line is followed by the next one of a column, as most are.

        The first is inside a sentence, the second begins with a word.
        """
        return (
            self._goes_on_below(index)
            and self._texts[index + 1][:6].isalpha()
            and self._texts[index][-1:].isalnum()
        )

    def _within(self, index: int) -> str:
        """Say of such two lines what ``_between`` would after many more questions."""
        if self._texts[index + 1][0].islower():
            return HARD if self._stops(index) else SOFT
        return HARD if self._is_short(index, 0.0) else SOFT

    def _stops(self, index: int) -> bool:
        """Tell whether a line without a stop is cut off from the next one, which goes on."""
        return self._is_short(index, _GOES_ON_LEAST) and not self._is_unfinished(index)

    def _is_unfinished(self, index: int) -> bool:
        """Tell whether the words of a short line say that it ends within a sentence.

        It ends with a word that leads to another, or is of prose: its beginning, or what a line
        that reaches to the edge goes on with.
        """
        text, after = self._texts[index], self._texts[index + 1]
        # Signs of a list, and what a program or a formula says line by line.
        if (
            after.startswith("o ")
            or is_numbered(after, text)
            or "=" in text + after
            or text[0] == "#"
        ):
            return False
        words = text.split()
        if leads_on(words):
            return True
        if len(words) < _FEWEST_WORDS or after[0].isdigit():
            return False
        if words[0][0].isupper():
            return True
        before = index - 1
        if before < 0 or self._first[before] != self._first[index]:
            return False
        return not (ends_sentence(self._texts[before]) or self._is_short(before, _GOES_ON_LEAST))

    def _beside(self, index: int) -> str | None:
        """Return what stands between two pieces of one row, or None if they are on two lines."""
        step = self._steps[index]
        if abs(step.down) >= 0.4:
            return None
        right = self._boxes[index + 1][0] - self._boxes[index][3]
        if right > 1.5 * step.height:
            return CELL
        return SOFT if right > -0.5 * step.height else HARD

    def _between(self, index: int) -> str:  # noqa: PLR0911 - the first rule that fits decides
        before, after = self._texts[index], self._texts[index + 1]
        if starts_item(after, before):
            return HARD
        if (told := self._of_number(index)) is not None:
            return told
        box, following, step = self._boxes[index], self._boxes[index + 1], self._steps[index]
        ended = ends_sentence(before)
        goes_on = not ended and after[0].islower()
        beside = self._beside(index)
        if beside is not None:
            return beside
        if step.down < 0 or step.down > 3:
            return SOFT if goes_on and step.alike else HARD  # the next column, or beyond a picture
        if not step.alike or step.down > _FARTHER * self._pitch:
            return HARD
        if goes_on:
            return HARD if self._stops(index) else SOFT
        if ended and self._ends_part(index):
            return HARD
        if not ended and (after[0].isdigit() or after[0] in _MONEY):
            return HARD if self._is_short(index, 0.0) and not self._is_unfinished(index) else SOFT
        if ended and 0.8 * step.height < following[0] - box[0] < 5 * step.height:
            return HARD  # indented
        return HARD if self._is_short(index, 0.0) else SOFT

    def _ends_part(self, index: int) -> bool:
        """Tell whether a line that ends a sentence ends more than that, by what is next to it."""
        after = self._texts[index + 1]
        if self._is_farther(index) or (after[0] == "§" and "." not in after):
            return True
        return self._is_hanging(index)

    def _is_hanging(self, index: int) -> bool:
        """Tell whether a line is below a term, and the next one at the margin, a term again.

        Lists of terms have them at the margin, and what they mean indented, begun on the same line
        or below. The first line of a paragraph may be indented, too, but what is before it ended.
        """
        left, least = self._boxes[index][0], 0.8 * self._steps[index].height
        after = self._boxes[index + 1][0]
        if left - after < least or index == 0 or not self._goes_on_below(index - 1):
            return False
        if "\u0590" <= self._texts[index + 1][0] <= "\u08ff":
            return False  # Hebrew and Arabic have their margin on the right
        above = self._boxes[index - 1][0]
        if abs(above - left) < 0.3 * least:
            return True
        return abs(above - after) < 0.3 * least and not ends_sentence(self._texts[index - 1])

    def _of_number(self, index: int) -> str | None:
        """Say what stands between two lines if a date or number tells it."""
        before, after = self._texts[index], self._texts[index + 1]
        if is_within_date(before, after) and self._steps[index].down > 0:
            return SOFT
        if is_iban(before) and not after[0].islower():
            return HARD
        goes_on = goes_on_behind_iban(after) and not ends_sentence(before)
        told = goes_on or names_number(before, after)
        return SOFT if told and self._goes_on_below(index) else None

    def _goes_on_below(self, index: int) -> bool:
        step = self._steps[index]
        return step.alike and 0.4 <= step.down <= min(3, _FARTHER * self._pitch)

    def _is_farther(self, index: int) -> bool:
        """Tell whether a line is farther from the next one than from the one before.

        Rows of tables with air between them make the usual distance of a page too large.
        """
        above = self._steps[index - 1].down if index else 0.0
        return above > 0.5 and self._steps[index].down > _FARTHER * above

    def _is_short(self, index: int, least: float) -> bool:
        """Tell whether the next line's first word would have had its place at this line's end.

        Args:
            index: The line.
            least: Share of the block's width that must be free besides.
        """
        begin = max(self._first[index], index - _LOOK)
        end = min(self._last[index], index + 1 + _LOOK) + 1
        edge = max(self._rights[begin:end])
        free = edge - self._boxes[index][3]
        if free <= 0 or free < least * (edge - min(self._lefts[begin:end])):
            return False
        after, height = self._texts[index + 1], self._steps[index].height
        word = after.find(" ")
        length = len(after) if word < 0 else word
        glyph = (self._rights[index + 1] - self._lefts[index + 1]) / len(after)
        # Half the height is a usual width; the line's own tells nothing if a hyphen broke it.
        if not 0.3 * height < glyph < 0.6 * height:
            glyph = 0.45 * height
        return free > (length + 1.5) * glyph + 0.3 * height
