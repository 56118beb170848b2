"""Where code and tables without end are parted, so that growing by a line stays cheap.

Both are parted between lines, and each part but the first is read behind what the block begins
with: the line of its fence, or a head with as many columns. So its tones and cells are the same.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Final

from octavo.ui.chat.endless import LONG_ROWS
from octavo.ui.chat.highlighting import MOST, is_closed

_FENCE: Final = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")
_DELIMITER: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR: Final = re.compile(r"(?<!\\)\|")

_LONG_TABLE: Final = LONG_ROWS // 2
"""Characters from which on a table is parted: its cells cost more than lines do."""

_FORCED: Final = 3 * LONG_ROWS
"""Characters behind which code is parted though a string or a comment goes on."""

_ASKED: Final = LONG_ROWS // 4
"""Characters between two questions whether one goes on: to answer is to read all of the part."""


@dataclasses.dataclass(frozen=True, slots=True)
class Lead:
    """What a part within a block is read behind, as if the block began there.

    Args:
        text: Lines, each with its break.
        length: Characters of the block's text before the part.
    """

    text: str = ""
    length: int = 0


NO_LEAD: Final = Lead()


class CodeLines:
    """Follows the lines of a text, and tells where one within a block of code begins a part.

    Args:
        lead: Of the text that is followed.
        start: Where it begins.
    """

    def __init__(self, lead: Lead, start: int) -> None:
        self._marks = ""  # of the fence that is open
        self._opening = ""  # its line, if its code can be parted
        self._before = lead.length
        self._start = self._asked = start
        for line in lead.text.splitlines()[:1]:
            self.take(line, start)

    @property
    def is_open(self) -> bool:
        """Whether the next line is one of code, or ends it."""
        return bool(self._marks)

    def lead(self, position: int) -> Lead:
        """Return what a part that begins at a position has to be read behind."""
        length = self._before + position - self._start
        opening = self._opening if length < MOST else self._marks
        return Lead(f"{opening}\n", length)

    def part(self, position: int) -> None:
        """Note that a part begins at a position."""
        self._before += position - self._start
        self._start = self._asked = position

    def take(self, line: str, behind: int) -> None:
        """Take a line that is not blank; ``behind`` is where the next one begins."""
        found = _FENCE.match(line)
        if found is None:
            return
        marks, rest = found.groups()
        if self._marks:
            if _closes(self._marks, marks, rest):
                self._marks = self._opening = ""
                self._before = 0
        elif not (marks[0] == "`" and "`" in rest):
            self._marks = marks
            self._opening = line if line[0] == marks[0] else ""  # else in a list or a quote
            self._start = self._asked = behind

    def parts_before(self, line: str, position: int, text: str, *, after_blank: bool) -> bool:
        """Tell whether a line of code, which is not blank, may begin a part.

        Args:
            line: The line, perhaps not whole yet.
            position: Where it begins.
            text: The whole text.
            after_blank: Whether a blank line stands before it: that would be lost at a part's end.
        """
        grown = position - self._start
        may_close = line.lstrip()[0] == self._marks[0]
        if not self._opening or grown < LONG_ROWS or after_blank or may_close:
            return False
        if grown >= _FORCED:
            return True
        if position - self._asked < _ASKED:
            return False
        self._asked = position
        words = self.lead(position).text.lstrip(self._marks[0]).split()
        return is_closed(words[0] if words else "", text[self._start : position])


def _closes(opened: str, marks: str, rest: str) -> bool:
    return marks[0] == opened[0] and len(marks) >= len(opened) and not rest.strip()


class TableLines:
    """Follows the lines of a text outside of code, and tells where a row begins a part.

    Args:
        lead: Of the text that is followed.
        start: Where it begins.
    """

    def __init__(self, lead: Lead, start: int) -> None:
        self.lead = lead
        self._start = start
        self._is_in = lead.text.startswith("|")
        self._head = ""  # the line before, if it can be a table's head

    def end(self) -> None:
        """Take what comes for something new."""
        self._is_in, self._head = False, ""

    def part(self, position: int) -> None:
        """Note that a part begins at a position."""
        self._start = position

    def parts_before(self, line: str, position: int, *, opens: bool) -> bool:
        """Take the next line that is not blank, and tell whether it may begin a part.

        Args:
            line: The line.
            position: Where it begins in the text.
            opens: Whether a blank line, a heading or nothing stands before it.
        """
        is_row = line.startswith("|")
        if self._is_in:
            self._is_in = is_row
            return is_row and position - self._start >= _LONG_TABLE
        columns = len(_cells(line))
        if self._head and _DELIMITER.match(line) and columns == len(_cells(self._head)):
            self._is_in = True
            self.lead = Lead("|" + " |" * columns + f"\n{line}\n")
        self._head = line if is_row and opens else ""
        if self._head:
            self._start = position
        return False


def _cells(line: str) -> list[str]:
    """Return the cells of a row as they are written."""
    cells = _BAR.split(line.strip())
    return cells[not cells[0] : len(cells) - (not cells[-1] and len(cells) > 1)]
