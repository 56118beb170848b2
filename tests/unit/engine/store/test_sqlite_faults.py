"""A full disk: a clear error, nothing half, and the store goes on afterwards (security 16)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import apsw
import pytest

from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Delete, Insert
from octavo.errors import StorageFullError
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from support import stores


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "octavo.sqlite")
    yield opened
    await opened.aclose()


async def _limit(store: SqliteStore, more: int | None) -> None:
    """Let the database grow by so many pages only, or without a limit."""

    def work(connection: apsw.Connection) -> None:
        limit = 0xFFFFFFFE if more is None else connection.pragma("page_count") + more
        connection.execute(f"PRAGMA max_page_count = {limit}")

    await store._writer.run(work)


async def test_objects_on_a_full_disk(store: SqliteStore) -> None:
    await store.apply(Insert(stores.thread()))
    await _limit(store, 2)
    kept = 0

    async def fill() -> None:
        nonlocal kept
        for kept in range(100):
            await store.apply(
                Insert(stores.message(f"msg_{kept}", text="x" * 1000)),
                Insert(stores.message(f"twin_{kept}", text="x" * 1000)),
            )

    with pytest.raises(StorageFullError, match="no space left"):
        await fill()
    listed = await store.select(MessageObject, parent="thread_1", limit=100)
    assert len(listed.data) == 2 * kept
    await _limit(store, None)
    await store.apply(Insert(stores.message("msg_last")))
    assert await store.get(ThreadObject, "thread_1") is not None


async def test_pages_and_vectors_on_a_full_disk(store: SqliteStore) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.file()))
    entry = stores.store_file()
    await store.apply(Insert(entry))
    sha256 = stores.digest("file-1")
    await store.begin_document(sha256, stores.facts(200), stores.TEXT_VERSION)
    await _limit(store, 20)
    done = 0

    async def fill() -> None:
        nonlocal done
        for number in range(1, 200):
            text = " ".join(f"word{number}x{n}" for n in range(300))
            await store.add_pages(entry, sha256, stores.page_batch(stores.page(number, text)))
            done = number

    with pytest.raises(StorageFullError):
        await fill()
    found = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
    assert found is not None
    assert found.progress is not None
    assert found.progress.pages_done == found.progress.passages == done > 0
    assert len(await store.pages(sha256, 1, 999)) == done
    assert len(await store.search_words(["vs_1"], [f"word{done}x7"], 9)) == 1
    assert await store.search_words(["vs_1"], [f"word{done + 1}x7"], 9) == []
    chunks = await store.unembedded("vs_1", "file-1", stores.MODEL, 999)
    wide = stores.EmbeddingModel("wide", "1", 5000)
    with pytest.raises(StorageFullError):
        await store.add_vectors(
            "vs_1",
            "file-1",
            wide,
            [chunk.id for chunk in chunks],
            stores.vectors(len(chunks), dimension=5000),
        )
    assert len(await store.unembedded("vs_1", "file-1", wide, 999)) == done
    # What takes no space goes on.
    await store.apply(Delete(FileObject, "file-1"))
    await _limit(store, None)
    await stores.add_file(store, "file-2")
    assert len(await store.search_words(["vs_1"], ["rent"], 9)) == 2
