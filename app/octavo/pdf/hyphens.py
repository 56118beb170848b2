"""Decides whether a hyphen at a line's end belongs to the word, by the document's own words."""

from __future__ import annotations

import re

JOIN = ""
KEEP = "-"
SUSPENDED = "- "

_LARGEST = 200_000
"""Words remembered of one document; those of a novel are 10,000, of a dictionary 100,000."""

_MOST_UNREAD = 1 << 23
"""Characters of pages that are kept until somebody asks for their words: those of 3,000 pages."""

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


class Vocabulary:
    """The words of a document, as far as it was read."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        # Pages whose words nobody has asked for yet: most documents break hardly any word.
        self._unread: list[str] = []
        self._unread_size = 0

    def learn(self, raw: str) -> None:
        """Remember the words of a page that no line end breaks."""
        if len(self._words) >= _LARGEST:
            return
        self._unread.append(raw)
        self._unread_size += len(raw)
        if self._unread_size > _MOST_UNREAD:
            self._read()

    def _read(self) -> None:
        for raw in self._unread:
            if len(self._words) >= _LARGEST:
                break
            pieces = _BREAK.split(raw.lower().replace("\u2010", "-"))
            for index, piece in enumerate(pieces):
                # What touches a break is a part of a word only, up to the next space.
                start = _first_space(piece) if index > 0 else 0
                end = piece.rfind(" ") if index < len(pieces) - 1 else len(piece)
                text = piece[start : max(start, end)]
                for part in (text,) if text.isascii() else text.split("\n"):
                    self._words.update(_words(part))
        self._unread.clear()
        self._unread_size = 0

    def decide(self, left: str, right: str) -> str:
        """Return what to write between two halves: nothing, a hyphen, or a hyphen and a space.

        Args:
            left: The letters and digits before the hyphen, with more hyphens if it is a chain.
            right: Those after it, likewise.
        """
        self._read()
        words = self._words
        small_left, small_right = left.lower(), right.lower()
        if f"{small_left}-{small_right}" in words:
            return KEEP
        if small_left + small_right in words:
            return JOIN
        first, last = left.rpartition("-")[2], right.partition("-")[0]
        if first is not left and first.lower() + last.lower() in words:
            return JOIN
        return self._guess(first, last, chained=first is not left)

    def _guess(self, left: str, right: str, *, chained: bool) -> str:
        words = self._words
        before, after = left.lower(), right.lower()
        if right in _GERMAN_CONJUNCTIONS or (right in _ENGLISH_CONJUNCTIONS and before in words):
            return SUSPENDED
        shouted = len(left) > 1 and left.isupper()
        if shouted and right.isupper():
            return JOIN
        if shouted or not left[-1].isalpha() or not right[0].islower():
            return KEEP
        if before in _FIRST_PARTS or (chained and before in _INNER_PARTS):
            return KEEP
        if after not in words or len(after) < 3 or self._german():
            return JOIN
        return KEEP if chained or (len(before) > 2 and before in words) else JOIN

    def _german(self) -> bool:
        """Tell whether compounds are written in one word here."""
        words = self._words
        return "und" in words and "der" in words and not ("the" in words and "of" in words)
