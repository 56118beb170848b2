"""Vectors of texts from any host that speaks ``/v1/embeddings``."""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from octavo.errors import ProviderError
from octavo.providers import failures
from octavo.providers.connection import Connection
from octavo.providers.failures import RefusedError, TooLongError
from octavo.words import later

Rows = NDArray[np.float32]
"""Shape (texts, dimension); every row has length 1."""

MAX_DIMENSION = 8_192
"""Components that are believed of a vector: the largest models known have half as many."""

_MOST_CHARACTERS = 32_000
"""Of a text; more than any model takes."""

_SHORTEST_CUT = 200
"""Characters below which no host can say in earnest that a text is too long."""

_TOO_MUCH = 413


class EmbeddingHost(Protocol):
    """A model at a host, asked for vectors."""

    @property
    def name(self) -> str:
        """As collections name it, such as ``ollama/nomic-embed-text``."""

    @property
    def host(self) -> str:
        """Where it runs, for people."""

    async def embed(self, texts: Sequence[str]) -> Rows:
        """Return a vector for each text.

        Raises:
            ProviderError: the host cannot be asked, or its vectors cannot be used.
        """


class EmbeddingHosts(Protocol):
    """Knows models that make vectors by their names."""

    async def find_embeddings(self, name: str) -> EmbeddingHost:
        """Return the model of a name.

        Raises:
            ProviderError: there is no such provider, or nobody has agreed that all text of a
                collection is sent there.
        """


class HostedEmbeddings:
    """Implements `EmbeddingHost`.

    Args:
        connection: The way to the host.
        model: As the host names it.
        name: As collections name it.
    """

    def __init__(self, connection: Connection, model: str, *, name: str) -> None:
        self._connection = connection
        self._model = model
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    @property
    def host(self) -> str:
        return self._connection.host

    async def embed(self, texts: Sequence[str]) -> Rows:
        """Return a vector for each text; see ``EmbeddingHost``.

        What is too much for one request is sent in halves, and of a text that is too long for the
        model the beginning counts: all models but a few cut it so themselves.
        """
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        return await self._embed([_sendable(text) for text in texts])

    async def _embed(self, texts: list[str]) -> Rows:
        try:
            return await self._asked(texts)
        except (TooLongError, RefusedError) as error:
            if not (isinstance(error, TooLongError) or error.status == _TOO_MUCH):
                raise
            if len(texts) > 1:
                half = len(texts) // 2
                parts = [await self._embed(texts[:half]), await self._embed(texts[half:])]
                if parts[0].shape[1] != parts[1].shape[1]:
                    raise failures.broken(
                        self.host, later("has vectors of several lengths")
                    ) from None
                return np.concatenate(parts)
            if len(texts[0]) < _SHORTEST_CUT:
                raise
            return await self._embed([texts[0][: len(texts[0]) // 2]])

    async def _asked(self, texts: list[str]) -> Rows:
        body = {"model": self._model, "input": texts, "encoding_format": "float"}
        reply = await self._connection.ask("POST", "embeddings", body, harmless=True)
        return await asyncio.to_thread(self._rows, reply, len(texts))

    def _rows(self, reply: Any, count: int) -> Rows:
        """Return the vectors of a reply in the order of the texts, whatever its own is.

        Raises:
            ProviderError: it has not one vector for each text, or what is no vector.
        """
        data = reply.get("data") if isinstance(reply, dict) else None
        if not isinstance(data, list):
            raise failures.broken(self.host, later("has no vectors"))
        if len(data) != count:
            raise failures.broken(
                self.host,
                later("has {found} vectors for {count} texts", found=len(data), count=count),
            )
        places = [
            one.get("index", n) if isinstance(one, dict) else -1 for n, one in enumerate(data)
        ]
        if sorted(places, key=str) != sorted(range(count), key=str):
            raise failures.broken(
                self.host, later("does not tell which vector belongs to which text")
            )
        rows = [self._vector(one.get("embedding")) for one in data]
        if len({len(row) for row in rows}) > 1:
            raise failures.broken(self.host, later("has vectors of several lengths"))
        vectors = np.empty((count, len(rows[0])))
        vectors[places] = rows
        with np.errstate(over="ignore"):
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not lengths.all():
            raise failures.broken(self.host, later("has vectors of no length"))
        unit: Rows = (vectors / lengths).astype(np.float32)
        return unit

    def _vector(self, given: Any) -> NDArray[np.float64]:
        """Return one vector, given as numbers or, by some hosts, as base64."""
        try:
            if isinstance(given, str):
                row = np.frombuffer(base64.b64decode(given, validate=True), dtype="<f4")
            else:
                row = np.array(given, dtype=np.float64)
        except (ValueError, TypeError, OverflowError, binascii.Error):
            raise failures.broken(self.host, later("has vectors that are no numbers")) from None
        if row.ndim != 1 or not 0 < len(row) <= MAX_DIMENSION:
            raise failures.broken(self.host, later("has vectors of a length that cannot be"))
        return row.astype(np.float64)


def _sendable(text: str) -> str:
    """Return a text as hosts take it: encodable, not too long, and not empty."""
    text = text[:_MOST_CHARACTERS].encode("utf-8", "replace").decode()
    return text if text.strip() else "."


def is_of_text(error: ProviderError) -> bool:
    """Whether a failure is about the very text that was sent, and no other would fail by it."""
    return isinstance(error, TooLongError) or (
        isinstance(error, RefusedError) and error.status in {400, 422}
    )
