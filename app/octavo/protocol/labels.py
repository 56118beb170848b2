"""What a page's label says in words: a printed page, or lines of a text file, which has no pages.

The words are kept with `later`: the window says them in its language, the interface in English.
"""

from __future__ import annotations

import re
from typing import Final

from octavo.words import Later, later

_LINES: Final = re.compile(r"lines? ([0-9]+)(?:–([0-9]+))?")
"""How the engine labels what it takes for a page of a text file."""


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ROMAN: Final = re.compile(r"[ivxlcdm]+|[IVXLCDM]+")


def lines_of(label: str) -> tuple[str, str] | None:
    """Return the first and the last line that a label names; None if it names a page."""
    found = _LINES.fullmatch(label)
    return None if found is None else (found[1], found[2] or found[1])


def in_short(label: str) -> Later:
    """Return a place as short as can be: ``p. 12``, ``line 3``, ``Cover``."""
    if _is_word(label):
        return later("{page}", page=label)
    lines = lines_of(label)
    return later("p. {page}", page=label) if lines is None else _lines(*lines)


def in_full(label: str) -> Later:
    """Return a place written out: ``page 12``, ``lines 3–9``, ``Cover``."""
    if _is_word(label):
        return later("{page}", page=label)
    lines = lines_of(label)
    return later("page {page}", page=label) if lines is None else _lines(*lines)


def span(first: str, last: str) -> Later:
    """Return the place from one label to another: ``pages iv–12``, ``lines 3–20``."""
    begin, end = lines_of(first), lines_of(last)
    if begin is None or end is None:
        return later("pages {first}–{last}", first=first, last=last)
    return _lines(begin[0], end[1])


def extent(first: str, last: str) -> Later:
    """Return the place of one page, or from one label to another: ``page 3``, ``pages 3–5``."""
    return in_full(first) if first == last else span(first, last)


def _is_word(label: str) -> bool:
    """Tell labels that say themselves what they are, such as Cover, from numbers such as xiv."""
    return bool(_WORD.fullmatch(label)) and not _ROMAN.fullmatch(label)


def _lines(first: str, last: str) -> Later:
    if first == last:
        return later("line {line}", line=first)
    return later("lines {first}–{last}", first=first, last=last)
