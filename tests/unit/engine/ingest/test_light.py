"""Reading leaves the loop to others, and asks the store for no more than it needs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.ingest import cutting
from octavo.engine.store.records import NewChunk, Unfinished
from octavo.engine.store.sqlite import SqliteStore
from octavo.pdf.page import PageText, Segment
from octavo.pdf.patience import Patience
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_many, make_pdf

LONG = " ".join(f"The stone number {n} lies in the gravel pit." for n in range(50_000))
"""A page of two million characters: cutting it takes a second and more."""


class LongReader(PdfiumReader):
    """Finds more on each page than a PDF of a handy size could hold."""

    async def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        del path, password, patience
        for number in numbers:
            segments = (Segment(0, 0, len(LONG)),)
            yield PageText(number, str(number), "text", LONG, LONG, segments)


@pytest.fixture
async def reader(request: pytest.FixtureRequest) -> AsyncIterator[PdfiumReader]:
    made = getattr(request, "param", PdfiumReader)()
    yield made
    await made.aclose()


@pytest.mark.parametrize("reader", [LongReader], indirect=True)
async def test_a_very_long_page_is_cut_beside_the_loop(client: Client, tmp_path: Path) -> None:
    file = await client.upload_file(make_pdf(tmp_path / "long.pdf", ["Gravel."]))
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.005)
            longest = max(longest, time.thread_time() - before)

    watching = asyncio.ensure_future(watch())
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    entry = await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.05
    )
    watching.cancel()
    assert entry.progress is not None
    assert entry.progress.passages > 1000
    # Generous, for a machine that has other things to do; in one piece it takes longer by far.
    assert longest < 0.5


class ReadyReader(PdfiumReader):
    """Has 200 pages ready at once."""

    async def pages(
        self,
        path: Path,
        numbers: Sequence[int],
        *,
        password: str | None = None,
        patience: Patience | None = None,
    ) -> AsyncGenerator[PageText, None]:
        del path, password, patience
        text = LONG[:2_000]
        for number in numbers:
            yield PageText(number, str(number), "text", text, text, (Segment(0, 0, len(text)),))


@pytest.mark.parametrize("reader", [ReadyReader], indirect=True)
async def test_pages_that_are_ready_at_once_are_not_cut_in_one_go(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_one_go = most = 0
    cut = cutting.chunk_page

    def counted(*args: Any, **more: Any) -> list[NewChunk]:
        nonlocal in_one_go, most
        in_one_go += 1
        most = max(most, in_one_go)
        return cut(*args, **more)

    async def others() -> None:
        nonlocal in_one_go
        while True:
            in_one_go = 0
            await asyncio.sleep(0)

    monkeypatch.setattr(cutting, "chunk_page", counted)
    turns = asyncio.create_task(others())
    file = await client.upload_file(make_many(tmp_path / "a.pdf", 200))
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    await client.wait_for_vector_store_file_to_complete(store.id, file.id, poll_interval=0.05)
    turns.cancel()
    assert 1 < most <= 9


async def test_what_waits_is_asked_for_once_a_file_and_not_once_a_batch_of_pages(
    client: Client, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With thousands of files that answer is long."""
    store = engine._services.store
    assert isinstance(store, SqliteStore)
    unfinished, asked = store.unfinished, 0

    async def counted() -> list[Unfinished]:
        nonlocal asked
        asked += 1
        return await unfinished()

    file = await client.upload_file(make_many(tmp_path / "many.pdf", 900))
    monkeypatch.setattr(store, "unfinished", counted)
    made = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    await client.wait_for_vector_store_file_to_complete(made.id, file.id, poll_interval=0.05)
    assert asked <= 3
