"""What a collection holds, from what the engine lists and what the journal keeps together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from octavo.client import Client
from octavo.errors import ApiError
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.collection_store import StoreOfCollection
from octavo.session.drops import Drop, DropState
from octavo.session.entry import Entry, entry_of, loaded_entry
from octavo.session.leaving import Leaving
from octavo.session.lists import every
from octavo.session.problems import is_missing
from octavo.session.removal import FILES_AT_ONCE, loose_copies
from octavo.session.rows import Rows
from octavo.session.state import DocumentState

AT_ONCE = 40
"""Documents dealt with before the loop may breathe: thousands would hold the window up."""

_INTO_IT = (DropState.WAITING, DropState.UPLOADING, DropState.UPLOADED)
_OUT_OF_IT = (DropState.CANCELLED, DropState.REMOVING)
_HELD = (DocumentState.READY, DocumentState.LOCKED, DocumentState.PAUSED)
"""States of documents that are in the store and that nobody watches."""


class Resuming:
    """Fills the rows of a collection, and finds what earlier sessions left undone.

    Args:
        client: The way to the engine.
        store: The vector store.
        rows: The documents.
        leaving: Ends what was being removed.
    """

    def __init__(
        self, client: Client, store: StoreOfCollection, rows: Rows, leaving: Leaving
    ) -> None:
        self._client = client
        self._store = store
        self._rows = rows
        self._leaving = leaving

    async def load(self) -> list[Entry]:
        """Put into the rows what is new in engine and journal; return what is to be gone on with.

        Raises:
            ApiError: the engine could not be reached.
            DataFolderError: the journal cannot be read or written.
        """
        kept = await self._rows.drops.all()
        drops = [drop for drop in kept if drop.key not in self._rows.entries]
        sources = await self._rows.drops.sources()
        before = [e for e in self._rows.entries.values() if e.item.state in _HELD]
        listed = await self._listed()
        files: dict[str, FileObject] = {}
        if listed or any(drop.file_id or drop.digest for drop in drops):
            found = await every(self._client.get_files, limit=FILES_AT_ONCE)
            files = {file.id: file for file in found}
        leaving = {drop.file_id for drop in drops if drop.state in _OUT_OF_IT}
        held = {listing.id for listing in listed} - leaving
        await asyncio.sleep(0)
        self._forget_gone(before, held)
        known = {entry.item.file_id for entry in self._rows.entries.values()} | leaving
        listed.reverse()
        while listed:
            listing = listed.pop()  # the oldest first; to end thousands at once takes 20 ms
            file = files.get(listing.id) if drops else files.pop(listing.id, None)
            if listing.id not in known:
                entry = loaded_entry(listing, file, sources)
                self._rows.entries[entry.item.key] = entry
            if len(listed) % AT_ONCE == 0:
                await asyncio.sleep(0)
        return await self._all_resumed(drops, held, files)

    def _forget_gone(self, before: Sequence[Entry], held: set[str]) -> None:
        """Strike out what was in the store before it was listed, and is not in the list."""
        for entry in before:
            if entry.item.state in _HELD and entry.item.file_id not in held:
                self._rows.entries.pop(entry.item.key, None)

    async def _listed(self) -> list[VectorStoreFileObject]:
        store_id = self._store.current()
        if store_id is None:
            return []
        try:
            return await every(self._client.get_vector_store_files, store_id)
        except ApiError as error:
            if not is_missing(error):
                raise
            await self._store.lost()
            return []

    async def _all_resumed(
        self, drops: Sequence[Drop], held: set[str], files: dict[str, FileObject]
    ) -> list[Entry]:
        """Make the documents of drops and put all in their order.

        ``files`` is emptied, in slices as it was filled.
        """
        alike = _by_content(files.values()) if drops else {}
        # The time alone is not enough: those of two drops at once may overlap.
        there = (
            {(entry.added, entry.item.source) for entry in self._rows.entries.values()}
            if drops
            else set()
        )
        resumed: list[Entry] = []
        try:
            for number, drop in enumerate(drops, start=1):
                if (drop.added, drop.path) in there and drop.state in _INTO_IT:
                    # It came in after the journal of a backup was copied.
                    await self._rows.drops.forget(drop.key)
                    continue
                known = drop.file_id if drop.file_id in files else None
                copies = alike.get(drop.digest, ()) if drop.digest else ()
                entry = await self._resumed(drop, held, known, copies)
                if entry is not None:
                    resumed.append(entry)
                if number % AT_ONCE == 0:
                    await asyncio.sleep(0)
            alike.clear()
            while files:
                files.popitem()
                if len(files) % AT_ONCE == 0:
                    await asyncio.sleep(0)
            self._rows.sort()
            await asyncio.sleep(0)  # that took a moment, and to show thousands takes another
        except BaseException:  # whoever loads again begins from the start
            for entry in resumed:
                self._rows.entries.pop(entry.item.key)
            raise
        return resumed

    async def _resumed(
        self, drop: Drop, held: set[str], file_id: str | None, alike: Sequence[FileObject]
    ) -> Entry | None:
        """Make the document of a drop that an earlier session left, unless it is in already.

        Args:
            drop: What the journal keeps.
            held: The files in the vector store.
            file_id: Its file, if it is known and still there.
            alike: All files with its content.
        """
        if self._leaving.knows(drop.key):
            return None
        if drop.file_id in held:
            await self._rows.drops.forget(drop.key)
            return None
        if file_id is None and drop.digest is not None:  # it ended before the engine told the id
            taken = {entry.item.file_id for entry in self._rows.entries.values()}
            copies = await loose_copies(self._client, drop.digest, alike)
            file_id = next((file.id for file in copies if file.id not in taken), None)
        entry = entry_of(drop, file_id)
        if drop.state is DropState.REMOVING:
            self._leaving.finish(entry)
            return None
        self._rows.entries[drop.key] = entry
        return entry


def _by_content(files: Iterable[FileObject]) -> dict[str | None, list[FileObject]]:
    alike: dict[str | None, list[FileObject]] = {}
    for file in files:
        alike.setdefault(file.sha256, []).append(file)
    return alike


async def one_by_one(entries: Sequence[Entry], rows: Rows, begin: Callable[[Entry], None]) -> None:
    """Begin with each of the documents that nobody has removed meanwhile; the loop breathes."""
    for number, entry in enumerate(entries, start=1):
        if entry.item.key in rows.entries:
            begin(entry)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
