"""Where lists and quotes without end are parted, so that growing by a word stays cheap.

A list is parted before an item that is not within another, a quote before a paragraph of it. Each
part reads as the whole would: the numbers go on, and what is laid out has the same margins.
"""

from __future__ import annotations

import re
from typing import Final

LONG_ROWS: Final = 1000
"""Characters from which on a list or quote is parted; each row is laid out by itself."""

_ITEM: Final = re.compile(r"(?:([-*+])|([0-9]{1,9})([.)])) +(?=\S)")
_RULE: Final = re.compile(r"(?:[-*_][ \t]*){3,}$")
_ENDS_LIST: Final = re.compile(r"[#>|]|`{3}|~{3}|\$\$|[-*+](?:\s|$)|[0-9]{1,9}[.)](?:\s|$)")
_PARAGRAPH: Final = re.compile(r"> ?(?![0-9]{1,9}[.)])[^\s>]")
_BARE: Final = re.compile(r">\s*$")

_QUOTE: Final = ">"


class Rows:
    """Follows the lines of a text outside of code, and tells where one of them begins a part."""

    def __init__(self) -> None:
        self._kind = ""  # of the list: its sign; or of the quote; none where neither is
        self._start = 0
        self._number = 0  # of the next item
        self._is_bare = False  # whether the line before was a quote's blank one

    def end(self) -> None:
        """Take what comes for something new."""
        self._kind = ""

    def parts_before(self, line: str, position: int, *, opens: bool) -> bool:
        """Take the next line that is not blank, and tell whether it may begin a part.

        Args:
            line: The line.
            position: Where it begins in the text.
            opens: Whether a blank line, a heading or nothing stands before it, so that an item
                cannot be a line of a paragraph.
        """
        if line.startswith(_QUOTE):
            begins = self._kind == _QUOTE and self._is_bare and _PARAGRAPH.match(line) is not None
            self._is_bare = _BARE.match(line) is not None
            if self._kind != _QUOTE:
                self._begin(_QUOTE if opens else "", position)
        else:
            begins = self._is_next_item(line, position, opens=opens)
        if not begins or position - self._start < LONG_ROWS:
            return False
        self._start = position
        return True

    def _is_next_item(self, line: str, position: int, *, opens: bool) -> bool:
        found = None if _RULE.match(line) else _ITEM.match(line)
        if found is None:
            if self._kind == _QUOTE or _RULE.match(line) or _ENDS_LIST.match(line):
                self.end()
            return False
        bullet, number, sign = found.groups()
        kind, count = bullet or sign, int(number or 0)
        goes_on = kind == self._kind and (bullet is not None or count == self._number)
        if not goes_on:
            # one list ends with another's sign; a number out of turn is told by counting only
            same = kind == self._kind
            self._begin(kind if not same and (opens or self._kind) else "", position)
        self._number = count + 1
        return goes_on

    def _begin(self, kind: str, position: int) -> None:
        self._kind, self._start = kind, position
        self._is_bare = False
