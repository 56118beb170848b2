"""Completes a question that leans on the one before: "And in 2022?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.text.words import content_words

_LEANS = re.compile(
    r"\s*(?:and|but|or|what about|how about|und|aber|oder|was ist mit|wie (?:ist|sieht) es)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|he|she|him|his|her|there|then|same"
    r"|er|sie|ihn|ihm|ihr|ihre[nmrs]?|sein|seine[nmrs]?|dessen|deren|dies|diese[nmrs]?|dort"
    r"|davon|dazu|dafür)\b",
    re.IGNORECASE,
)

# A question with more words of its own says itself what it is about.
_FEW_WORDS = 3

_YEAR = re.compile(r"\b(?:FY|CY|GJ)?(?:19|20)[0-9]{2}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])[0-9][0-9.,]*(?![\w])(?<![.,])")
_NAME = re.compile(r"(?<=[\w,] )[A-ZÄÖÜ][\w&’'-]*(?: [A-ZÄÖÜ][\w&’'-]*)*")


def completed(question: str, earlier: Sequence[str]) -> str:
    """Return the question with what it leaves to the ones before it.

    What both have once (a year, a number, a name) is exchanged: after "What was revenue in
    2021?", "And in 2022?" becomes "What was revenue in 2022?". Otherwise the earlier question is
    put in front, so that its words are searched as well.

    Args:
        question: In the user's words.
        earlier: The user's questions before it in the thread, oldest first.

    Returns:
        The question as it is, if it does not lean on another.
    """
    if not earlier or not _is_incomplete(question):
        return question
    before = completed(earlier[-1], earlier[:-1]).strip()
    if not before:
        return question
    if _LEANS.match(question):
        for kind in (_YEAR, _NUMBER, _NAME):
            old, new = kind.findall(before), kind.findall(question)
            if len(old) == len(new) == 1:
                return before.replace(old[0], new[0])
    return f"{before} {question.strip()}"


def _is_incomplete(question: str) -> bool:
    if len(content_words(question)) > _FEW_WORDS:
        return False
    return bool(_LEANS.match(question) or _POINTS_BACK.search(question))
