"""The part of the store's interface that tells which models' vectors there are, and which count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from octavo.engine.store.records import Compared, KnownModel, StoreVectors, VectorSet
from octavo.models.port import EmbeddingModel


class VectorSets(Protocol):
    """Which embedder each vector store is to have, and the sets of vectors that follow from it.

    A store is searched by the vectors of one model, whichever came first, until ``switch_vectors``
    lets the set of another take its place.
    """

    async def choose_embedder(self, vector_store_id: str, embedder: str) -> bool:
        """Note which embedder a store is to have; empty for the one that comes with Octavo.

        What is searched stays. A set that was begun for another embedder goes.

        Returns:
            Whether it is another one than before.

        Raises:
            MissingError: there is no such store.
        """
        ...

    async def embedders(self, vector_store_ids: Sequence[str] | None = None) -> list[StoreVectors]:
        """Return what these stores, or all, are searched by and are to have."""
        ...

    async def vector_set(self, vector_store_id: str, model: EmbeddingModel) -> VectorSet:
        """Return how far a store's set of a model is."""
        ...

    async def lacking_vectors(
        self, model: EmbeddingModel, vector_store_ids: Sequence[str]
    ) -> dict[tuple[str, str], int]:
        """Return how many passages lack a vector of a model, by ids of store and file.

        Told of each file that is read and has no whole set, the oldest first. None may be lacking
        of one whose set has only to be sealed.
        """
        ...

    async def compared(
        self, vector_store_ids: Sequence[str], files: Sequence[str] | None = None
    ) -> dict[str, Compared]:
        """Return how much of these stores can be compared with a question by its meaning.

        Told of each store that has one of the files with these ids, or any if none are given. A
        vector counts from when it is sealed, as it is searched from then on.
        """
        ...

    async def switch_vectors(self, vector_store_id: str, model: EmbeddingModel) -> bool:
        """Let a store be searched by another model from now on; the vectors of others go.

        Returns:
            False, with nothing changed, if a file that is read lacks vectors of the model.
        """
        ...

    async def known_models(self, name: str) -> list[KnownModel]:
        """Return the hosts' models of a name that were kept, the latest first."""
        ...

    async def keep_model(self, known: KnownModel) -> None:
        """Keep what a host's model is known again by."""
        ...
