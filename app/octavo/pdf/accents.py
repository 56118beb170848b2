"""Puts a letter together with the accent that a file draws over it as a sign of its own.

TeX does so in its first fonts, which have no letters with accents: what comes out of a page is
"f¨ur" and "h¨atte", which nobody types when looking for it, and nobody wants to read.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.marks import FILLER
from octavo.pdf.page import Rect

# By their numbers, as most look like other signs.
_COMBINING: Final = {
    "`": "\u0300", "\xb4": "\u0301", "^": "\u0302", "\u02c6": "\u0302", "~": "\u0303",
    "\u02dc": "\u0303", "\xaf": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\xa8": "\u0308", "\xb0": "\u030a", "\u02da": "\u030a", "\u02dd": "\u030b",
    "\u02c7": "\u030c", "\xb8": "\u0327", "\u02db": "\u0328",
}  # fmt: skip
"""The signs that stand for an accent, and what makes a letter have it."""

_SIGN: Final = re.compile(f"[{''.join(_COMBINING)}]")
_DOTLESS: Final = {"\u0131": "i", "\u0237": "j"}

_TYPED: Final = "`^~\xb0"
"""Those that people write themselves, too: mostly beside a letter or a digit."""

_BEYOND: Final = 0.1
"""Share of a letter's size by which the middle of its accent may be beside it, in italics.

In 1,495 files of TeX, 11,000 accents were between 0.3 and 0.9 of the letter's width, and every
sign that is none, a tilde of a program or an apostrophe, by 0.3 or more outside."""

_LOWEST: Final = 0.3
_HIGHEST: Final = 1.1
"""How far the middle of an accent is from that of its letter, as a share of the letter's height."""

_FAR: Final = 120
_MOST_FAR: Final = 60
"""Characters between which and the letter an accent may have come, and how many such of a page are
looked at. PDFium takes some accents, higher than the letters, for a line or a word."""

_NO_SPACE: Final = 0.1
"""Width of a gap ÷ height of the line below which it is none: PDFium takes the place of some
accents for one. A space is twice as wide, or more."""

_NOTHING: Final = f" {FILLER}"


def has_signs(text: str) -> bool:
    """Tell, at little cost, whether a text has a sign that may be an accent."""
    return any(sign in text for sign in _COMBINING)


def with_accents(textpage: pdfium.PdfTextPage, text: str) -> str:
    """Return a text of the same length, in which letters have the accents drawn over them.

    Such a letter stands at its own index; that of its accent has what cannot be seen, and so has
    that of a space beside it that is none.

    Args:
        textpage: The page's text.
        text: One character for each of PDFium's indexes.
    """
    page = _Page(textpage, text)
    signs = [match.start() for match in _SIGN.finditer(text)]
    put = [sign for sign in signs if page.puts_together(sign)]
    for sign in put:
        page.close_gap(sign)
    return "".join(page.characters)


class _Page:
    """A page whose letters get their accents.

    Args:
        textpage: Its text.
        text: The same.
    """

    def __init__(self, textpage: pdfium.PdfTextPage, text: str) -> None:
        self.characters = list(text)
        self._textpage = textpage
        self._left = _MOST_FAR
        self._known: dict[int, Rect] = {}

    def puts_together(self, sign: int) -> bool:
        """Give a sign to the letter that it is drawn over; tell whether there is one."""
        mark = self.characters[sign]
        letter = self._nearest(sign, (sign + 1, sign - 1), self._is_over)
        if letter is None and self._left > 0 and not (mark in _TYPED and self._is_typed(sign)):
            self._left -= 1
            far = [at for apart in range(2, _FAR) for at in (sign + apart, sign - apart)]
            letter = self._nearest(sign, far, self._is_close)
        if letter is None:
            return False
        both = _composed(self.characters[letter], mark)
        assert both is not None  # noqa: S101 - only such letters are looked at
        self.characters[letter], self.characters[sign] = both, FILLER
        return True

    def _nearest(
        self, sign: int, where: Sequence[int], fits: Callable[[int, int], bool]
    ) -> int | None:
        mark, count = self.characters[sign], len(self.characters)
        for at in where:
            if 0 <= at < count and _composed(self.characters[at], mark) and fits(sign, at):
                return at
        return None

    def _is_typed(self, sign: int) -> bool:
        return any(one.isalnum() for one in self.characters[max(0, sign - 1) : sign + 2])

    def _is_over(self, sign: int, letter: int) -> bool:
        """Tell whether the middle of a sign is over or under a letter, in its direction."""
        box, drawn = self._box(letter), self._box(sign)
        slack = _BEYOND * max(box[2] - box[0], box[3] - box[1])
        over = [
            box[axis] - slack <= _middle(drawn, axis) <= box[axis + 2] + slack for axis in (0, 1)
        ]
        return slack > 0 and any(over) and over[self._direction(letter)]

    def _is_close(self, sign: int, letter: int) -> bool:
        """Tell whether a sign is over or under a letter, and right there."""
        if not self._is_over(sign, letter):
            return False
        across = 1 - self._direction(letter)
        box = self._box(letter)
        height = box[across + 2] - box[across]
        apart = abs(_middle(self._box(sign), across) - _middle(box, across))
        return _LOWEST * height < apart < _HIGHEST * height

    def close_gap(self, sign: int) -> None:
        """Take the spaces beside a sign out that part nothing."""
        characters = self.characters
        begin, end = sign, sign + 1
        while begin > 0 and characters[begin - 1] in _NOTHING:
            begin -= 1
        while end < len(characters) and characters[end] in _NOTHING:
            end += 1
        at_end = end == len(characters) or characters[end] == "\r"
        if end - begin > 1 and begin > 0 and (at_end or self._touch(begin - 1, end)):
            characters[begin:end] = FILLER * (end - begin)

    def _touch(self, one: int, other: int) -> bool:
        """Tell whether a character ends where another one begins."""
        along = self._direction(other)
        before = self._textpage.get_charbox(one, loose=True)
        after = self._textpage.get_charbox(other, loose=True)
        gap = min(abs(after[along] - before[along + 2]), abs(before[along] - after[along + 2]))
        return bool(gap < _NO_SPACE * (after[3 - along] - after[1 - along]))

    def _direction(self, letter: int) -> int:
        """Return the axis along which a letter's line runs: 0 from left to right, 1 upwards."""
        angle: float = pdfium_c.FPDFText_GetCharAngle(self._textpage, letter)
        return round(angle / (math.pi / 2)) % 2

    def _box(self, index: int) -> Rect:
        """Return where the ink of a character is: left, bottom, right, top."""
        if index not in self._known:
            self._known[index] = self._textpage.get_charbox(index)
        return self._known[index]


def _middle(box: Rect, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2


def _composed(letter: str, sign: str) -> str | None:
    """Return the character for a letter with an accent, if there is one."""
    if not letter.isalpha():
        return None
    both = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _COMBINING[sign])
    return both if len(both) == 1 else None
