"""Uploaded content, kept as long as a file names it and no longer.

Content is shared by digest, so between the last deletion of it and the next upload of it there
must be no moment in which the one takes away what the other has just counted on: content is
removed only while nothing is being received.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from octavo.engine.passwords import Passwords
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.store import Delete, Store
from octavo.protocol.files import FileObject


class Contents:
    """Guards the blobs against losing what is used and keeping what is not."""

    def __init__(self, store: Store, blobs: Blobs, passwords: Passwords) -> None:
        self._store = store
        self._blobs = blobs
        self._passwords = passwords
        self._lock = asyncio.Lock()
        self._receiving = 0
        self._unused: set[str] = set()
        self.on_delete: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def receiving(self) -> AsyncIterator[Blobs]:
        """Hold removals off while content comes in and until its file is kept."""
        async with self._lock:
            self._receiving += 1
        try:
            yield self._blobs
        finally:
            self._receiving -= 1
        await self._sweep()

    async def delete(self, file: FileObject) -> None:
        """Delete a file with its entries in all stores, and its content unless another names it.

        Raises:
            MissingError: it is gone already.
        """
        await self._store.apply(Delete(FileObject, file.id))
        self.on_delete()
        if file.sha256 is not None:
            self._unused.add(file.sha256)
            await self._sweep()

    async def tidy(self) -> None:
        """Remove what an interrupted upload left without a file."""
        self._unused.update(await self._blobs.digests())
        await self._sweep()

    async def _sweep(self) -> None:
        for sha256 in tuple(self._unused):
            async with self._lock:
                if self._receiving:
                    return
                if not (
                    await self._store.select(FileObject, limit=1, where={"sha256": sha256})
                ).data:
                    self._passwords.forget(sha256)
                    await self._blobs.delete(sha256)
                self._unused.discard(sha256)
