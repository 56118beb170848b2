"""Finds the passages of vector stores that fit a question: words and meaning, weighed together."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from octavo.engine.store.records import Chunk, Hit
from octavo.engine.store.store import Store
from octavo.engine.text.weights import WordWeights
from octavo.engine.text.words import Language, content_words, guess_language, stems
from octavo.errors import ResourceError, WorkerError
from octavo.models.port import Embedder, Vectors

_log = logging.getLogger(__name__)

Used = Callable[[Sequence[str]], Awaitable[None]]

# Candidates from each side. Beyond the hundredth neither adds right pages.
POOL = 100

# The share of meaning in a score, by the question's language. Measured as MRR@10 on SQuAD 2.0 and
# XQuAD paragraphs and on pages of real reports: English is best between 0.4 (pages) and 0.5
# (paragraphs); German between 0.2 and 0.4, since the model has learnt English only. A question
# in neither language is treated like German.
MEANING_SHARE: dict[Language | None, float] = {"en": 0.4, "de": 0.3, None: 0.3}

# Candidates whose text is looked at, and what its coverage and closeness of the question's words
# add. Measured on the same sets, MRR@10 without → with both: SQuAD 2.0 87.0 → 88.2, XQuAD
# 96.8 → 97.1, in German 92.7 → 93.1; pages of real reports one to two points more.
_LOOKED_AT = 40
_COVERAGE = 0.1
_CLOSENESS = 0.2

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
    """

    chunk: Chunk
    score: float
    words: float | None
    meaning: float | None


class Searcher:
    """Searches vector stores.

    Args:
        store: Where the passages are.
        embedder: Turns questions into vectors; without a working one, words decide alone.
        used: Told which stores are searched; may refuse.
    """

    def __init__(self, store: Store, embedder: Embedder, used: Used | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._used = used

    async def search(
        self,
        vector_store_ids: Sequence[str],
        query: str,
        *,
        limit: int,
        score_threshold: float = 0.0,
        files: Sequence[str] | None = None,
    ) -> list[Passage]:
        """Return the best passages, best first, without near-duplicates.

        The order comes from ``(1 - w) * b + w * c + 0.1 * v + 0.2 * n``: b is BM25 and c the
        cosine, each brought to 0 … 1 over the candidates, w the share of meaning
        (``MEANING_SHARE``), v how much of the question's words the passage covers and n how many
        of its neighbouring words stand close to each other (``WordWeights``).

        Such values are relative: the best passage has much however badly it fits. The score is
        therefore this value as a share of the best one's, times the best fit among the first
        few, which is absolute: ``(1 - w) * v + w * cosine``. So 0.8 means that the passage has
        most of what was asked for, 0.1 that it shares a common word with it.

        Args:
            vector_store_ids: Where to search.
            query: The question in the user's words.
            limit: Passages at most.
            score_threshold: Leave out passages with a lower score.
            files: Only passages of the files with these ids; all files if not given.

        Raises:
            StoreExpiredError: a store has expired.
        """
        if not query.strip() or not vector_store_ids or limit < 1:
            return []
        if self._used is not None:
            await self._used(vector_store_ids)
        wanted = content_words(query)
        share = MEANING_SHARE[guess_language(query)]
        word_hits, vector = await asyncio.gather(
            self._store.search_words(vector_store_ids, wanted, POOL, files), self._vector(query)
        )
        vector_hits: list[Hit] = []
        if vector is not None:
            also = [hit.chunk_id for hit in word_hits]
            vector_hits = await self._store.search_vectors(
                vector_store_ids, vector, self._embedder.model, POOL, also, files
            )
        candidates = _fused(word_hits, vector_hits, share)[: max(_LOOKED_AT, 2 * limit)]
        chunks = {chunk.id: chunk for chunk in await self._store.chunks([c.id for c in candidates])}
        found = [c for c in candidates if c.id in chunks]
        texts = [stems(chunks[c.id].text) for c in found]
        passages: list[Passage] = []
        kept: list[AbstractSet[str]] = []
        for i, score in _ranked(found, texts, wanted, share):
            if len(passages) == limit or score < score_threshold:
                break
            text = frozenset(texts[i])
            if not any(_alike(text, other) for other in kept):
                kept.append(text)
                one = found[i]
                passages.append(Passage(chunks[one.id], score, one.words, one.meaning))
        return passages

    async def _vector(self, query: str) -> Vectors | None:
        try:
            return await self._embedder.embed([query], urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("the question has no vector: words decide alone", exc_info=True)
            return None


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    fused: float
    words: float | None
    meaning: float | None


def _fused(word_hits: Sequence[Hit], vector_hits: Sequence[Hit], share: float) -> list[_Candidate]:
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
        _Candidate(
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


def _ranked(
    found: Sequence[_Candidate],
    texts: Sequence[Sequence[str]],
    wanted: Sequence[str],
    share: float,
) -> list[tuple[int, float]]:
    """Look at the candidates' own words; return their indexes and scores, best first."""
    if not found:
        return []
    sets = [frozenset(text) for text in texts]
    weights = WordWeights(wanted, sets[:_LOOKED_AT])
    coverage = np.array([weights.coverage(text) for text in sets])
    closeness = np.array([weights.closeness(text) for text in texts])
    relative = np.array([c.fused for c in found]) + _COVERAGE * coverage + _CLOSENESS * closeness
    order = np.argsort(-relative, kind="stable")
    meaning = np.array([np.nan if c.meaning is None else max(0.0, c.meaning) for c in found])
    meaning = np.where(np.isnan(meaning), coverage, meaning)
    fit = np.max(((1 - share) * coverage + share * meaning)[order[:_FIT_OF]])
    top = max(float(relative[order[0]]), 1e-9)
    return [(int(i), min(1.0, float(relative[i] / top * fit))) for i in order]


def _alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    if not one or min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    return len(one & other) >= _SAME * len(one | other)
