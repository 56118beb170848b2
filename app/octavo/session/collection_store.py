"""The port between a collection and the vector store that it fills."""

from __future__ import annotations

from typing import Protocol

from octavo.protocol.vector_stores import StaticChunkingStrategy


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

    def chunking(self) -> StaticChunkingStrategy | None:
        """Return how documents are cut into passages; None lets the engine choose."""
        ...
