"""Tells numbers that name something and stand in sentences: IBANs, and those of files and letters.

The groups of an IBAN are one number: no cells of a table, and no amounts.
"""

from __future__ import annotations

import re
from typing import Final

_LENGTHS: Final = """
AD24 AE23 AT20 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28
IE22 IL23 IS26 IT27 LI21 LT20 LU20 LV21 MC27 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SA24 SE24
SI19 SK24 SM27 TR26 UA29
"""
_LENGTH: Final = {one[:2]: int(one[2:]) for one in _LENGTHS.split()}
"""Signs of an IBAN by its country, as the registry of ISO 13616 has them."""

_GROUPED: Final = re.compile(
    r"(?<!\w)([A-Z]{2})[0-9]{2}(?: +[A-Z0-9]{4}){2,7}(?: +[A-Z0-9]{1,3})?(?!\w)"
)
# "Rechnung Nr." above "NK-2023-0417".
_NUMBER_OF: Final = re.compile(
    r"(?:^|[\s(-])(?:nr|no|az|abs|art|ref|ziff|kto|abb|fig|tab|vol|kap|rn|rdnr)\.$", re.IGNORECASE
)
_LONGEST: Final = 8
_CODE: Final = re.compile(r"[A-Za-z]{0,5}[-/]?[0-9]")
_LABELS: Final = re.compile(r"(?:[^\W\d_][^\s:]*:? +){0,3}")


def ibans(text: str) -> list[tuple[int, int]]:
    """Return where the IBANs of a line stand that are written in groups."""
    return [
        match.span()
        for match in _GROUPED.finditer(text)
        if len(match[0].replace(" ", "")) == _LENGTH.get(match[1])
    ]


def _may_end_iban(text: str) -> bool:
    """Tell by the last sign, which nearly no other line has: each pair of lines is asked about."""
    last = text[-1:]
    return last.isdigit() or last.isupper()


def is_iban(text: str) -> bool:
    """Tell whether a line is an IBAN, with a few words before it at most."""
    return _may_end_iban(text) and any(
        end == len(text) and _LABELS.fullmatch(text, 0, start) is not None
        for start, end in ibans(text)
    )


def goes_on_behind_iban(text: str) -> bool:
    """Tell whether a line begins with an IBAN, and a sentence goes on behind it."""
    return text[2:4].isdigit() and any(
        start == 0 and text[end + 1 : end + 2].islower() for start, end in ibans(text)
    )


def names_number(before: str, after: str) -> bool:
    """Tell whether a line ends with "Nr." or the like, and the next one begins with the number."""
    return (
        before[-1:] == "."
        and _NUMBER_OF.search(before[-_LONGEST:]) is not None
        and _CODE.match(after) is not None
    )


def without_ibans(text: str) -> str:
    """Return a line with each IBAN as one word without a digit."""
    parts: list[str] = []
    after = 0
    for start, end in ibans(text):
        parts += [text[after:start], "IBAN"]
        after = end
    return "".join([*parts, text[after:]])
