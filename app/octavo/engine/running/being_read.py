"""Which files a run searches before they are read to their end: its answer is to say so."""

from __future__ import annotations

from collections.abc import Iterable

from octavo.engine.store.store import Store
from octavo.protocol.files import FileObject
from octavo.protocol.messages import BeingRead, HalfRead
from octavo.protocol.vector_stores import VectorStoreFileObject, VectorStoreObject

MOST_NAMED = 20
"""Files of a store that are named; the others are counted."""


async def being_read(store: Store, vector_store_ids: Iterable[str]) -> BeingRead | None:
    """Return what is still being read of some stores, the oldest first; None if nothing is."""
    files: list[HalfRead] = []
    more = 0
    for store_id in vector_store_ids:
        whole = await store.get(VectorStoreObject, store_id)
        if whole is None or whole.status != "in_progress":
            continue
        page = await store.select(
            VectorStoreFileObject,
            parent=store_id,
            limit=MOST_NAMED,
            order="asc",
            where={"status": "in_progress"},
        )
        files += [await _half_read(store, one) for one in page.data]
        if page.has_more:
            more += max(0, whole.file_counts.in_progress - len(page.data))
    return BeingRead(files=files, more=more) if files else None


async def _half_read(store: Store, entry: VectorStoreFileObject) -> HalfRead:
    file = await store.get(FileObject, entry.id)
    return HalfRead(
        file_id=entry.id,
        filename="" if file is None else file.filename,
        pages_done=0 if entry.progress is None else entry.progress.pages_done,
        pages_total=0 if entry.progress is None else entry.progress.pages_total,
    )
