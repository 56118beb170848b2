"""Parts named by a letter and numbers, as in conditions of insurers: "A.2.2", "C 9", "A1-6.3".

Much else is written so: vitamins, sizes of paper, motorways. So what a question names is only a
part if documents have headings of that form, which is told elsewhere.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator

from octavo.engine.text.framing import ASKED_WITH
from octavo.engine.text.words import ALL_STOP_WORDS

KINDS = (
    r"clauses?|sections?|sec|articles?|art|paragraphs?|para|chapters?|items?|points?|footnotes?"
    r"|klauseln?|abschnitte?s?|artikels?|absatz|ziffer|kapitels?|punkte?s?|nummer|fußnoten?"
    r"|claims?|(?:patent)?anspr(?:uch|üche?)|revendications?|randnummern?|rn|rdnr|rz"
    # "Satz 5.5" is a theorem, "Satz 1" a sentence.
    r"|(?:satz|lemma|korollar|theorem|corollary|proposition|definition|bemerkung|remark|algorithmus"
    r"|algorithm)(?=\s[0-9]{1,3}\.[0-9])"
)
"""What numbered parts are called."""

# What may stand before such a name in a question, besides words that tell nothing: of "Vitamin C 9"
# or "figure A.3" it is only a part.
_BEFORE_LIST = """
appendix annex anhang anhangs anlage cite give inhalt lies quote read regelt regeln show wortlaut
zeig zeige zitiere
"""
_BEFORE = frozenset(_BEFORE_LIST.split())
_LAST_WORD = re.compile(r"([^\W\d_]+) $")

_NUMBERS = r"[0-9]{1,2}(?:[.-][0-9]{1,2}){0,5}"
_ENDS = r"(?![\w%]|[.,-][0-9])"
# In small letters only with a stop between: "a 5 year lease" has an article.
_NAMED = re.compile(
    rf"(?P<kind>\b(?i:{KINDS}|nr|ziff)\b\.? ?)?(?<![\w.,/§-])"
    rf"(?:(?P<letter>[A-Z])(?:\. ?| )?(?P<numbers>{_NUMBERS})"
    rf"|(?P<small>[a-z])\.(?P<below>{_NUMBERS})){_ENDS}"
)
# "Teil B Nr. 4"
_WITHIN = re.compile(
    r"\b(?i:teil|abschnitt|part|section) (?P<letter>[A-Z]),? (?:(?i:nr|ziff|no)\b\.?"
    rf"|(?i:nummer|ziffer|punkt|number|clause|item)\b|§) ?(?P<numbers>{_NUMBERS}){_ENDS}"
)

# Without a stop inside, the beginning of a heading has to follow.
_BEGINS = re.compile(
    rf"^[^\w\n§()\[]{{0,2}}(?:(?P<kind>(?i:{KINDS}|nr|ziff))\b\.? ?)?"
    rf"(?P<letter>[A-Z])(?P<sign>\. ?| ?)(?P<numbers>{_NUMBERS})(?P<end>[.):]?)(?=[ \t\n]|$)"
    r"(?P<text>[ \t]+[\"“„(]?[^\W\d_])?",
    re.MULTILINE,
)
# "B Beginn des Vertrags", "Teil B": what stands under the letter before ends there.
_NEXT = re.compile(
    r"^(?:(?i:teil|abschnitt|part|section|kapitel)[ ](?P<part>[A-Z])\b"
    r"|(?P<letter>[B-HJ-Z])[.)]? [^\W\d_a-z][^\W\d_]{2})",
    re.MULTILINE,
)


_PART = re.compile(
    r"^(?i:teil|abschnitt|part|section|kapitel) (?P<letter>[A-Z])\b[^\n…]{0,100}$", re.MULTILINE
)
_LOOKED_BACK = 40
_SHORT_NAME = 5
"""Letters at most of a name in capitals, such as AKB."""


@dataclasses.dataclass(frozen=True, slots=True)
class Lettered:
    """Where a lettered part begins; its label is "a.2.2", however it is written."""

    start: int
    label: str
    kind: str


def is_lettered(label: str) -> bool:
    """Tell whether a part is named by a letter and numbers, and not by numbers alone."""
    return label[:1].isalpha()


def named_lettered(question: str) -> frozenset[str]:
    """Return what a question may name so: "a.2.2" of "Was steht in A.2.2?"."""
    return frozenset(_label(found) for found in _found(question))


def named_within(question: str) -> frozenset[str]:
    """Return what a question names as a number within a part: "b.4" of "Teil B Nr. 4"."""
    return frozenset(_label(found) for found in _WITHIN.finditer(question))


def without_lettered(question: str, labels: Collection[str]) -> str:
    """Return a question with only the numbers of the parts that are named in it so.

    Args:
        question: As it was typed.
        labels: Of the parts.
    """
    parts: list[str] = []
    after = 0
    for found in _found(question):
        if _label(found) in labels:
            parts += [question[after : found.start()], " ", _numbers(found), " "]
            after = found.end()
    return "".join([*parts, question[after:]])


def as_written(label: str) -> str:
    """Return a pattern for all ways to write a label."""
    letter, *numbers = label.split(".")
    return rf"{letter.upper()}(?:\. ?| ?){'[.-]'.join(numbers)}"


def lettered_begins(text: str) -> Iterator[Lettered]:
    """Yield where lettered parts begin in a text: at the beginning of a line."""
    for match in _BEGINS.finditer(text):
        follows = match["text"] or ""
        stands_alone = text[match.end("end") : match.end("end") + 1] in ("", "\n")
        is_dotted = "." in match["sign"] or not match["numbers"].isdigit()
        if stands_alone or (follows and (is_dotted or match["end"])) or follows[-1:].isupper():
            yield Lettered(match.start(), _label(match), (match["kind"] or "").lower())


def other_letters(text: str, letter: str) -> Iterator[int]:
    """Yield where a heading of another letter begins: what stands under ``letter`` ends there."""
    for match in _NEXT.finditer(text):
        found = match["part"] or match["letter"]
        is_next = ord(found) == ord(letter.upper()) + 1
        if found.lower() != letter if match["part"] else is_next:
            yield match.start()


def letter_of(text: str, end: int) -> str | None:
    """Return the letter of the last heading such as "Teil B" before a place in a text."""
    letters = [found["letter"] for found in _PART.finditer(text, 0, end)]
    return letters[-1].lower() if letters else None


def _found(question: str) -> list[re.Match[str]]:
    within = list(_WITHIN.finditer(question))
    left = _WITHIN.sub(lambda match: " " * len(match[0]), question) if within else question
    alone = [
        match
        for match in _NAMED.finditer(left)
        if match["kind"]
        or _may_stand_behind(question[max(0, match.start() - _LOOKED_BACK) : match.start()])
    ]
    return sorted([*within, *alone], key=lambda match: match.start())


def _may_stand_behind(text: str) -> bool:
    """Tell whether a name of a part may stand behind a text."""
    before = _LAST_WORD.search(text)
    if before is None:
        return True
    word = before[1]
    is_short_name = word.isupper() and 2 <= len(word) <= _SHORT_NAME
    folded = word.casefold()
    return is_short_name or folded in ALL_STOP_WORDS or folded in ASKED_WITH | _BEFORE


def _label(match: re.Match[str]) -> str:
    found = match.groupdict()
    letter = found["letter"] or found.get("small") or ""
    return f"{letter.lower()}.{_numbers(match)}"


def _numbers(match: re.Match[str]) -> str:
    found = match.groupdict()
    return (found["numbers"] or found.get("below") or "").replace("-", ".")
