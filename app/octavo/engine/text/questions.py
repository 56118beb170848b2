"""What a question asks for: its words, its numbers, its phrases, and the pages that it names."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from octavo.engine.text.answer_kind import AnswerKind, wanted_kind
from octavo.engine.text.compounds import heads_of, with_heads
from octavo.engine.text.framing import framing
from octavo.engine.text.numbered import named_parts
from octavo.engine.text.synonyms import OtherName, in_full, other_names, with_meant
from octavo.engine.text.unspaced import is_unspaced
from octavo.engine.text.words import (
    Language,
    content_words,
    guess_language,
    stem,
    stems,
    terms,
    words,
)

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

_REMEMBERED = 64
"""Questions that were taken apart a moment ago."""

_PLAIN_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# "E-217", "CR2032", "ISO-27001"; no "COVID-19", no "mid-2019" and no year, as in "FY2018".
_CODE = re.compile(
    r"\b(?!(?:FY|CY|GJ|Q[1-4]|H[12])[-\u2010\u2011/]?(?:(?:19|20)?[0-9]{2})\b)"
    r"[A-Z]{1,4}[-\u2010\u2011/]?[0-9]{2,}[A-Z]?\b"
)
# "FY2018" and "FY18" ask about 2018.
_YEAR = re.compile(r"(?:fy|cy|gj)(?:((?:19|20)[0-9]{2})|([0-9]{2}))$")


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A question as search and extract need it.

    Args:
        words: What it asks about, case-folded and in order, each word once.
        language: The question's language, if its function words or its script tell.
        stems: The stems of these words in this language, of a code those of its parts.
        numbers: Stems with digits in them: years, amounts, codes.
        names: Stems of words that begin with a capital inside the question, or have digits.
        pairs, triples: Stems that follow each other, at least one of them of ``stems``.
        pages: Numbers or labels of the pages that it names.
        spoken: The stems of all its words, function words too.
        kind: What finds an amount, a time, a name or the like, if it asks for one.
        others: Other names of what it asks for.
        aside: Years that it names less often than another: "the ratio of 2022, by the averages of
            2021 and 2022" asks about 2022.
        parts: Numbers of the clauses or other parts that it names.
        framing: Stems of words that only put the question, such as those of "how long".
        codes: Codes that it names, such as "E-218", each as the words in it.
        heads: Those of ``stems`` that longer words may be kinds of, as "Grundmiete" of "Miete".
        longer: Compounds of the documents that are looked for, too, without being asked for.
    """

    words: tuple[str, ...]
    language: Language | None
    stems: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    triples: frozenset[tuple[str, ...]]
    pages: frozenset[str]
    spoken: frozenset[str]
    kind: AnswerKind | None = None
    others: tuple[OtherName, ...] = ()
    aside: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    framing: frozenset[str] = frozenset()
    codes: frozenset[tuple[str, ...]] = frozenset()
    heads: frozenset[str] = frozenset()
    longer: tuple[str, ...] = ()

    def read(self, text: str, language: Language | None) -> list[str]:
        """Return the stems of a text, with the question's words spelled as in ``stems``.

        Behind another name of something in the question stands what the question calls it. Two
        languages may cut the same word differently; then the text's way decides what is the
        same word.

        Args:
            text: A passage or sentence.
            language: What the text is written in.
        """
        found = stems(text, language)
        if own := self._spelled_as(language):
            found = [own.get(one, one) for one in found]
        if self.others:
            found = with_meant(found, self.others)
        if self.heads and language in ("de", None):
            found = with_heads(found, self.heads)
        if single := {one for one in self.stems if len(one) == 1 and is_unspaced(one)}:
            # A question of one character means all groups that begin with it.
            found = [one[0] if one[0] in single else one for one in found]
        return found

    def without(self, said: frozenset[str]) -> Asked:
        """Return the question without words that have done their part, if others are left.

        Args:
            said: Stems of it.
        """
        left = tuple(one for one in self.stems if one not in said)
        if not left or len(left) == len(self.stems):
            return self
        return dataclasses.replace(
            self,
            words=tuple(w for w in self.words if stem(w, self.language) not in said),
            stems=left,
            numbers=self.numbers - said,
            names=self.names - said,
            pairs=frozenset(pair for pair in self.pairs if not said.intersection(pair)),
            triples=frozenset(three for three in self.triples if not said.intersection(three)),
        )

    def _spelled_as(self, language: Language | None) -> dict[str, str]:
        """Return how ``stems`` spell what the question's words are cut to in another language."""
        if language == self.language:
            return {}
        own = ((stem(word, language), stem(word, self.language)) for word in self.words)
        return {theirs: ours for theirs, ours in own if theirs != ours}


@functools.lru_cache(maxsize=_REMEMBERED)  # spelled, searched, told and quoted: each asks again
def understood(question: str) -> Asked:
    """Take a question apart."""
    pages = {_number(match[1]) for match in _PAGE.finditer(question)}
    if _COVER.search(question):
        pages.add("1")
    text = _unless_empty(_PAGE.sub(" ", question), question) if pages else question
    text = in_full(text)
    text = _unless_empty(_SOURCE.sub(" ", _EXAMPLE.sub(" ", _FORM.sub(" ", text))), text)
    wanted = [form for word in content_words(text) for form in _with_year(word)]
    language = guess_language(text)
    order = [stem(word, language) for word in words(text, rests=False)]
    # A code without its signs is searched too, but it is no more than its parts, which count.
    parts = [w for w in wanted if stem(w, language) in order or w not in terms(text)]
    wanted_stems = tuple(dict.fromkeys(stem(word, language) for word in parts))
    tokens = re.findall(r"[^\W_]+", text)
    # In German every noun has a capital: only digits tell there.
    named = [
        w
        for i, w in enumerate(tokens)
        if (i and w[0].isupper() and language != "de") or _has_digit(w)
    ]
    content = set(wanted_stems)
    return Asked(
        words=tuple(wanted),
        language=language,
        stems=wanted_stems,
        numbers=frozenset(one for one in wanted_stems if _has_digit(one)),
        names=frozenset(
            stem(form, language)
            for token in named
            for word in words(token)
            for form in _with_year(word)
        )
        & content,
        pairs=frozenset(p for p in pairwise(order) if content.intersection(p)),
        triples=frozenset(
            t for t in zip(order, order[1:], order[2:], strict=False) if content.intersection(t)
        ),
        pages=frozenset(pages),
        spoken=frozenset(content.union(order)),
        kind=wanted_kind(question),
        others=tuple(other_names(order, language)),
        aside=_years_aside(tokens),
        parts=named_parts(question),
        # The year is looked for as such: few reports write "FY2018" where they say something.
        framing=frozenset(
            stem(word, language)
            for word in (*framing(text.casefold()), *(w for w in wanted if len(_with_year(w)) > 1))
        )
        & content,
        codes=frozenset(tuple(words(code)) for code in _CODE.findall(text)),
        heads=heads_of(text, {word: stem(word, language) for word in parts}, language),
    )


def _years_aside(tokens: Sequence[str]) -> frozenset[str]:
    forms = [form for token in tokens for form in _with_year(token.lower())]
    counts = Counter(one for one in forms if _PLAIN_YEAR.fullmatch(one))
    most = max(counts.values(), default=0)
    return frozenset(year for year, count in counts.items() if count < most)


def _unless_empty(text: str, otherwise: str) -> str:
    return text if words(text) else otherwise


def _with_year(word: str) -> tuple[str, ...]:
    found = _YEAR.match(word)
    if found is None:
        return (word,)
    return (word, found[1] or f"20{found[2]}")


def _number(text: str) -> str:
    text = text.lower()
    return str(_NUMBERS.index(text)) if text in _NUMBERS else text


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)
