"""The rules by which a German sentence becomes a question that it answers."""

from __future__ import annotations

import re

from octavo.engine.insight.asking import FEWEST_WORDS, Made, Subjects, fits
from octavo.engine.text.words import words

_ARTICLE = r"(?:Der|Die|Das|Ein|Eine|Jeder|Jede|Jedes|Alle)"
_SUBJECT = rf"(?P<subject>(?:{_ARTICLE} (?:[a-zäöü][\w-]+ ){{0,2}})?[A-ZÄÖÜ][\w-]+)"
_COUNT = r"(?:[0-9][0-9.,]*|eine?n?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)"
_UNITS = {
    "hoch": r"(?:Euro|EUR|€|Prozent|%|Franken|CHF|Grad)",
    "lang": r"(?:Tage?|Werktage|Wochen?|Monate?|Jahre?|Stunden?|Minuten?)",
    "groß": r"(?:Quadratmeter|m²|qm|Hektar)",
}
_AMOUNTS = {
    how: (
        re.compile(rf"^{_SUBJECT} beträgt (?:[a-zäöü]+ ){{0,2}}{_COUNT} ?{unit}(?!\w)"),
        # "Nach Ablauf der Probezeit beträgt die Kündigungsfrist drei Monate": the subject follows.
        re.compile(
            r"^[^.;:,]{3,80} beträgt (?P<subject>(?:der|die|das) (?:[a-zäöü][\w-]+ )?"
            rf"[A-ZÄÖÜ][\w-]+) {_COUNT} ?{unit}(?!\w)"
        ),
    )
    for how, unit in _UNITS.items()
}
_BEGINS = re.compile(
    rf"^{_SUBJECT} (?P<verb>beginnt|beginnen|endet|enden) am "
    r"(?:[A-Z]\w+, (?:dem|den) )?[0-9]{1,2}\."
)
_DUE = re.compile(
    rf"^{_SUBJECT} (?P<verb>ist|sind) (?:spätestens |jeweils )?(?:am|bis zum|zum) [^;:]*?"
    r"(?P<done> (?:fällig|zu zahlen|zu entrichten))\.$"
)
_IS = re.compile(rf"^{_SUBJECT} (?P<verb>ist|sind) (?:ein|eine|einer|der|die|das)\b")
# What somebody may do ends in an infinitive: where none is, more of the sentence follows.
_MAY = re.compile(
    rf"^{_SUBJECT} (?P<verb>darf|dürfen|muss|müssen|kann|können|soll|sollen)"
    r" (?P<rest>[^.!?;:,()„“”\"]* [a-zäöü]\w*n|[a-zäöü]\w*n)(?=[.,;:]|$)"
)
_DONE = re.compile(
    rf"^{_SUBJECT} (?P<verb>wurden?)\b[^;:,()]*\b(?:1[5-9]|20)\d\d\b[^;:,()]*"
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
_BESIDES = re.compile(
    r"\b(?:nicht|auch|außerdem|zudem|ferner|daher|deshalb|jedoch|aber|dann|danach|also|nur|erst)\s"
)
_POINTING = re.compile(
    r"\b(?:kein\w{0,2}|dies\w{0,2}|jen\w{1,2}|ihm|ihn|ihnen|ihre?\w?|seine\w?|sein(?= [A-ZÄÖÜ])"
    r"|er|sie|es|so|dort|hier|da(?:r\w+|mit|für|zu|bei|von|nach|durch|gegen|hin|her)?|solche\w?"
    r"|folgende\w?)\b"
)


def amount_asked(text: str, subjects: Subjects) -> Made | None:
    """Return the question after an amount, a length of time or a date, if a sentence tells one."""
    for how, patterns in _AMOUNTS.items():
        for pattern in patterns:
            if match := pattern.match(text):
                return _made(f"wie {how}", f"Wie {how} ist", match["subject"], "", subjects)
    if match := _BEGINS.match(text):
        return _made("when", f"Wann {match['verb']}", match["subject"], "", subjects)
    if match := _DUE.match(text):
        return _made("when", f"Wann {match['verb']}", match["subject"], match["done"], subjects)
    return None


def asked(text: str, subjects: Subjects) -> Made | None:
    """Return the question that a sentence answers, if the rules know one."""
    if made := amount_asked(text, subjects):
        return made
    if match := _IS.match(text):
        # "Mitvermietet sind die Möbel": without an article only what is a noun elsewhere is one.
        if " " not in match["subject"] and match["subject"] not in subjects.large:
            return None
        return _made("is", f"Was {match['verb']}", match["subject"], "", subjects)
    if match := _DONE.match(text):
        return _made("when", f"Wann {match['verb']}", match["subject"], match["done"], subjects)
    match = _MAY.match(text)
    rest = "" if match is None else _BESIDES.sub("", match["rest"])
    if match is None or len(words(rest)) < FEWEST_WORDS or _POINTING.search(rest):
        return None
    head = match["verb"].capitalize()
    return _made(_KINDS[match["verb"]], head, match["subject"], f" {rest}", subjects)


def _made(kind: str, head: str, subject: str, tail: str, subjects: Subjects) -> Made | None:
    question = f"{head} {subjects.inside_german(subject)}{tail}?"
    return Made(kind, question) if fits(subject, question) else None
