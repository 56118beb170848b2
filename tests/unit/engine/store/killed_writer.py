"""A process that fills a store and says what was acknowledged, until it is killed.

Lines on its output: ``page FILE NUMBER``, ``vectors FILE COUNT``, ``sealed FILE``,
``messages NUMBER`` (a pair in one change), ``blob SHA256``.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert, Replace
from octavo.protocol.files import FileObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from support import stores
from support.stores import MODEL

PAGES = 8


def word(file_id: str, number: int) -> str:
    """A word that stands on this page only."""
    return f"only{file_id.replace('-', '')}page{number}"


def say(*parts: object) -> None:
    print(*parts, flush=True)


async def ingest(store: SqliteStore, entry: VectorStoreFileObject) -> None:
    key, sha256 = entry.id, stores.digest(entry.id)
    await store.begin_document(sha256, stores.facts(PAGES), stores.TEXT_VERSION)
    for number in range(await store.pages_indexed("vs_1", key) + 1, PAGES + 1):
        page = stores.page(number, f"{word(key, number)} and some more words")
        assert await store.add_pages(entry, sha256, stores.page_batch(page))
        say("page", key, number)
    if entry.status == "in_progress":
        await store.apply(Replace(entry.model_copy(update={"status": "completed"})))
    while chunks := await store.unembedded("vs_1", key, MODEL, 3):
        ids = [chunk.id for chunk in chunks]
        await store.add_vectors("vs_1", key, MODEL, ids, stores.vectors(len(ids)))
        say("vectors", key, chunks[-1].page)
    await store.seal_vectors("vs_1", key, MODEL)
    say("sealed", key)


async def fill_stores(store: SqliteStore) -> None:
    left = [one.id for one in await store.unfinished()]
    left += [file_id for _, file_id in await store.lacking_vectors(MODEL, ["vs_1"])]
    for file_id in left:
        entry = await store.get(VectorStoreFileObject, file_id, parent="vs_1")
        assert entry is not None
        await ingest(store, entry)
    known = await store.select(FileObject, limit=10_000)
    for number in range(len(known.data), 100_000):
        value = stores.store_file(f"file-{number}", created_at=number)
        await store.apply(Insert(stores.file(value.id, created_at=number)), Insert(value))
        await ingest(store, value)


async def write_messages(store: SqliteStore, first: int) -> None:
    for number in range(first, 100_000):
        await store.apply(
            Insert(stores.message(f"msg_{number}a", created_at=number)),
            Insert(stores.message(f"msg_{number}b", created_at=number)),
        )
        say("messages", number)


async def write_blobs(folder: Path, seed: str) -> None:
    blobs = FolderBlobs(folder)

    async def content(text: str) -> AsyncIterator[bytes]:
        yield text.encode() * 10_000

    for number in range(100_000):
        sha256, _ = await blobs.put(content(f"{seed}.{number}"), limit=10**9)
        say("blob", sha256)


async def main() -> None:
    folder, first, seed = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    store = await SqliteStore.open(folder / "octavo.sqlite")
    if await store.get(ThreadObject, "thread_1") is None:
        await store.apply(Insert(stores.thread()), Insert(stores.vector_store()))
    say("ready")
    await asyncio.gather(
        fill_stores(store), write_messages(store, first), write_blobs(folder / "blobs", seed)
    )


if __name__ == "__main__":
    asyncio.run(main())
