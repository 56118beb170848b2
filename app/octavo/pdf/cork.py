r"""Tells the characters of fonts that do not say which theirs are, if these are TeX's by code.

Bitmap fonts of TeX name no glyphs. In its encoding for European languages, T1 or Cork, codes below
32 are ligatures, quotation marks and dashes, and others are letters with accents: what comes out of
a page is "e\x1bect" and "\x10so-called\x11" for "effect" and "so-called" in its quotation marks.
"""

from __future__ import annotations

import ctypes
import re
from itertools import islice
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.marks import UNKNOWN

_LOW: Final = {
    "\x10": "\u201c", "\x11": "\u201d", "\x12": "\u201e", "\x13": "\xab", "\x14": "\xbb",
    "\x15": "\u2013", "\x16": "\u2014", "\x1b": "\ufb00", "\x1c": "\ufb01", "\x1d": "\ufb02",
    "\x1e": "\ufb03", "\x1f": "\ufb04",
}  # fmt: skip
_HIGH: Final = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ"
"""What the codes from 128 on stand for; those from 192 on are as in Latin-1 but for three."""

_CHARACTERS: Final = {
    **_LOW, **{chr(0x80 + at): one for at, one in enumerate(_HIGH)},
    "\xd7": "Œ", "\xf7": "œ", "\xff": "ß",
}  # fmt: skip
"""As in M. Ferguson, "Report on Multilingual Activities", TUGboat 11 (1990)."""

_LIGATURE: Final = r"(?<=[a-z])[\x1b-\x1f]|[\x1b-\x1f](?=[a-z])"
_HIGH_CODES: Final = r"[\x80-\xbc\xd7\xf7\xff]"
# Signs of mathematics have the same codes in fonts of their own: they stand elsewhere.
_IN_TEXT: Final = re.compile(
    rf"{_LIGATURE}|(?<![^\s(])[\x10\x12\x13](?=\w)|(?<=[\w.,;:!?)])[\x10\x11\x14](?!\w)"
    r"|(?<=\d)\x15(?=\d)|(?<=[^\W\d_]{2})[\x15\x16](?=[^\W\d_]{2})"
    rf"|(?<=[^\W\d_]){_HIGH_CODES}|{_HIGH_CODES}(?=[^\W\d_])"
)
_IN_WORD: Final = re.compile(_LIGATURE)
_MOST_ASKED: Final = 50
"""Ligatures of a page whose font is asked for, before it is taken to have none of this kind."""

_LONGEST_NAME: Final = 200
_LIBERTINE: Final = "LinLibertineT"
_OF_LIBERTINE: Final = {"\x1b": "\ufb01", "\x1c": "\ufb03", "\x1d": "\ufb00", "\x1e": "\ufb02"}
"""The ligatures of a font that has others at these codes: the same in 15 files of different people.

Its sans-serif has no two files alike."""


def has_codes(text: str) -> bool:
    """Tell, at little cost, whether a text may have ligatures by their codes."""
    return any(code in text for code in "\x1b\x1c\x1d\x1e\x1f")


def decoded(textpage: pdfium.PdfTextPage, text: str) -> str:
    """Return a text of the same length with the characters for which the codes stand.

    Args:
        textpage: The page's text.
        text: One character for each of PDFium's indexes.
    """
    fonts = [_font(textpage, one.start()) for one in islice(_IN_WORD.finditer(text), _MOST_ASKED)]
    if all(fonts):  # a name in each
        return _IN_WORD.sub(lambda code: _named(textpage, code), text) if fonts else text
    return _IN_TEXT.sub(lambda code: _nameless(textpage, code), text)


def _nameless(textpage: pdfium.PdfTextPage, code: re.Match[str]) -> str:
    return code[0] if _font(textpage, code.start()) else _CHARACTERS[code[0]]


def _named(textpage: pdfium.PdfTextPage, code: re.Match[str]) -> str:
    """Return the ligature of a font with a name, or the sign that one is there: no silence."""
    if _font(textpage, code.start()).startswith(_LIBERTINE):
        return _OF_LIBERTINE.get(code[0], UNKNOWN)
    return UNKNOWN


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    """Return the name of a character's font; bitmap fonts have none."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    size = pdfium_c.FPDFText_GetFontInfo(textpage, index, name, _LONGEST_NAME, None)
    return name.value.decode("latin-1") if 1 < size <= _LONGEST_NAME else "?" * int(size > 1)
