"""How near texts are to a question in meaning; what was asked a moment ago is remembered."""

from __future__ import annotations

import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from octavo.errors import ProviderError, ResourceError, WorkerError
from octavo.models.port import ComparingEmbedder, Embedder, EmbeddingModel, Vectors

_Key = TypeVar("_Key")

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
        _remember(self._known, texts, rows)
        return np.stack(rows)

    async def cosines(self, question: str, texts: Sequence[str]) -> NDArray[np.float64] | None:
        """Return the cosine of each text with the question, not below 0; None without a model."""
        vectors = await self.vectors([question, *texts])
        if vectors is None:
            return None
        cosines: NDArray[np.float64] = (vectors[1:] @ vectors[0]).astype(np.float64)
        return np.maximum(0.0, cosines)


@dataclasses.dataclass(frozen=True, slots=True)
class Nearness:
    """How near texts are to a question, each 0 … 1.

    Args:
        whole: Cosine of each text with the question.
        pieces: How much of the question each text has, word piece by word piece: the mean cosine
            of the question's pieces with the nearest one of the text. Pieces that most of these
            texts have, such as those of "the", hardly count.
    """

    whole: NDArray[np.float64]
    pieces: NDArray[np.float64]


class CloseMeanings(Meanings):
    """Meanings that also looks at texts word piece by word piece.

    One vector of a sentence is a mean: it tells what the sentence is about, and little about
    which of the question's words it has an answer to.

    Args:
        embedder: The model; without a working one, words decide alone.
    """

    def __init__(self, embedder: ComparingEmbedder) -> None:
        super().__init__(embedder)
        self._comparing = embedder
        self._compared: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()

    async def near(self, question: str, texts: Sequence[str]) -> Nearness | None:
        """Return how near each text is to the question; None without a model."""
        missing = [one for one in dict.fromkeys(texts) if (question, one) not in self._compared]
        fresh: dict[str, NDArray[np.float32]] = {}
        if missing:
            try:
                made = await self._comparing.compare(question, missing)
            except (ProviderError, ResourceError, WorkerError):
                _log.warning("no nearness: words decide alone", exc_info=True)
                return None
            fresh = dict(zip(missing, made.pieces, strict=True))
            _remember(self._known, missing, made.vectors)
        keys = [(question, text) for text in texts]
        rows = [fresh[text] if text in fresh else self._compared[question, text] for text in texts]
        _remember(self._compared, keys, rows)
        whole = await self.cosines(question, texts)
        return None if whole is None else Nearness(whole, _weighed(rows))


def _weighed(rows: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Return the mean of each text over the question's pieces, those that tell texts apart first.

    Args:
        rows: The cosines of each text's pieces, one for each piece of the question.
    """
    pieces = np.array(rows, dtype=np.float64).reshape(len(rows), -1)
    if not pieces.size:
        return np.zeros(len(rows))
    weights = (1 - pieces.mean(axis=0)) ** 2
    weighed: NDArray[np.float64] = pieces @ weights / max(float(weights.sum()), 1e-9)
    return weighed


def _remember(
    known: OrderedDict[_Key, NDArray[np.float32]],
    keys: Iterable[_Key],
    rows: Iterable[NDArray[np.float32]],
) -> None:
    """Keep what was told last, and so much of what was told before."""
    for key, row in zip(keys, rows, strict=True):
        known[key] = row
        known.move_to_end(key)
    while len(known) > _REMEMBERED:
        known.popitem(last=False)
