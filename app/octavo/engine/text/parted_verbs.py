"""Puts German verbs of two parts together: "Wann fängt es an?" asks when it is to "anfangen".

The second part stands at the end of a question, where as a word of its own it means nothing. Only
verbs that have other names are worth it: a document says "scheidet … aus", too.
"""

from __future__ import annotations

import re
from typing import Final

from octavo.engine.text.synonyms import other_names
from octavo.engine.text.words import STOP_WORDS, stem

_LONGEST: Final = 300
"""Characters of a question that is looked at."""

_ENDS_WITH = re.compile(
    r"\s(?P<part>ab|an|auf|aus|ein|fest|hin|los|mit|nach|raus|statt|teil|um|vor|weg|weiter|zu|zurück"
    r"|zusammen|offen)\s*[?.!]*\s*$"
)
_WORD = re.compile(r"[^\W\d_]+")
_BE_OR_HAVE = frozenset(
    ("hat", "haben", "habt", "hatte", "hatten", "ist", "sind", "war", "waren", "bleibt", "bleiben")
)
# How long or how often something is, and not what is done.
_NO_VERBS = STOP_WORDS["de"] | {"lange", "lang", "oft", "hoch", "weit", "viel", "viele", "teuer"}
_IS_SHUT_OR_OPEN: Final = {"zu": "geschlossen", "auf": "geöffnet", "offen": "geöffnet"}

# Forms of verbs with another vowel than their infinitive's.
_INFINITIVES: Final = {
    "fängt": "fangen", "fing": "fangen", "fingen": "fangen", "läuft": "laufen", "lief": "laufen",
    "nimmt": "nehmen", "nahm": "nehmen", "gibt": "geben", "gab": "geben", "hält": "halten",
    "tritt": "treten", "trat": "treten", "fährt": "fahren", "fuhr": "fahren", "fand": "finden",
    "fanden": "finden", "schlägt": "schlagen", "trägt": "tragen", "spricht": "sprechen",
    "sieht": "sehen", "lässt": "lassen", "lädt": "laden", "fällt": "fallen", "kam": "kommen",
    "ging": "gehen", "zog": "ziehen", "rief": "rufen", "lag": "liegen", "schloss": "schließen",
}  # fmt: skip
_ENDINGS = re.compile(r"(?:test|tet|ten|est|te|st|et|en|t|e)$")
_SHORTEST: Final = 3
"""Letters of a verb without its ending."""


def put_together(question: str) -> str:
    """Return a German question with the parts of such a verb as one infinitive, if it has one."""
    found = _ENDS_WITH.search(question) if len(question) <= _LONGEST else None
    if found is None:
        return question
    part = found["part"]
    for word in _WORD.finditer(question, 0, found.start() + 1):
        verb = word[0].lower()
        if verb in _BE_OR_HAVE:
            whole = _IS_SHUT_OR_OPEN.get(part)
        elif verb in _NO_VERBS or (word.start() and word[0][0].isupper()):
            continue
        else:
            whole = _whole(part, verb)
        if whole is None or not other_names([stem(whole, "de")], "de"):
            return question
        return f"{question[: word.start()]}{whole}{question[word.end() : found.start()]}?"
    return question


def _whole(part: str, verb: str) -> str | None:
    if verb in _INFINITIVES:
        return part + _INFINITIVES[verb]
    base = _ENDINGS.sub("", verb)
    return f"{part}{base}en" if len(base) >= _SHORTEST else None
