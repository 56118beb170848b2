"""The real engine in process over a temporary folder, spoken to by the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.providers.chat_completions import ChatCompletionsModel
from octavo.providers.connection import Connection
from octavo.providers.port import ChatModel, OfferedModel
from support.embedding import HashEmbedder
from support.model_server import ModelServer, model_server


@pytest.fixture
async def reader() -> AsyncIterator[PdfiumReader]:
    made = PdfiumReader()
    yield made
    await made.aclose()


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
async def engine(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> AsyncIterator[Engine]:
    made = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    yield made
    await made.aclose()


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[Client]:
    async with Client(InProcessTransport(engine.app), poll_interval=0.01) as made:
        yield made


class OneHost:
    """Knows the models of one host."""

    def __init__(self, connection: Connection, context_tokens: int = 8192) -> None:
        self._connection = connection
        self.context_tokens = context_tokens

    async def offered(self) -> list[OfferedModel]:
        return [OfferedModel("test/tiny", "test.example", 1_700_000_000, "2027-01-31")]

    async def has(self, name: str) -> bool:
        return name.startswith("test/")

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        model = name.partition("/")[2]
        return ChatCompletionsModel(
            self._connection, model, name=name, context_tokens=self.context_tokens
        )


@pytest.fixture
async def host() -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        yield made


@pytest.fixture
async def models(host: ModelServer) -> AsyncIterator[OneHost]:
    async def key_of(origin: str) -> str | None:
        return None

    connection = Connection(host.url, key_of=key_of)
    yield OneHost(connection)
    await connection.aclose()


@pytest.fixture
async def writing_client(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder, models: OneHost
) -> AsyncIterator[Client]:
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder, outside=models)
    async with Client(InProcessTransport(engine.app), poll_interval=0.01) as client:
        yield client
    await engine.aclose()
