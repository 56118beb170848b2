"""Keeps the pages of one file in batches, the next being read while the last is written.

The first batch is small, so that a question can be asked soon; later ones grow, because each
transaction costs one wait for the disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from octavo.engine.store.records import NewChunk, PageBatch
from octavo.engine.store.store import Store
from octavo.pdf.page import PageText
from octavo.protocol.vector_stores import VectorStoreFileObject

_FIRST = 4
_LARGEST = 128


class Keeping:
    """Pages on their way into the store; at most one batch is being written at a time.

    Args:
        store: Where they go.
        entry: The file in its vector store.
        sha256: The file's content.
        is_wanted: Whether the entry is still the one that is being read.
        on_kept: Told of each batch that was written.
    """

    def __init__(
        self,
        store: Store,
        entry: VectorStoreFileObject,
        sha256: str,
        is_wanted: Callable[[], bool],
        on_kept: Callable[[], None],
    ) -> None:
        self._store = store
        self._entry = entry
        self._sha256 = sha256
        self._is_wanted = is_wanted
        self._on_kept = on_kept
        self._pages: list[PageText] = []
        self._chunks: list[NewChunk] = []
        self._size = _FIRST
        self._writing: asyncio.Task[bool] | None = None

    def add(self, page: PageText, chunks: Sequence[NewChunk]) -> bool:
        """Take a page and what it was cut into; returns whether it is time to flush.

        A recognised page took seconds: it is kept, and can be searched, at once.
        """
        self._pages.append(page)
        self._chunks.extend(chunks)
        return len(self._pages) >= self._size or page.state == "ocr"

    async def flush(self) -> bool:
        """Begin to write what was added, when the batch before is written.

        Returns:
            False if the entry is gone, no longer in progress or not wanted any more: nothing more
            is kept of it.
        """
        if not await self._written() or not self._is_wanted():
            return False
        batch = PageBatch(tuple(self._pages), tuple(self._chunks))
        self._pages, self._chunks = [], []
        self._size = min(2 * self._size, _LARGEST)
        self._writing = asyncio.create_task(self._keep(batch), name="ingest: keep")
        return True

    async def _keep(self, batch: PageBatch) -> bool:
        # Nothing is waited for between this look and the store's queue.
        if not self._is_wanted():
            return False
        kept = await self._store.add_pages(self._entry, self._sha256, batch)
        self._on_kept()
        return kept

    async def finish(self) -> bool:
        """Write the rest and wait until all is kept; returns as ``flush``."""
        if self._pages and not await self.flush():
            return False
        return await self._written()

    async def _written(self) -> bool:
        if self._writing is None:
            return True
        writing, self._writing = self._writing, None
        return await writing

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # What is being written is written whole, whatever became of the rest.
        if self._writing is not None:
            await asyncio.wait({self._writing})
            failure = self._writing.exception()
            if error is None and failure is not None:
                raise failure
