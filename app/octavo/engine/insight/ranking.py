"""Which sentences stand for a text: those nearest to its centre that do not repeat each other.

The centre is looked for twice: among words (the sum of all sentences' tf-idf vectors) and among
meanings (the mean of the passages' vectors, which are made anyway). Both are as old as the field
(Radev et al. 2004, "Centroid-based summarization of multiple documents"); what is new is chosen by
maximal marginal relevance (Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.insight.material import Sentence

# Shares of a sentence's score.
_WORDS, _MEANING, _EARLY = 0.5, 0.3, 0.2

# What is taken off a sentence that leans on the one before it.
_LEANING = 0.25

# How much being like a sentence that is chosen already counts against being central.
_REPEATING = 0.6

# Sentences that are compared with the chosen ones.
_POOL = 200


class Weights:
    """How much each word of a document counts: more if it is rare among the sentences."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        counts = Counter(stem for one in sentences for stem in set(one.stems))
        total = len(sentences)
        self._made: dict[tuple[int, int], dict[str, float]] = {}
        self._idf = {stem: math.log((1 + total) / (1 + n)) for stem, n in counts.items()}

    def vector(self, sentence: Sentence) -> dict[str, float]:
        """Return the sentence's tf-idf vector, of length 1 unless it has no words."""
        place = (sentence.page, sentence.start)
        if place not in self._made:
            self._made[place] = self._vector(sentence)
        return self._made[place]

    def _vector(self, sentence: Sentence) -> dict[str, float]:
        tf = Counter(sentence.stems)
        vector = {stem: n * self._idf.get(stem, 0.0) for stem, n in tf.items()}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        return {stem: value / length for stem, value in vector.items()}


def scores(
    sentences: Sequence[Sentence], weights: Weights, vectors: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return how well each sentence stands for all of them, 0 to 1."""
    if not sentences:
        return np.zeros(0)
    by_words = _scaled(_central_words([weights.vector(one) for one in sentences]))
    by_meaning = _central_meaning(sentences, vectors)
    early = np.linspace(1.0, 0.0, len(sentences))
    if by_meaning is None:
        by_meaning = by_words  # words stand in for what is not made yet
    leaning = np.array([one.leans for one in sentences])
    found = _WORDS * by_words + _MEANING * by_meaning + _EARLY * early - _LEANING * leaning
    result: NDArray[np.float64] = np.maximum(found, 0.0)
    return result


def chosen(
    sentences: Sequence[Sentence], values: NDArray[np.float64], weights: Weights, count: int
) -> list[int]:
    """Return the indexes of the sentences that say most together, in the order of the text."""
    pool = np.argsort(-values, kind="stable")[:_POOL].tolist()
    vectors = {i: weights.vector(sentences[i]) for i in pool}
    taken: list[int] = []
    repeats = dict.fromkeys(pool, 0.0)
    while pool and len(taken) < count:
        best = max(pool, key=lambda i: float(values[i]) - _REPEATING * repeats[i])
        taken.append(best)
        pool.remove(best)
        for i in pool:
            repeats[i] = max(repeats[i], _cosine(vectors[i], vectors[best]))
    return sorted(taken)


def _central_words(vectors: Sequence[dict[str, float]]) -> NDArray[np.float64]:
    centre: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, value in vector.items():
            centre[stem] += value
    length = math.sqrt(sum(value * value for value in centre.values())) or 1.0
    return np.array(
        [sum(value * centre[stem] for stem, value in vector.items()) / length for vector in vectors]
    )


def _central_meaning(
    sentences: Sequence[Sentence], vectors: NDArray[np.float32]
) -> NDArray[np.float64] | None:
    rows = np.array([one.chunk for one in sentences])
    known = rows >= 0
    if not known.any():
        return None
    centre = vectors[np.unique(rows[known])].mean(axis=0)
    cosines = vectors @ (centre / (np.linalg.norm(centre) or 1.0))
    values = np.where(known, cosines[np.where(known, rows, 0)], cosines.mean())
    return _scaled(values.astype(np.float64))


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    low, high = values.min(), values.max()
    if high <= low:
        return np.zeros_like(values)
    scaled: NDArray[np.float64] = (values - low) / (high - low)
    return scaled


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other.get(stem, 0.0) for stem, value in one.items())
