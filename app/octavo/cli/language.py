"""Says an answer's own words in the language of its question; all else is English here.

The window's catalogues are read without Qt, which the command line does not load. Their format is
that of Qt's linguist tools (qtbase, qtranslator.cpp): sections of a tag and a length, and among
them one of messages, each a run of tagged texts.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator, Sequence
from typing import Final

from octavo import words
from octavo.engine.text.languages import text_language
from octavo.engine.text.requests import is_german
from octavo.engine.text.words import guess_language
from octavo.errors import ResourceError
from octavo.resources import resource

_MAGIC: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES: Final = 0x69
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
_TAGS: Final = frozenset({_TRANSLATION, _SOURCE, _CONTEXT, _COMMENT})

_SIGNS: Final = {"de": (".", ",")}
"""Between groups of three digits and before the fraction, by language."""

Texts = dict[tuple[str, str], tuple[str, ...]]
"""By module and English text: the translation, of what depends on a number all its forms."""


class UnreadableError(Exception):
    """A catalogue is not as it should be."""


def language_of(question: str, quotes: Sequence[str]) -> str:
    """Return the code of the language to answer in; English where there is no catalogue.

    Args:
        question: As it was asked.
        quotes: What is quoted: decides where the question is too short to tell.
    """
    told = guess_language(question)
    if told is None and is_german(question):
        told = "de"
    if told is None:
        told = text_language("\n".join(quotes))
    return told if told in _SIGNS else "en"


@contextlib.contextmanager
def spoken(code: str) -> Iterator[None]:
    """Say all texts in a language while the block runs, and in English afterwards.

    Args:
        code: As ``language_of`` returns it.
    """
    texts = _texts(code) if code in _SIGNS else {}
    if not texts:
        yield
        return

    def catalogue(context: str, text: str, n: int | None) -> str | None:
        forms = texts.get((context, text), ())
        return (forms[0] if n in (None, 1) else forms[-1]) if forms else None

    thousands, decimal = _SIGNS[code]
    words.install(catalogue, code=code, thousands=thousands, decimal=decimal)
    try:
        yield
    finally:
        words.install(None)


def _texts(code: str) -> Texts:
    try:
        return read_catalogue(resource("translations", f"octavo_{code}.qm").read_bytes())
    except (ResourceError, OSError, UnreadableError):
        return {}  # the answer stands, in English


def read_catalogue(data: bytes) -> Texts:
    """Return the texts of a compiled catalogue that has their English beside them.

    Raises:
        UnreadableError: it is none, or is cut off.
    """
    if not data.startswith(_MAGIC):
        raise UnreadableError
    try:
        at = len(_MAGIC)
        while at < len(data):
            tag, length = struct.unpack_from(">BI", data, at)
            at += 5
            if tag == _MESSAGES and at + length <= len(data):
                return dict(_messages(data[at : at + length]))
            at += length
    except (struct.error, UnicodeDecodeError) as error:
        raise UnreadableError from error
    raise UnreadableError


def _messages(data: bytes) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    at = 0
    forms: list[str] = []
    told: dict[int, str] = {}
    while at < len(data):
        tag = data[at]
        at += 1
        if tag == _END:
            if forms and _SOURCE in told:
                yield (told.get(_CONTEXT, ""), told[_SOURCE]), tuple(forms)
            forms, told = [], {}
            continue
        if tag not in _TAGS:
            raise UnreadableError
        (length,) = struct.unpack_from(">I", data, at)
        text = data[at + 4 : at + 4 + length]
        at += 4 + length
        if tag == _TRANSLATION:
            forms.append(text.decode("utf-16-be"))
        else:
            told[tag] = text.decode()
