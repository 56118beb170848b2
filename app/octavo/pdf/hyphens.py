"""Decides whether a hyphen at a line's end belongs to the word, by the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.pdf.marks import FILLER

JOIN = ""
KEEP = "-"
SUSPENDED = "- "

_MOST = 50_000
"""Characters of a page whose words count: those of twenty pages."""

_BREAK = re.compile("\ufffe|[-\u00ad]\r?\n")
_WORDS = re.compile(r"\w+(?:-\w+)*")  # in C twice as fast as letters alone
_ASCII_BREAKS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "-_")}

# "Haupt- und Nebensatz"; in German these words never are the second half of another.
_GERMAN_CONJUNCTIONS = frozenset({"und", "oder", "bzw", "sowie", "bis"})
_ENGLISH_CONJUNCTIONS = frozenset({"and", "or", "to"})

# "state-of-the-art", "chain-of-thought": after these inside a chain, a hyphen is a real one.
_INNER_PARTS = frozenset({"of", "the", "to", "and", "by", "for", "or", "in", "on", "at"})

# Where these stand before a hyphen, it nearly always is a real one.
_FIRST_PARTS = frozenset({"self", "non", "well"})


def _words(text: str) -> list[str]:
    """Return the words of a text, also those of several parts, as ``_WORDS`` finds them."""
    if not text.isascii():
        return _WORDS.findall(text)
    # A tenth of the time of the regular expression.
    found = text.translate(_ASCII_BREAKS).split()
    if "-" in text:
        chains = [one for one in found if "-" in one]
        found = [one for one in found if "-" not in one]
        found += _WORDS.findall(" ".join(chains))
    return found


def _first_space(text: str) -> int:
    found = text.find(" ")
    return len(text) if found < 0 else found


class PageWords:
    """The words of one page that no line end breaks, looked for when somebody asks for them.

    Args:
        raw: The page's text; most documents break hardly any word, so most are never parted.
    """

    __slots__ = ("_found", "_raw")

    def __init__(self, raw: str) -> None:
        self._raw = raw[:_MOST].replace(FILLER, "")
        self._found: frozenset[str] | None = None

    def found(self) -> frozenset[str]:
        """Return the words in small letters, and those of several parts as a whole."""
        if self._found is None:
            self._found = frozenset(_unbroken(self._raw))
            self._raw = ""
        return self._found


def _unbroken(raw: str) -> set[str]:
    words: set[str] = set()
    pieces = _BREAK.split(raw.lower().replace("\u2010", "-"))
    for index, piece in enumerate(pieces):
        # What touches a break is a part of a word only, up to the next space.
        start = _first_space(piece) if index > 0 else 0
        end = piece.rfind(" ") if index < len(pieces) - 1 else len(piece)
        text = piece[start : max(start, end)]
        for part in (text,) if text.isascii() else text.split("\n"):
            words.update(_words(part))
    return words


class Vocabulary:
    """The words of some pages of a document.

    Args:
        pages: The words of each.
    """

    def __init__(self, pages: Sequence[PageWords]) -> None:
        self._pages = pages

    def __contains__(self, word: str) -> bool:
        return any(word in page.found() for page in self._pages)

    def decide(self, left: str, right: str) -> str:
        """Return what to write between two halves: nothing, a hyphen, or a hyphen and a space.

        Args:
            left: The letters and digits before the hyphen, with more hyphens if it is a chain.
            right: Those after it, likewise.
        """
        small_left, small_right = left.lower(), right.lower()
        if f"{small_left}-{small_right}" in self:
            return KEEP
        if small_left + small_right in self:
            return JOIN
        first, last = left.rpartition("-")[2], right.partition("-")[0]
        if first is not left and first.lower() + last.lower() in self:
            return JOIN
        return self._guess(first, last, chained=first is not left)

    def _guess(self, left: str, right: str, *, chained: bool) -> str:
        before, after = left.lower(), right.lower()
        if right in _GERMAN_CONJUNCTIONS or (right in _ENGLISH_CONJUNCTIONS and before in self):
            return SUSPENDED
        shouted = len(left) > 1 and left.isupper()
        if shouted and right.isupper():
            return JOIN
        if shouted or not left[-1].isalpha() or not right[0].islower():
            return KEEP
        if before in _FIRST_PARTS or (chained and before in _INNER_PARTS):
            return KEEP
        if after not in self or len(after) < 3 or self._german():
            return JOIN
        return KEEP if chained or (len(before) > 2 and before in self) else JOIN

    def _german(self) -> bool:
        """Tell whether compounds are written in one word here."""
        return "und" in self and "der" in self and not ("the" in self and "of" in self)
