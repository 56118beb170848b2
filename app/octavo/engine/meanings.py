"""How near texts are to a question in meaning; what was asked a moment ago is remembered."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.errors import ProviderError, ResourceError, WorkerError
from octavo.models.port import Embedder, EmbeddingModel, Vectors

_log = logging.getLogger(__name__)

_REMEMBERED = 2_000
"""Texts whose vectors are kept: some 3 MB. Search and answer look at the same sentences."""


class Meanings:
    """Asks a model for the vectors of questions and sentences.

    Args:
        embedder: The model; without a working one, words decide alone. It may be replaced by
            another way to the same model.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @property
    def model(self) -> EmbeddingModel:
        """The model that is asked."""
        return self.embedder.model

    async def vectors(self, texts: Sequence[str]) -> Vectors | None:
        """Return a vector for each text, shape (n, dimension), or None if the model fails."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        fresh: dict[str, NDArray[np.float32]] = {}
        if missing:
            try:
                made = await self.embedder.embed(missing, urgent=True)
            except (ProviderError, ResourceError, WorkerError):
                _log.warning("no vectors: words decide alone", exc_info=True)
                return None
            fresh = dict(zip(missing, made, strict=True))
        rows = [fresh[text] if text in fresh else self._known[text] for text in texts]
        for text, row in zip(texts, rows, strict=True):
            self._known[text] = row
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return np.stack(rows)

    async def cosines(self, question: str, texts: Sequence[str]) -> NDArray[np.float64] | None:
        """Return the cosine of each text with the question, not below 0; None without a model."""
        vectors = await self.vectors([question, *texts])
        if vectors is None:
            return None
        cosines: NDArray[np.float64] = (vectors[1:] @ vectors[0]).astype(np.float64)
        return np.maximum(0.0, cosines)
