"""What a question says beside what it asks: the page, the form of the answer, the source."""

from __future__ import annotations

import re

from octavo.engine.text.words import words

_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_PAGE = re.compile(
    r"\b(?:(?:on|in|at|of|auf|von)\s+)?(?:(?:the|der)\s+)?(?:page|seite|pg\.?|p\.)\s*"
    rf"(?:(?:no|nr)\b\.?|number|nummer)?\s*([0-9]{{1,4}}|{'|'.join(_NUMBERS)})\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"\b(?:cover|front|title|first)\s+page\b"
    r"|\b(?:titelseite|titelblatt|deckblatt|erste[nr]? seite)\b",
    re.IGNORECASE,
)

# Clauses that say what form the answer should have: no passage repeats them.
_FORM = re.compile(
    r"(?:^|(?<=[.?!,;:)]))\s*(?:please\s+|kindly\s+|bitte\s+)?(?:"
    r"(?:write|give|provide|format|express|state|return|output|present)\s+(?:down\s+|out\s+)?"
    r"(?:me\s+)?(?:the\s+|your\s+|an?\s+)?(?:final\s+)?"
    r"(?:(?:answers?|results?)\b(?:\s+(?:in|as|with|to)\b[^.?!]*)?"
    r"|(?:\w+\s+)?(?:value|number)\b)"
    r"|(?:the\s+|your\s+)?(?:answers?|result)\s+(?:shall|should|must|has\s+to|needs?\s+to|in|as)\b"
    r"[^.?!]*"
    r"|round\s+(?:your\s+|the\s+|to\b)[^.?!]*"
    r"|(?:for\s+example|e\.g\.),?\s*(?=\[)"
    # "If that ratio is no useful measure, then please say so and explain why."
    r"|if\s[^.?!,]*\b(?:not|no)\b[^.?!,]*,\s*(?:then\s+)?(?:please\s+)?(?:state|say|note|tell|explain)"
    r"\b[^.?!]*"
    r")[.!]?",
    re.IGNORECASE,
)
# Clauses that say who answers, and from what: "Assume that you are an analyst. Answer the following
# question by primarily using the information shown in the balance sheet: …". The source stays.
_SOURCE = re.compile(
    r"\b(?:assum(?:e|ing)|suppose|imagine|pretend)\s+(?:that\s+)?you(?:\s+are|['’]re)\s+an?\s"
    r"[^.,:;?]*[.,:;]?"
    r"|(?:^|(?<=[.?!]\s))(?:you\s+are|act\s+as)\s+an?\s[^.,:;?]*?(?=\sand\s|[.,:;])"
    r"|\b(?:and\s+)?your\s+only\s+(?:re)?sources?(?:\(s\))?\s+(?:to\s+answer\s+[^.:;?]*?\s)?"
    r"(?:is|are)\b(?:\s+\(are\))?"
    r"|\banswer\s+the\s+(?:following\s+)?question\b"
    r"|\bhere(?:['’]s|\s+is)\s+the\s+question\b"
    r"|\b(?:give|provide)\s+an?\s+(?:response|answer)\s+to\s+the\s+question\b"
    r"|\bbase\s+your\s+(?:judge?ments?|answers?)\s+(?:up)?on\b"
    r"|\b(?:by\s+)?(?:\w+ly\s+)?(?:using|relying\s+on|drawing\s+(?:any\s+)?conclusions\s+from)\s+"
    r"(?=(?:the\s+)?(?:information|details|data|line\s+items)\b)"
    r"|\b(?:the\s+)?(?:information|details|data|line\s+items)\s+(?:(?:that|which)\s+(?:is|are)\s+)?"
    r"(?:\w+ly\s+)?(?:shown|stated|given|provided|contained|presented|reported)\s+"
    r"(?:\w+ly\s+)?(?:in|within|by)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\[[^\]]*[\"“”'][^\]]*\]")


def without_pages(question: str) -> tuple[str, set[str]]:
    """Return a question without the pages that it names, and their numbers or labels.

    What names a page stands on none.
    """
    pages = {_number(match[1]) for match in _PAGE.finditer(question)}
    if _COVER.search(question):
        pages.add("1")
    text = _COVER.sub(" ", _PAGE.sub(" ", question)) if pages else question
    return _unless_empty(text, question), pages


def without_instructions(text: str) -> str:
    """Return a question without what says how it is to be answered."""
    return _unless_empty(_SOURCE.sub(" ", _EXAMPLE.sub(" ", _FORM.sub(" ", text))), text)


def _unless_empty(text: str, otherwise: str) -> str:
    return text if words(text) else otherwise


def _number(text: str) -> str:
    text = text.lower()
    return str(_NUMBERS.index(text)) if text in _NUMBERS else text
