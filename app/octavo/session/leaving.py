"""How a document goes out of a collection: its work stopped, taken out, its file deleted.

What takes several steps is in the journal before the first, so that the next session ends what
this one began. A document that was put away can come back until its file is deleted: `UNDO_SECONDS`
later, or when the next session begins.
"""

from __future__ import annotations

import asyncio
from typing import Final

from octavo.client import Client
from octavo.session.collection_store import StoreOfCollection
from octavo.session.drops import DropState
from octavo.session.entry import ENDED_WITHOUT, WE_WORK, Entry
from octavo.session.passwords import Passwords
from octavo.session.removal import content_is_held, delete_unshared, loose_copies, take_out
from octavo.session.rows import Rows
from octavo.session.state import DocumentState
from octavo.session.tasks import SessionTasks

UNDO_SECONDS: Final = 30.0
"""For which a document that was put away can be brought back; longer than the offer is shown."""


class Leaving:
    """Takes documents of a collection out.

    Args:
        client: The way to the engine.
        tasks: Owner of the deletions that come later.
        store: The vector store.
        rows: The documents.
        passwords: Of locked documents.
    """

    def __init__(
        self,
        client: Client,
        tasks: SessionTasks,
        store: StoreOfCollection,
        rows: Rows,
        passwords: Passwords,
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._rows = rows
        self._passwords = passwords
        self._away: dict[str, tuple[Entry, asyncio.Task[None]]] = {}
        self._finishing: set[str] = set()

    def knows(self, key: str) -> bool:
        """Tell whether what the journal keeps of a document is this object's to end."""
        return key in self._away or key in self._finishing

    def has_away(self, file_id: str) -> bool:
        """Tell whether a file belongs to a document that was put away and can come back."""
        return any(entry.item.file_id == file_id for entry, _ in self._away.values())

    async def drop(self, entry: Entry) -> None:
        """Remove a document for good; whoever calls holds ``acting``."""
        if entry.item.key not in self._rows.entries:
            return
        await self._take_away(entry)
        await self._delete(entry)
        self._rows.entries.pop(entry.item.key, None)

    async def put_away(self, entry: Entry) -> None:
        """Remove a document, and delete its file later; whoever calls holds ``acting``."""
        if entry.item.key not in self._rows.entries:
            return
        await self._take_away(entry)
        self._rows.entries.pop(entry.item.key, None)
        later = self._tasks.start(self._delete_later(entry), name=f"remove {entry.item.name}")
        self._away[entry.item.key] = entry, later

    async def bring_back(self, key: str) -> Entry | None:
        """Return a document that was put away to the rows; None if it is gone for good."""
        found = self._away.pop(key, None)
        if found is None:
            return None
        entry, later = found
        later.cancel()
        await asyncio.wait([later])
        twin = next((e for e in self._rows.entries.values() if e.digest == entry.digest), None)
        if twin is not None and entry.digest is not None:  # it was dropped once more meanwhile
            await self._delete(entry)
            return None
        self._rows.entries[key] = entry
        self._rows.sort()
        return entry

    async def replace(self, entry: Entry) -> None:
        """Remove a document that ended without being taken in: its next try takes its place."""
        async with entry.acting:
            if entry.item.state in ENDED_WITHOUT and entry.task is None:
                await self.drop(entry)
        self._rows.tell()

    async def stop(self, entry: Entry) -> None:
        """Stop taking a document in."""
        if entry.task is not None:
            entry.task.cancel()
            await asyncio.wait([entry.task])
            entry.task = None  # one that had not begun cannot say so itself
            if entry.item.state in WE_WORK:
                self._rows.change(entry, state=DocumentState.CANCELLED)

    async def cancelled(self, entry: Entry) -> None:
        """Take a cancelled document out; its file is kept only if it cannot come back."""
        if entry.item.path is None:
            await self.take_out(entry.item.file_id)
        else:
            await self._discard(entry)
            entry.sent = False
            self._rows.change(entry, file_id=None)
        await self._rows.note(entry, DropState.CANCELLED)

    def finish(self, entry: Entry) -> None:
        """End, on its own, a removal that an earlier session began."""
        if not self.knows(entry.item.key):
            self._finishing.add(entry.item.key)
            self._tasks.start(self._finish(entry), name=f"remove {entry.item.name}")

    async def take_out(self, file_id: str | None) -> None:
        """Take a file out of the vector store; one that is not in it is no error."""
        store_id = self._store.current()
        if store_id is not None and file_id is not None:
            await take_out(self._client, store_id, file_id)

    async def _take_away(self, entry: Entry) -> None:
        await self.stop(entry)
        if entry.item.file_id is not None or entry.sent:
            await self._rows.note(entry, DropState.REMOVING)
            await self.take_out(entry.item.file_id)

    async def _delete_later(self, entry: Entry) -> None:
        await asyncio.sleep(UNDO_SECONDS)
        self._away.pop(entry.item.key, None)
        self._finishing.add(entry.item.key)
        try:
            await self._delete(entry)
        finally:
            self._finishing.discard(entry.item.key)

    async def _finish(self, entry: Entry) -> None:
        try:
            await self._discard(entry)
            await self._rows.drops.forget(entry.item.key)
        finally:
            self._finishing.discard(entry.item.key)

    async def _delete(self, entry: Entry) -> None:
        """Delete what is left of a document that was taken out, its password with it."""
        if entry.item.file_id is not None or entry.sent:
            await self._discard(entry)
        if (
            entry.item.needs_password
            and entry.digest is not None
            and not await content_is_held(self._client, entry.digest)
        ):
            await self._passwords.forget(entry.digest)
        await self._rows.forget(entry)

    async def _discard(self, entry: Entry) -> None:
        """Take a file out and delete it, also one whose id the engine could not tell any more.

        What is on its way into another collection stays: nothing in the engine tells of that yet.
        """
        if entry.item.file_id is not None:
            await self.take_out(entry.item.file_id)
            files = [entry.item.file_id]
        elif entry.sent and entry.digest is not None:
            files = [file.id for file in await loose_copies(self._client, entry.digest)]
        else:
            return
        claimed = await self._rows.drops.claimed_elsewhere()
        for file_id in files:
            if file_id not in claimed and entry.digest not in claimed:
                await delete_unshared(self._client, file_id)
