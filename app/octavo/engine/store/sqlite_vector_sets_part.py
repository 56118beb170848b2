"""The part of the SQLite store that tells which models' vectors count; see ``VectorSets``."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.store import sqlite_embeddings
from octavo.engine.store.records import Compared, KnownModel, StoreVectors, VectorSet
from octavo.engine.store.sqlite_lanes import Lanes
from octavo.models.port import EmbeddingModel


class SqliteVectorSets:
    """Implements ``VectorSets`` over the lanes of a `SqliteStore`."""

    async def choose_embedder(self: Lanes, vector_store_id: str, embedder: str) -> bool:
        return await self._write(lambda c: sqlite_embeddings.choose(c, vector_store_id, embedder))

    async def embedders(
        self: Lanes, vector_store_ids: Sequence[str] | None = None
    ) -> list[StoreVectors]:
        return await self._read(lambda c: sqlite_embeddings.stores(c, vector_store_ids))

    async def vector_set(self: Lanes, vector_store_id: str, model: EmbeddingModel) -> VectorSet:
        return await self._read(lambda c: sqlite_embeddings.vector_set(c, vector_store_id, model))

    async def lacking_vectors(
        self: Lanes, model: EmbeddingModel, vector_store_ids: Sequence[str]
    ) -> dict[tuple[str, str], int]:
        return await self._read(lambda c: sqlite_embeddings.lacking(c, model, vector_store_ids))

    async def compared(
        self: Lanes, vector_store_ids: Sequence[str], files: Sequence[str] | None = None
    ) -> dict[str, Compared]:
        return await self._read(lambda c: sqlite_embeddings.compared(c, vector_store_ids, files))

    async def switch_vectors(self: Lanes, vector_store_id: str, model: EmbeddingModel) -> bool:
        return await self._write(lambda c: sqlite_embeddings.switch(c, vector_store_id, model))

    async def known_models(self: Lanes, name: str) -> list[KnownModel]:
        return await self._read(lambda c: sqlite_embeddings.known_models(c, name))

    async def keep_model(self: Lanes, known: KnownModel) -> None:
        await self._write(
            lambda c: sqlite_embeddings.keep_model(c, known.model, known.probe, known.baseline)
        )
