"""Words of a text or question: which carry meaning, in which language, and their stems."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Literal

Language = Literal["en", "de"]

# Function words; question words among them, since they stand in every question and in no answer.
_ENGLISH = """
a about above after again against all also am among an and any are as at be because been
before being below between both but by can could did do does doing down during each every
few for from further had has have having he her here hers him his how i if in into is it
its itself just many may me might more most much must my no nor not of off on once one only
or other our ours out over own per same shall she should so some such than that the their
theirs them then there these they this those through to too under until up upon us very was
we were what when where whether which while who whom whose why will with within without
would you your yours s t don didn doesn isn aren wasn weren won ll ve re
please give list tell show write find name
"""
_GERMAN = """
aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf
aus bei beim bin bis bist da dabei dadurch dafür damit dann daran darauf daraus darin das
dass davon dazu dein deine dem den denen denn der deren des dessen die dies diese diesem
diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas euch
euer für gegen gibt hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr
ihre ihrem ihren ihrer ihres im in ins ist ja jede jedem jeden jeder jedes jene jener kann
kein keine keinem keinen keiner können könnte man manche mehr mein meine mich mir mit muss
müssen nach nicht nichts noch nur ob oder ohne sehr sein seine seinem seinen seiner seit
sich sie sind so solche soll sollen sollte sondern sonst um und uns unser unsere unter viel
viele vielen vom von vor wann war waren warum was weder weil welche welchem welchen welcher
welches wem wen wenn wer werde werden wessen wie wieder wieso wieviel will wir wird wirst wo
wobei wodurch wofür woher wohin womit worin wurde wurden während zu zum zur zwar zwischen
über bitte nenne nennen zeige
"""
STOP_WORDS: dict[Language, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
}
ALL_STOP_WORDS = STOP_WORDS["en"] | STOP_WORDS["de"]

_WORD = re.compile(r"[^\W_]+")
# Endings that English and German inflection adds, longest first. Cutting them joins the forms of
# a word ("reported", "reports"; "Berichten", "Berichte") without a table of each language.
_ENDINGS = (
    "ingly", "edly", "ings", "ing", "ies", "ern", "est", "em", "en", "er", "es", "ed", "ly",
    "e", "s", "n", "y",
)  # fmt: skip
_SHORTEST_STEM = 4


def words(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, in order."""
    return _WORD.findall(text.lower())


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a lower-case word without accents and without its inflected ending.

    Both sides of a comparison must go through it; the result is not for display. Words with
    digits stay whole: in codes and numbers every character counts.
    """
    if any(c.isdigit() for c in word):
        return word
    plain = word
    if not word.isascii():
        split = unicodedata.normalize("NFKD", word)
        plain = "".join(c for c in split if not unicodedata.combining(c))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def stems(text: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word) for word in words(text)]


def guess_language(text: str) -> Language | None:
    """Tell the language of a question by its function words; None when they do not decide."""
    found = words(text)
    counts: dict[Language, int] = {
        language: sum(word in stop for word in found) for language, stop in STOP_WORDS.items()
    }
    if counts["en"] == counts["de"]:
        return None
    return "en" if counts["en"] > counts["de"] else "de"


def content_words(question: str) -> list[str]:
    """Return what a question asks about: its words without function words, each once.

    A word of the other language's function words is kept once the language is known (the
    German "die" is an English verb). If nothing would be left, all words are returned.
    """
    language = guess_language(question)
    stop = ALL_STOP_WORDS if language is None else STOP_WORDS[language]
    found = list(dict.fromkeys(words(question)))
    return [word for word in found if word not in stop] or found
