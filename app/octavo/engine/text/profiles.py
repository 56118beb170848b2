"""Which documents a question means: its words against name, title and first page of each.

Where a store has many alike (reports of several years, filings of several companies), the
passages hardly tell them apart, but what stands on their covers does.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Sequence

from octavo.engine.text.languages import text_language
from octavo.engine.text.questions import Asked
from octavo.engine.text.words import Language, stem, words

# What a word counts in a name or title, and on the first page. There only names and numbers of
# the question count: common words stand on any first page.
_IN_NAME, _IN_OPENING = 1.0, 0.6

# The sum of weights from which on a document is meant for sure: about one rare name, or a
# company and a year, among a few dozen documents.
_SURE = 2.0

# "AnnualReport2022_de" is four words.
_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")

_TOKEN = re.compile(r"[^\W_]+")

OPENING = 2000
"""Characters of the first page that belong to a profile."""


@dataclasses.dataclass(frozen=True, slots=True)
class Profile:
    """What tells a document from others: words of its name and title, names on its first page.

    Each is kept as it is, and as its stems in English and the document's language.
    """

    name: frozenset[str]
    opening: frozenset[str]

    @classmethod
    def of(cls, filename: str, title: str, opening: str) -> Profile:
        """Make a profile; ``opening`` is the first page's text."""
        text = f"{filename.rsplit('.', 1)[0]} {title}"
        opening = opening[:OPENING]
        language = text_language(opening)
        named = " ".join(one for one in _TOKEN.findall(opening) if one[0].isupper() or _digit(one))
        return cls(
            _forms([*words(text), *words(_SEAMS.sub(" ", text))], language),
            _forms(words(named), language),
        )


def _forms(found: Sequence[str], language: Language | None) -> frozenset[str]:
    languages = dict.fromkeys(("en", language))
    return frozenset((*found, *(stem(word, one) for word in found for one in languages)))


def _digit(token: str) -> bool:
    return any(c.isdigit() for c in token)


@dataclasses.dataclass(frozen=True, slots=True)
class Meant:
    """How surely a document is meant, 0 … 1, and how many of the question's words say so."""

    score: float = 0.0
    words: int = 0


def document_scores(asked: Asked, profiles: Sequence[Profile]) -> list[Meant]:
    """Return for each document how surely it is meant; rare words count most."""
    scores = [0.0] * len(profiles)
    counts = [0] * len(profiles)
    for word in asked.stems:
        if len(word) < 2 or (word.isdigit() and len(word) < 3):
            continue  # counts and chapters, not years
        named = word in asked.names
        found = [
            _IN_NAME if word in p.name else _IN_OPENING if named and word in p.opening else 0.0
            for p in profiles
        ]
        having = sum(value > 0 for value in found)
        if having:
            rare = math.log(1 + (len(profiles) - having + 0.5) / (having + 0.5))
            scores = [s + rare * value for s, value in zip(scores, found, strict=True)]
            counts = [n + (value > 0) for n, value in zip(counts, found, strict=True)]
    top = max(scores, default=0.0)
    return [
        Meant(score / max(top, _SURE), count) for score, count in zip(scores, counts, strict=True)
    ]
