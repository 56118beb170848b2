"""Finds the passages of vector stores that fit a question: words and meaning, weighed together."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise, zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.engine.store.records import Chunk, Hit
from octavo.engine.store.store import Store
from octavo.engine.text.languages import Language, in_latin_letters
from octavo.engine.text.profiles import Meant, Profile, document_scores
from octavo.engine.text.questions import Asked, understood
from octavo.engine.text.weights import WordWeights
from octavo.errors import ResourceError, WorkerError
from octavo.models.port import Embedder, Vectors

_log = logging.getLogger(__name__)

Used = Callable[[Sequence[str]], Awaitable[None]]

# Candidates from each side. Beyond the hundredth neither adds right pages.
POOL = 100

# The share of meaning in a score, by the question's language. Measured as MRR@10 on SQuAD 2.0 and
# XQuAD paragraphs and on pages of real reports: English is best between 0.3 (pages) and 0.5
# (paragraphs); German between 0.2 and 0.4, since the model has learnt English only. A question
# in another language in Latin letters is treated like German. Other letters the model knows one by
# one only, as far as it knows them at all: words decide there.
_ENGLISH_SHARE, _LATIN_SHARE, _OTHER_SHARE = 0.33, 0.3, 0.1

# Candidates whose text is looked at, and what is added for what is seen there. Chosen together on
# pages of real reports, SQuAD 2.0 and XQuAD in English and German, each of which gains or stays:
# see tests/bench/README.md.
_LOOKED_AT = 60
_COVERAGE = 0.05
_CLOSENESS = 0.2
_PAGE_COVERAGE = 0.2
_NUMBERS = 0.3
_PAIRS = 0.2
_TRIPLES = 0.1
_NAMED_PAGE = 1.0
_DOCUMENT = 0.2
_MEANT_DOCUMENT = 0.4

# Beyond so many, the ranking takes turns with that by words alone: what meaning pushed far down
# is found by whoever looks at twenty pages.
_SETTLED = 8

# Among more files than this no document is looked for first; at most so many are searched anew.
_MOST_FILES = 2000
_MEANT_AT_MOST = 4

# A document with this share of the best one's score is meant as well.
_MEANT = 0.9

# So many words of the question have to point at a document that is searched anew: a company and a
# year do, one rare word may be there by chance.
_MEANT_WORDS = 2

# From this score on the best document is meant for sure.
_SURE = 0.75

# Profiles are made for so many files between two looks at other work; so many are kept.
_PROFILES_AT_ONCE = 16
_PROFILES_KEPT = 2 * _MOST_FILES

# Chunks of pages named in the question that join the candidates.
_ON_PAGES = 60

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
        self._profiles: dict[tuple[str, str], Profile] = {}

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

        The order comes from ``(1 - w) * b + w * c`` and what the passage's text adds: b is BM25
        and c the cosine, each brought to 0 … 1 over the candidates, w the share of meaning
        (``meaning_share``). Added are shares of the question's words that passage and page cover
        and that stand close together (``WordWeights``), of its numbers and phrases, whether it is
        on a page that the question names, and how surely its document is meant.

        Such values are relative: the best passage has much however badly it fits. The score is
        therefore this value as a share of the best one's, times the best fit among the first
        few, which is absolute: ``(1 - w) * v + w * cosine`` with v the passage's own share of
        the words. So 0.8 means that the passage has most of what was asked for, 0.1 that it
        shares a common word with it.

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
        query = await self.spelled(query, vector_store_ids)
        asked = understood(query)
        share = meaning_share(asked.language)
        vector, documents = await asyncio.gather(
            self._vector(query), self._documents(asked, vector_store_ids, files)
        )
        word_hits, vector_hits = await self._hits(asked, vector, vector_store_ids, files)
        meant = _meant(documents)
        if meant:
            more = await self._hits(asked, vector, vector_store_ids, meant)
            word_hits, vector_hits = _joined(word_hits, more[0]), _joined(vector_hits, more[1])
        candidates = _fused(word_hits, vector_hits, share)
        named = await self._on_named_pages(asked, vector_store_ids, meant or files)
        looked_at = candidates[: max(_LOOKED_AT, 2 * limit)]
        looked_at += [c for c in candidates[len(looked_at) :] if c.id in named]
        known = {c.id for c in looked_at}
        looked_at += [_Candidate(i, 0.0, None, None) for i in named if i not in known]
        chunks = {chunk.id: chunk for chunk in await self._store.chunks([c.id for c in looked_at])}

        def look() -> list[Passage]:
            found = [
                _Found(chunk, c, asked.read(chunk.text, chunk.language), c.id in named)
                for c in looked_at
                if (chunk := chunks.get(c.id)) is not None
            ]
            ranked = _ranked(found, asked, share, documents, frozenset(meant or ()))
            return _best(found, ranked, limit, score_threshold)

        return await asyncio.to_thread(look)

    async def spelled(self, query: str, vector_store_ids: Sequence[str]) -> str:
        """Return the question with words that no passage has as the nearest that some has.

        Typing errors are forgiven so; a word that is found anywhere in the stores stays.
        """
        meant = await self._store.respelled(vector_store_ids, understood(query).words)
        for word, near in meant.items():
            query = re.sub(rf"\b{re.escape(word)}\b", near, query, flags=re.IGNORECASE)
        return query

    async def _hits(
        self,
        asked: Asked,
        vector: Vectors | None,
        vector_store_ids: Sequence[str],
        files: Sequence[str] | None,
    ) -> tuple[list[Hit], list[Hit]]:
        """Return what words and what meaning find."""
        word_hits = await self._store.search_words(vector_store_ids, asked.words, POOL, files)
        if vector is None:
            return word_hits, []
        also = [hit.chunk_id for hit in word_hits]
        return word_hits, await self._store.search_vectors(
            vector_store_ids, vector, self._embedder.model, POOL, also, files
        )

    async def _documents(
        self, asked: Asked, vector_store_ids: Sequence[str], files: Sequence[str] | None
    ) -> dict[str, Meant]:
        """Return how surely each file is meant; nothing where there is no choice."""
        there = await self._store.files_with_text(vector_store_ids, _MOST_FILES + 1, files)
        if not 1 < len(there) <= _MOST_FILES:
            return {}
        unknown = [file_id for file_id, sha256 in there if (file_id, sha256) not in self._profiles]
        for start in range(0, len(unknown), _PROFILES_AT_ONCE):
            some = unknown[start : start + _PROFILES_AT_ONCE]
            for one in await self._store.openings(some):
                profile = Profile.of(one.filename, one.title, one.text)
                self._profiles[one.file_id, one.sha256] = profile
        while len(self._profiles) > _PROFILES_KEPT:
            del self._profiles[next(iter(self._profiles))]
        known = [(key[0], self._profiles[key]) for key in there if key in self._profiles]
        scores = document_scores(asked, [profile for _, profile in known])
        return dict(zip((file_id for file_id, _ in known), scores, strict=True))

    async def _on_named_pages(
        self, asked: Asked, vector_store_ids: Sequence[str], files: Sequence[str] | None
    ) -> frozenset[int]:
        if not asked.pages:
            return frozenset()
        return frozenset(
            await self._store.chunks_on_pages(
                vector_store_ids, sorted(asked.pages), _ON_PAGES, files
            )
        )

    async def _vector(self, query: str) -> Vectors | None:
        try:
            return await self._embedder.embed([query], urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("the question has no vector: words decide alone", exc_info=True)
            return None


def meaning_share(language: Language | None) -> float:
    """Return the share of meaning in a score for a question in this language."""
    if language == "en":
        return _ENGLISH_SHARE
    return _LATIN_SHARE if in_latin_letters(language) else _OTHER_SHARE


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    fused: float
    words: float | None
    meaning: float | None


@dataclasses.dataclass(frozen=True, slots=True)
class _Found:
    """A candidate with its text; ``named`` if it is on a page that the question names."""

    chunk: Chunk
    candidate: _Candidate
    stems: Sequence[str]
    named: bool

    @property
    def page(self) -> tuple[str, int]:
        return self.chunk.file_id, self.chunk.page


def _meant(documents: Mapping[str, Meant]) -> list[str] | None:
    """Return the files that are meant for sure, if they are few."""
    top = max((one.score for one in documents.values()), default=0.0)
    meant = [
        file_id
        for file_id, one in documents.items()
        if one.score >= _MEANT * top and one.words >= _MEANT_WORDS
    ]
    return meant if top >= _SURE and len(meant) <= _MEANT_AT_MOST else None


def _joined(hits: Sequence[Hit], more: Sequence[Hit]) -> list[Hit]:
    """Return all hits, each chunk once, best first."""
    by_id = {hit.chunk_id: hit for hit in (*hits, *more)}
    return sorted(by_id.values(), key=lambda hit: (-hit.score, hit.chunk_id))


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
    found: Sequence[_Found],
    asked: Asked,
    share: float,
    documents: Mapping[str, Meant],
    meant: AbstractSet[str],
) -> list[tuple[int, float]]:
    """Look at the candidates' own words; return their indexes and scores, best first."""
    if not found:
        return []
    sets = [frozenset(one.stems) for one in found]
    pages: dict[tuple[str, int], AbstractSet[str]] = {}
    for one, words in zip(found, sets, strict=True):
        pages[one.page] = pages.get(one.page, frozenset()) | words
    sure = {file_id: one.score for file_id, one in documents.items()}
    weights = WordWeights(asked.stems, sets[:_LOOKED_AT])
    coverage = np.array([weights.coverage(words) for words in sets])
    seen = np.array(
        [
            _CLOSENESS * weights.closeness(one.stems)
            + _PAGE_COVERAGE * weights.coverage(pages[one.page])
            + _NUMBERS * _share(asked.numbers, words)
            + _PAIRS * _share(asked.pairs, set(pairwise(one.stems)))
            + _TRIPLES * _share(asked.triples, _triples(one.stems))
            # Every document has a page 14: it helps as far as the document is meant.
            + _NAMED_PAGE * one.named * (sure.get(one.chunk.file_id, 0.0) if sure else 1)
            + _DOCUMENT * sure.get(one.chunk.file_id, 0.0)
            + _MEANT_DOCUMENT * (one.chunk.file_id in meant)
            for one, words in zip(found, sets, strict=True)
        ]
    )
    relative = np.array([one.candidate.fused for one in found]) + _COVERAGE * coverage + seen
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


def _settled(order: Sequence[int], by_words: Sequence[int]) -> list[int]:
    """Return the order, taking turns with that by words beyond the first few."""
    first, rest = order[:_SETTLED], order[_SETTLED:]
    turns = chain.from_iterable(zip_longest(by_words, rest))
    return list(dict.fromkeys(i for i in (*first, *turns) if i is not None))


def _triples(texts: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(texts, texts[1:], texts[2:], strict=False))


def _share(wanted: AbstractSet[Any], there: AbstractSet[Any]) -> float:
    """Return the share of what is wanted that is there."""
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _best(
    found: Sequence[_Found], ranked: Sequence[tuple[int, float]], limit: int, threshold: float
) -> list[Passage]:
    """Return the first passages that are good enough and say something new."""
    passages: list[Passage] = []
    kept: list[AbstractSet[str]] = []
    for i, score in ranked:
        if len(passages) == limit or score < threshold:
            break
        text = frozenset(found[i].stems)
        if not any(_alike(text, other) for other in kept):
            kept.append(text)
            one = found[i].candidate
            passages.append(Passage(found[i].chunk, score, one.words, one.meaning))
    return passages


def _alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    if not one or min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    return len(one & other) >= _SAME * len(one | other)
