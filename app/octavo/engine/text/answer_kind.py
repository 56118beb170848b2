"""What kind of answer a question wants, and whether a sentence has one of that kind."""

from __future__ import annotations

import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
_AMOUNT = re.compile(
    r"\b(?:how (?:many|much|long|old|far|tall|large|big|high|often|deep|wide)|percent\w*"
    r"|wie ?(?:viele?|hoch|lange?|alt|weit|oft|groß))\b"
)
_TIME = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade)\b|\bwann\b"
    r"|\bwelche[mns]? (?:jahr|datum|tag|monat|jahrhundert)\b"
)
_NAME = re.compile(
    r"\b(?:who|whom|whose|where|wer|wem|wen|wessen|wo|woher|wohin)\b"
    r"|\bwhat (?:country|city|state|place)\b"
)
_HAS_AMOUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million"
    r"|half|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend)\b",
    re.IGNORECASE,
)
_HAS_TIME = re.compile(
    rf"\b(?:1[0-9]|20)[0-9]{{2}}\b|\b(?:{_MONTHS}|century|jahrhundert)\b", re.IGNORECASE
)
_HAS_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-zäöüß][\w’-]+")


def wanted_kind(question: str) -> re.Pattern[str] | None:
    """Return what finds an amount, a time or a name, if the question asks for one."""
    lower = question.lower()
    if _AMOUNT.search(lower):
        return _HAS_AMOUNT
    if _TIME.search(lower):
        return _HAS_TIME
    return _HAS_NAME if _NAME.search(lower) else None
