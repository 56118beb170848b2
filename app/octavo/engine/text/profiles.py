"""Which documents a question means: its words against name, title and first page of each.

Where a store has many alike (reports of several years, filings of several companies), the
passages hardly tell them apart, but what stands on their covers does.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from octavo.engine.text.languages import text_language
from octavo.engine.text.questions import Asked
from octavo.engine.text.titles import own_title
from octavo.engine.text.words import Language, stem, words

# What a word counts in a name or title, and on the first page. There only names and numbers of
# the question count: common words stand on any first page.
_IN_NAME, _IN_OPENING = 1.0, 0.6

# The sum of weights from which on a document is meant for sure: about one rare name, or a
# company and a year, among a few dozen documents.
_SURE = 2.0

# Documents that a question may name one beside the other, and the weight from which on a word of it
# points at one: a word of less is on half of all covers.
_APART_AT_MOST = 4
_POINTS = 0.3

# What a year counts that the question names less often than another.
_ASIDE = 0.3

# A fiscal year that ends with the first weeks of a calendar year is named after the one before.
_ENDED_EARLY = re.compile(
    r"\b(?:ended|ending)\s+(?:january|february)\s+[0-9]{1,2},?\s+((?:19|20)[0-9]{2})", re.IGNORECASE
)

# Characters by which stems of words apart and in one may differ: "trader", "northwindtrad".
_ENDING = 3

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
        text = f"{filename.rsplit('.', 1)[0]} {own_title(title)}"
        opening = opening[:OPENING]
        language = text_language(opening)
        named = " ".join(one for one in _TOKEN.findall(opening) if one[0].isupper() or _digit(one))
        before = [str(int(year) - 1) for year in _ENDED_EARLY.findall(opening)]
        return cls(
            _forms([*words(text), *words(_SEAMS.sub(" ", text))], language),
            _forms([*words(named), *before], language),
        )

    def glued(self, asked: Asked) -> frozenset[str]:
        """Return the words of a question that its name has in one: "NORTHFIELDFOODS_2021"."""
        runs = (run for run in asked.pairs | asked.triples if asked.names.intersection(run))
        return frozenset(
            word for run in runs if any(_is_glued(run, one) for one in self.name) for word in run
        )


def _is_glued(run: Sequence[str], name: str) -> bool:
    """Tell whether a name is these stems in one, but for an ending that its own stem lacks."""
    joined = "".join(run)
    return (
        len(joined) - len(run[-1]) < min(len(joined), len(name)) - 1
        and abs(len(joined) - len(name)) <= _ENDING
        and (joined.startswith(name) or name.startswith(joined))
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


def naming(asked: Asked, profiles: Sequence[Profile]) -> frozenset[str]:
    """Return the words of a question by which it names these documents.

    They are the names and numbers that a document's own name has ("NORTHFIELD_2021.pdf"), and what
    goes with them in the question and on the cover ("Northfield Holdings Corp.").
    """
    found: set[str] = set()
    for profile in profiles:
        glued = profile.glued(asked)
        names = {one for one in asked.names if not _is_count(one)}
        own = {one for one in names if one in profile.name or one in glued}
        while own:
            found |= own
            own = {
                after
                for before, after in asked.pairs
                if before in own and after in profile.opening and after in names
            } - found
    return frozenset(found)


def document_scores(asked: Asked, profiles: Sequence[Profile]) -> list[Meant]:
    """Return for each document how surely it is meant; rare words count most."""
    evidence = _evidence(asked, profiles)
    scores = [sum(weights[i] for weights in evidence.values()) for i in range(len(profiles))]
    counts = [sum(w[i] > 0 for w in evidence.values()) for i in range(len(profiles))]
    top = max(scores, default=0.0)
    return [
        Meant(score / max(top, _SURE), count) for score, count in zip(scores, counts, strict=True)
    ]


def named_apart(asked: Asked, profiles: Sequence[Profile]) -> list[list[int]]:
    """Return the documents that a question names one beside the other, as indexes in groups.

    "Compare 2021 and 2022" names two: some name in the question points at documents that the
    other names do not point at. Each group is of the documents that the same words name; there
    are none unless there are two.
    """
    # Only names and titles count: on a cover there is much that many a question has, and the years
    # around its own.
    evidence = {
        word: [
            w if word in p.name or word in p.glued(asked) else 0.0
            for w, p in zip(weights, profiles, strict=True)
        ]
        for word, weights in _evidence(asked, profiles).items()
    }
    names = {word for word in evidence if word in asked.names and word not in asked.aside}
    groups: list[list[int]] = []
    left = set(names)
    while left and len(groups) < _APART_AT_MOST:
        # Of those that some name left points at, the best by all words is meant by it.
        rank = {
            i: (sum(evidence[word][i] for word in left), sum(w[i] for w in evidence.values()))
            for i in range(len(profiles))
        }
        best = max(rank, key=lambda i: rank[i], default=None)
        if best is None or rank[best][0] < _POINTS:
            break
        by = _naming(evidence, names, best)
        groups.append(
            [i for i in rank if rank[i] == rank[best] and _naming(evidence, names, i) == by]
        )
        left -= by
    return groups if len(groups) > 1 else []


def _naming(
    evidence: Mapping[str, Sequence[float]], names: AbstractSet[str], document: int
) -> AbstractSet[str]:
    return frozenset(word for word in names if evidence[word][document] > 0)


def _is_count(word: str) -> bool:
    """Tell counts and chapters from years and codes; single letters are no names either."""
    return len(word) < 2 or (word.isdigit() and len(word) < 3)


def _evidence(asked: Asked, profiles: Sequence[Profile]) -> dict[str, list[float]]:
    """Return for words of the question how much each says for each document."""
    evidence: dict[str, list[float]] = {}
    glued = [profile.glued(asked) for profile in profiles]
    for word in asked.stems:
        if _is_count(word):
            continue
        named = word in asked.names
        found = [
            _IN_NAME
            if word in p.name or word in joined
            else _IN_OPENING
            if named and word in p.opening
            else 0.0
            for p, joined in zip(profiles, glued, strict=True)
        ]
        having = sum(value > 0 for value in found)
        if having:
            rare = math.log(1 + (len(profiles) - having + 0.5) / (having + 0.5))
            if word in asked.aside:
                rare *= _ASIDE
            evidence[word] = [rare * value for value in found]
    return evidence
