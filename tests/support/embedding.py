"""A quick embedder for tests that are not about meaning: words hashed into a vector."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Sequence

import numpy as np

from octavo.models.port import Compared, EmbeddingModel, Vectors

_WORD = re.compile(r"\w+")


class HashEmbedder:
    """Implements the ComparingEmbedder port in process; close texts are those that share words."""

    def __init__(self, dimension: int = 64) -> None:
        self.model = EmbeddingModel("word-hash", "1", dimension)
        self.gate = asyncio.Event()
        self.gate.set()

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        if not urgent:
            await self.gate.wait()
        rows = np.full((len(texts), self.model.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.lower()):
                row[zlib.crc32(word.encode()) % self.model.dimension] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    async def compare(self, question: str, texts: Sequence[str]) -> Compared:
        """Take words for pieces: a text has one or has not."""
        words = [set(_WORD.findall(text.lower())) for text in texts]
        wanted = _WORD.findall(question.lower())
        pieces = np.array([[word in there for word in wanted] for there in words], dtype=np.float32)
        vectors = await self.embed(texts, urgent=True)
        return Compared(vectors, pieces.reshape(len(texts), len(wanted)))

    async def aclose(self) -> None:
        return None
