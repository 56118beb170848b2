"""Tells dates with the day as an ordinal number: "31. Oktober 2024" begins no item of a list."""

from __future__ import annotations

import re

# German, Danish, Norwegian, Swedish.
_MONTH = (
    r"(?:jan(?:uar|u?ari)|jänner|febru?a?r[iy]?|märz|mars|marts|april|mai|maj|juni|juli|august|augusti"
    r"|september|oktober|november|de[zcs]ember)\b"
)
_DAY = re.compile(rf"[0-9]{{1,2}}\. {_MONTH}", re.IGNORECASE)
_PLAIN = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}\b")
_DAY_ENDS = re.compile(r"(?<![^\s(])[0-9]{1,2}\.$")
_BEGINS_WITH_MONTH = re.compile(_MONTH, re.IGNORECASE)


def begins_with_date(text: str) -> bool:
    """Tell whether a text begins with a day and its month."""
    return _DAY.match(text) is not None


def begins_with_plain_date(text: str) -> bool:
    """Tell whether a text begins with a date in numbers: "31.05.2024"."""
    return _PLAIN.match(text) is not None


def is_within_date(before: str, after: str) -> bool:
    """Tell whether a line ends with the day of a date and the next begins with its month."""
    return (
        before[-1:] == "."
        and _DAY_ENDS.search(before, max(0, len(before) - 4)) is not None
        and _BEGINS_WITH_MONTH.match(after) is not None
    )
