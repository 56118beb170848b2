"""Ranks pages by the plain parts of a search, to be compared with the search itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from octavo.engine.evaluation.figures import Figure, ranking_figures
from octavo.engine.evaluation.measure import DEPTH, Taken, distinct, rank_of
from octavo.engine.evaluation.questions import Page, Question
from octavo.engine.search import POOL, Searcher
from octavo.engine.store.store import Store
from octavo.engine.text.words import content_words
from octavo.models.port import ComparingEmbedder

_RRF = 10
"""The constant of reciprocal rank fusion: of 10 and 60 the better one on reports."""


class Rankings:
    """Ranks pages by words, by meaning, by rank fusion of both, and as shipped.

    Args:
        store: Where the passages are.
        embedder: The model whose vectors they have.
        taken: What was taken in.
    """

    def __init__(self, store: Store, embedder: ComparingEmbedder, taken: Taken) -> None:
        self._store = store
        self._embedder = embedder
        self._taken = taken
        self._searcher = Searcher(store, embedder)

    async def words(self, store_id: str, question: str) -> list[Page]:
        """Return pages by BM25 of the question's words."""
        return await self._pages(await self._by_words(store_id, question))

    async def vectors(self, store_id: str, question: str) -> list[Page]:
        """Return pages by the cosine of question and passage."""
        return await self._pages(await self._by_vectors(store_id, question))

    async def fused(self, store_id: str, question: str) -> list[Page]:
        """Return pages by reciprocal rank fusion of both (Cormack and others, SIGIR 2009)."""
        points: dict[int, float] = {}
        for ids in (
            await self._by_words(store_id, question),
            await self._by_vectors(store_id, question),
        ):
            for rank, chunk_id in enumerate(ids, 1):
                points[chunk_id] = points.get(chunk_id, 0.0) + 1 / (_RRF + rank)
        return await self._pages(sorted(points, key=lambda chunk_id: -points[chunk_id]))

    async def shipped(self, store_id: str, question: str) -> list[Page]:
        """Return pages as a search of Octavo finds them."""
        passages = await self._searcher.search([store_id], question, limit=DEPTH)
        return distinct((self._taken.pdfs[p.chunk.file_id], p.chunk.page) for p in passages)

    async def compared(
        self, questions: Sequence[Question]
    ) -> Mapping[str, Mapping[str, Figure | None]]:
        """Return the figures of the three plain rankings, for questions whose pages are known."""
        plain = {"words": self.words, "vectors": self.vectors, "rank fusion": self.fused}
        paged = [one for one in questions if one.answerable and one.gold]
        return {
            name: ranking_figures(await rank_all(paged, self._taken, rank))
            for name, rank in plain.items()
        }

    async def _by_words(self, store_id: str, question: str) -> list[int]:
        hits = await self._store.search_words([store_id], content_words(question), POOL)
        return [hit.chunk_id for hit in hits]

    async def _by_vectors(self, store_id: str, question: str) -> list[int]:
        vector = await self._embedder.embed([question], urgent=True)
        model = self._embedder.model
        hits = await self._store.search_vectors([store_id], vector, model, POOL)
        return [hit.chunk_id for hit in hits]

    async def _pages(self, ids: Sequence[int]) -> list[Page]:
        chunks = await self._store.chunks(ids)
        return distinct((self._taken.pdfs[chunk.file_id], chunk.page) for chunk in chunks)


async def rank_all(
    asked: Sequence[Question], taken: Taken, rank: Callable[[str, str], Awaitable[list[Page]]]
) -> list[int | None]:
    """Return the rank of the first right page of each question."""
    return [rank_of(await rank(taken.stores[one.pdf], one.text), one.gold) for one in asked]
