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
    """Which model made a set of vectors: sets of different models never mix."""

    name: str
    revision: str
    dimension: int


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
