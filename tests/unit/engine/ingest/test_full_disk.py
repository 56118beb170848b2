"""A disk that is full while a file is read: nothing is lost, and reading goes on afterwards.

Security line 16.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.ingest import jobs
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.engines import limit_disk
from support.pdfs import make_many

PAGES = 600


async def test_reading_goes_on_when_there_is_room_again(
    client: Client,
    engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(jobs, "_RETRY_AFTER", 0.02)
    file = await client.upload_file(
        make_many(tmp_path / "many.pdf", PAGES, "Sentence {number} of a long report about stones.")
    )
    await limit_disk(engine, 20)
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    async with asyncio.timeout(30):
        while True:
            if "the disk is full; reading goes on later" in caplog.messages:
                break
            await asyncio.sleep(0.01)
    entry = await client.get_vector_store_file(store.id, file.id)
    assert (entry.status, entry.last_error) == ("in_progress", None)
    assert entry.progress is not None
    assert 0 < entry.progress.pages_done < PAGES
    await limit_disk(engine, None)
    entry = await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.02
    )
    assert entry.status == "completed"
    assert entry.progress is not None
    assert entry.progress.pages_done == entry.progress.passages == PAGES
