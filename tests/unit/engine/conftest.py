"""The real engine in process over a temporary folder, spoken to by the real client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from support.embedding import HashEmbedder


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
    async with Client(InProcessTransport(engine.app)) as made:
        yield made
