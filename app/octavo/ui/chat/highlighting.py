"""Code in an answer, told apart by what its words are: the tones that a theme has colours for.

The languages are a fixed set, loaded with this module: looking a name up among all that Pygments
knows would read files because of what an answer says.
"""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import Final

from pygments.lexer import Lexer
from pygments.lexers.c_cpp import CLexer, CppLexer
from pygments.lexers.configs import IniLexer, TOMLLexer
from pygments.lexers.css import CssLexer
from pygments.lexers.data import JsonLexer, YamlLexer
from pygments.lexers.diff import DiffLexer
from pygments.lexers.go import GoLexer
from pygments.lexers.html import HtmlLexer, XmlLexer
from pygments.lexers.javascript import JavascriptLexer, TypeScriptLexer
from pygments.lexers.jvm import JavaLexer
from pygments.lexers.python import PythonLexer
from pygments.lexers.rust import RustLexer
from pygments.lexers.shell import BashLexer
from pygments.lexers.sql import SqlLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType

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


_LEXERS: Final[dict[str, type[Lexer]]] = {
    alias: lexer
    for lexer in (
        PythonLexer,
        JavascriptLexer,
        TypeScriptLexer,
        JsonLexer,
        YamlLexer,
        BashLexer,
        SqlLexer,
        HtmlLexer,
        XmlLexer,
        CssLexer,
        CLexer,
        CppLexer,
        JavaLexer,
        GoLexer,
        RustLexer,
        IniLexer,
        TOMLLexer,
        DiffLexer,
    )
    for alias in lexer.aliases
}

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


def warm() -> None:
    """Prepare all languages: the first use of one takes up to a tenth of a second."""
    for alias in _LEXERS:
        lexer = _lexer(alias)
        if lexer is not None:
            list(lexer.get_tokens("x"))


@functools.lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    made = _LEXERS.get(language.lower())
    return None if made is None else made(stripnl=False)


def _tone(kind: _TokenType) -> Tone:
    return next((tone for family, tone in _TONES if kind in family), Tone.PLAIN)
