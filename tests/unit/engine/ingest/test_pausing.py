"""Pausing one file and all reading, and going on where it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.reading import PauseRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest, VectorStoreFileObject
from support.embedding import HashEmbedder
from support.pdfs import make_many

PAGES = 120
HELD_AFTER = 60


class GatedReader(PdfiumReader):
    """Holds a file in its middle until the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.held = asyncio.Event()

    async def pages(self, path: Path, numbers: Sequence[int], **more: Any) -> Any:
        async with aclosing(super().pages(path, numbers, **more)) as pages:
            async for page in pages:
                if page.number == HELD_AFTER:
                    self.held.set()
                    await self.gate.wait()
                yield page


class Place:
    """A data folder with one long file in a store; engines over it come and go."""

    client: Client
    _engine: Engine

    def __init__(self, folder: Path, reader: GatedReader) -> None:
        self._folder = folder
        self.reader = reader

    async def open(self) -> None:
        self._engine = await Engine.open(self._folder, reader=self.reader, embedder=HashEmbedder())
        self.client = Client(InProcessTransport(self._engine.app))

    async def close(self) -> None:
        await self.client.aclose()
        await self._engine.aclose()

    async def restart(self) -> None:
        await self.close()
        await self.open()

    async def entry(self, store_id: str) -> VectorStoreFileObject:
        (entry,) = (await self.client.get_vector_store_files(store_id)).data
        return entry

    async def stands(self, store_id: str) -> int:
        """Wait until the reader has let go of the file; return the pages that are kept."""
        ingest = self._engine._services.ingest

        async def idle() -> bool:
            return not ingest._reading and not ingest._new_files.is_set()

        await eventually(idle)
        return await self.pages(store_id)

    async def pages(self, store_id: str) -> int:
        progress = (await self.entry(store_id)).progress
        return 0 if progress is None else progress.pages_done

    async def begin(self, path: Path) -> str:
        file = await self.client.upload_file(path)
        store = await self.client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        return store.id


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until a condition holds that nothing tells of."""
    while True:
        if await condition():
            return
        await asyncio.sleep(0.01)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    reader = GatedReader()
    made = Place(tmp_path / "data", reader)
    await made.open()
    try:
        yield made
        await made.close()
    finally:
        await reader.aclose()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_many(tmp_path_factory.mktemp("many") / "many.pdf", PAGES)


async def test_a_file_is_paused_over_a_restart_and_gone_on_with_where_it_was(
    place: Place, many: Path
) -> None:
    async with asyncio.timeout(120):
        store_id = await place.begin(many)
        await place.reader.held.wait()
        file_id = (await place.entry(store_id)).id
        told = await place.client.pause_vector_store_file(
            store_id, file_id, PauseRequest(paused=True)
        )
        assert (told.paused, told.status) == (True, "in_progress")
        place.reader.gate.set()
        stood = await place.stands(store_id)
        assert 0 < stood < PAGES
        await place.restart()
        assert (await place.entry(store_id)).paused
        assert await place.stands(store_id) == stood

        await place.client.pause_vector_store_file(store_id, file_id, PauseRequest(paused=False))
        done = await place.client.wait_for_vector_store_file_to_complete(store_id, file_id)
        assert done.progress is not None
        assert done.progress.pages_done == PAGES
        with pytest.raises(ApiStatusError, match="not being read"):
            await place.client.pause_vector_store_file(store_id, file_id, PauseRequest(paused=True))


async def test_all_reading_is_paused_over_a_restart(place: Place, many: Path) -> None:
    async with asyncio.timeout(120):
        assert not (await place.client.get_reading()).paused
        store_id = await place.begin(many)
        await place.reader.held.wait()
        assert (await place.client.pause_reading(PauseRequest(paused=True))).paused
        place.reader.gate.set()
        stood = await place.stands(store_id)
        assert 0 < stood < PAGES
        await place.restart()
        assert (await place.client.get_reading()).paused
        assert (await place.entry(store_id)).paused  # as its list tells it
        assert await place.stands(store_id) == stood

        await place.client.pause_reading(PauseRequest(paused=False))
        assert (
            await place.client.wait_for_vector_store_to_complete(store_id)
        ).status == "completed"
        assert await place.pages(store_id) == PAGES
