"""The port between a collection and the vector store that it fills."""

from __future__ import annotations

from typing import Final, Protocol

from octavo.protocol.vector_stores import StaticChunkingStrategy

ASKED: Final = "octavo_ask"
"""Metadata key of vector stores that serve the command line."""

DELETED: Final = "octavo_deleted_at"
"""Metadata key of vector stores that were put away: when, in Unix seconds."""


class StoreOfCollection(Protocol):
    """Where the documents of a collection go."""

    def current(self) -> str | None:
        """Return the id of the vector store, if it was made."""
        ...

    async def make(self) -> str:
        """Return the id of the vector store, made now if need be."""
        ...

    async def lost(self) -> None:
        """The vector store was deleted by somebody else."""
        ...

    def stay(self) -> None:
        """Stay the present one, whatever other one its owner has from now on."""
        ...

    def chunking(self) -> StaticChunkingStrategy | None:
        """Return how documents are cut into passages; None lets the engine choose."""
        ...


class FixedStore:
    """A vector store that is there already; documents are cut as the engine chooses."""

    def __init__(self, store_id: str) -> None:
        self._store_id = store_id

    def current(self) -> str | None:
        return self._store_id

    async def make(self) -> str:
        return self._store_id

    async def lost(self) -> None:
        """Nothing to note: whoever needs another one makes it."""

    def stay(self) -> None:
        """It is always the same."""

    def chunking(self) -> StaticChunkingStrategy | None:
        return None
