"""The shipped model in this process: for tests about meaning, without a worker for each."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from octavo.errors import WorkerDiedError
from octavo.models.inside import MiniLm
from octavo.models.minilm import MODEL
from octavo.models.port import EmbeddingModel, Vectors
from octavo.resources import resource


@functools.cache
def shipped_model() -> MiniLm:
    return MiniLm(resource("models", "minilm-int8"))


class InProcessMiniLm:
    """Implements the Embedder port over the shipped model."""

    @property
    def model(self) -> EmbeddingModel:
        return MODEL

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        return shipped_model().embed(texts)

    async def aclose(self) -> None:
        return None


class BrokenEmbedder(InProcessMiniLm):
    """Implements the Embedder port by failing, as a model that cannot be started does."""

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        raise WorkerDiedError("The embedder stopped.")
