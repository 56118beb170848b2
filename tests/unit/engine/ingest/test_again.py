"""Files that are put in anew while they are read, or wait to be: only the new entry counts."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.store.sqlite import SqliteStore
from octavo.errors import AppError
from octavo.pdf.page import PageText
from octavo.pdf.patience import Patience
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreRequest,
    StaticChunking,
    StaticChunkingStrategy,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
)
from support.pdfs import make_pdf

PAGES = 20
SENTENCES = " ".join(f"The stone number {n} lies in the gravel pit." for n in range(60))
SMALL = StaticChunkingStrategy(
    type="static", static=StaticChunking(max_chunk_size_tokens=100, chunk_overlap_tokens=0)
)
LARGE = StaticChunkingStrategy(
    type="static", static=StaticChunking(max_chunk_size_tokens=4000, chunk_overlap_tokens=0)
)


class GatedReader(PdfiumReader):
    """Reads PDFs, but waits at some pages until it is let on."""

    def __init__(self) -> None:
        super().__init__()
        self.reached: dict[int, asyncio.Event] = {}
        self.gates: dict[int, asyncio.Event] = {}

    def wait_at(self, page: int) -> None:
        self.reached[page] = asyncio.Event()
        self.gates[page] = asyncio.Event()

    async def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        async with aclosing(
            super().pages(path, numbers, password=password, patience=patience)
        ) as pages:
            async for page in pages:
                if page.number in self.gates:
                    self.reached[page.number].set()
                    await self.gates[page.number].wait()
                yield page


@pytest.fixture
async def reader() -> AsyncIterator[GatedReader]:
    made = GatedReader()
    yield made
    await made.aclose()


@pytest.fixture
async def file(client: Client, tmp_path: Path) -> FileObject:
    return await client.upload_file(make_pdf(tmp_path / "long.pdf", [SENTENCES] * PAGES))


async def _put(
    client: Client, store_id: str, file: FileObject, strategy: StaticChunkingStrategy
) -> VectorStoreFileBatchObject:
    wanted = CreateVectorStoreFileBatchRequest(file_ids=[file.id], chunking_strategy=strategy)
    return await client.create_vector_store_file_batch(store_id, wanted)


async def _read(client: Client, store_id: str, file: FileObject) -> VectorStoreFileObject:
    async with asyncio.timeout(30):
        return await client.wait_for_vector_store_file_to_complete(
            store_id, file.id, poll_interval=0.02
        )


async def test_a_file_put_in_anew_while_it_is_read_is_read_anew(
    client: Client, engine: Engine, reader: GatedReader, file: FileObject
) -> None:
    """Even where pages of the entry before are about to be kept."""
    for page in (4, 12):
        reader.wait_at(page)
    store = engine._services.store
    assert isinstance(store, SqliteStore)
    library = await client.create_vector_store(CreateVectorStoreRequest())
    await _put(client, library.id, file, SMALL)
    await asyncio.wait_for(reader.reached[4].wait(), 30)

    # From here on nothing is written, but waits in the order in which it came.
    may_write = threading.Event()
    held = asyncio.ensure_future(store._writer.run(lambda _: may_write.wait(30)))
    reader.gates[4].set()
    await asyncio.wait_for(reader.reached[12].wait(), 30)
    reader.gates[12].set()
    again = asyncio.ensure_future(_put(client, library.id, file, LARGE))
    async with asyncio.timeout(10):
        while True:
            if engine._services.ingest._current is None:  # the new entry waits for the writer
                break
            await asyncio.sleep(0.005)
    may_write.set()
    assert await held
    await again
    entry = await _read(client, library.id, file)
    assert (entry.status, entry.last_error) == ("completed", None)
    assert entry.progress is not None
    assert entry.progress.pages_done == entry.progress.passages == PAGES


async def test_a_file_put_in_anew_while_it_waits_is_cut_as_said_last(
    client: Client, reader: GatedReader, file: FileObject, tmp_path: Path
) -> None:
    before = await client.upload_file(make_pdf(tmp_path / "before.pdf", ["Gravel."]))
    reader.wait_at(1)
    library = await client.create_vector_store(CreateVectorStoreRequest())
    wanted = CreateVectorStoreFileBatchRequest(
        file_ids=[before.id, file.id], chunking_strategy=SMALL
    )
    await client.create_vector_store_file_batch(library.id, wanted)
    await asyncio.wait_for(reader.reached[1].wait(), 30)
    await _put(client, library.id, file, LARGE)
    reader.gates[1].set()
    entry = await _read(client, library.id, file)
    assert entry.progress is not None
    assert entry.progress.passages == PAGES


async def test_a_file_that_was_cancelled_stays_cancelled_when_its_reading_fails(
    client: Client, reader: GatedReader, file: FileObject, engine: Engine
) -> None:
    reader.wait_at(4)
    library = await client.create_vector_store(CreateVectorStoreRequest())
    batch = await _put(client, library.id, file, SMALL)
    await asyncio.wait_for(reader.reached[4].wait(), 30)
    await client.cancel_vector_store_file_batch(library.id, batch.id)
    await engine._services.ingest._end((library.id, file.id), "server_error", AppError("Too late."))
    reader.gates[4].set()
    entry = await client.get_vector_store_file(library.id, file.id)
    assert (entry.status, entry.last_error) == ("cancelled", None)
