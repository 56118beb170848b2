"""Searches a vector store for those who want passages, not answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.engine.filters import allowed
from octavo.engine.passages import Places
from octavo.engine.search import Passage, Searcher
from octavo.engine.store.store import Store
from octavo.engine.text.words import content_words
from octavo.protocol.base import AttributeValue
from octavo.protocol.files import FileObject
from octavo.protocol.search import (
    SearchResult,
    SearchResultContent,
    SearchResultsPage,
    SearchVectorStoreRequest,
)


class StoreSearch:
    """Answers the interface's search of a vector store.

    Args:
        store: Where passages and attributes are.
        searcher: Finds passages.
        places: Finds where they stand.
    """

    def __init__(self, store: Store, searcher: Searcher, places: Places) -> None:
        self._store = store
        self._searcher = searcher
        self._places = places

    async def search(
        self, vector_store_id: str, request: SearchVectorStoreRequest
    ) -> SearchResultsPage:
        """Return the passages that fit best, best first.

        Filters decide first which files are looked into; the passages are the best of those.
        """
        queries = [request.query] if isinstance(request.query, str) else request.query
        attributes = await self._store.attributes(vector_store_id)
        files = None
        if request.filters is not None:
            files = await allowed(request.filters, attributes)
        options = request.ranking_options
        found = [
            await self._searcher.search(
                [vector_store_id],
                query,
                limit=request.max_num_results,
                score_threshold=0.0 if options is None else options.score_threshold,
                files=files,
            )
            for query in dict.fromkeys(queries)
        ]
        passages = shared_out(found, request.max_num_results)
        return SearchResultsPage(
            search_query=[_shown(query, rewrite=request.rewrite_query) for query in queries],
            data=await self._results(passages, attributes),
            has_more=False,
            next_page=None,
        )

    async def _results(
        self,
        passages: Sequence[Passage],
        attributes: Mapping[str, dict[str, AttributeValue]],
    ) -> list[SearchResult]:
        names: dict[str, str] = {}
        for passage in passages:
            file_id = passage.chunk.file_id
            if file_id not in names:
                file = await self._store.get(FileObject, file_id)
                names[file_id] = file_id if file is None else file.filename
        rects = await self._places.rects([passage.chunk for passage in passages])
        return [
            SearchResult(
                file_id=chunk.file_id,
                filename=names[chunk.file_id],
                score=passage.score,
                attributes=attributes.get(chunk.file_id, {}),
                content=[SearchResultContent(text=chunk.text)],
                page=chunk.page if chunk.is_placed else None,
                page_label=chunk.label if chunk.is_placed else None,
                quote=chunk.text if chunk.is_placed else None,
                rects=rects.get(chunk.id),
            )
            for passage in passages
            for chunk in [passage.chunk]
        ]


def shared_out(found: Sequence[Sequence[Passage]], limit: int) -> list[Passage]:
    """Let several searches share a number of results, best first.

    They take turns: the best of each, then the second of each, and so on. So no query is crowded
    out by one that fits better. A passage that several found counts once, with its best score.
    """
    best: dict[int, Passage] = {}
    for passages in found:
        for passage in passages:
            known = best.get(passage.chunk.id)
            if known is None or known.score < passage.score:
                best[passage.chunk.id] = passage
    taken: dict[int, Passage] = {}
    for rank in range(max(map(len, found), default=0)):
        for passages in found:
            if rank < len(passages) and len(taken) < limit:
                chunk_id = passages[rank].chunk.id
                taken[chunk_id] = best[chunk_id]
    return sorted(taken.values(), key=lambda passage: -passage.score)


def _shown(query: str, *, rewrite: bool) -> str:
    return " ".join(content_words(query)) or query if rewrite else query
