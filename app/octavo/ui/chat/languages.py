"""The languages whose code is told apart, a fixed set that is loaded with this module.

Looking a name up among all that Pygments knows would read files because of what an answer says.
"""

from __future__ import annotations

from collections.abc import Iterator
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

from octavo.ui.chat.highlighting import Languages, Tone

_LEXERS: Final[tuple[type[Lexer], ...]] = (
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


class Language:
    """Reads the code of one language.

    Args:
        lexer: Takes it apart.
    """

    def __init__(self, lexer: Lexer) -> None:
        self._lexer = lexer

    def pieces(self, code: str) -> Iterator[tuple[str, Tone]]:
        """Yield code in pieces with their tones."""
        for kind, text in self._lexer.get_tokens(code):
            yield text, _tone(kind)


def all_languages() -> Languages:
    """Return the languages by their names, ready for use: that takes a tenth of a second."""
    made: dict[str, Language] = {}
    for lexer in _LEXERS:
        language = Language(lexer(stripnl=False))
        list(language.pieces("x"))  # its expressions are made when they are first needed
        made.update(dict.fromkeys(lexer.aliases, language))
    return made


def _tone(kind: _TokenType) -> Tone:
    return next((tone for family, tone in _TONES if kind in family), Tone.PLAIN)
