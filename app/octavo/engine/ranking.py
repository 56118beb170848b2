"""Ranks the passages that words and meaning found by what stands in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, zip_longest
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from octavo.engine.store.records import Chunk, Hit
from octavo.engine.text.kinds_of_answer import AnswerKind
from octavo.engine.text.languages import Language, in_latin_letters
from octavo.engine.text.numbered import parts_of
from octavo.engine.text.profiles import Meant
from octavo.engine.text.questions import Asked
from octavo.engine.text.sentences import sentences
from octavo.engine.text.weights import Places, WordWeights

_Key = TypeVar("_Key")

# The share of meaning in a score, by the question's language. Measured as MRR@10 on SQuAD 2.0 and
# XQuAD paragraphs and on pages of real reports: English is best between 0.4 and 0.5, beyond which
# answers are quoted less often; German between 0.2 and 0.4, since the model has learnt English
# only. A question in another language in Latin letters is treated like German. Other letters the
# model knows one by one only, as far as it knows them at all: words decide there.
_ENGLISH_SHARE, _LATIN_SHARE, _OTHER_SHARE = 0.44, 0.3, 0.1

# Candidates whose text is looked at, and what is added for what is seen there. Chosen together on
# pages of real reports, SQuAD 2.0 and XQuAD in English and German, each of which gains or stays:
# see tests/bench/README.md.
LOOKED_AT = 60
LOOKED_AT_OF_PART = 20
_COVERAGE = 0.05
_CLOSENESS = 0.2
_PAGE_COVERAGE = 0.2
_NUMBERS = 0.3
_PAIRS = 0.2
_TRIPLES = 0.1
_KIND = 0.2
_OF_PART = 0.5  # of a clause or the like that the question names
_NAMED_PAGE = 2.0  # more than all that words can give: whoever names a page means it
_DOCUMENT = 0.2
_MEANT_DOCUMENT = 0.4

# What a page that a question names counts if it lacks what is asked for, while pages of that number
# in other documents have it.
_LACKING = 0.5

# What the words of the question count that a passage's document has anywhere in the candidates,
# where there are several documents: one that has them all is sooner meant than one that has the
# same passage and nothing else of it.
_WORDS_OF_DOCUMENT = 0.2

# Passages whose sentences are looked at for an amount, a time or a name that is asked for.
_LOOKED_AT_FOR_KIND = 12

# Beyond so many, the ranking takes turns with that by words alone: what meaning pushed far down
# is found by whoever looks at twenty pages.
_SETTLED = 8

# Candidates from whose absolute fit the scale of the scores is taken.
_FIT_OF = 5

# Passages that share this much of their words (Jaccard) say the same: boilerplate, copies.
_SAME = 0.9


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was found.

    Args:
        chunk: The passage.
        score: How well it fits, 0 … 1 (see ``Searcher.search``).
        words: BM25 as a share of the best passage's, 0 … 1; None if no word of the question is
            in it.
        meaning: Cosine with the question; None if it has no vector (yet).
        part: Which of several documents that the question names it is from, counted from 0.
        stems: Of its words, as they were read for the question.
        relevance: How surely it answers the question, 0 … 1, by the reranker in use; None if none
            read it.
    """

    chunk: Chunk
    score: float
    words: float | None
    meaning: float | None
    part: int | None = None
    stems: AbstractSet[str] = dataclasses.field(default=frozenset(), repr=False)
    relevance: float | None = None

    def at(self, score: float) -> Passage:
        """Return the same passage with another score."""
        return dataclasses.replace(self, score=score)


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A passage to be looked at: its place among all, its share of words, its cosine."""

    id: int
    fused: float
    words: float | None
    meaning: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its text; ``named`` if it is on a page that the question names."""

    chunk: Chunk
    candidate: Candidate
    stems: Sequence[str]
    named: bool

    @property
    def page(self) -> tuple[str, int]:
        return self.chunk.file_id, self.chunk.page


def meaning_share(language: Language | None) -> float:
    """Return the share of meaning in a score for a question in this language."""
    if language == "en":
        return _ENGLISH_SHARE
    return _LATIN_SHARE if in_latin_letters(language) else _OTHER_SHARE


def fused(word_hits: Sequence[Hit], vector_hits: Sequence[Hit], share: float) -> list[Candidate]:
    """Weigh the two sides together; the best candidate of all has 1 at most."""
    words = {hit.chunk_id: hit.score for hit in word_hits}
    meaning = {hit.chunk_id: hit.score for hit in vector_hits}
    ids = list(dict.fromkeys((*words, *meaning)))
    if not ids:
        return []
    b = _scaled(np.array([words.get(i, 0.0) for i in ids]))
    if meaning:
        c = np.array([meaning.get(i, np.nan) for i in ids])
        lacking = np.isnan(c)
        c[~lacking] = _scaled(c[~lacking])
        # A passage whose vector is not made yet must not lose by it: words stand in.
        c[lacking] = b[lacking]
        fused = (1 - share) * b + share * c
    else:
        fused = b
    top = max(words.values(), default=0.0)
    order = np.argsort(-fused, kind="stable")
    return [
        Candidate(
            ids[i],
            float(fused[i]),
            words[ids[i]] / top if ids[i] in words and top > 0 else None,
            meaning.get(ids[i]),
        )
        for i in order
    ]


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring values to 0 … 1; equal ones all get 1, or 0 if there is nothing in them."""
    low, high = values.min(), values.max()
    if high <= low:
        return np.full_like(values, 1.0 if high > 0 else 0.0)
    scaled: NDArray[np.float64] = (values - low) / (high - low)
    return scaled


def ranked(
    found: Sequence[Found],
    asked: Asked,
    share: float,
    documents: Mapping[str, Meant],
    meant: AbstractSet[str],
) -> list[tuple[int, float]]:
    """Look at the candidates' own words; return their indexes and scores, best first."""
    if not found:
        return []
    sets = [frozenset(one.stems) for one in found]
    content = frozenset(asked.stems)
    # Of the words of pages and documents only those of the question matter.
    pages = _joined_words(
        ((one.page, words & content) for one, words in zip(found, sets, strict=True))
    )
    files = _joined_words(
        ((one.chunk.file_id, words & content) for one, words in zip(found, sets, strict=True))
    )
    weights = WordWeights(asked.stems, sets[:LOOKED_AT])
    coverage = np.array([weights.coverage(words) for words in sets])
    of_files = {file_id: weights.share(words) for file_id, words in files.items()}
    sure = {file_id: one.score for file_id, one in documents.items()}
    page_of = _pages_meant(found, asked, of_files, sure)
    seen = np.array(
        [
            _CLOSENESS * weights.closeness(places)
            + _PAGE_COVERAGE * weights.coverage(pages[one.page])
            + _NUMBERS * _share(asked.numbers, words)
            + _PAIRS * _share(asked.pairs, places.pairs())
            + _TRIPLES * _share(asked.triples, places.triples())
            + _OF_PART * _is_of_part(one.chunk, asked) * page_of[one.chunk.file_id]
            + _NAMED_PAGE * one.named * page_of[one.chunk.file_id]
            + _DOCUMENT * sure.get(one.chunk.file_id, 0.0)
            + _MEANT_DOCUMENT * (one.chunk.file_id in meant)
            + _WORDS_OF_DOCUMENT * (len(files) > 1) * of_files[one.chunk.file_id]
            for one, words in zip(found, sets, strict=True)
            for places in [Places.of(one.stems, asked.spoken)]
        ]
    )
    relative = np.array([one.candidate.fused for one in found]) + _COVERAGE * coverage + seen
    if asked.kind is not None:
        for i in np.argsort(-relative, kind="stable")[:_LOOKED_AT_FOR_KIND]:
            relative[i] += _KIND * _of_kind(found[i].chunk, asked, asked.kind, weights)
    order = np.argsort(-relative, kind="stable")
    cosine = [one.candidate.meaning for one in found]
    meaning = np.array([np.nan if c is None else max(0.0, c) for c in cosine])
    meaning = np.where(np.isnan(meaning), coverage, meaning)
    fit = np.max(((1 - share) * coverage + share * meaning)[order[:_FIT_OF]])
    top = max(float(relative[order[0]]), 1e-9)
    by_words = np.argsort([-(one.candidate.words or 0.0) for one in found], kind="stable")
    ranked: list[tuple[int, float]] = []
    score = 1.0
    for i in _settled(order.tolist(), by_words.tolist()):
        # What comes by its words alone has no more than what stands before it.
        score = min(score, max(0.0, float(relative[i] / top * fit)))
        ranked.append((i, score))
    return ranked


def _pages_meant(
    found: Sequence[Found],
    asked: Asked,
    of_files: Mapping[str, float],
    sure: Mapping[str, float],
) -> dict[str, float]:
    """Return for each document how surely the page that a question names is that one's, 0 … 1.

    Every document has a page 14. It is meant as far as its document is, by name or by words; and
    if a date on page 14 is asked for, one without any is hardly meant.

    Args:
        found: The candidates.
        asked: The question.
        of_files: The share of the question's words that each document has.
        sure: How surely each is meant by its name; empty where there is only one.
    """
    if not sure:
        return dict.fromkeys(of_files, 1.0)
    named = {one.chunk.file_id for one in found if one.named} or set(of_files)
    having = named
    if (kind := asked.kind) is not None:
        having = {
            one.chunk.file_id for one in found if one.named and kind.is_in(one.chunk.text)
        } or named
    by_words = {
        file_id: share**2 * (1.0 if file_id in having else _LACKING)
        for file_id, share in of_files.items()
    }
    # Whoever names a page means one that is there.
    most = max(by_words[file_id] for file_id in named) or 1.0
    return {
        file_id: max(sure.get(file_id, 0.0), min(1.0, value / most))
        for file_id, value in by_words.items()
    }


def _is_of_part(chunk: Chunk, asked: Asked) -> bool:
    return bool(parts_of(chunk.text, asked.parts, chunk.context))


def _joined_words(found: Iterable[tuple[_Key, AbstractSet[str]]]) -> dict[_Key, AbstractSet[str]]:
    """Return all words of each page or document."""
    joined: dict[_Key, AbstractSet[str]] = {}
    for key, words in found:
        joined[key] = joined.get(key, frozenset()) | words
    return joined


def _of_kind(chunk: Chunk, asked: Asked, kind: AnswerKind, weights: WordWeights) -> float:
    """Return how much of the question a sentence has that has what is asked for, 0 … 1.

    A number somewhere in a passage says little: it has to stand by the question's words.
    """
    texts = (chunk.text[start:end] for start, end in sentences(chunk.text))
    return max(
        (
            weights.share(frozenset(asked.read(text, chunk.language)))
            for text in texts
            if kind.is_in(text)
        ),
        default=0.0,
    )


def _settled(order: Sequence[int], by_words: Sequence[int]) -> list[int]:
    """Return the order, taking turns with that by words beyond the first few."""
    first, rest = order[:_SETTLED], order[_SETTLED:]
    turns = chain.from_iterable(zip_longest(by_words, rest))
    return list(dict.fromkeys(i for i in (*first, *turns) if i is not None))


def _share(wanted: AbstractSet[Any], there: AbstractSet[Any]) -> float:
    """Return the share of what is wanted that is there."""
    return len(wanted & there) / len(wanted) if wanted else 0.0


def best(
    found: Sequence[Found],
    order: Sequence[tuple[int, float]],
    limit: int,
    threshold: float,
    parts: Sequence[Sequence[str]] = (),
) -> list[Passage]:
    """Return the first passages that are good enough and say something new.

    Args:
        found: What was looked at.
        order: Indexes and scores, best first.
        limit: Passages at most.
        threshold: Score below which none is taken.
        parts: Files that are named one beside the other, in groups: each has its share of the
            passages, if it has so many.
    """
    part_of = {file_id: number for number, part in enumerate(parts) for file_id in part}
    passages: list[Passage] = []
    kept: list[AbstractSet[str]] = []
    for i, score in order:
        if (len(passages) == limit and not parts) or score < threshold:
            break
        text = frozenset(found[i].stems)
        if not any(_alike(text, other) for other in kept):
            kept.append(text)
            one = found[i]
            candidate, part = one.candidate, part_of.get(one.chunk.file_id)
            passages.append(
                Passage(one.chunk, score, candidate.words, candidate.meaning, part, text)
            )
    return _shared(passages, len(parts), limit) if len(passages) > limit else passages


def _shared(passages: Sequence[Passage], parts: int, limit: int) -> list[Passage]:
    """Take turns between all passages and those of each part; return what is taken, best first."""
    all_ranks = range(len(passages))
    turns = [[i for i in all_ranks if passages[i].part == part] for part in range(parts)]
    order = chain.from_iterable(zip_longest(all_ranks, *turns))
    taken = list(dict.fromkeys(i for i in order if i is not None))[:limit]
    return [passages[i] for i in sorted(taken)]


def _alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    if not one or min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    # Most texts have little in common: that is seen long before all words are counted.
    may_lack = (1 - _SAME) / _SAME * len(one)
    for word in one:
        if word not in other:
            may_lack -= 1
            if may_lack < 0:
                return False
    return len(one & other) >= _SAME * len(one | other)
