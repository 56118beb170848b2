"""Which language a text is in: told by its function words, or by its script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from octavo.engine.text.stop_words import STOP_WORDS
from octavo.engine.text.unspaced import is_unspaced, script_language

Language = str
"""ISO 639-1 code of a language, such as ``de``."""

_LATIN = frozenset(
    ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "hu", "tr")
)

# Function words of a text that are enough to say what it is in, and that will do if no other
# language has more than half as many.
_ENOUGH, _WILL_DO = 8, 3

# So much of a text decides; the rest is taken to be in the same language.
_LOOKED_AT = 8_000

# From this share of its letters on, writing without spaces tells the language.
_UNSPACED_SHARE = 0.2

_BY_WORD: dict[str, tuple[Language, ...]] = {}
for _language, _words in STOP_WORDS.items():
    for _word in _words:
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _language)

# What begins an English question, and verbs that many a German one has: they settle what short
# questions leave open. "Wie lange dauert die Probezeit?" has as many Dutch function words, and "Is
# delay covered?" as many Hungarian ones.
_ENGLISH_BEGINS = frozenset("is are was were does do did can could may must will has have".split())  # noqa: SIM905
_GERMAN_VERBS = frozenset(
    """
    bedeutet beginnt beginnen beträgt braucht brauche darf dauert dauern endet enden gehört geht
    gilt gelten heißt kostet kosten lautet lauten regelt steht stehen verfällt zahlt
    """.split()  # noqa: SIM905 - as long lists are written
)
_CAPITAL_INSIDE = re.compile(r"[\w,] [A-ZÄÖÜ][a-zäöüß]")

_WORD = re.compile(r"[^\W\d_]+")


def in_latin_letters(language: Language | None) -> bool:
    """Tell whether a language is written in Latin letters; one that is not known is taken to be."""
    return language is None or language in _LATIN


def likely_languages(words: Iterable[str]) -> list[Language]:
    """Return the languages with most function words among the words; none without any."""
    counts = function_words(words)
    most = max(counts.values(), default=0)
    return [language for language in STOP_WORDS if most and counts[language] == most]


def decided(question: str, words: Sequence[str], likely: Sequence[Language]) -> Language | None:
    """Tell English or German from the languages whose function words a question has as many of.

    Args:
        question: As it was typed.
        words: Its words, case-folded.
        likely: The languages.

    Returns:
        None if neither is told.
    """
    if "de" in likely:
        if "ß" in question or not _GERMAN_VERBS.isdisjoint(words):
            return "de"
        # Nouns have a capital in German; an English question has names.
        if "en" not in likely and _CAPITAL_INSIDE.search(question):
            return "de"
    elif "en" in likely and words[0] in _ENGLISH_BEGINS:
        return "en"
    return None


def text_language(text: str) -> Language | None:
    """Return the language of a longer text; None if too few of its words tell."""
    some = text[:_LOOKED_AT].casefold()
    if is_unspaced(some):
        letters = [c for c in some if c.isalpha()]
        if sum(is_unspaced(c) for c in letters) > _UNSPACED_SHARE * len(letters):
            return script_language(some)
    # Danish and Norwegian share most of them; the first will do, their endings are alike.
    ranked = function_words(_WORD.findall(some)).most_common(2)
    if not ranked:
        return None
    (best, count), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return best if count >= _ENOUGH or count >= max(_WILL_DO, 2 * second) else None


def function_words(words: Iterable[str]) -> Counter[Language]:
    """Return how many of the words are function words of each language."""
    return Counter(language for word in words for language in _BY_WORD.get(word, ()))
