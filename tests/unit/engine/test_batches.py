"""Batches of files, and stores made with files: quick, each file once, cancelled at once."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from octavo.client import Client, iterate
from octavo.engine.app import Engine
from octavo.engine.store.store import Insert
from octavo.errors import ApiStatusError
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    InlineVectorStore,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    StaticChunking,
    StaticChunkingStrategy,
)
from support.embedding import HashEmbedder
from support.pdfs import make_many
from support.stores import file

SMALL = StaticChunkingStrategy(
    type="static", static=StaticChunking(max_chunk_size_tokens=100, chunk_overlap_tokens=50)
)


async def many(engine: Engine, count: int) -> list[str]:
    """Keep files without content, which no reader will find, and return their ids."""
    made = [file(f"file-{n}") for n in range(count)]
    await engine._services.store.apply(*map(Insert, made))
    return [one.id for one in made]


async def test_a_batch_of_2000_files_is_made_at_once(client: Client, engine: Engine) -> None:
    ids = await many(engine, 2_000)
    store = await client.create_vector_store()
    begun = time.process_time()
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=ids, attributes={"year": 2026})
    )
    seconds = time.process_time() - begun
    assert batch.file_counts.total == 2_000
    assert seconds < 5
    cancelled = await client.cancel_vector_store_file_batch(store.id, batch.id)
    assert cancelled.status == "cancelled"
    counts = cancelled.file_counts
    assert counts.in_progress == 0
    assert counts.cancelled + counts.failed == 2_000
    listed = iterate(client.get_vector_store_file_batch_files, store.id, batch.id, limit=100)
    entries = [entry async for entry in listed]
    assert {entry.id for entry in entries} == set(ids)
    assert all(entry.attributes == {"year": 2026} for entry in entries)


async def test_a_file_that_is_named_twice_is_taken_in_once(client: Client) -> None:
    one = await client.upload_file(b"The rent is low.", filename="a.txt")
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[one.id, one.id]))
    assert store.file_counts.total == 1
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=[one.id, one.id])
    )
    assert batch.file_counts.total == 1
    same = CreateVectorStoreFileRequest(file_id=one.id, attributes={"a": 1})
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(files=[same, same])
    )
    assert batch.file_counts.total == 1
    other = CreateVectorStoreFileRequest(file_id=one.id, attributes={"a": 2})
    with pytest.raises(ApiStatusError, match="named twice with different settings"):
        await client.create_vector_store_file_batch(
            store.id, CreateVectorStoreFileBatchRequest(files=[same, other])
        )


async def test_a_batch_names_the_first_file_that_is_not_there(client: Client) -> None:
    one = await client.upload_file(b"The rent is low.", filename="a.txt")
    store = await client.create_vector_store()
    with pytest.raises(ApiStatusError, match="No file found with id 'file-no'"):
        await client.create_vector_store_file_batch(
            store.id, CreateVectorStoreFileBatchRequest(file_ids=[one.id, "file-no"])
        )
    assert (await client.get_vector_store(store.id)).file_counts.total == 0


async def test_files_that_are_waiting_are_cancelled_and_those_that_are_in_stay(
    client: Client, tmp_path: Path
) -> None:
    first = await client.upload_file(b"The rent is low.", filename="a.txt")
    text = "Sentence {number} of a long report about stones."
    long = await client.upload_file(make_many(tmp_path / "many.pdf", 2_000, text))
    # Small files are read first: what waits for the long one is longer.
    last = await client.upload_file(make_many(tmp_path / "more.pdf", 2_100, text))
    store = await client.create_vector_store()
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=[first.id, long.id, last.id])
    )
    await client.wait_for_vector_store_file_to_complete(store.id, first.id, poll_interval=0.02)
    batch = await client.cancel_vector_store_file_batch(store.id, batch.id)
    assert batch.status == "cancelled"
    states = {
        entry.id: entry.status
        for entry in (await client.get_vector_store_file_batch_files(store.id, batch.id)).data
    }
    assert states == {first.id: "completed", long.id: "cancelled", last.id: "cancelled"}
    cancelled = await client.get_vector_store_file_batch_files(
        store.id, batch.id, filter="cancelled"
    )
    assert {entry.id for entry in cancelled.data} == {long.id, last.id}
    with pytest.raises(ApiStatusError, match="has ended already"):
        await client.cancel_vector_store_file_batch(store.id, batch.id)
    assert (await client.get_vector_store(store.id)).status == "completed"


async def test_who_waits_for_files_is_told_when_they_are_cancelled(
    client: Client, engine: Engine, embedder: HashEmbedder, tmp_path: Path
) -> None:
    text = "Sentence {number} of a long report about stones."
    long = await client.upload_file(make_many(tmp_path / "many.pdf", 2_000, text))
    store = await client.create_vector_store()
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=[long.id])
    )
    waiting = asyncio.create_task(engine._services.ingest.wait_until_read(store.id, 60))
    await client.cancel_vector_store_file_batch(store.id, batch.id)
    async with asyncio.timeout(5):
        await waiting


async def test_a_store_made_on_the_spot_has_its_settings(client: Client) -> None:
    one = await client.upload_file(b"The rent is low.", filename="a.txt")
    inline = InlineVectorStore(
        file_ids=[one.id, one.id], chunking_strategy=SMALL, metadata={"of": "lease"}
    )
    resources = ToolResourcesRequest(file_search=FileSearchResourcesRequest(vector_stores=[inline]))
    assistant = await client.create_assistant(
        CreateAssistantRequest(model="octavo-extractive", tool_resources=resources)
    )
    thread = await client.create_thread(CreateThreadRequest(tool_resources=resources))
    for owner in (assistant, thread):
        (store_id,) = owner.tool_resources.file_search.vector_store_ids
        store = await client.get_vector_store(store_id)
        assert (store.metadata, store.file_counts.total) == ({"of": "lease"}, 1)
        entry = await client.get_vector_store_file(store_id, one.id)
        assert entry.chunking_strategy == SMALL


async def test_a_store_on_the_spot_takes_10000_files(client: Client, engine: Engine) -> None:
    inline = InlineVectorStore(file_ids=await many(engine, 10_000))
    resources = ToolResourcesRequest(file_search=FileSearchResourcesRequest(vector_stores=[inline]))
    thread = await client.create_thread(CreateThreadRequest(tool_resources=resources))
    (store_id,) = thread.tool_resources.file_search.vector_store_ids
    assert (await client.get_vector_store(store_id)).file_counts.total == 10_000


def test_more_files_than_the_interface_takes_are_refused() -> None:
    ids = [f"file-{n}" for n in range(10_001)]
    with pytest.raises(ValidationError, match="at most 500"):
        CreateVectorStoreRequest(file_ids=ids[:501])
    with pytest.raises(ValidationError, match="at most 2000"):
        CreateVectorStoreFileBatchRequest(file_ids=ids[:2001])
    with pytest.raises(ValidationError, match="at most 10000"):
        InlineVectorStore(file_ids=ids)
