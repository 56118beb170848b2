"""How a file goes into a collection: its turn, its content compared, upload, store.

Each step is in the journal before it begins.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

from octavo.client import Client
from octavo.errors import ApiError, AppError
from octavo.protocol.vector_stores import CreateVectorStoreFileBatchRequest
from octavo.session.collection_store import StoreOfCollection, lost_problem
from octavo.session.drops import DropState
from octavo.session.entry import ENDED_WITHOUT, Entry
from octavo.session.files import digest, look_at
from octavo.session.names import display_name
from octavo.session.problems import is_missing, problem_of
from octavo.session.removal import loose_copies
from octavo.session.rows import Rows
from octavo.session.state import DocumentState, Problem
from octavo.session.tasks import SessionTasks
from octavo.session.watch import Watch
from octavo.words import say

logger = logging.getLogger(__name__)

UPLOADS_AT_ONCE = 2


class Intake:
    """Takes documents of a collection in.

    Args:
        client: The way to the engine.
        tasks: Owner of the uploads.
        store: The vector store.
        rows: The documents.
        watch: Told when the engine has something to do.
        uploads: Limits how many files are uploaded at once, over all collections.
        replace: Removes a document that ended without being taken in: another is its next try.
    """

    def __init__(
        self,
        client: Client,
        tasks: SessionTasks,
        store: StoreOfCollection,
        rows: Rows,
        watch: Watch,
        uploads: asyncio.Semaphore,
        replace: Callable[[Entry], Awaitable[None]],
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._rows = rows
        self._watch = watch
        self._uploads = uploads
        self._replace = replace
        self._comparing = asyncio.Lock()

    def start(self, entry: Entry) -> None:
        """Take a document in, in a task of its own; it waits while its collection is put away."""
        if self._store.is_put_away():
            return
        entry.task = self._tasks.start(self._take_in(entry), name=f"add {entry.item.name}")

    async def halt(self) -> None:
        """Stop taking in; what was begun is in the journal as it is."""
        tasks = [entry.task for entry in self._rows.entries.values() if entry.task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for entry in self._rows.entries.values():
            entry.task = None  # one that had not begun cannot say so itself

    async def add_anew(self, entry: Entry) -> bool:
        """Have the engine read a file again that it has; False if it has it no more.

        The file leaves the store and comes back in one change.

        Raises:
            ApiError: the engine refused or could not be reached.
            DataFolderError: it cannot be written down.
        """
        if entry.noted:
            await self._rows.note(entry, DropState.UPLOADED)
        store_id = entry.into = await self._store.make()
        try:
            wanted = entry.wanted_by_store(self._store.chunking())
            await self._client.create_vector_store_file_batch(
                store_id, CreateVectorStoreFileBatchRequest(files=[wanted])
            )
        except ApiError as error:
            if not is_missing(error) or entry.item.path is None:
                raise
            await self.forget_lost(entry)
            return False
        entry.times_added += 1
        self._rows.change(entry, state=DocumentState.READING)
        await self._rows.forget(entry)
        self._watch.begin()
        return True

    async def _take_in(self, entry: Entry) -> None:
        try:
            async with self._uploads:
                await self._upload(entry)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must not wait for ever
            await self._give_up(entry, error)
        finally:
            entry.task = None
        self._watch.begin()

    async def _give_up(self, entry: Entry, error: Exception) -> None:
        problem = problem_of(error)
        try:
            if is_missing(error) and await self.forget_lost(entry):
                problem = lost_problem()
        except AppError as failure:
            logger.warning("it is not known what is missing: %s", failure)
        await self._rows.fail(entry, problem)

    async def forget_lost(self, entry: Entry) -> bool:
        """Somebody else deleted the store or the file: find out which, so that it begins anew.

        Returns:
            Whether it was the store.

        Raises:
            ApiError: the engine refused or could not be reached.
        """
        store_id = self._store.current()
        if entry.into not in (None, store_id):
            return True  # another document found out before
        if store_id is not None:
            try:
                await self._client.get_vector_store(store_id)
            except ApiError as error:
                if not is_missing(error):
                    raise
                await self._store.lost()
                return True
        if entry.item.path is not None:
            entry.sent = False
            self._rows.change(entry, file_id=None)
        return False

    async def _upload(self, entry: Entry) -> None:
        entry.into = None
        if entry.item.file_id is None and entry.sent and entry.digest is not None:
            copies = await loose_copies(self._client, entry.digest)  # of a try that broke off
            if copies:
                self._rows.change(entry, file_id=copies[0].id, bytes=copies[0].bytes)
        if entry.item.file_id is None:
            path = Path(entry.item.path or "")
            if (problem := await self._look_again(entry, path)) is not None:
                await self._rows.fail(entry, problem)
                return
            entry.sent = True
            await self._rows.note(entry, DropState.UPLOADING)
            file = await self._client.upload_file(
                path,
                filename=display_name(path),
                on_progress=lambda sent, _: self._uploaded(entry, sent),
            )
            self._rows.change(entry, file_id=file.id, bytes=file.bytes, uploaded=1.0)
            entry.digest = file.sha256 or entry.digest
        await self._rows.note(entry, DropState.UPLOADED)
        store_id = entry.into = await self._store.make()
        wanted = entry.wanted_by_store(self._store.chunking())
        listing = await self._client.create_vector_store_file(store_id, wanted)
        entry.times_added += 1
        self._rows.change(entry, state=DocumentState.READING)
        self._rows.show(entry, listing)
        await self._rows.forget(entry)

    async def _look_again(self, entry: Entry, path: Path) -> Problem | None:
        """Check the file just before it is uploaded: its turn may come long after the drop."""
        self._rows.change(entry, state=DocumentState.UPLOADING)
        stop = threading.Event()
        # One after the other, in the order of the drop: of two alike the first one stays. Nothing
        # is waited for before this, or the second could be quicker.
        async with self._comparing:
            found = await asyncio.to_thread(look_at, path)
            if found.problem is not None:
                return found.problem
            self._rows.change(entry, bytes=found.bytes)
            try:
                entry.digest = await asyncio.to_thread(digest, path, stop)
            finally:
                stop.set()
            return await self._same_content(entry)

    async def _same_content(self, entry: Entry) -> Problem | None:
        for other in tuple(self._rows.entries.values()):
            if other is entry or other.digest != entry.digest:
                continue
            if other.item.state in ENDED_WITHOUT:
                if other.task is None:
                    await self._replace(other)  # this is its next try
                continue
            name = entry.item.name
            words = (
                say("“{name}” is in this collection already.", name=name)
                if other.item.name == name
                else say(
                    "“{name}” has the same content as “{other}”.", name=name, other=other.item.name
                )
            )
            entry.digest = None  # the content's document is the other one
            return Problem(say("Already there"), words, say("Nothing was added."), is_double=True)
        return None

    def _uploaded(self, entry: Entry, sent: int) -> None:
        share = min(1.0, sent / max(1, entry.item.bytes))
        if share - entry.item.uploaded >= 0.01 or share == 1.0:
            self._rows.change(entry, uploaded=share)
