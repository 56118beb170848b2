"""The pages that a person types: ``1-3, 8``."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"(\d{1,6})?\s*([-\u2013])?\s*(\d{1,6})?")


def page_numbers(text: str, count: int) -> list[int]:
    """Return the pages of a text, in its order; empty if it cannot be understood.

    Args:
        text: Numbers and ranges between commas; a range may lack its beginning or its end.
        count: Pages of the document; what lies beyond them is a mistake.
    """
    found: list[int] = []
    for part in text.split(","):
        match = _PART.fullmatch(part.strip())
        if match is None or not (match[1] or match[3]):
            return []
        first = int(match[1] or 1)
        last = int(match[3] or count) if match[2] else first
        if (not match[2] and match[3]) or not 1 <= first <= last <= count:
            return []
        found.extend(range(first, last + 1))
    return found
