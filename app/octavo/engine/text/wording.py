"""Leaves out of a question what says how to answer it, or how much of a document to look at.

No passage repeats that it wants "the answer as YYYY-MM-DD" or is one "of the entire report".
"""

from __future__ import annotations

import re

# Clauses that say what form the answer should have: no passage repeats them.
_FORM = re.compile(
    r"(?:^|(?<=[.?!,;:)]))\s*(?:please\s+|kindly\s+|bitte\s+)?(?:"
    r"(?:write|give|provide|format|express|state|return|output|present|save)\s+(?:down\s+|out\s+)?"
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
# "As YYYY-MM-DD", "formatted as 'MM/DD/YYYY'", "im Format TT.MM.JJJJ".
_LETTERS = r"(?:YYYY|JJJJ|YY|JJ|MM|DD|TT|HH|SS)"
_DATE_FORM = re.compile(
    r"\b(?:(?:formatted\s+)?(?:as|in|im|using)\s+)(?:(?:the|a)\s+)?(?:format\s+)?[\"'“„‘(]?"
    rf"{_LETTERS}(?:[-./: ]?{_LETTERS}){{1,2}}\b[\"'”“’)]?",
    re.IGNORECASE,
)
# What there is in all of it is told by pages that say nothing of the whole.
_ALL_OF_IT = re.compile(
    r"\b(in|of|over|across|within|throughout)\s+(the|this|that)\s+(?:entire|whole)"
    r"(?=\s+(?!(?:and|are|as|is|of|or|was|were)\b)[^\W\d_])"
    r"|\b(im|des|vom)\s+(?:ganzen|gesamten)(?=\s+[^\W\d_])"
    r"|\b(in|von)\s+(der|dem|diesem|dieser)\s+(?:ganzen|gesamten)(?=\s+[^\W\d_])",
    re.IGNORECASE,
)


def without_wording(question: str) -> str:
    """Return a question without such clauses and words; what is left may be nothing."""
    text = _DATE_FORM.sub(" ", _FORM.sub(" ", question))
    text = _ALL_OF_IT.sub(lambda found: " ".join(one for one in found.groups() if one), text)
    return _SOURCE.sub(" ", _EXAMPLE.sub(" ", text))


def asks_for_a_day(question: str) -> bool:
    """Tell whether a question says how to write a day's date."""
    found = _DATE_FORM.search(question)
    return found is not None and any(day in found[0].upper() for day in ("DD", "TT"))
