"""Whether documents cover a question at all: what is near in meaning, has its words and names."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from octavo.engine.text.questions import Asked
from octavo.engine.text.weights import WordWeights

THRESHOLD = 0.42
"""Fit below which the documents are said not to cover the question; see tests/bench/README.md."""

# A sentence that is near in meaning, and a passage that has most of the question's words: one
# sentence need not have them all, but a question whose words are nowhere together is on something
# else.
_MEANING, _ALL_WORDS = 1.0, 0.3

# What is taken off if no passage has any of the names that the question has: an answer about
# another town, person or year is none. Chosen on SQuAD 2.0 and XQuAD in German, tried on reports.
_NAMES_LACKING = 0.15

# Brings words alone, rare ones and all alike, to the scale of both: rare ones alone make too much
# of a single word, all alike too much of "the report of the year".
_ALONE = 1.32


@dataclasses.dataclass(frozen=True, slots=True)
class Shares:
    """How much of a question the best passages have, each 0 … 1.

    Args:
        plain: Its words, in the one passage that has most.
        weighted: The same, rare words counting more.
        names: Its names, in all passages together; 1 if it has none.
    """

    plain: float = 0.0
    weighted: float = 0.0
    names: float = 1.0


def fit_of(meaning: float | None, there: Shares) -> float:
    """Return how well what was found fits the question, 0 … 1.

    Args:
        meaning: Cosine of the sentence that is nearest in meaning; None if words decide alone.
        there: What the passages have of it.
    """
    if meaning is None:
        fit = _ALONE * (there.plain + there.weighted) / 2
    else:
        fit = (_MEANING * meaning + _ALL_WORDS * there.plain) / (_MEANING + _ALL_WORDS)
    return min(1.0, max(0.0, fit - _NAMES_LACKING * (1 - there.names)))


def shares(asked: Asked, weights: WordWeights, passages: Sequence[AbstractSet[str]]) -> Shares:
    """Return how much of a question the best passages have.

    Args:
        asked: The question.
        weights: Of its stems among the passages.
        passages: The stems of each passage.
    """
    if not asked.stems or not passages:
        return Shares()
    distinct = frozenset(asked.stems)
    names = _told_apart(asked.names)
    everywhere = frozenset().union(*(names & passage for passage in passages))
    return Shares(
        plain=max(len(distinct & passage) for passage in passages) / len(distinct),
        weighted=max(weights.share(passage) for passage in passages),
        names=len(everywhere) / len(names) if names else 1.0,
    )


def has_its_name(asked: Asked, sentence: AbstractSet[str]) -> bool:
    """Tell whether a question asks for nothing but a name of several words that a sentence has.

    Sentences that tell who somebody is are about something else as a rule, and so are far from
    "Who is …?" in meaning.

    Args:
        asked: The question.
        sentence: Stems of the sentence that fits best.
    """
    several = len(asked.names) > 1 and not asked.numbers
    return several and asked.names == frozenset(asked.stems) and asked.names <= sentence


def _told_apart(names: Collection[str]) -> frozenset[str]:
    """Return the names by which something is told from others of its kind: no small numbers."""
    return frozenset(one for one in names if len(one) > 2 or not one.isdigit())
