"""A file is left while its next page is waited for: it is paused or gone, or others come first."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.ingest import leaving
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.ingest.leaving import Leaving
from octavo.engine.ingest.order import Order
from octavo.errors import StorageFullError
from octavo.pdf.page import PageText
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import RecognitionSetting
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreRequest,
    VectorStoreFileBatchObject,
)
from support.pdfs import make_pdf, make_scan
from support.recognising import stand_in
from support.waiting import until

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a POSIX script stands for the program"
)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[PdfiumReader]:
    """Recognise a page whenever there is a file ``gate``, and wait for it."""
    program = stand_in(tmp_path, ["The", "heron", "stands"], tmp_path / "gate")
    made = PdfiumReader(find_recognition=lambda: RecognitionSetting(str(program)))
    yield made
    await made.aclose()


def _engines() -> list[psutil.Process]:
    children = psutil.Process().children(recursive=True)
    return [one for one in children if _runs(one) and one.name() == "tesseract"]


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def _put(client: Client, path: Path) -> VectorStoreFileBatchObject:
    """Put a file into a store of its own."""
    file = await client.upload_file(path)
    store = await client.create_vector_store(CreateVectorStoreRequest())
    return await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=[file.id])
    )


async def _only(client: Client, batch: VectorStoreFileBatchObject) -> str:
    listed = await client.get_vector_store_file_batch_files(batch.vector_store_id, batch.id)
    return listed.data[0].id


async def _pause(client: Client, ingest: Ingest, batch: VectorStoreFileBatchObject) -> None:
    key = (batch.vector_store_id, await _only(client, batch))
    await ingest.pause_file(key, paused=True)


async def _pause_all(client: Client, ingest: Ingest, batch: VectorStoreFileBatchObject) -> None:
    await ingest.pause(paused=True)
    await until(lambda: not _engines(), "it is left", seconds=90)
    await ingest.pause(paused=False)


async def _cancel(client: Client, ingest: Ingest, batch: VectorStoreFileBatchObject) -> None:
    await client.cancel_vector_store_file_batch(batch.vector_store_id, batch.id)


async def _delete(client: Client, ingest: Ingest, batch: VectorStoreFileBatchObject) -> None:
    file_id = await _only(client, batch)
    await client.delete_vector_store_file(batch.vector_store_id, file_id)


@pytest.mark.parametrize("leave", [_pause, _pause_all, _cancel, _delete])
async def test_a_page_that_is_recognised_is_not_waited_for(
    client: Client,
    engine: Engine,
    tmp_path: Path,
    leave: Callable[[Client, Ingest, VectorStoreFileBatchObject], Awaitable[None]],
) -> None:
    scan = await _put(client, make_scan(tmp_path / "scan.pdf"))
    await until(lambda: bool(_engines()), "the scan is being recognised", seconds=90)
    (before,) = _engines()
    await leave(client, engine._services.ingest, scan)
    await until(lambda: not _runs(before), "the program is ended", seconds=30)
    if leave is not _pause_all:
        small = await _put(client, make_pdf(tmp_path / "small.pdf", ["A page."]))
        entry = await client.wait_for_vector_store_file_to_complete(
            small.vector_store_id, await _only(client, small), poll_interval=0.02, deadline=90
        )
        assert entry.status == "completed"
    if leave in {_pause, _pause_all}:
        (tmp_path / "gate").touch()
        file_id = await _only(client, scan)
        key = (scan.vector_store_id, file_id)
        await engine._services.ingest.pause_file(key, paused=False)
        entry = await client.wait_for_vector_store_file_to_complete(
            scan.vector_store_id, file_id, poll_interval=0.02, deadline=90
        )
        assert entry.status == "completed"


async def test_what_is_asked_about_does_not_wait_for_a_page_that_is_recognised(
    client: Client, engine: Engine, tmp_path: Path
) -> None:
    scan = await _put(client, make_scan(tmp_path / "scan.pdf"))
    await until(lambda: bool(_engines()), "the scan is being recognised", seconds=90)
    small = await _put(client, make_pdf(tmp_path / "small.pdf", ["A page."]))
    await engine._services.ingest.wait_until_read(small.vector_store_id, 90)
    entry = await client.get_vector_store_file(small.vector_store_id, await _only(client, small))
    assert entry.status == "completed"
    (tmp_path / "gate").touch()
    entry = await client.wait_for_vector_store_file_to_complete(
        scan.vector_store_id, await _only(client, scan), poll_interval=0.02, deadline=90
    )
    assert entry.status == "completed"


async def test_a_small_file_does_not_wait_for_a_page_that_takes_long(
    client: Client, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody asks about it; and the page that was left for it is not left again."""
    monkeypatch.setattr(leaving, "LATE", 0.1)
    monkeypatch.setattr(leaving, "LOOKS_EVERY", 0.02)
    engine._services.ingest._order = Order(turn=0)
    scan = await _put(client, make_scan(tmp_path / "scan.pdf"))
    await until(lambda: bool(_engines()), "the scan is being recognised", seconds=90)
    small = await _put(client, make_pdf(tmp_path / "small.pdf", ["A page."]))
    entry = await client.wait_for_vector_store_file_to_complete(
        small.vector_store_id, await _only(client, small), poll_interval=0.02, deadline=90
    )
    assert entry.status == "completed"
    await until(lambda: bool(_engines()), "the scan is gone on with", seconds=90)
    other = await _put(client, make_pdf(tmp_path / "other.pdf", ["Another page."]))
    left = engine._services.ingest._leaving
    monkeypatch.setattr(leaving, "LATE", -1.0)  # each page is late from now on
    key = (scan.vector_store_id, await _only(client, scan))
    assert not left._is_late(key)
    await asyncio.sleep(0.2)  # ten looks
    assert not left.is_asked
    await until(lambda: bool(_engines()), "the scan is still recognised", seconds=90)
    (tmp_path / "gate").touch()
    for batch in (scan, other):
        entry = await client.wait_for_vector_store_file_to_complete(
            batch.vector_store_id, await _only(client, batch), poll_interval=0.02, deadline=90
        )
        assert entry.status == "completed"


async def _page_of(gate: asyncio.Event) -> AsyncGenerator[PageText, None]:
    """Yield one page, once it may come."""
    await gate.wait()
    yield PageText(1, "1", "text", "A page.", "A page.", ())


@pytest.fixture
def _looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "LATE", -1.0)
    monkeypatch.setattr(leaving, "LOOKS_EVERY", 0.001)


@pytest.mark.usefixtures("_looks_at_once")
async def test_a_store_that_cannot_be_asked_is_asked_again_and_the_page_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left, looks, gate = Leaving(), 0, asyncio.Event()

    async def is_over() -> bool:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise StorageFullError("The disk is full.")
        return True

    async with left.watching(("vs", "file"), 0, is_over), aclosing(_page_of(gate)) as pages:
        assert await left.next(pages) is None  # left for others at the second look
    assert looks == 2
    assert left.is_asked
    assert "whether others wait could not be seen: The disk is full." in caplog.text


@pytest.mark.usefixtures("_looks_at_once")
async def test_a_bug_in_looking_is_logged_and_costs_the_file_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    left, gate = Leaving(), asyncio.Event()

    async def is_over() -> bool:
        gate.set()
        raise KeyError("gone")

    async with left.watching(("vs", "file"), 0, is_over), aclosing(_page_of(gate)) as pages:
        page = await left.next(pages)
    assert page is not None
    assert page.number == 1
    (record,) = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.message == "bug while looking whether others wait"
    assert record.exc_info is not None
    assert record.exc_info[0] is KeyError
