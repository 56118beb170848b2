"""What the floors above ask of an embedding model, and of one that judges passages."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, dimension); every row has length 1."""

Relevances = NDArray[np.float64]
"""Shape (n,): how surely each of n texts answers a question, 0 … 1."""


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


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """Texts as a model sees them beside a question.

    Args:
        vectors: One for each text, as ``Embedder.embed`` makes them.
        pieces: Shape (texts, word pieces of the question): cosine of each piece of the question,
            as the model understands it there, with the piece of the text that is nearest to it,
            0 … 1.
    """

    vectors: Vectors
    pieces: NDArray[np.float32]


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


class ComparingEmbedder(Embedder, Protocol):
    """An embedder that also looks at a question and a text word piece by word piece."""

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        """Embed texts and hold each piece of a question against them; it is urgent.

        Raises:
            ResourceError: if the model's files are missing or damaged.
            WorkerError: if the worker process cannot do it.
        """
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class RerankingModel:
    """A model that reads a question and a text together.

    Args:
        name: What it is called.
        folder: Where ``model.onnx`` and ``tokenizer.json`` are.
        digests: The sha256 that each of these files has to have, in small hexadecimal digits, by
            its name; none is compared with it that has no entry.
        languages: Codes of those that it has learnt; none if that is all that come.
        stamp: Which files these are; others in their place have another one.
    """

    name: str
    folder: Path
    digests: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    stamp: tuple[int, ...] = ()

    def reads(self, language: str | None) -> bool:
        """Return whether it has learnt a language; an unknown one may be any that it has."""
        return not self.languages or language is None or language in self.languages


class Reranker(Protocol):
    """Tells which texts answer a question: slower than vectors, since it reads both together."""

    async def relevances(
        self, model: RerankingModel, question: str, texts: Sequence[str]
    ) -> Relevances:
        """Return how surely each text answers the question, 0 … 1.

        Raises:
            ResourceError: if the model's files are missing, damaged, or none of this kind.
            WorkerError: if the worker process cannot do it.
        """
        ...

    async def warm(self, model: RerankingModel) -> None:
        """Load a model for a question that follows in a moment; raises as ``relevances``."""
        ...

    async def aclose(self) -> None:
        """End the worker process."""
        ...
