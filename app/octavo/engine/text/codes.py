"""Numbers and codes that may be written with or without signs between their parts."""

from __future__ import annotations

import re
import string
from collections.abc import Set as AbstractSet

# "1,234,567" and "1.234.567": groups of three. The first digit comes before the look behind it:
# only a pattern that begins with a set of characters is searched for fast.
_GROUPED = re.compile(r"[0-9](?<![\w.,].)[0-9]{0,2}([,.'’])[0-9]{3}(?:\1[0-9]{3})*(?!\w)")

# "gs-5002-b", "iso/27001": letters and digits, parted by hyphens or strokes.
_PARTED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")

# Most texts have none, and are told so fast: two patterns that each begin with a set of characters
# are three times faster than one for both. The digit may stand anywhere in its part.
_BEFORE_DIGIT = re.compile(r"[,.'’/\u2010\u2011-][^\W_]{0,40}[0-9]")
_BEHIND_DIGIT = re.compile(r"[0-9][^\W_]{0,40}[/\u2010\u2011-]")

_LONGEST = 40

# "E-217", "CR2032", "ISO-27001", "HM-CC-2291874" of a question; no "COVID-19" and no "FY2018".
_ASKED = re.compile(
    r"\b(?!(?:FY|CY|GJ|Q[1-4]|H[12])[-\u2010\u2011/]?(?:(?:19|20)?[0-9]{2})\b)"
    r"(?:(?:[A-Z]{1,4}[-\u2010\u2011/])?[A-Z]{1,4}[-\u2010\u2011/]?)[0-9]{2,}[A-Z]?\b",
    re.IGNORECASE,
)
# In small letters ordinary words are put together with numbers, too: "mid-2019", "top-10", "kw45".
_MOST_SMALL = 3
_BEFORE_NUMBERS = frozenset(
    """
    abs age anh anl art bd bis bj ca chf cm day eur ex fig for fr gbp in jan feb mar apr jun jul aug
    sep oct nov dec okt dez mai kap kg km kw max mid min mio mm mon nok no nr per pos post pp pre
    pro pt sec sek seq ss std sub tab tag tel top usd us vol war win ws uhr
    """.split()  # noqa: SIM905 - as long lists are written
)
_YEAR_BEHIND = re.compile(r"(?:19[0-9]{2}|20[0-2][0-9])$")


def asked_codes(question: str, words: AbstractSet[str]) -> list[str]:
    """Return the codes that a question names, in capitals or small letters.

    Args:
        question: As it was typed.
        words: Function words in lower case, which are no part of a code.
    """
    return [one[0] for one in _ASKED.finditer(question) if _is_code(one[0], words)]


def _is_code(found: str, words: AbstractSet[str]) -> bool:
    letters = re.findall(r"[A-Za-z]+", found.rstrip(string.ascii_letters))
    if not letters:  # of another alphabet, whose capitals ours is the small letter of
        return False
    if "".join(letters).isupper():
        return True
    letters = [one.lower() for one in letters]
    return (
        max(map(len, letters)) <= _MOST_SMALL
        and words.isdisjoint(letters)
        and _BEFORE_NUMBERS.isdisjoint(letters)
        and _YEAR_BEHIND.search(found) is None
    )


def joined(text: str) -> list[str]:
    """Return the numbers and codes of a text that have signs inside, without these.

    So "1,234,567" is found as 1234567 and "GS-5002-B" as gs5002b, and the other way round.

    Args:
        text: In lower case.
    """
    if _BEFORE_DIGIT.search(text) is None and _BEHIND_DIGIT.search(text) is None:
        return []
    found = ["".join(filter(str.isdigit, match[0])) for match in _GROUPED.finditer(text)]
    # Hardly any token has a sign inside, and looking for one character is the fastest way to tell.
    hyphened = text.replace("/", "-").replace("\u2010", "-").replace("\u2011", "-")
    at = hyphened.find("-")
    while at >= 0:
        begin = at
        while begin > 0 and hyphened[begin - 1].isalnum():
            begin -= 1
        match = _PARTED.match(hyphened, begin)
        if match is not None:
            at = match.end() - 1
            code = match[0].replace("-", "")
            if len(code) <= _LONGEST and not code.isalpha() and not code.isdigit():
                found.append(code)
        at = hyphened.find("-", at + 1)
    return found
