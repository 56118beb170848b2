"""Watches what the engine does with the documents of a collection, until nothing is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Container

from octavo.client import Client
from octavo.errors import ApiError
from octavo.protocol.reading import ReadingObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.collection_store import StoreOfCollection, lost_problem
from octavo.session.entry import ENGINE_WORKS, IN_STORE, Entry
from octavo.session.lists import each
from octavo.session.problems import is_missing
from octavo.session.resuming import AT_ONCE
from octavo.session.rows import Rows
from octavo.session.state import DocumentState
from octavo.session.tasks import SessionTasks

POLL_SECONDS = 0.25
"""Between two looks at what the engine has done; longer if looking itself takes long."""

LONGEST_PAUSE = 8.0
"""Seconds between two looks while they fail one after the other."""

FAILURES_TOLD = 5
"""Looks that fail one after the other before that is told."""


class Watch:
    """Keeps the rows of documents that the engine works on up to date.

    Args:
        client: The way to the engine.
        tasks: Owner of the watching.
        store: The vector store.
        rows: The documents.
        on_locked: Told of a document that waits for its password.
        reading: Asks whether files are read at all: in a pause there is nothing to watch.
    """

    def __init__(
        self,
        client: Client,
        tasks: SessionTasks,
        store: StoreOfCollection,
        rows: Rows,
        on_locked: Callable[[Entry], None],
        reading: Callable[[], Awaitable[ReadingObject]],
    ) -> None:
        self._client = client
        self._tasks = tasks
        self._store = store
        self._rows = rows
        self._on_locked = on_locked
        self._reading = reading
        self._task: asyncio.Task[None] | None = None
        self._again = False  # somebody asked for a look since the last one began

    def begin(self) -> None:
        """Watch, if there is something to watch and it is not watched already."""
        if self._goes_on():
            self.look()

    def _goes_on(self) -> bool:
        return any(e.item.state in ENGINE_WORKS for e in self._rows.entries.values())

    def look(self) -> None:
        """Look at least once, also at what is paused; not at a collection that was put away."""
        self._again = True
        if not self._store.is_put_away() and (self._task is None or self._task.done()):
            self._task = self._tasks.start(self._follow(), name="watch a collection")

    def stop(self) -> None:
        """Watch no more, until somebody asks again."""
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            self._again = False
            before = self._pages_done()
            try:
                reading = await self._reading()
                await self._look()
                goes_on = self._goes_on() or reading.disk_full
                # What was told before the look may be out of date: a pause can have ended since.
                # And what was being read when a pause began comes in after it.
                settled = not self._again and self._pages_done() == before
                if settled and (reading.paused or not goes_on):
                    return
                failures = 0
            except ApiError as error:
                failures += 1
                if failures == FAILURES_TOLD:
                    self._tasks.report(error)
            looked = loop.time() - began  # looking takes at most a fifth of the time
            pause = min(POLL_SECONDS * 2 ** min(failures, 10), LONGEST_PAUSE)
            await asyncio.sleep(max(pause, 4 * looked))

    def _pages_done(self) -> int:
        return sum(e.item.pages_done for e in self._rows.entries.values())

    async def _give_up_store(self) -> None:
        """The store was deleted by somebody else: its documents can go into a new one."""
        await self._store.lost()
        for entry in tuple(self._rows.entries.values()):
            if entry.item.state in IN_STORE:
                await self._rows.fail(entry, lost_problem())

    async def _look(self) -> None:
        asked = [
            (entry, entry.times_added)
            for entry in self._rows.entries.values()
            if entry.item.state in IN_STORE
        ]
        store_id = self._store.current()
        if store_id is None or not asked:
            return
        try:
            wanted = {entry.item.file_id for entry, _ in asked}
            told = await self._told(store_id, wanted)
            if len(told) < len(wanted):
                # A store that goes while it is listed has an empty list: its documents were not
                # taken out of it, and must not vanish from ours.
                await self._client.get_vector_store(store_id)
        except ApiError as error:
            if not is_missing(error):
                raise
            await self._give_up_store()
            return
        gone = False
        for number, (entry, times_added) in enumerate(asked, start=1):
            # cancelled or begun anew while we asked, it is not what was told of
            if entry.item.state in IN_STORE and entry.times_added == times_added:
                gone |= self._show(entry, told.pop(entry.item.file_id, None))
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
        if gone:
            self._rows.tell()

    async def _told(
        self, store_id: str, wanted: Container[str | None]
    ) -> dict[str | None, VectorStoreFileObject]:
        """Return what the engine says of those of a store's files that are wanted.

        Only these are kept: to end all files of a large store at once takes 20 ms.
        """
        files = each(self._client.get_vector_store_files, store_id)
        return {one.id: one async for one in files if one.id in wanted}

    def _show(self, entry: Entry, told: VectorStoreFileObject | None) -> bool:
        """Show what the engine says of a document; return whether it leaves the list."""
        if told is None:  # somebody else took it out
            return self._rows.entries.pop(entry.item.key, None) is not None
        self._rows.show(entry, told)
        if entry.item.state is DocumentState.LOCKED:
            self._on_locked(entry)
        return False
