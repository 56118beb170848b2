"""Finds the passages of vector stores that fit a question: words and meaning, weighed together."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Collection, Sequence

from octavo.engine.embedders import Embedders, Known
from octavo.engine.expected import ExpectedQuestions
from octavo.engine.hosting.asking import HERE, Answered, HostedSearch, Where
from octavo.engine.meant_documents import Documents
from octavo.engine.nearest import LOOKED_AT_CLOSELY, nearest_first
from octavo.engine.ranking import (
    LOOKED_AT,
    LOOKED_AT_OF_PART,
    Candidate,
    Found,
    Passage,
    best,
    fused,
    meaning_share,
    ranked,
)
from octavo.engine.reranked import LOOKED_AT as READ
from octavo.engine.reranked import reranked
from octavo.engine.reranking import UNREAD, ReadBy, Reranking
from octavo.engine.respelling import Spelled, spelled
from octavo.engine.store.records import Chunk, Hit
from octavo.engine.store.store import Store
from octavo.engine.text.questions import Asked
from octavo.models.port import ComparingEmbedder, EmbeddingModel, Vectors

__all__ = ["POOL", "Looked", "Passage", "Searcher"]

Used = Callable[[Sequence[str]], Awaitable[None]]

# Candidates from each side. Beyond the hundredth neither adds right pages.
POOL = 100

# Files of a store at a host that are looked at for those that it has not got.
_MOST_LEFT = 100_000

# Chunks of pages named in the question that join the candidates.
_ON_PAGES = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """What a search found.

    Args:
        passages: Best first.
        by_words_alone: Passages of what was searched that were compared with the question by their
            words alone: they have no vector yet, or the question got none.
        read_by: Which reranker put the first of them in order.
    """

    passages: list[Passage]
    by_words_alone: int = 0
    read_by: ReadBy = UNREAD


@dataclasses.dataclass(frozen=True, slots=True)
class _AskedVector:
    """The question's vector, and the stores whose vectors, by one model, compare with it."""

    known: Known
    model: EmbeddingModel
    vector: Vectors
    stores: Sequence[str]


class Searcher:
    """Searches vector stores.

    Args:
        store: Where the passages are.
        embedder: Turns sentences into vectors, and questions where the stores have no other
            embedder; without a working one, words decide alone.
        used: Told which stores are searched; may refuse.
        embedders: All that stores may have, if there are more.
        hosted: Searches at hosts the stores whose files are there; none without it.
        reranking: Asks the reranker that is in use; none without it.

    Attributes:
        meanings: Compares sentences; it asks nobody outside.
        reranking: As given.
        expected: Told of questions that are searched in a moment.
    """

    def __init__(
        self,
        store: Store,
        embedder: ComparingEmbedder,
        used: Used | None = None,
        embedders: Embedders | None = None,
        hosted: HostedSearch | None = None,
        reranking: Reranking | None = None,
    ) -> None:
        self._store = store
        self._hosted = hosted
        self.reranking = reranking
        self._embedders = embedders or Embedders(store, embedder)
        self.meanings = self._embedders.meanings
        self.expected = ExpectedQuestions(store, self._embedders.shipped, reranking)
        self._used = used
        self._documents = Documents(store)

    async def search(
        self,
        vector_store_ids: Sequence[str],
        query: str,
        *,
        limit: int,
        score_threshold: float = 0.0,
        files: Sequence[str] | None = None,
        closely: bool = True,
    ) -> list[Passage]:
        """Return the passages that ``look`` finds; raises as it does."""
        looked = await self.look(
            vector_store_ids,
            query,
            limit=limit,
            score_threshold=score_threshold,
            files=files,
            closely=closely,
        )
        return looked.passages

    async def look(
        self,
        vector_store_ids: Sequence[str],
        query: str | Spelled,
        *,
        limit: int,
        score_threshold: float = 0.0,
        files: Sequence[str] | None = None,
        closely: bool = True,
    ) -> Looked:
        """Return the best passages, best first, without near-duplicates.

        The order comes from ``(1 - w) * b + w * c`` and what the passage's text adds: b is BM25
        and c the cosine, each brought to 0 … 1 over the candidates, w the share of meaning
        (``meaning_share``). Added are shares of the question's words that passage and page cover
        and that stand close together (``WordWeights``), of its numbers and phrases, how many stand
        in one sentence with an amount, time or name if that is asked for, whether it is on a page
        that the question names, and how surely its document is meant, by name and by its words.

        Such values are relative: the best passage has much however badly it fits. The score is
        therefore this value as a share of the best one's, times the best fit among the first
        few, which is absolute: ``(1 - w) * v + w * cosine`` with v the passage's own share of
        the words. So 0.8 means that the passage has most of what was asked for, 0.1 that it
        shares a common word with it.

        Last, the first few are put in the order of their nearest sentences (``nearest_first``), and
        some more in that of the reranker, if one is in use (``reranked``).

        Where the question names several documents ("compare 2021 and 2022"), each has its share of
        the passages.

        Stores whose files are at a host are searched there, and the host's scores count. What it
        has not got yet is searched here, and everything if it does not answer.

        Args:
            vector_store_ids: Where to search.
            query: The question in the user's words, or as these stores are searched for it.
            limit: Passages at most.
            score_threshold: Leave out passages with a lower score.
            files: Only passages of the files with these ids; all files if not given.
            closely: Whether the first few are put in the order of their nearest sentences, which
                takes a tenth of a second and more.

        Raises:
            StoreExpiredError: a store has expired.
        """
        text = query if isinstance(query, str) else query.searched
        if not text.strip() or not vector_store_ids or limit < 1:
            return Looked([])
        if self._used is not None:
            await self._used(vector_store_ids)
        if isinstance(query, str):
            query = await self.spelled(query, vector_store_ids)
        asked = query.asked
        if self._hosted is not None:
            answered = await self._hosted.ask(vector_store_ids, query.searched, asked, limit, files)
            if answered.files:
                found = [p for p in answered.passages if p.score >= score_threshold]
                alone, read_by = 0, UNREAD
                for ids, among in await self._left(vector_store_ids, answered, files):
                    here = await self._here(
                        ids,
                        query.meant,
                        asked,
                        limit,
                        score_threshold,
                        among,
                        also=query.begins,
                        closely=closely,
                    )
                    alone += here.by_words_alone
                    read_by = here.read_by
                    found += [
                        one
                        for one in here.passages
                        if one.chunk.file_id
                        not in answered.files.get(one.chunk.vector_store_id, ())
                    ]
                return Looked(sorted(found, key=lambda one: -one.score)[:limit], alone, read_by)
        return await self._here(
            vector_store_ids,
            query.meant,
            asked,
            limit,
            score_threshold,
            files,
            also=query.begins,
            closely=closely,
        )

    async def where(self, vector_store_ids: Sequence[str]) -> Where:
        """Return at which hosts these stores were searched the last time."""
        return HERE if self._hosted is None else await self._hosted.where(vector_store_ids)

    async def _left(
        self, vector_store_ids: Sequence[str], answered: Answered, files: Sequence[str] | None
    ) -> list[tuple[Sequence[str], Sequence[str] | None]]:
        """Return the stores, and the files in them, that no host looked through."""
        others = [one for one in vector_store_ids if one not in answered.files]
        left: list[tuple[Sequence[str], Sequence[str] | None]] = [(others, files)] if others else []
        for store_id, covered in answered.files.items():
            there = await self._store.files_with_text([store_id], _MOST_LEFT, files)
            if rest := [file_id for file_id, _ in there if file_id not in covered]:
                left.append(([store_id], rest))
        return left

    async def _here(
        self,
        vector_store_ids: Sequence[str],
        query: str,
        asked: Asked,
        limit: int,
        score_threshold: float,
        files: Sequence[str] | None,
        *,
        also: Collection[int],
        closely: bool,
    ) -> Looked:
        """Search what is kept here; see ``look``.

        The passages ``also`` are looked at whether words or meaning find them or not.
        """
        share = meaning_share(asked.language)
        # Counted before the search: what gets its vector in between is told of once too often.
        compared, vectors, documents = await asyncio.gather(
            self._store.compared(vector_store_ids, files),
            self._vectors(query, vector_store_ids),
            self._documents.meant(asked, vector_store_ids, files),
        )
        by_meaning = {store_id for one in vectors for store_id in one.stores}
        alone = sum(
            one.passages - (one.with_vectors if store_id in by_meaning else 0)
            for store_id, one in compared.items()
        )
        meant, parts = documents.meant(), documents.parts
        asked = documents.inside(asked, meant)
        word_hits, vector_hits = await self._hits(asked, vectors, vector_store_ids, files)
        wanted: set[int] = set()
        if len(documents.profiles) == 1:
            meant = None  # where there is no choice, all is found already
        for scope in parts or ([meant] if meant else []):
            more = await self._hits(asked, vectors, vector_store_ids, scope)
            word_hits, vector_hits = _joined(word_hits, more[0]), _joined(vector_hits, more[1])
            if parts:
                wanted.update(c.id for c in fused(*more, share)[:LOOKED_AT_OF_PART])
        candidates = fused(word_hits, vector_hits, share)
        looked_at = candidates[: max(LOOKED_AT, 2 * limit)]
        named: frozenset[int] = frozenset()
        if asked.pages:
            named = await self._on_named_pages(asked, vector_store_ids, meant or files, looked_at)
        wanted |= named.union(also)
        looked_at += [c for c in candidates[len(looked_at) :] if c.id in wanted]
        known = {c.id for c in looked_at}
        left = [i for i in named.union(also) if i not in known]
        looked_at += [Candidate(i, 0.0, None, None) for i in left]
        chunks = {
            chunk.id: chunk
            for chunk in await self._store.chunks([c.id for c in looked_at])
            if chunk.id not in also or _is_among(chunk, vector_store_ids, files)
        }

        least = LOOKED_AT_CLOSELY if self.reranking is None else READ

        def look() -> list[Passage]:
            found = [
                Found(chunk, c, asked.read(chunk.text, chunk.language), c.id in named)
                for c in looked_at
                if (chunk := chunks.get(c.id)) is not None
            ]
            order = ranked(found, asked, share, documents.scores, frozenset(meant or ()))
            # One that would be left out may come first when its sentences are looked at.
            most = limit if parts or not closely else max(limit, least)
            return best(found, order, most, score_threshold, parts)

        passages = await asyncio.to_thread(look)
        read_by = UNREAD
        if closely:
            passages = await nearest_first(passages, query, asked, self.meanings)
            if self.reranking is not None:
                passages, read_by = await reranked(passages, query, asked, self.reranking)
        return Looked(passages[:limit], alone, read_by)

    async def spelled(self, query: str, vector_store_ids: Sequence[str]) -> Spelled:
        """Return how these stores are searched for a question; see ``respelling``."""
        return await spelled(self._store, query, vector_store_ids)

    async def _vectors(self, query: str, vector_store_ids: Sequence[str]) -> list[_AskedVector]:
        """Return the question's vector by each model that the stores are searched by.

        A model that cannot be asked is left out: words decide alone in its stores.
        """
        by_model: dict[EmbeddingModel, list[str]] = {}
        for one in await self._store.embedders(vector_store_ids):
            if one.model is not None:
                by_model.setdefault(one.model, []).append(one.vector_store_id)

        async def ask(model: EmbeddingModel, stores: list[str]) -> _AskedVector | None:
            known = await self._embedders.searched_by(model)
            if self._embedders.shipped.embedder.model.compares_with(model):
                await self.expected.settled(query)
            vector = None if known is None else await known.meanings.vectors([query])
            if known is None or vector is None:
                return None
            return _AskedVector(known, model, vector, stores)

        made = await asyncio.gather(*(ask(*one) for one in by_model.items()))
        return [one for one in made if one is not None]

    async def _hits(
        self,
        asked: Asked,
        vectors: Sequence[_AskedVector],
        vector_store_ids: Sequence[str],
        files: Sequence[str] | None,
    ) -> tuple[list[Hit], list[Hit]]:
        """Return what words and what meaning find."""
        wanted = [*asked.words, *(other.text for other in asked.others), *asked.longer]
        word_hits = await self._store.search_words(vector_store_ids, wanted, POOL, files)
        also = [hit.chunk_id for hit in word_hits]
        found: list[Hit] = []
        for one in vectors:
            hits = await self._store.search_vectors(
                one.stores, one.vector, one.model, POOL, also, files
            )
            found = _joined(found, [Hit(h.chunk_id, one.known.nearness(h.score)) for h in hits])
        return word_hits, found

    async def _on_named_pages(
        self,
        asked: Asked,
        vector_store_ids: Sequence[str],
        files: Sequence[str] | None,
        candidates: Sequence[Candidate],
    ) -> frozenset[int]:
        """Return chunks on the pages that a question names.

        Of very many documents those come first that have the best candidates.
        """
        best_of = await self._store.chunks([one.id for one in candidates])
        first = list(dict.fromkeys(chunk.file_id for chunk in best_of))
        return frozenset(
            await self._store.chunks_on_pages(
                vector_store_ids, sorted(asked.pages), _ON_PAGES, files, first
            )
        )


def _is_among(chunk: Chunk, vector_store_ids: Sequence[str], files: Sequence[str] | None) -> bool:
    return chunk.vector_store_id in vector_store_ids and (files is None or chunk.file_id in files)


def _joined(hits: Sequence[Hit], more: Sequence[Hit]) -> list[Hit]:
    """Return all hits, each chunk once, best first."""
    by_id = {hit.chunk_id: hit for hit in (*hits, *more)}
    return sorted(by_id.values(), key=lambda hit: (-hit.score, hit.chunk_id))
