"""A host on this computer that makes vectors, of words as `HashEmbedder` does, and fails on demand.

It stands on `model_server`: ``script`` may name other answers, the last of which is repeated.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.embedders import PROBES
from octavo.models.port import Embedder
from octavo.pdf.port import PdfReader
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from support.embedding import HashEmbedder
from support.model_server import Answer, ModelServer, Seen, model_server, replies


class EmbeddingServer:
    """A host with the models ``words`` and ``lifted``; another ``revision`` makes others of them.

    Attributes:
        gate: Held while closed; requests with documents wait for it, those of a question do not.
        fault: Given in the place of vectors, if set.
        refused: A text with this word is not embedded; empty for none.
        in_order: Whether the vectors come in the order of the texts, which nobody promises.
        texts: All texts that came, probes included.
    """

    def __init__(self, server: ModelServer, dimension: int = 48) -> None:
        self.server = server
        self.dimension = dimension
        self.revision = ""
        self.gate = asyncio.Event()
        self.gate.set()
        self.fault: Answer | None = None
        self.refused = ""
        self.in_order = False
        self.texts: list[str] = []
        server.script = [self._answer]

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def requests(self) -> list[Seen]:
        """All requests for vectors that came."""
        return self.server.seen

    async def _answer(self, writer: asyncio.StreamWriter, seen: Seen) -> None:
        given: list[str] | str = seen.json["input"]
        texts = [given] if isinstance(given, str) else given
        self.texts += texts
        if any("." in text for text in set(texts) - set(PROBES)):  # questions have no full stop
            await self.gate.wait()
        if self.fault is not None:
            await self.fault(writer, seen)
            return
        if self.refused and any(self.refused in text for text in texts):
            error = {"error": {"message": "This text is not allowed.", "code": "content"}}
            await replies(400, error)(writer, seen)
            return
        await replies(200, await self.vectors(texts, seen.json["model"]))(writer, seen)

    async def vectors(self, texts: list[str], model: str = "words") -> dict[str, Any]:
        """Return the reply for some texts.

        The model ``lifted`` holds no two texts for quite different: a cosine ``c`` of ``words`` is
        ``0.7 + 0.3 c``.
        """
        rows = await HashEmbedder(self.dimension).embed(
            [f"{t} {self.revision * 40}" for t in texts]
        )
        if model == "lifted":
            rows = np.hstack([np.full((len(rows), 1), 0.7**0.5), 0.3**0.5 * rows])
        data = [
            {"object": "embedding", "index": n, "embedding": row.tolist()}
            for n, row in enumerate(rows)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        if not self.in_order:  # the index counts
            data.reverse()
        return {"object": "list", "model": model, "data": data, "usage": usage}


@contextlib.asynccontextmanager
async def embedding_server(dimension: int = 48) -> AsyncIterator[EmbeddingServer]:
    """Serve on a free port until the block ends."""
    async with model_server() as server:
        yield EmbeddingServer(server, dimension)


@contextlib.asynccontextmanager
async def open_with_hosts(
    folder: Path, reader: PdfReader, embedder: Embedder, url: str, *, agreed: bool = True
) -> AsyncIterator[tuple[Client, Engine, Providers]]:
    """Open an engine with one provider, ``host``, that text may be sent to if ``agreed``."""

    async def key_of(origin: str) -> str | None:
        return None

    providers = Providers(folder / FILE_NAME, key_of)
    await providers.put(Provider(name="host", base_url=url))
    if agreed:
        await providers.allow("host", "embeddings")
    engine = await Engine.open(
        folder,
        reader=reader,
        embedder=embedder,
        outside=providers,
        embedding_hosts=providers,
        store_hosts=providers,
    )
    try:
        async with Client(InProcessTransport(engine.app)) as client:
            yield client, engine, providers
    finally:
        await engine.aclose()
        await providers.aclose()
