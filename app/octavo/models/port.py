"""What the floors above ask of an embedding model."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, dimension); every row has length 1."""


@dataclasses.dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """Which model made a set of vectors: sets of different models never mix.

    Args:
        name: What it is called.
        revision: Of its numbers, and of the way in which texts are given to it.
        dimension: Numbers of a vector.
        earlier: Revisions so near to this one that a question's vector can be compared with
            theirs, until those are made anew.
    """

    name: str
    revision: str
    dimension: int
    earlier: tuple[str, ...] = dataclasses.field(default=(), compare=False, repr=False)

    def compares_with(self, other: EmbeddingModel) -> bool:
        """Return whether its vectors can be compared with those of another."""
        return self == other or (
            (self.name, self.dimension) == (other.name, other.dimension)
            and other.revision in self.earlier
        )


class Embedder(Protocol):
    """Turns texts into vectors whose dot product tells how close they are in meaning."""

    @property
    def model(self) -> EmbeddingModel:
        """The model behind this embedder."""
        ...

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        """Embed texts; an urgent call (a question) goes before waiting ones (documents).

        Raises:
            ResourceError: if the model's files are missing or damaged.
            WorkerError: if the worker process cannot do it.
        """
        ...

    async def aclose(self) -> None:
        """End the worker process."""
        ...
