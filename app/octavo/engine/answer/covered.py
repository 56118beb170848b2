"""Whether documents cover a question at all: what is near in meaning, has its words and names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from octavo.engine.answer.candidates import Candidate
from octavo.engine.text.languages import Language
from octavo.engine.text.questions import Asked
from octavo.engine.text.sentences import sentences
from octavo.engine.text.weights import WordWeights, has

THRESHOLD = 0.35
"""Fit below which the documents are said not to cover the question; see tests/bench/README.md."""


class _Weighing(NamedTuple):
    """What the question's words in a sentence, and in its passage, count beside its meaning.

    Args:
        words: Share of each of the two.
        scale: Brings the sum to the same threshold.
    """

    words: float
    scale: float


# Meaning and words count together, sentence by sentence: where one is near in meaning and another
# passage has the words, the question is on something else as a rule. The model has learnt English
# only: in other languages words count more. Chosen on XQuAD in English and German and SQuAD 2.0,
# each asked with and without the paragraph that answers, and tried on strangers' questions and on
# real reports.
_ENGLISH = _Weighing(0.3, 1.0)
_OTHERS = _Weighing(0.5, 1.15)

# A question of more words than this says what no sentence repeats ("… is defined as …"): there the
# nearest sentence and the passage with most words count, wherever they are. Brought to the same
# threshold.
_MOST_WORDS = 6
_PLAIN, _LONG_SCALE = 0.3, 1 / 1.2

# What is taken off if no passage has any of the names that the question has: an answer about
# another town, person or year is none. Chosen on SQuAD 2.0 and XQuAD in German, tried on reports.
_NAMES_LACKING = 0.15

# The same if no passage has any name of the person whom the question is about.
_PERSON_LACKING = 0.2

# The same if none has the head of the name that is asked for: claims are no "no-claims bonus".
_HEAD_LACKING = 0.1

# The same for each sentence without a value of the kind that is asked for.
_VALUE_LACKING = 0.6

# Characters behind a sentence in which the next one may have the value that is asked for.
_BESIDE = 300

# The same if the question names a year, and none of the passages has it.
_YEAR_LACKING = 0.25
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

# Brings words alone, rare ones and all alike, to the scale of both: rare ones alone make too much
# of a single word, all alike too much of "the report of the year".
_ALONE = 1.10


@dataclasses.dataclass(frozen=True, slots=True)
class Shares:
    """How much of a question the best passages have, each 0 … 1.

    Args:
        plain: Its words, in the one passage that has most.
        weighted: The same, rare words counting more.
        names: Its names, in all passages together; 1 if it has none.
        sentences: Its words in each sentence and in that one's passage, rare ones counting more,
            0 … 2.
        lacking: What of each sentence is taken off as it lacks the only kind of value that can
            answer.
        is_long: Whether it has so many words that no sentence can be asked to have them.
        lacks_person: Whether no passage has the person whom it names.
        lacks_head: Whether no passage has the head of the name of what it asks for.
        lacks_year: Whether it names a year, and none that a passage has.
        lacks_code: Whether it names a code, such as "E-218", that no passage has.
    """

    plain: float = 0.0
    weighted: float = 0.0
    names: float = 1.0
    sentences: NDArray[np.float64] = dataclasses.field(default_factory=lambda: np.zeros(0))
    lacking: NDArray[np.float64] = dataclasses.field(default_factory=lambda: np.zeros(0))
    is_long: bool = False
    lacks_person: bool = False
    lacks_head: bool = False
    lacks_year: bool = False
    lacks_code: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence has of a question.

    Args:
        order: Its stems, in order.
        stems: The same and those of the headings above it.
        passage: The number of its passage, counted from 0.
        of_part: Whether it stands in a clause or the like that the question names.
        lacks_value: Whether neither it nor what stands beside it has a value of the only kind that
            can answer the question.
    """

    order: Sequence[str]
    stems: AbstractSet[str]
    passage: int
    of_part: bool
    lacks_value: bool = False


def fit_of(meaning: NDArray[np.float64] | None, there: Shares, language: Language | None) -> float:
    """Return how well what was found fits the question, 0 … 1.

    Args:
        meaning: Cosine of each sentence with the question; None if words decide alone.
        there: What passages and sentences have of it.
        language: Of the question; None if that is not known.
    """
    if there.lacks_code:
        return 0.0
    least = float(there.lacking.min()) if there.lacking.size else 0.0
    if meaning is None:
        fit = _ALONE * (there.plain + there.weighted) / 2 - least
    elif there.is_long:
        fit = _LONG_SCALE * (float(meaning.max()) + _PLAIN * there.plain) / (1 + _PLAIN) - least
    else:
        words, scale = _ENGLISH if language in ("en", None) else _OTHERS
        of_each = scale * (meaning + words * there.sentences) / (1 + 2 * words)
        fit = float((of_each - there.lacking).max() if there.lacking.size else of_each.max())
    fit -= _NAMES_LACKING * (1 - there.names) + _PERSON_LACKING * there.lacks_person
    fit -= _HEAD_LACKING * there.lacks_head + _YEAR_LACKING * there.lacks_year
    return min(1.0, max(0.0, fit))


def shares(
    asked: Asked,
    passages: Sequence[AbstractSet[str]],
    sentences: Sequence[Sentence],
) -> Shares:
    """Return how much of a question the best passages and their sentences have.

    Args:
        asked: The question.
        passages: The stems of each passage, with those of the headings above it.
        sentences: Those that may be quoted.
    """
    if not asked.stems or not passages:  # "?" is a question without a word
        return Shares(sentences=np.zeros(len(sentences)))
    # Words that questions are put with need not be in an answer.
    telling = asked.telling
    weights = WordWeights(telling, passages)
    of_passages = [weights.share(passage) for passage in passages]
    names = _told_apart(asked.names)
    years = {one for one in names if _YEAR.fullmatch(one)}
    found = len(frozenset().union(*(names & passage for passage in passages)))
    wanted = len(names)
    if asked.parts:  # the number of a clause is a name, too
        wanted, found = wanted + 1, found + any(one.of_part for one in sentences)
    return Shares(
        plain=max(sum(has(one, passage) for one in set(telling)) for passage in passages)
        / len(set(telling)),
        weighted=max(of_passages),
        names=found / wanted if wanted else 1.0,
        sentences=np.array(
            [weights.share(one.stems) + of_passages[one.passage] for one in sentences]
        ),
        lacking=np.array([_VALUE_LACKING * one.lacks_value for one in sentences]),
        is_long=len(set(telling)) > _MOST_WORDS,
        lacks_person=bool(asked.persons)
        and all(asked.persons.isdisjoint(passage) for passage in passages),
        lacks_head=bool(asked.head) and not any(has(asked.head, passage) for passage in passages),
        lacks_year=bool(years) and all(years.isdisjoint(passage) for passage in passages),
        lacks_code=not _has_some(asked.codes, passages, sentences),
    )


def _has_some(
    codes: Collection[tuple[str, ...]],
    passages: Sequence[AbstractSet[str]],
    sentences: Sequence[Sentence],
) -> bool:
    """Tell whether some of the codes is there, as one word or as words in a row; or none asked."""
    if not codes:
        return True
    as_one = {"".join(code) for code in codes}
    return any(not as_one.isdisjoint(passage) for passage in passages) or any(
        a + b in as_one or a + b + c in as_one
        for one in sentences
        for a, b, c in zip(one.order, one.order[1:], [*one.order[2:], ""], strict=False)
    )


def lacks_value(candidate: Candidate, above: AbstractSet[str], asked: Asked) -> bool:
    """Tell whether neither a sentence nor the next one has a value that can answer the question.

    A value beside none of the question's words is another one.

    Args:
        candidate: The sentence.
        above: Stems of the headings above it.
        asked: The question.
    """
    if asked.value is None:
        return False
    if not any(has(word, candidate.stems) or has(word, above) for word in asked.telling):
        return True
    if asked.value.is_in(candidate.text):
        return False
    chunk = candidate.passage.chunk
    below = chunk.text[candidate.span[1] - chunk.start :][:_BESIDE]
    if below[:1] != " ":
        return True  # the end of a line
    _, stop = next(iter(sentences(below)), (0, 0))
    return not asked.value.is_in(below[:stop])


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
