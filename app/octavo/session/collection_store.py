"""The port between a collection and the vector store that it fills."""

from __future__ import annotations

from typing import Final, Protocol

from octavo.errors import InputError
from octavo.protocol.vector_stores import StaticChunkingStrategy
from octavo.session.state import Problem
from octavo.words import say

ASKED: Final = "octavo_ask"
"""Metadata key of vector stores that serve the command line."""

DELETED: Final = "octavo_deleted_at"
"""Metadata key of vector stores that were put away: when, in Unix seconds."""


def deleted_error() -> InputError:
    """Return what to raise where a collection was deleted."""
    return InputError(say("This collection was deleted."), title=say("No such collection"))


def lost_problem() -> Problem:
    """Return what to show of a document whose collection was deleted while it was taken in."""
    return Problem(
        say("The collection is gone"),
        say("Another program deleted the collection while this document was taken in."),
        say("Try again: it goes into a new collection."),
    )


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

    def is_put_away(self) -> bool:
        """Tell whether it is being deleted: nothing is to be begun for it any more."""
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

    def is_put_away(self) -> bool:
        return False

    def stay(self) -> None:
        """It is always the same."""

    def chunking(self) -> StaticChunkingStrategy | None:
        return None
