"""The rules by which an English sentence becomes a question that it answers."""

from __future__ import annotations

import re
from collections.abc import Collection

from octavo.engine.insight.asking import FEWEST_WORDS, Made, Subjects, fits
from octavo.engine.text.words import ALL_STOP_WORDS, words

_NOUN = r"(?:(?!(?:the|an?|each)\b)[A-Za-z][\w’'-]*)"
_SUBJECT = (
    r"(?P<subject>(?:(?:The|A|An|Each|Every|All) )?"
    rf"{_NOUN}(?: (?:(?:of|for) (?:(?:the|an?|each) )?)?{_NOUN}){{0,3}})"
)
_MONEY = (
    r"(?:(?:£|\$|€|EUR|USD|GBP|CHF) ?[0-9]"
    r"|[0-9][0-9.,]* (?:million |billion )?"
    r"(?:euros?|pounds?|dollars?|pence|cents?|EUR|USD|GBP|CHF|€)(?!\w))"
)
_COUNT = (
    r"(?:[0-9][0-9.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty"
    r"|sixty|ninety)"
)
_DATE = r"(?:[0-9]{1,2} [A-Z]|[A-Z][a-z]+ [0-9]{1,2})[^.;]*[12][0-9]{3}"
_HOW_MUCH = re.compile(rf"^{_SUBJECT} (?P<verb>is|are|was|were) (?:now |currently )?{_MONEY}")
_HOW_LONG = re.compile(
    rf"^{_SUBJECT} (?P<verb>is|was) {_COUNT} (?:hours?|days?|weeks?|months?|years?)\b"
)
_STARTS = re.compile(
    rf"^{_SUBJECT} (?P<verb>begins|starts|commences|ends|expires|began|started|commenced|ended"
    rf"|expired) on (?:the )?{_DATE}"
)
_DUE = re.compile(rf"^{_SUBJECT} (?P<verb>is|are) (?P<done>due|payable) (?:on|by|within|in)\b")

# What is one of these: the sentence is about something else.
_ELSEWHERE = r"(?:exception|example|matter|question|reason|must|risk|pity|consequence|result)s?\b"
_IS = re.compile(
    rf"^{_SUBJECT} (?P<verb>is|are) (?:a|an|the|defined as|one of|any) (?!(?:\w+ )?{_ELSEWHERE})"
)
_MAY = re.compile(
    rf"^{_SUBJECT} (?P<verb>may|must|can|shall|should) (?P<not>(?:not|never) )?"
    r"(?P<rest>[a-z][^.!?;:,()“”\"]*)"
)
_DONE = re.compile(
    rf"^{_SUBJECT} (?P<verb>was|were)"
    r" (?P<done>\w+(?:ed|lt|wn|tten|ilt|ade|und)(?: (?:out|up|down|off))?)\b"
    r".*\b(?:1[5-9]|20)\d\d\b"
)

# Who or what these are, the sentence before tells.
_POINTING = frozenset({"you", "it", "them", "him", "her", "then", "also"})
# What follows the first of these tells more than a question asks.
_ENOUGH = re.compile(
    r"\s(?:if|unless|with|within|without|by|when|while|because|which|that|who|where|as|after|before"
    r"|until|only|so|in order|for example|provided|under|from|through|using|upon"
    r"|on (?:not|no|at|up|any|giving|written|each|every|[0-9]\w*))\b.*$"
)


def amount_asked(text: str, subjects: Subjects) -> Made | None:
    """Return the question after an amount, a length of time or a date, if a sentence tells one."""
    tail = ""
    if match := _HOW_MUCH.match(text):
        kind, head = "how much", f"How much {match['verb']}"
    elif match := _HOW_LONG.match(text):
        kind, head = "how long", f"How long {match['verb']}"
    elif match := _STARTS.match(text):
        base, is_past = _base(match["verb"])
        kind, head, tail = "when", "When did" if is_past else "When does", f" {base}"
    elif match := _DUE.match(text):
        kind, head, tail = "when", f"When {match['verb']}", f" {match['done']}"
    else:
        return None
    question = f"{head} {subjects.inside(match['subject'])}{tail}?"
    return Made(kind, question) if fits(match["subject"], question) else None


def asked(text: str, subjects: Subjects) -> Made | None:
    """Return the question that a sentence answers, if the rules know one."""
    if made := amount_asked(text, subjects):
        return made
    tail = ""
    if match := _IS.match(text):
        if " " not in match["subject"] and match["subject"].endswith("ed"):
            return None  # "Allowed are the …"
        kind, head = "is", f"What {match['verb']}"
    elif match := _DONE.match(text):
        kind, head, tail = "when", f"When {match['verb']}", f" {match['done']}"
    elif match := _MAY.match(text):
        kind, head = "may", _may(match["verb"], is_denied=bool(match["not"]))
        # What may not be done in some way may be done in others: nothing is cut off there.
        rest = match["rest"] if match["not"] else _ENOUGH.sub("", match["rest"])
        tail = f" {rest.strip()}"
        if not _says_enough(words(tail)):
            return None
    else:
        return None
    question = f"{head} {subjects.inside(match['subject'])}{tail}?"
    return Made(kind, question) if fits(match["subject"], question) else None


def _base(verb: str) -> tuple[str, bool]:
    """Return a verb's base, and whether it is in the past: "commenced", "begins"."""
    if verb == "began":
        return "begin", True
    if verb.endswith("ed"):
        base = verb[:-2]
        return (base if base in ("start", "end") else f"{base}e"), True
    return verb[:-1], False


def _may(verb: str, *, is_denied: bool) -> str:
    """Return what asks for leave or duty: what must or shall not be done, may not be done."""
    if verb in ("shall", "must"):
        return "May" if is_denied else "Must"
    return verb.capitalize()


def _says_enough(said: Collection[str]) -> bool:
    last = list(said)[-1] if said else ""
    return (
        len(said) >= FEWEST_WORDS
        and last not in ALL_STOP_WORDS
        and not _POINTING.intersection(said)
    )
