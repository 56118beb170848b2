"""Texts that people see, in their language: the English text is the key to its translation.

``packaging/translations.py`` collects the texts from the source code, so each is written as it is
where it is said. Without a catalogue, as on the command line, the English text is returned.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

Catalogue = Callable[[str, str, int | None], str | None]
"""Called with a module's name, an English text and, where the text depends on it, a number.
Returns the text in another language, or nothing if it has none."""

_ENGLISH: Final = (",", ".")
_ENGLISH_CODE: Final = "en"


class _Numbers(string.Formatter):
    """Formats as `str.format` does, and writes numbers as the language does."""

    def __init__(self, thousands: str, decimal: str) -> None:
        self._signs = str.maketrans({",": thousands, ".": decimal, "%": " %"})

    def format_field(self, value: object, format_spec: str) -> str:
        """Format one value; what has a format and is a number gets the language's signs."""
        text = format(value, format_spec)
        return text.translate(self._signs) if isinstance(value, int | float | Decimal) else text


_IN_ENGLISH: Final = _Numbers(*_ENGLISH)


class _Language:
    """What texts are said with."""

    catalogue: Catalogue | None = None
    numbers = _IN_ENGLISH
    code = _ENGLISH_CODE


def install(
    catalogue: Catalogue | None,
    *,
    code: str = _ENGLISH_CODE,
    thousands: str = _ENGLISH[0],
    decimal: str = _ENGLISH[1],
) -> None:
    """Say all texts from now on in another language; None for English.

    Args:
        catalogue: Gives the texts.
        code: Of the language, such as ``de``.
        thousands: Stands between groups of three digits where a text has ``{n:,}``.
        decimal: Stands before the fraction where a text has, for example, ``{size:.1f}``.
    """
    _Language.catalogue = catalogue
    _Language.numbers = _Numbers(thousands, decimal)
    _Language.code = code


def number(value: float | Decimal, spec: str) -> str:
    """Return a number as the language writes it, formatted by ``spec`` such as ``,.2f``."""
    return _Language.numbers.format_field(value, spec)


def spoken() -> str:
    """Return the code of the language in which texts are said, such as ``de``."""
    return _Language.code


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
    """A text that is kept with its values, and said when somebody is there to read it.

    It crosses processes whole. What is nobody's language, such as a log or an interface's reply,
    takes its `english`.

    Args:
        context: The module that says it.
        text: In English; for many where it depends on a number.
        values: What to put in; texts that are kept may be among them.
        n: The number that the text depends on.
        one: The English text for one.
    """

    __slots__ = ("context", "n", "one", "text", "values")

    def __init__(
        self,
        context: str,
        text: str,
        values: Mapping[str, object] | None = None,
        n: int | None = None,
        one: str | None = None,
    ) -> None:
        self.context = context
        self.text = text
        self.values = {name: _plain(value) for name, value in (values or {}).items()}
        self.n = n
        self.one = one

    def __str__(self) -> str:
        return self.say()

    def say(self, **values: object) -> str:
        """Return the text in the language of this moment, with more values put in."""
        return _said(self.context, self.text, self.n, {**self.values, **values}, one=self.one)

    @property
    def english(self) -> str:
        """The text in English, whatever the language of this moment is."""
        text = self.one if self.one is not None and self.n == 1 else self.text
        values = {name: english(value) for name, value in self.values.items()}
        return _IN_ENGLISH.vformat(text, (), values) if values else text

    def replaced(self, old: str, new: str) -> Later:
        """Return the same text with ``old`` replaced in its values, as in a file's name."""
        values = {
            name: value.replace(old, new)
            if isinstance(value, str)
            else value.replaced(old, new)
            if isinstance(value, Later)
            else value
            for name, value in self.values.items()
        }
        return Later(self.context, self.text, values, self.n, self.one)


def _plain(value: object) -> str | int | float | Later:
    return value if isinstance(value, str | int | float | Later) else str(value)


def later(text: str, /, **values: object) -> Later:
    """Keep a text: in a module or class, where no language is chosen yet, or in an error."""
    return Later(sys._getframe(1).f_globals["__name__"], text, values)  # noqa: SLF001


def later_many(one: str, many: str, n: int, /, **values: object) -> Later:
    """Keep a text that depends on a number; see `say_many`."""
    context: str = sys._getframe(1).f_globals["__name__"]  # noqa: SLF001
    return Later(context, many, {"n": n, **values}, n, one)


def english(value: object) -> object:
    """Return the English of a text that is kept; anything else as it is."""
    return value.english if isinstance(value, Later) else value


def translated(kept: Later) -> str | None:
    """Say a text that came from elsewhere, if the language of this moment has it.

    Its pattern is only looked up, never used, for it may be a stranger's.

    Returns:
        None if the language does not have it, or not with these values.
    """
    catalogue = _Language.catalogue
    pattern = catalogue(kept.context, kept.text, kept.n) if catalogue is not None else None
    if not pattern:
        return None
    try:
        return _Language.numbers.vformat(pattern, (), kept.values)
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _said(
    context: str, text: str, n: int | None, values: dict[str, object], *, one: str | None = None
) -> str:
    catalogue = _Language.catalogue
    said = catalogue(context, text, n) if catalogue is not None else None
    if not said:
        said = one if one is not None and n == 1 else text
    return _Language.numbers.vformat(said, (), values) if values else said
