"""The shipped model in this process: for tests about meaning, without a worker for each."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from octavo.errors import WorkerDiedError
from octavo.models.inside import MiniLm
from octavo.models.minilm import MODEL
from octavo.models.port import Compared, EmbeddingModel, Vectors
from octavo.resources import resource


@functools.cache
def shipped_model() -> MiniLm:
    return MiniLm(resource("models", "minilm-int8"))


class InProcessMiniLm:
    """Implements the ComparingEmbedder port over the shipped model."""

    @property
    def model(self) -> EmbeddingModel:
        return MODEL

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        return shipped_model().embed(texts)

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        return shipped_model().compare(question, texts)

    async def aclose(self) -> None:
        return None


class BrokenEmbedder(InProcessMiniLm):
    """Implements the ComparingEmbedder port by failing, as a model that cannot be started does."""

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        raise WorkerDiedError("The embedder stopped.")

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        raise WorkerDiedError("The embedder stopped.")
