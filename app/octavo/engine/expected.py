"""The vector of a question that is about to be searched, asked for while its run is being kept.

A model needs some milliseconds for a question, and far more on a busy machine, where it steps back
behind other programs; the disk needs some for each commit before the search. They do not wait for
each other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from octavo.engine.embedders import SHIPPED, Known
from octavo.engine.reranking import Reranking
from octavo.engine.store.records import StoreVectors
from octavo.engine.store.store import Store
from octavo.errors import AppError

_log = logging.getLogger(__name__)

_AT_ONCE = 8
"""Questions that are under way at most; others wait for their search."""


class ExpectedQuestions:
    """Asks the shipped model ahead of searches. Hosts are asked by the search alone.

    Args:
        store: Knows by which models stores are searched.
        shipped: The model; it remembers what it was asked a moment ago.
        reranking: Asks the reranker in use, which is loaded meanwhile; none without it.
    """

    def __init__(self, store: Store, shipped: Known, reranking: Reranking | None = None) -> None:
        self._store = store
        self._shipped = shipped
        self._reranking = reranking
        self._warming: asyncio.Task[None] | None = None
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def begin(self, vector_store_ids: Sequence[str], question: str) -> None:
        """Begin with a question that these stores are searched for next."""
        if question in self._under_way or len(self._under_way) >= _AT_ONCE or not question.strip():
            return
        task = asyncio.create_task(
            self._ask(tuple(vector_store_ids), question), name="question's vector"
        )
        self._under_way[question] = task
        if self._reranking is not None and (self._warming is None or self._warming.done()):
            self._warming = asyncio.create_task(self._reranking.warm(), name="warm the reranker")
        task.add_done_callback(lambda _: self._under_way.pop(question, None))

    async def settled(self, question: str) -> None:
        """Wait until a question that was begun has its vector, or has none."""
        if (task := self._under_way.get(question)) is not None:
            await asyncio.wait({task})

    async def aclose(self) -> None:
        """End what is under way."""
        tasks = {*self._under_way.values()}
        if self._warming is not None:
            tasks.add(self._warming)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _is_shipped(self, one: StoreVectors) -> bool:
        """Whether a store is searched by the shipped model, or will be when it has vectors.

        Where it has none yet, the question is compared with the sentences that its words find.
        """
        if one.model is None:
            return one.embedder == SHIPPED
        return self._shipped.embedder.model.compares_with(one.model)

    async def _ask(self, vector_store_ids: Sequence[str], question: str) -> None:
        try:
            stores = await self._store.embedders(vector_store_ids)
            if any(self._is_shipped(one) for one in stores):
                await self._shipped.meanings.vectors([question])
        except AppError:
            # The search meets it again, and says so.
            _log.debug("no vector ahead of the search", exc_info=True)
        except Exception:  # noqa: BLE001 - nobody awaits it: a bug here must be told
            _log.exception("bug while a question's vector was made ahead of its search")
