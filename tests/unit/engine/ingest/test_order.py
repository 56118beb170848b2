"""Files that wait: what is asked about first, small before large, none keeps the others waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.ingest.order import Order
from octavo.engine.store.records import Unfinished
from octavo.pdf.page import PageText
from octavo.pdf.patience import Patience
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreRequest,
)
from support.pdfs import make_many, make_pdf


def _file(name: str, size: int, store: str = "vs_1") -> Unfinished:
    return Unfinished(store, name, bytes=size)


def _taken(order: Order) -> list[str]:
    taken = []
    while (key := order.take()) is not None:
        taken.append(key[1])
    return taken


def test_small_files_come_before_large_ones() -> None:
    order = Order()
    order.put([_file("large", 900), _file("small", 10), _file("also small", 10)])
    assert _taken(order) == ["small", "also small", "large"]


def test_what_is_asked_about_comes_first() -> None:
    order = Order()
    files = [_file("small", 10), _file("asked", 900, "vs_2"), _file("asked too", 800, "vs_2")]
    with order.asked("vs_2"):
        order.put(files)
        assert _taken(order) == ["asked too", "asked", "small"]
    order.put(files)
    assert _taken(order) == ["small", "asked too", "asked"]


def test_a_file_lets_others_pass_when_its_turn_is_over() -> None:
    order = Order(turn=0)
    order.put([_file("a", 1), _file("b", 2)])
    assert order.take() == ("vs_1", "a")
    assert order.is_over(("vs_1", "a"))
    order.passed(("vs_1", "a"))
    order.put([_file("a", 1), _file("b", 2)])
    assert _taken(order) == ["b", "a"]
    order.forget(("vs_1", "a"))
    order.put([_file("a", 1), _file("b", 2)])
    assert _taken(order) == ["a", "b"]


def test_the_last_file_passes_nobody() -> None:
    order = Order(turn=0)
    order.put([_file("a", 1)])
    order.take()
    assert not order.is_over(("vs_1", "a"))


def test_what_is_asked_about_passes_at_once() -> None:
    order = Order(turn=1000)
    order.put([_file("a", 1), _file("asked", 2, "vs_2")])
    order.take()
    assert not order.is_over(("vs_1", "a"))
    with order.asked("vs_2"):
        assert order.is_over(("vs_1", "a"))
        order.take()
        assert not order.is_over(("vs_2", "asked"))


class NotingReader(PdfiumReader):
    """Notes which files' pages it reads; large files wait at page 40 until they are let on."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[int] = []
        self.reached = asyncio.Event()
        self.gate = asyncio.Event()

    async def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        reading = super().pages(path, numbers, password=password, patience=patience)
        async with aclosing(reading) as pages:
            async for page in pages:
                if page.number == 40:
                    self.reached.set()
                    await self.gate.wait()
                self.read.append(page.number)
                yield page


@pytest.fixture
async def reader() -> AsyncIterator[NotingReader]:
    made = NotingReader()
    yield made
    await made.aclose()


async def test_a_large_file_lets_the_one_pass_that_is_asked_about(
    client: Client, engine: Engine, reader: NotingReader, tmp_path: Path
) -> None:
    """What is kept of the large one is not read again."""
    large = await client.upload_file(make_many(tmp_path / "large.pdf", 100))
    small = await client.upload_file(make_pdf(tmp_path / "small.pdf", ["The heron stands."]))
    stores = [await client.create_vector_store(CreateVectorStoreRequest()) for _ in range(2)]
    for store, file in zip(stores, (large, small), strict=True):
        await client.create_vector_store_file_batch(
            store.id, CreateVectorStoreFileBatchRequest(file_ids=[file.id])
        )
        await asyncio.wait_for(reader.reached.wait(), 30)
    ingest = engine._services.ingest
    await ingest.wait_until_read(stores[1].id, 30)  # though the large one waits for a page
    reader.gate.set()
    one = await client.get_vector_store_file(stores[1].id, small.id)
    assert one.status == "completed"
    other = await client.wait_for_vector_store_file_to_complete(
        stores[0].id, large.id, poll_interval=0.02, deadline=30
    )
    assert other.progress is not None
    assert (other.status, other.progress.text) == ("completed", 100)
    assert reader.read == [*range(1, 40), 1, *range(40, 101)]


async def test_a_file_that_comes_later_does_not_wait_until_a_long_one_is_read(
    client: Client, engine: Engine, reader: NotingReader, tmp_path: Path
) -> None:
    engine._services.ingest._order = Order(turn=0)
    large = await client.upload_file(make_many(tmp_path / "large.pdf", 100))
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[large.id]))
    await asyncio.wait_for(reader.reached.wait(), 30)
    small = await client.upload_file(make_pdf(tmp_path / "small.pdf", ["The heron stands."]))
    await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=[small.id])
    )
    reader.gate.set()
    for file in (small, large):
        await client.wait_for_vector_store_file_to_complete(
            store.id, file.id, poll_interval=0.02, deadline=30
        )
    assert reader.read == [*range(1, 41), 1, *range(41, 101)]
