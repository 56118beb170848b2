"""Completes questions that are only a piece of one ("And in 2022?") from the question before.

A piece is known by its form alone: after "and", "what about" and the like, or by itself, it names
a thing or begins with a preposition, and it has no verb and no question word. Whatever has one
stands by itself and is never changed. A piece takes the place of its like in the question before
(a year that of the year, a name that of the only name, "for tenants" that of "for …"), or joins
it at its end; where that is not certain, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# Longer ones are hardly ever pieces.
_MOST_WORDS = 7

_LEAD = re.compile(
    r"(?:(?:and|but|or|und|aber|oder)\b[\s,]*)?"
    r"(?:(?:what|how)\s+about\b|was\s+ist\s+mit\b|wie\s+(?:ist|steht|sieht)\s+es\s+mit\b)?\s*",
    re.IGNORECASE,
)
_PREPOSITION_LIST = """
about after at before by during for from in of on per since to under until with within without
ab am an auf aus bei beim bis durch für gegen im mit nach ohne seit um unter vom von vor während
zu zum zur
"""
_ARTICLE_LIST = """
a an the this that these those only
das dem den der des die ein eine einem einen einer nur
"""
# One of them makes a sentence: verbs that questions are made with, and question words.
_SENTENCE_LIST = """
am is are was were be been being do does did has have had can could will would shall should may
might must get gets got go goes come comes make makes made need needs say says mean means
who whom whose what when where why how which there it they he she i we you if whether please
list give show tell name find compare explain describe define calculate summarize summarise
write state mention translate count
ist sind war waren sein hat haben hatte hatten wird werden wurde wurden kann können könnte
soll sollen sollte muss müssen darf dürfen gibt gab steht stehen heißt bedeutet kostet liegt
wer wem wen wessen was wann wo woher wohin warum weshalb wieso wie wieviel welche welchem welchen
welcher welches ob ich du er sie es wir ihr bitte nenne nennen zeige erkläre beschreibe vergleiche
"""
_PREPOSITIONS = frozenset(_PREPOSITION_LIST.split())
_ARTICLES = frozenset(_ARTICLE_LIST.split())
_SENTENCE = frozenset(_SENTENCE_LIST.split())
_COUNTS = frozenset(("viele", "viel", "welche", "wieviele", "many", "much"))
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WORD = re.compile(r"(?:§§? ?)?(?:[^\W_][\w.’'&%-]*[\w%]|[^\W_])")
_PART_NUMBER = re.compile(r"[0-9]{1,3}[a-z]?(?:\.[0-9]{1,3}){0,3}|[ivx]{1,5}|[A-Z]")
# "What is the annual premium of …?" asks for something by its name alone.
_ASKS_FOR = re.compile(
    r"^\s*(?:what|how much|how high)\s+(?:is|are|was|were)\s+(?:the|my|our|its|your)\s+(?=\w)",
    re.IGNORECASE,
)


def completed(question: str, earlier: Sequence[str]) -> str:
    """Return a question with what it takes from those before it; mostly the question itself.

    Args:
        question: As it was asked.
        earlier: The questions before it, in their order.
    """
    before = ""
    for one in (*earlier, question):
        before = _joined(one, before) or one
    return before


def _joined(question: str, before: str) -> str | None:
    """Return the question before with this piece in it; None if it is none, or has no place."""
    phrases = _phrases(question)
    if not phrases or not _stands(before):
        return None
    # "And the notice period?" names a thing like the one before; "what about" may be of anything.
    lead = _LEAD.match(question.strip())
    names_thing = lead is not None and lead[0].strip(" ,").lower() in ("and", "but", "or")
    whole: str | None = before
    for phrase in phrases:
        if whole is None:
            return None
        span = _thing(phrase, whole, names_thing)
        anew = " ".join(_named(phrase))
        whole = _placed(phrase, whole) if span is None else _replaced(whole, span, anew)
    return whole


def _phrases(question: str) -> list[list[str]] | None:
    """Return the piece's phrases, each with its preposition if it has one; None if it is none."""
    text = question.strip()
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead is not None else text
    found = _WORD.findall(rest)
    lower = [word.lower() for word in found]
    if not found or len(found) > _MOST_WORDS or not _SENTENCE.isdisjoint(lower):
        return None
    if re.search(r"[!;:?]\s*\S|\.\s+\S", rest):
        return None  # more than one sentence
    if rest == text and (lower[0] not in _PREPOSITIONS or not text.endswith("?")):
        return None  # neither after "and" or the like, nor a phrase that asks
    starts = [i for i, word in enumerate(lower) if word in _PREPOSITIONS]
    cuts = sorted({0, *starts})
    phrases = [found[a:b] for a, b in zip(cuts, [*cuts[1:], len(found)], strict=True)]
    return phrases if all(_named(phrase) for phrase in phrases) else None


def _named(phrase: Sequence[str]) -> list[str]:
    """Return the words of a phrase that name something."""
    return [w for w in phrase if w.lower() not in _PREPOSITIONS and w.lower() not in _ARTICLES]


def _stands(question: str) -> bool:
    """Tell whether a question is a sentence that a piece can join."""
    return not _SENTENCE.isdisjoint(word.lower() for word in _WORD.findall(question))


def _placed(phrase: Sequence[str], before: str) -> str | None:
    preposition = phrase[0].lower() if phrase[0].lower() in _PREPOSITIONS else None
    named = _named(phrase)
    if len(years := [word for word in named if _YEAR.fullmatch(word)]) == 1:
        there = list(_YEAR.finditer(before))
        if len(there) == 1:
            return _replaced(before, there[0].span(), years[0])
        if there:
            return None  # which of several years is meant is not certain
    elif preposition is not None and (span := _last_phrase(before, preposition)):
        return _replaced(before, span, " ".join(phrase))
    elif all(word[0].isupper() for word in named):
        names = _names(before)
        if preposition is None and len(names) == 1:
            start, end = names[0]
            above = before[:start].rsplit(maxsplit=1)[-1].lower()
            by = " ".join(named if above in _ARTICLES else phrase)
            # "Und die Frist?" takes no place in "Wie viele Urlaubstage …?".
            return None if above in _COUNTS else _replaced(before, (start, end), by)
    if preposition is None and not years:
        return None
    end = len(before.rstrip(" ?.!"))
    joined = " ".join((preposition or phrase[0], *phrase[1:]))
    return f"{before[:end]} {joined}{before[end:].strip() or '?'}"


def _thing(phrase: Sequence[str], before: str, names_thing: bool) -> tuple[int, int] | None:
    """Return the span of what this phrase stands for by its form, a clause or a thing by its name.

    Args:
        phrase: Its words.
        before: The question before.
        names_thing: Whether it comes after "and" alone.
    """
    named = _named(phrase)
    if phrase[0].lower() not in _PREPOSITIONS and (span := _same_part(named, before)) is not None:
        return span
    is_thing = names_thing and phrase[0].lower() in _ARTICLES and " ".join(named).islower()
    return _thing_asked_for(before) if is_thing else None


def _same_part(named: Sequence[str], before: str) -> tuple[int, int] | None:
    """Return the span of "clause 4.2" in the question before, where "clause 5.1" is named now."""
    if len(named) != 2 or _PART_NUMBER.fullmatch(named[1]) is None:
        return None
    found = list(_WORD.finditer(before))
    for one, number in pairwise(found):
        if one[0].lower() == named[0].lower() and _PART_NUMBER.fullmatch(number[0]):
            return one.start(), number.end()
    return None


def _thing_asked_for(before: str) -> tuple[int, int] | None:
    """Return the span of what a question asks for by its name, as far as a preposition."""
    asks = _ASKS_FOR.match(before)
    if asks is None:
        return None
    end = asks.end()
    for word in _WORD.finditer(before, asks.end()):
        if word[0].lower() in _SENTENCE:
            return None
        if word[0].lower() in _PREPOSITIONS:
            break
        end = word.end()
    return (asks.end(), end) if end > asks.end() else None


def _last_phrase(before: str, preposition: str) -> tuple[int, int] | None:
    """Return the span of the question's last phrase, if it begins with this preposition."""
    found = list(_WORD.finditer(before))
    for i in range(len(found) - 1, 0, -1):
        word = found[i][0].lower()
        if word in _SENTENCE:
            return None
        if word in _PREPOSITIONS:
            if word != preposition or i == len(found) - 1:
                return None
            return found[i].start(), found[-1].end()
    return None


def _names(before: str) -> list[tuple[int, int]]:
    """Return the spans of runs of capitalised words inside a question."""
    spans: list[tuple[int, int]] = []
    for match in list(_WORD.finditer(before))[1:]:
        if not match[0][0].isupper() or match[0].lower() in _SENTENCE:
            continue
        if spans and before[spans[-1][1] : match.start()] == " ":
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    return spans


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]
