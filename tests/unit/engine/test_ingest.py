"""Files on their way in: good ones become searchable, bad ones say why, restarts go on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import DataFolderInUseError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    VectorStoreFileObject,
)
from support.embedding import HashEmbedder
from support.pdfs import encrypt, make_many, make_pdf, make_scan


async def settled(client: Client, store_id: str, file_id: str) -> VectorStoreFileObject:
    """Return the entry once it is read (or failed)."""
    return await client.wait_for_vector_store_file_to_complete(
        store_id, file_id, poll_interval=0.02
    )


async def embedded(client: Client, store_id: str, file_id: str) -> VectorStoreFileObject:
    """Return the entry once all its vectors are in."""
    async with asyncio.timeout(30):
        while True:
            entry = await client.get_vector_store_file(store_id, file_id)
            if entry.status == "completed" and (
                entry.progress.passages_embedded == entry.progress.passages
            ):
                return entry
            await asyncio.sleep(0.02)


async def test_a_drop_of_good_and_bad_files(client: Client, tmp_path: Path) -> None:
    """Each bad file says why in words (security line 10); the good one is taken in."""
    good = make_pdf(tmp_path / "good.pdf", ["A page of text about gravel.", ""])
    files = {
        "good": good,
        "locked": encrypt(good, tmp_path / "locked.pdf", user="secret"),
        "scan": make_scan(tmp_path / "scan.pdf"),
        "fake": tmp_path / "fake.pdf",
        "broken": tmp_path / "broken.pdf",
    }
    files["fake"].write_text("This is a letter, not a PDF.\n" * 100)
    files["broken"].write_bytes(b"%PDF-1.7\n" + b"\0garbage" * 500)
    store = await client.create_vector_store(CreateVectorStoreRequest(name="Drop"))
    ids = {name: (await client.upload_file(path)).id for name, path in files.items()}
    await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=list(ids.values()))
    )
    entries = {name: await settled(client, store.id, file_id) for name, file_id in ids.items()}
    assert entries["good"].status == "completed"
    progress = entries["good"].progress
    assert (progress.pages_total, progress.pages_done, progress.text, progress.empty) == (
        2,
        2,
        1,
        1,
    )
    reasons = {
        name: entry.last_error and entry.last_error.message for name, entry in entries.items()
    }
    assert reasons["good"] is None
    assert "password" in reasons["locked"]
    assert "no readable text" in reasons["scan"]
    assert "not a PDF" in reasons["fake"]
    assert "broken.pdf" in reasons["broken"]
    for name, reason in reasons.items():
        assert name == "good" or "Error" not in reason
    counts = (await client.get_vector_store(store.id)).file_counts
    assert (counts.completed, counts.failed, counts.total) == (1, 4, 5)


async def test_words_are_found_before_the_vectors_are_in(
    client: Client, embedder: HashEmbedder, engine: Engine, tmp_path: Path
) -> None:
    embedder.gate.clear()
    file = await client.upload_file(make_pdf(tmp_path / "a.pdf", ["The gravel pit is deep."]))
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    entry = await settled(client, store.id, file.id)
    assert entry.progress.passages_embedded == 0
    hits = await engine._services.store.search_words([store.id], ["gravel"], 5)
    assert len(hits) == 1
    embedder.gate.set()
    entry = await embedded(client, store.id, file.id)
    assert entry.progress.passages == 1


async def test_reading_goes_on_where_it_was(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    """Security line 16: a stop in the middle loses nothing and repeats nothing."""
    path = make_many(tmp_path / "many.pdf", 600, "Sentence {number} of a long report about stones.")
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        file = await client.upload_file(path)
        store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        async with asyncio.timeout(30):
            while True:
                entry = await client.get_vector_store_file(store.id, file.id)
                if entry.progress.pages_done:
                    break
                await asyncio.sleep(0.005)
    await engine.aclose()
    before = entry.progress.pages_done
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        assert (await client.get_vector_store_file(store.id, file.id)).progress.pages_done >= before
        await settled(client, store.id, file.id)
        entry = await embedded(client, store.id, file.id)
        assert entry.progress.pages_done == entry.progress.text == 600
        assert entry.progress.passages == 600
    await engine.aclose()


async def test_a_file_in_two_stores_is_read_once(client: Client, tmp_path: Path) -> None:
    file = await client.upload_file(make_pdf(tmp_path / "a.pdf", ["Gravel.", "Stones."]))
    for _ in range(2):
        store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        entry = await settled(client, store.id, file.id)
        assert entry.progress.text == 2
    again = await client.create_vector_store_file(
        store.id, CreateVectorStoreFileRequest(file_id=file.id)
    )
    assert again.status == "completed"


async def test_removing_a_file_while_it_is_read_is_quiet(client: Client, tmp_path: Path) -> None:
    long = await client.upload_file(make_many(tmp_path / "many.pdf", 3000))
    short = await client.upload_file(make_pdf(tmp_path / "short.pdf", ["Gravel."]))
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[long.id, short.id]))
    await client.delete_vector_store_file(store.id, long.id)
    assert (await settled(client, store.id, short.id)).status == "completed"
    await client.delete_file(long.id)
    assert (await client.get_vector_store(store.id)).file_counts.total == 1


async def test_a_cancelled_batch_stops(client: Client, tmp_path: Path) -> None:
    ids = [
        (await client.upload_file(make_many(tmp_path / f"{number}.pdf", 500 + number))).id
        for number in range(3)
    ]
    store = await client.create_vector_store(CreateVectorStoreRequest())
    batch = await client.create_vector_store_file_batch(
        store.id, CreateVectorStoreFileBatchRequest(file_ids=ids)
    )
    cancelled = await client.cancel_vector_store_file_batch(store.id, batch.id)
    assert cancelled.status == "cancelled"
    assert cancelled.file_counts.in_progress == 0
    assert cancelled.file_counts.cancelled >= 1


async def test_a_second_engine_on_the_same_folder_is_refused(
    engine: Engine, reader: PdfiumReader, embedder: HashEmbedder, tmp_path: Path
) -> None:
    """Security line 17."""
    with pytest.raises(DataFolderInUseError, match="Another Octavo"):
        await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
