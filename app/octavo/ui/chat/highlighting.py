"""Code in an answer, told apart by what its words are: the tones that a theme has colours for."""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from pygments.util import ClassNotFound

MOST: Final = 20_000
"""Characters of code that are looked at; longer code stays plain."""


class Tone(StrEnum):
    """What a piece of code is."""

    PLAIN = ""
    KEYWORD = "keyword"
    NAME = "name"
    STRING = "string"
    NUMBER = "number"
    COMMENT = "comment"


_TONES: Final = (
    (Comment, Tone.COMMENT),
    (Keyword, Tone.KEYWORD),
    (Name.Tag, Tone.KEYWORD),
    (Name.Function, Tone.NAME),
    (Name.Class, Tone.NAME),
    (Name.Attribute, Tone.NAME),
    (String, Tone.STRING),
    (Number, Tone.NUMBER),
)


@functools.lru_cache(maxsize=256)  # a growing answer is written again and again
def toned(language: str, code: str) -> tuple[tuple[str, Tone], ...]:
    """Return code in pieces with their tones; plain if the language is not known."""
    lexer = _lexer(language) if len(code) <= MOST else None
    if lexer is None:
        return ((code, Tone.PLAIN),)
    pieces: list[tuple[str, Tone]] = []
    for kind, text in lexer.get_tokens(code):
        tone = _tone(kind)
        if pieces and pieces[-1][1] is tone:
            pieces[-1] = (pieces[-1][0] + text, tone)
        else:
            pieces.append((text, tone))
    made = "".join(text for text, _ in pieces)
    if made.rstrip("\n") != code.rstrip("\n"):
        return ((code, Tone.PLAIN),)  # a lexer may change what it reads; what is shown must not
    return _without_end(pieces, len(made) - len(made.rstrip("\n")))


def _without_end(pieces: list[tuple[str, Tone]], breaks: int) -> tuple[tuple[str, Tone], ...]:
    """Take the line breaks off that lexers put at the end."""
    while breaks and pieces:
        text, tone = pieces.pop()
        kept = text[: max(0, len(text) - breaks)] if len(text) > breaks else ""
        breaks -= len(text) - len(kept)
        if kept:
            pieces.append((kept, tone))
    return tuple(pieces)


@functools.lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    if not language:
        return None
    try:
        found: Lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
    return found


def _tone(kind: _TokenType) -> Tone:
    return next((tone for family, tone in _TONES if kind in family), Tone.PLAIN)
