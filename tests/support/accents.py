"""PDFs whose accents are signs of their own over the letters, as in the first fonts of TeX."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from reportlab.pdfbase.pdfmetrics import stringWidth

from support.pdfs import turn, write_pdf

SIZE = 12.0
# All are in one encoding, which has an "i" without its dot, too.
_ACCENTS = {
    "\u0300": "`", "\u0301": "\xb4", "\u0302": "\u02c6", "\u0303": "\u02dc", "\u0308": "\xa8",
    "\u030a": "\u02da", "\u030c": "\u02c7", "\u0327": "\xb8",
}  # fmt: skip
_DOTLESS = "\u0131"

Order = Literal["before", "behind", "last"]
"""Where each accent is drawn: before its letter as by TeX, behind it, or behind the whole line."""


def make_accented(
    path: Path, lines: Sequence[str], *, order: Order = "before", degrees: int = 0
) -> Path:
    """Write a page of lines with accents.

    Args:
        path: Where to.
        lines: What can be read on it, from above, with letters that have their accents.
        order: Where each accent is drawn.
        degrees: By how much the page is turned when it is displayed: its text is upright then.
    """
    turned = {
        0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 600 0", 180: b"-1 0 0 -1 600 600", 270: b"0 -1 1 0 0 600",
    }[degrees]  # fmt: skip
    drawn = b"\n".join(_line(540.0 - 1.3 * SIZE * at, line, order) for at, line in enumerate(lines))
    content = b"%s cm BT /F1 %g Tf\n%s\nET" % (turned, SIZE, drawn)
    write_pdf(path, [content], encoding=b"MacRoman", box=600)
    return turn(path, path, degrees) if degrees else path


def _line(y: float, line: str, order: Order) -> bytes:
    """Draw a line in one go, moving back and forth in it: in thousandths of the size."""
    parts: list[bytes] = []
    last: list[bytes] = []
    at = 0.0
    for character in line:
        letter, *accent = _parted(character)
        width = _width(letter)
        if not accent:
            parts.append(_shown(letter))
        else:
            aside = (width - _width(accent[0])) / 2
            over = b"%g %s %g" % (-aside, _shown(accent[0]), aside + _width(accent[0]))
            if order == "before":
                parts += [over, _shown(letter)]
            elif order == "behind":
                parts += [_shown(letter), b"%g %s %g" % (width, over, -width)]
            else:
                parts.append(_shown(letter))
                last.append(b"%g %s %g" % (-at, over, at))
        at += width
    shown = b" ".join([*parts, b"%g" % at, *last])
    return b"1 0 0 1 60 %g Tm [%s] TJ" % (y, shown)


def _parted(character: str) -> str:
    """Return a letter and the sign of its accent, or what has none."""
    plain = unicodedata.normalize("NFD", character)
    if len(plain) == 1 or plain[1] not in _ACCENTS:
        return character
    return (_DOTLESS if plain[0] == "i" else plain[0]) + _ACCENTS[plain[1]]


def _width(text: str) -> float:
    widths = {_DOTLESS: 278.0, "\u02c6": 333.0, "\u02dc": 333.0, "\u02da": 333.0, "\u02c7": 333.0}
    return widths.get(text) or stringWidth(text, "Helvetica", 1000)


def _shown(text: str) -> bytes:
    return b"<%s>" % text.encode("mac_roman").hex().encode()
