"""Tells which lines of a page look like rows of a table, by what they say and how wide they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from octavo.pdf.lines import LineBox
from octavo.pdf.references import without_ibans

_NUMBER = re.compile(r"\d\S*")
_LEADERS = ("....", ". . . .", "……", "____", "\ufffd\ufffd\ufffd\ufffd")
_LOWER = re.compile(r"(?<!\S)[^\W\d_A-Z]")
_AMOUNT = r"(?<!\S)[-\u2013(+$€£~]*\d(?:[\d.,]*\d)?[%)]*"
_TWO_AMOUNTS = re.compile(rf"{_AMOUNT}\s+{_AMOUNT}$")
_OF_IBAN = 3
"""Numbers of a line, at least, in which an IBAN is."""


def rows_of(
    raw: str, lines: Sequence[tuple[int, int]], texts: Sequence[str], boxes: Sequence[LineBox]
) -> list[bool]:
    """Tell which lines look like rows of a table or of a table of contents.

    Args:
        raw: Text of the page.
        lines: Start and end of each line in it.
        texts: The lines.
        boxes: Where they are.
    """
    leaders = any(sign in raw for sign in _LEADERS)
    # Searched for once: most lines have none.
    numbers = [match.start() for match in _NUMBER.finditer(raw)]
    rows: list[bool] = []
    at = 0
    for (_, end), text, box in zip(lines, texts, boxes, strict=True):
        upto = bisect_left(numbers, end, at)
        rows.append(_is_row(text, upto - at, box, leaders))
        at = upto
    return rows


def _is_row(text: str, numbers: int, box: LineBox, leaders: bool) -> bool:
    """Tell whether a line with so many numbers looks like a row of a table or of contents."""
    words = text.count(" ") + 1
    if words < 2:
        return False
    said = text
    if numbers >= _OF_IBAN and (said := without_ibans(text)) != text:
        words, numbers = said.count(" ") + 1, len(_NUMBER.findall(said))
    if numbers >= 2:
        if numbers >= 0.4 * words and len(_LOWER.findall(said)) < 3:
            return True
        if said[-1] in "0123456789%)" and _TWO_AMOUNTS.search(said, max(0, len(said) - 30)):
            return True
    if leaders and any(sign in text for sign in _LEADERS):
        return True
    left, bottom, top, right, last_bottom, last_top = box
    height = max(top - bottom, last_top - last_bottom)
    # A glyph of running text is about half its height wide; wide gaps between cells show.
    return abs(bottom - last_bottom) < height and right - left > 0.7 * height * len(text)
