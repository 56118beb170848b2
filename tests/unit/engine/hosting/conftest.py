"""An engine with a host that keeps files, which can be opened anew on the same folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.hosting import asking, lane
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.hosting import HostedFileObject, HostStoreRequest, StoreHostingObject
from octavo.protocol.search import SearchResult, SearchVectorStoreRequest
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, CreateVectorStoreRequest
from octavo.providers.registry import Providers
from support.embedding import HashEmbedder
from support.embedding_host import open_with_hosts
from support.stores_host import StoresServer, stores_server


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once; a busy computer takes its time to answer a question."""
    monkeypatch.setattr(lane, "_RETRY_AFTER", 0.02)
    monkeypatch.setattr(lane, "_LONGEST_REST", 0.05)
    monkeypatch.setattr(lane, "_LOOKS_EVERY", 0.01)
    monkeypatch.setattr(asking, "_QUESTION", 120.0)
    monkeypatch.setattr(asking, "_PASSED_OVER", 0.0)


class Hosting(Protocol):
    """A host, known by its address."""

    @property
    def url(self) -> str: ...


class Place:
    """An engine with the provider ``host``.

    Attributes:
        file_ids: Ids of the files that were put into stores, by their names.
    """

    client: Client
    engine: Engine
    providers: Providers

    def __init__(self, folder: Path, host: Hosting) -> None:
        self._folder = folder
        self._host = host
        self._stack = AsyncExitStack()
        self.reader = PdfiumReader()
        self.file_ids: dict[str, str] = {}

    async def open(self, *, agreed: bool = True) -> None:
        opening = open_with_hosts(
            self._folder, self.reader, HashEmbedder(), self._host.url, agreed=False
        )
        self.client, self.engine, self.providers = await self._stack.enter_async_context(opening)
        if agreed:
            await self.providers.allow("host", "files")

    async def aclose(self) -> None:
        await self._stack.aclose()

    async def put(self, **files: Path | str) -> str:
        """Make a store of PDFs and texts by their names, and wait until they are read."""
        request = CreateVectorStoreRequest(name="Contracts")
        made = await self.client.create_vector_store(request)
        for name, content in files.items():
            await self.add(made.id, name, content)
        return made.id

    async def add(self, store_id: str, name: str, content: Path | str) -> None:
        if isinstance(content, str):
            file = await self.client.upload_file(str.encode(content), filename=f"{name}.txt")
        else:
            file = await self.client.upload_file(content, filename=f"{name}.pdf")
        self.file_ids[name] = file.id
        request = CreateVectorStoreFileRequest(file_id=file.id)
        await self.client.create_vector_store_file(store_id, request)
        await self.client.wait_for_vector_store_to_complete(store_id, poll_interval=0.02)

    async def remove(self, store_id: str, name: str) -> None:
        await self.client.delete_vector_store_file(store_id, self.file_ids[name])

    async def choose(self, store_id: str, provider: str | None = "host") -> StoreHostingObject:
        request = HostStoreRequest(provider=provider)
        return await self.client.host_vector_store(store_id, request)

    async def when(
        self, store_id: str, holds: Callable[[StoreHostingObject], object]
    ) -> StoreHostingObject:
        """Wait for a state of what lies at the host."""
        async with asyncio.timeout(120):
            while True:
                seen = await self.client.get_vector_store_hosting(store_id)
                if holds(seen):
                    return seen
                await asyncio.sleep(0.01)

    async def hosted(self, store_id: str, count: int) -> StoreHostingObject:
        """Have a store searched at the host, and wait until so many files are."""
        await self.choose(store_id)
        return await self.when(store_id, lambda seen: seen.files_ready == count)

    async def when_listed(self, holds: Callable[[list[HostedFileObject]], object]) -> None:
        """Wait for a state of the list of all that lies at hosts."""
        async with asyncio.timeout(120):
            while True:
                if holds((await self.client.list_hosted_files()).data):
                    return
                await asyncio.sleep(0.01)

    async def search(self, store_id: str, query: str) -> list[SearchResult]:
        request = SearchVectorStoreRequest(query=query)
        return (await self.client.search_vector_store(store_id, request)).data


@pytest.fixture
async def host() -> AsyncIterator[StoresServer]:
    async with stores_server() as made:
        yield made


@pytest.fixture
async def place(tmp_path: Path, host: StoresServer) -> AsyncIterator[Place]:
    made = Place(tmp_path / "data", host)
    await made.open()
    yield made
    await made.aclose()
    await made.reader.aclose()
