"""Key terms: phrases of one to three words that a document speaks of often, and is about.

Candidates are runs of words between function words and punctuation. How often one stands in the
text counts by C-value (Frantzi et al. 2000: longer phrases count more, parts of them less), and
then how near its meaning is to the document's, where a model can tell.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Sequence

from octavo.engine.insight.material import Sentence, is_german
from octavo.engine.text.words import ALL_STOP_WORDS, stem

CANDIDATES = 40
"""Terms whose meaning is looked at."""

# In a longer document every second sentence is looked at, or every third, and so on: what it is
# about is seen in them as well, and a second is all that there is.
_SENTENCES = 3000

_LONGEST = 3
_ROOT = 5  # characters that two forms of a word share from the beginning
_RARE = 2  # times that a term stands in the text at least

# A word in so many of the sentences is a function word, in whatever language.
_EVERYWHERE = 0.3

_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[^\w\s]")

# Words that are in any text and name nothing.
_PALE_WORDS = """
use used uses using based new shown see figure table section page example examples number
first second one two three many well order way case part time year years different
following including include includes provide provides provided make made make may might
need needs within without per via however therefore would could
neue neuen zwei drei jahr jahre jahren beispiel abbildung tabelle seite teil
"""
# Units, months and the like: they stand beside what is measured. And what warnings begin with.
_UNITS = """
percent per cent cents degree degrees celsius euro euros pound pounds dollar dollars pence eur usd
gbp chf million millions billion billions thousand hundred day days week weeks month months hour
hours minute minutes seconds metre metres kilogram kilograms pages clause four five six seven
eight nine ten third january february march april may june july august september october november
december monday tuesday wednesday thursday friday saturday sunday prozent grad euro million
millionen milliarden tag tage tagen woche wochen monat monate monaten monats stunde stunden minute
minuten sekunden uhr meter kilogramm seiten vier fünf sechs sieben acht neun zehn januar februar
märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
frau herr herrn absatz nummer warning caution note notes attention achtung warnung vorsicht
hinweis hinweise
"""
# Verbs and the like that are in any text: they name nothing either.
_VERBS = """
say says said saying go goes going went gone come comes coming came take takes taking took taken
get gets getting got give gives giving gave given keep keeps kept leave leaves leaving left look
looks looked see seen saw know known knew find found mean means meant become became begin began
caused allowed apply applied applies measured pay pays paid payable less more end ends ended
"""
_PALE = frozenset(f"{_PALE_WORDS} {_UNITS} {_VERBS}".split())


_Key = tuple[str, ...]
_Run = tuple[int, list[str], _Key]  # a sentence's number, words that follow each other, their stems


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """A term: as it is written most often, how often it stands there, and where first.

    ``count`` is of the sentences that were looked at, ``weight`` tells how much it is spoken of;
    ``sentence`` is the index of the first with it.
    """

    text: str
    count: int
    weight: float
    sentence: int
    stems: tuple[str, ...]


def terms(sentences: Sequence[Sentence]) -> list[Term]:
    """Return the terms that are spoken of most, ``CANDIDATES`` at most."""
    runs = _all_runs(sentences)
    counts = _counts(runs)
    weights = _c_values(counts)
    kept: list[_Key] = []
    for key in sorted(weights, key=lambda key: -weights[key]):
        if len(kept) == CANDIDATES:
            break
        if not any(_same(key, other) for other in kept):
            kept.append(key)
    forms, first = _written(runs, frozenset(kept))
    found = [Term(_form(forms[key]), counts[key], weights[key], first[key], key) for key in kept]
    if not is_german(sentences):
        return found
    # German nouns have capitals: any other word by itself names nothing.
    return [one for one in found if len(one.stems) > 1 or not one.text[:1].islower()]


def _all_runs(sentences: Sequence[Sentence]) -> list[_Run]:
    everywhere = _everywhere(sentences)
    step = 1 + len(sentences) // _SENTENCES
    return [
        (number, run, tuple(stem(word.lower()) for word in run))
        for number in range(0, len(sentences), step)
        for run in _runs(sentences[number].text, everywhere)
    ]


def _counts(runs: Sequence[_Run]) -> dict[_Key, int]:
    """Return how often each phrase stands there, if it does so more than once.

    A phrase is not more frequent than its words, so rare words end the search early.
    """
    single = Counter(one for _, _, stems in runs for one in stems)
    counts: Counter[_Key] = Counter()
    for _, _, stems in runs:
        for start, one in enumerate(stems):
            if single[one] < _RARE:
                continue
            counts[(one,)] += 1
            for end in range(start + 2, min(start + _LONGEST, len(stems)) + 1):
                if single[stems[end - 1]] < _RARE:
                    break
                counts[stems[start:end]] += 1
    return {key: count for key, count in counts.items() if count >= _RARE}


def _written(
    runs: Sequence[_Run], wanted: frozenset[_Key]
) -> tuple[dict[_Key, Counter[str]], dict[_Key, int]]:
    """Return how the phrases are written, and the number of the first sentence with each."""
    forms: dict[_Key, Counter[str]] = {key: Counter() for key in wanted}
    first: dict[_Key, int] = {}
    beginnings = {key[0] for key in wanted}
    for number, run, stems in runs:
        for start, one in enumerate(stems):
            if one not in beginnings:
                continue
            for end in range(start + 1, min(start + _LONGEST, len(stems)) + 1):
                key = stems[start:end]
                if key in wanted:
                    forms[key][" ".join(run[start:end])] += 1
                    first.setdefault(key, number)
    return forms, first


def _everywhere(sentences: Sequence[Sentence]) -> frozenset[str]:
    counts = Counter(w for one in sentences for w in set(re.findall(r"[^\W_]+", one.text.lower())))
    most = max(20, _EVERYWHERE * len(sentences))
    return frozenset(word for word, n in counts.items() if n > most and len(word) <= 4)


def _runs(text: str, everywhere: frozenset[str]) -> list[list[str]]:
    """Return the runs of words that may name something."""
    runs: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        lower = token.lower()
        names = (
            any(c.isalpha() for c in token)
            and (len(token) > 2 or (len(token) > 1 and token.isupper()))
            and lower not in ALL_STOP_WORDS
            and lower not in everywhere
            and lower not in _PALE
        )
        if names:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _c_values(counts: dict[_Key, int]) -> dict[_Key, float]:
    """Return how much each term counts: not for what it is only a part of."""
    inside: dict[_Key, list[int]] = {}
    for key, count in counts.items():
        for size in range(1, len(key)):
            for at in range(len(key) - size + 1):
                inside.setdefault(key[at : at + size], []).append(count)
    return {
        key: math.log2(1.5 + len(key)) * (count - _mean(inside.get(key, [])))
        for key, count in counts.items()
    }


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0


def _same(one: _Key, other: _Key) -> bool:
    """Tell whether one is a part of the other, or another form of it (logic, logical)."""
    if _within(one, other) or _within(other, one):
        return True
    short, long = sorted(("".join(one), "".join(other)), key=len)
    return len(short) >= _ROOT and long.startswith(short)


def _within(part: _Key, whole: _Key) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def _form(forms: Counter[str]) -> str:
    """Return how a term is written most often; not with a capital that only begins sentences."""
    [(best, count)] = forms.most_common(1)
    lower = best[:1].lower() + best[1:]
    return lower if forms.get(lower, 0) * 3 >= count else best
