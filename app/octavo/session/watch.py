"""Watches what the engine does with the documents of a collection, until nothing is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from octavo.client import Client
from octavo.errors import ApiError
from octavo.protocol.reading import ReadingObject
from octavo.session.collection_store import StoreOfCollection, lost_problem
from octavo.session.entry import ENGINE_WORKS, IN_STORE, Entry
from octavo.session.lists import every
from octavo.session.problems import is_missing
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
            try:
                reading = await self._reading()
                await self._look()
                goes_on = self._goes_on() or reading.disk_full
                # What was told before the look may be out of date: a pause can have ended since.
                if not self._again and (reading.paused or not goes_on):
                    return
                failures = 0
            except ApiError as error:
                failures += 1
                if failures == FAILURES_TOLD:
                    self._tasks.report(error)
            looked = loop.time() - began  # looking takes at most a fifth of the time
            pause = min(POLL_SECONDS * 2 ** min(failures, 10), LONGEST_PAUSE)
            await asyncio.sleep(max(pause, 4 * looked))

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
            listed = await every(self._client.get_vector_store_files, store_id)
            by_id = {listing.id: listing for listing in listed}
            if any(entry.item.file_id not in by_id for entry, _ in asked):
                # A store that goes while it is listed has an empty list: its documents were not
                # taken out of it, and must not vanish from ours.
                await self._client.get_vector_store(store_id)
        except ApiError as error:
            if not is_missing(error):
                raise
            await self._give_up_store()
            return
        gone = False
        for entry, times_added in asked:
            if entry.item.state not in IN_STORE or entry.times_added != times_added:
                continue  # cancelled or begun anew while we asked
            listing = by_id.get(entry.item.file_id or "")
            if listing is None:  # somebody else took it out
                gone = self._rows.entries.pop(entry.item.key, None) is not None or gone
            else:
                self._rows.show(entry, listing)
                if entry.item.state is DocumentState.LOCKED:
                    self._on_locked(entry)
        if gone:
            self._rows.tell()
