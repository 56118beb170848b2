"""Which embedder a vector store has, and how far its vectors are. Octavo's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Reply, Request
from octavo.protocol.phrases import Phrases


class ChooseEmbedderRequest(Request):
    """Which embedder a vector store is to have.

    Args:
        embedder: A provider's model, such as ``ollama/nomic-embed-text``; null for the one that
            comes with Octavo. Choosing the same again tries again what failed.
    """

    embedder: Annotated[str, Field(min_length=3, max_length=300)] | None


class VectorSetObject(Reply):
    """A set of vectors of all passages of a store.

    Args:
        embedder: Which made it; null for the one that comes with Octavo.
        model: The model's name.
        revision: Of the model: another one makes vectors that cannot be compared with these.
        dimension: Components of a vector.
        chunkers: How the text was cut: kind of cutting, tokens of a passage, tokens that overlap.
        passages: Of the files that are read.
        passages_embedded: Passages of these that have a vector.
    """

    embedder: str | None
    model: str
    revision: str
    dimension: int
    chunkers: list[str]
    passages: int
    passages_embedded: int


class StoreEmbeddingObject(Reply):
    """The vectors of a vector store.

    Args:
        vector_store_id: The store.
        embedder: The one that was chosen; null for the one that comes with Octavo.
        searched: What is searched now; null if there are no vectors yet.
        next: What is made to take its place; null if nothing is.
        problem: Why vectors are not made, or a question was not compared by them, the last time.
        problem_phrases: What it takes to say that in another language.
    """

    object: Literal["octavo.store_embedding"] = "octavo.store_embedding"
    vector_store_id: str
    embedder: str | None
    searched: VectorSetObject | None
    next: VectorSetObject | None
    problem: str | None
    problem_phrases: Phrases | None = None
