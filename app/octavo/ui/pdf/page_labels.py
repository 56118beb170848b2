"""Which page is meant by what a person types, and how a page is told: by what is printed on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from octavo.words import say

_DIGITS: Final = 6
"""Of the number of a page, at most."""


def page_of(text: str, labels: Sequence[str], count: int) -> int | None:
    """Return the page that is printed so, else the one of this number; None if there is none.

    Args:
        text: What was typed.
        labels: What is printed on the pages, from the first on; may be none.
        count: How many pages there are.
    """
    wanted = text.strip()
    for number, label in enumerate(labels, 1):
        if label.casefold() == wanted.casefold():
            return number
    if not (wanted.isascii() and wanted.isdecimal()) or len(wanted) > _DIGITS:
        return None
    return int(wanted) if 1 <= int(wanted) <= count else None


def told(page: int, labels: Sequence[str], count: int) -> tuple[str, str]:
    """Return what is printed on a page, and words for its number where that is another, or for all.

    Args:
        page: Counted from 1; 0 for none.
        labels: What is printed on the pages; may be none.
        count: How many pages there are.
    """
    number = str(page) if page else ""
    label = labels[page - 1] if 0 < page <= len(labels) else number
    if label == number:
        return label, say("of {count}", count=count)
    return label, say("({number} of {count})", number=number, count=count)
