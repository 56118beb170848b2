"""Texts that people see, in their language: the English text is the key to its translation.

``packaging/translations.py`` collects the texts from the source code, so each is written as it is
where it is said. Without a catalogue, as on the command line, the English text is returned.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Callable
from typing import Final

Catalogue = Callable[[str, str, int | None], str | None]
"""Called with a module's name, an English text and, where the text depends on it, a number.
Returns the text in another language, or nothing if it has none."""

_ENGLISH: Final = (",", ".")


class _Numbers(string.Formatter):
    """Formats as `str.format` does, and writes numbers as the language does."""

    def __init__(self, thousands: str, decimal: str) -> None:
        self._signs = str.maketrans({",": thousands, ".": decimal, "%": " %"})

    def format_field(self, value: object, format_spec: str) -> str:
        """Format one value; what has a format and is a number gets the language's signs."""
        text = format(value, format_spec)
        return text.translate(self._signs) if isinstance(value, (int, float)) else text


class _Language:
    """What texts are said with."""

    catalogue: Catalogue | None = None
    numbers = _Numbers(*_ENGLISH)


def install(
    catalogue: Catalogue | None, *, thousands: str = _ENGLISH[0], decimal: str = _ENGLISH[1]
) -> None:
    """Say all texts from now on in another language; None for English.

    Args:
        catalogue: Gives the texts.
        thousands: Stands between groups of three digits where a text has ``{n:,}``.
        decimal: Stands before the fraction where a text has, for example, ``{size:.1f}``.
    """
    _Language.catalogue = catalogue
    _Language.numbers = _Numbers(thousands, decimal)


def say(text: str, /, **values: object) -> str:
    """Return a text for people, in their language.

    Args:
        text: In English, written out where it is said; values stand in it as ``{name}`` or
            ``{size:.1f}``.
        values: What to put in.
    """
    # like logging and namedtuple: the module that calls is the text's context
    context: str = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001
    return _said(context, text, None, values)


def say_many(one: str, many: str, n: int, /, **values: object) -> str:
    """Return a text that depends on a number, such as ``1 page`` and ``12 pages``.

    Args:
        one: In English, for one.
        many: In English, for any other number; the key to the translation.
        n: The number; in the text it is ``{n}`` or ``{n:,}``.
        values: What else to put in.
    """
    context: str = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001
    return _said(context, many, n, {"n": n, **values}, one=one)


class Later:
    """A text that is kept, in a table for instance, and said when it is needed."""

    __slots__ = ("_context", "_text")

    def __init__(self, context: str, text: str) -> None:
        self._context = context
        self._text = text

    def __str__(self) -> str:
        return _said(self._context, self._text, None, {})

    def say(self, **values: object) -> str:
        """Return the text in the language of this moment, with values put in."""
        return _said(self._context, self._text, None, values)


def later(text: str, /) -> Later:
    """Keep a text that is written where no language is chosen yet: in a module or a class."""
    return Later(sys._getframe(1).f_globals["__name__"], text)  # noqa: SLF001


def _said(
    context: str, text: str, n: int | None, values: dict[str, object], *, one: str | None = None
) -> str:
    catalogue = _Language.catalogue
    said = catalogue(context, text, n) if catalogue is not None else None
    if not said:
        said = one if one is not None and n == 1 else text
    return _Language.numbers.vformat(said, (), values) if values else said
