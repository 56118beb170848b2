"""Questions that a document answers, made by rule from its sentences and headings.

All words of a question that are no function words stand in the sentence that it was made from, so
the sentence is found again when the question is asked. The rules know English and German;
in other languages no question is better than a clumsy one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.insight.material import Sentence, is_german
from octavo.engine.insight.sections import bare
from octavo.engine.text.words import ALL_STOP_WORDS, STOP_WORDS, stem, words

MOST = 4
"""Questions that are suggested."""

_LONGEST = 90
_KINDS_ALIKE = 2  # questions of one kind at most
_ALIKE = 0.6  # share of their words from which two questions ask the same
_FEWEST_WORDS = 2  # of what somebody may or must do

_NOUN = r"(?:[A-Za-z][\w’'-]*)"
_SUBJECT = rf"(?P<subject>(?:(?:The|A|An|Each|Every|All) )?{_NOUN}(?: (?:of |for )?{_NOUN}){{0,3}})"
_IS = re.compile(rf"^{_SUBJECT} (?P<verb>is|are) (?:a|an|the|defined as|one of|any)\b")
_MAY = re.compile(
    rf"^{_SUBJECT} (?P<verb>may|must|can|shall|should) (?:not )?(?P<rest>[a-z][^.!?;:,()“”\"]*)"
)
_DONE = re.compile(
    rf"^{_SUBJECT} (?P<verb>was|were)"
    r" (?P<done>\w+(?:ed|lt|wn|tten|ilt|ade|und)(?: (?:out|up|down|off))?)\b"
    r".*\b(?:1[5-9]|20)\d\d\b"
)
_GERMAN_SUBJECT = (
    r"(?P<subject>(?:(?:Der|Die|Das|Ein|Eine|Jeder|Jede|Jedes|Alle) (?:[a-zäöü][\w-]+ )?)?"
    r"[A-ZÄÖÜ][\w-]+)"
)
_IST = re.compile(rf"^{_GERMAN_SUBJECT} (?P<verb>ist|sind) (?:ein|eine|einer|der|die|das)\b")
# What somebody may do ends in an infinitive: where none is, more of the sentence follows.
_DARF = re.compile(
    rf"^{_GERMAN_SUBJECT} (?P<verb>darf|dürfen|muss|müssen|kann|können|soll|sollen)"
    r" (?P<rest>[^.!?;:,()„“”\"]* [a-zäöü]\w*n|[a-zäöü]\w*n)(?=[.,;:]|$)"
)
_WURDE = re.compile(
    rf"^{_GERMAN_SUBJECT} (?P<verb>wurden?)\b[^;:,()]*\b(?:1[5-9]|20)\d\d\b[^;:,()]*"
    r"(?P<done> [a-zäöü]\w+(?:t|en))\.$"
)
_KINDS = {
    "darf": "may",
    "dürfen": "may",
    "muss": "must",
    "müssen": "must",
    "kann": "can",
    "können": "can",
    "soll": "shall",
    "sollen": "shall",
}
# Words without which the question is the same, and those that point at what stands elsewhere.
_GERMAN_BESIDES = re.compile(
    r"\b(?:nicht|auch|außerdem|zudem|ferner|daher|deshalb|jedoch|aber|dann|danach|also|nur|erst)\s"
)
_GERMAN_POINTING = re.compile(
    r"\b(?:kein\w{0,2}|dies\w{0,2}|jen\w{1,2}|ihm|ihn|ihnen|ihre?\w?|seine\w?|sein(?= [A-ZÄÖÜ])"
    r"|er|sie|es|so|dort|hier|da(?:r\w+|mit|für|zu|bei|von|nach|durch|gegen|hin|her)?|solche\w?"
    r"|folgende\w?)\b"
)
# Who or what these are, the sentence before tells.
_POINTING = frozenset({"you", "it", "them", "him", "her", "then", "also"})
_SMALL_WORD = re.compile(r"(?<=[\w,;] )[a-z]\w+")
# What follows the first of these tells more than a question asks.
_ENOUGH = re.compile(
    r"\s(?:if|unless|with|within|without|by|when|while|because|which|that|who|where|as|after|before"
    r"|until|only|so|in order|for example|provided|under|from|through|using)\b.*$"
)
_NAMES_NOTHING = """
this these that those it they he she we you i there here which who what each all another one
since because although though while when if as with from by some many most following such
example figure table section chapter authors paper document result results dies diese dieser es
er sie wir
"""
_NO_SUBJECT = frozenset(_NAMES_NOTHING.split())

_SMALL = frozenset(
    {"the", "a", "an", "each", "every", "all"}
    | {"der", "die", "das", "ein", "eine", "jeder", "jede", "jedes", "alle"}
)
_INSIDE = frozenset({"of", "for", "s"})  # small words that may stand inside a name


@dataclasses.dataclass(frozen=True, slots=True)
class Suggested:
    """A question, and the index of the sentence that it was made from."""

    question: str
    sentence: int


def questions(
    sentences: Sequence[Sentence],
    values: NDArray[np.float64],
    headings: Sequence[tuple[str, range]],
) -> list[Suggested]:
    """Return questions, the best first.

    Args:
        sentences: Of the document.
        values: How central each is.
        headings: Titles of parts, and which sentences are in each.
    """
    german = is_german(sentences)
    small = frozenset(w for one in sentences for w in _SMALL_WORD.findall(one.text))
    found: list[Suggested] = []
    asked: list[set[str]] = []
    kinds: dict[str, int] = {}
    for i in np.argsort(-values, kind="stable").tolist():
        if len(found) == MOST:
            break
        text = sentences[i].text
        made = None if sentences[i].leans else _made_german(text) if german else _made(text, small)
        if made is None:
            continue
        kind, question = made
        its_stems = {stem(word) for word in words(question) if word not in ALL_STOP_WORDS}
        if kinds.get(kind, 0) == _KINDS_ALIKE or any(_alike(its_stems, one) for one in asked):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        asked.append(its_stems)
        found.append(Suggested(question, i))
    for title, inside in headings:
        if len(found) == MOST:
            break
        if one := _about(title, inside, sentences, german=german):
            found.append(one)
    return found


def _made(text: str, small: frozenset[str]) -> tuple[str, str] | None:
    """Return the kind of a question that an English sentence answers, and the question."""
    if match := _IS.match(text):
        kind, tail = "is", ""
        head = f"What {match['verb']}"
    elif match := _DONE.match(text):
        kind, tail = "when", f" {match['done']}"
        head = f"When {match['verb']}"
    elif match := _MAY.match(text):
        kind, tail = "may", f" {_ENOUGH.sub('', match['rest']).strip()}"
        head = match["verb"].capitalize()
        said = words(tail)
        if len(said) < _FEWEST_WORDS or said[-1] in ALL_STOP_WORDS or _POINTING & set(said):
            return None
    else:
        return None
    question = f"{head} {_inside(match['subject'], small)}{tail}?"
    return (kind, question) if _fits(match["subject"], question) else None


def _made_german(text: str) -> tuple[str, str] | None:
    """Return the kind of a question that a German sentence answers, and the question."""
    tail = ""
    if match := _IST.match(text):
        kind, head = "is", f"Was {match['verb']}"
    elif match := _WURDE.match(text):
        kind, head, tail = "when", f"Wann {match['verb']}", match["done"]
    elif match := _DARF.match(text):
        kind, head = _KINDS[match["verb"]], match["verb"].capitalize()
        rest = _GERMAN_BESIDES.sub("", match["rest"])
        if len(words(rest)) < _FEWEST_WORDS or _GERMAN_POINTING.search(rest):
            return None
        tail = f" {rest}"
    else:
        return None
    article, space, name = match["subject"].partition(" ")
    subject = article.lower() + space + name if space else article
    question = f"{head} {subject}{tail}?"
    return (kind, question) if _fits(match["subject"], question) else None


def _fits(subject: str, question: str) -> bool:
    head, *tail = words(subject)
    named = tail if head in _SMALL else [head, *tail]
    return (
        len(question) <= _LONGEST
        and bool(named)
        and named[0] not in _NO_SUBJECT
        and named[-1] not in ALL_STOP_WORDS
        and not any(word in ALL_STOP_WORDS and word not in _INSIDE for word in named)
    )


def _inside(subject: str, small: frozenset[str]) -> str:
    """Return a subject as it stands inside a sentence: small at first, unless it is a name.

    A word is no name if the document has it with a small letter, too.
    """
    head, space, rest = subject.partition(" ")
    lower = head.lower()
    return (lower if lower in _SMALL or lower in small else head) + space + rest


def _about(
    title: str,
    inside: range,
    sentences: Sequence[Sentence],
    *,
    german: bool,
) -> Suggested | None:
    """Return a question for a heading whose words stand in a sentence below it."""
    name = bare(title)
    if name.endswith("?"):
        wanted = {stem(w) for w in words(name) if w not in STOP_WORDS["de" if german else "en"]}
    else:
        wanted = {stem(word) for word in words(name)}
    if not 1 <= len(name.split()) <= 6 or not wanted or name.isupper():
        return None
    source = next((i for i in inside if wanted <= set(sentences[i].stems)), None)
    if source is None:
        return None
    if name.endswith("?"):
        return Suggested(name, source)
    # In quotes it is a title: it needs no article, number or case, and keeps its capitals.
    title = name.strip('“”„"')
    return Suggested(
        f"Was gibt es zu „{title}“?" if german else f"What is “{title}” about?", source
    )


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))
