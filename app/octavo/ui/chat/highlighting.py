"""Code in an answer, told apart by what its words are: the tones that a theme has colours for.

Most answers have no code, and the languages take six megabytes: they are loaded for the first code
that is shown (`octavo.ui.chat.code_shown`). Until then code is plain.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, Protocol

MOST: Final = 20_000
"""Characters of code that are looked at; longer code stays plain."""


_PROBE: Final = "x"
"""Stands behind lines of code to see what it is there."""


class Tone(StrEnum):
    """What a piece of code is."""

    PLAIN = ""
    KEYWORD = "keyword"
    NAME = "name"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"


class Language(Protocol):
    """What reads the code of one language."""

    def pieces(self, code: str) -> Iterable[tuple[str, Tone]]:
        """Return code in pieces with their tones."""


Languages = Mapping[str, Language]
"""What can be read, by the names that stand at the beginning of code."""

_known: Final[dict[str, Language]] = {}


def know(languages: Languages) -> None:
    """Have code told apart from now on; what was written until then stays plain."""
    _known.update(languages)
    for cache in (_toned, is_closed, _with_probe):
        cache.cache_clear()


def are_known() -> bool:
    """Tell whether code is told apart already."""
    return bool(_known)


def toned(language: str, code: str) -> tuple[tuple[str, Tone], ...]:
    """Return code in pieces with their tones; plain if the language is not known."""
    if language.lower() not in _known or len(code) > MOST:
        return ((code, Tone.PLAIN),)
    return _toned(language.lower(), code)


@functools.lru_cache(maxsize=256)  # a growing answer is written again and again
def _toned(language: str, code: str) -> tuple[tuple[str, Tone], ...]:
    pieces: list[tuple[str, Tone]] = []
    for text, tone in _known[language].pieces(code):
        if pieces and pieces[-1][1] is tone:
            pieces[-1] = (pieces[-1][0] + text, tone)
        else:
            pieces.append((text, tone))
    made = "".join(text for text, _ in pieces)
    if made.rstrip("\n") != code.rstrip("\n"):
        return ((code, Tone.PLAIN),)  # a lexer may change what it reads; what is shown must not
    return _without_end(pieces, len(made) - len(made.rstrip("\n")))


@functools.lru_cache(maxsize=512)
def is_closed(language: str, code: str) -> bool:
    """Tell whether no string and no comment goes on behind some lines of code."""
    return _with_probe(language, code)[-1][1] not in (Tone.STRING, Tone.COMMENT)


def toned_lines(language: str, code: str) -> tuple[tuple[str, Tone], ...]:
    """Return what `toned` does, of lines of code that others follow."""
    *before, (text, tone) = _with_probe(language, code)
    return _without_end([*before, (text.removesuffix(_PROBE), tone)], 1)


@functools.lru_cache(maxsize=16)  # to be asked twice of the same lines, one soon after the other
def _with_probe(language: str, code: str) -> tuple[tuple[str, Tone], ...]:
    return toned(language, f"{code}{_PROBE}")


def _without_end(pieces: list[tuple[str, Tone]], breaks: int) -> tuple[tuple[str, Tone], ...]:
    """Take the line breaks off that lexers put at the end."""
    while breaks and pieces:
        text, tone = pieces.pop()
        kept = text[: max(0, len(text) - breaks)] if len(text) > breaks else ""
        breaks -= len(text) - len(kept)
        if kept:
            pieces.append((kept, tone))
    return tuple(pieces)
