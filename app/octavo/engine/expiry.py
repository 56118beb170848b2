"""What goes by time: stores that nobody uses expire, files that were uploaded for a while go.

Looked at whenever a store or file is read, and by a sweep at the start and every minute, which
also takes expired files away.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

from octavo.engine.clock import now
from octavo.engine.contents import Contents
from octavo.engine.store.store import MissingError, Store
from octavo.errors import AppError, InputError
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import ExpiresAfter, VectorStoreObject
from octavo.words import later

_log = logging.getLogger(__name__)

_PERIOD = 60.0
"""Seconds between two sweeps."""

_AT_ONCE = 100
"""Files taken away before the store is asked for more."""

_DAY = 86_400


class StoreExpiredError(InputError):
    """A vector store has expired, so it can be looked at and deleted, but not used."""

    default_hint = "Set its expires_after to null, or to more days, to use it again."


class Expiry:
    """Knows what has expired.

    Args:
        store: Where the objects are.
        contents: Where the files' content is.
        clock: Tells the seconds since 1970-01-01 UTC.
    """

    def __init__(self, store: Store, contents: Contents, clock: Callable[[], int] = now) -> None:
        self._store = store
        self._contents = contents
        self._clock = clock
        self._sweeping: asyncio.Task[None] | None = None
        self._noting: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to sweep."""
        self._sweeping = asyncio.create_task(self._sweep_all(), name="expiry: sweep")

    async def aclose(self) -> None:
        """Stop sweeping; what was noted of use is kept."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.wait({self._sweeping})
        await self.settled()

    async def settled(self) -> None:
        """Wait until all use so far is noted."""
        if self._noting:
            await asyncio.wait(self._noting)

    # -- vector stores ---------------------------------------------------------------------

    def shown(self, store: VectorStoreObject) -> VectorStoreObject:
        """Return the store with the status that it has by now."""
        return store.model_copy(update={"status": "expired"}) if self.is_over(store) else store

    def is_over(self, store: VectorStoreObject) -> bool:
        """Whether the store's time is over."""
        over = store.expires_at is not None and store.expires_at <= self._clock()
        return over or store.status == "expired"

    def renewed(self, expires: ExpiresAfter | None) -> dict[str, object]:
        """Return the fields of a store that is used now and is to expire as said."""
        at = self._clock()
        return {
            "status": "completed",
            "expires_after": expires,
            "last_active_at": at,
            "expires_at": None if expires is None else at + expires.days * _DAY,
        }

    async def used(self, vector_store_ids: Sequence[str]) -> None:
        """Make sure that stores can be used, and note that they are.

        The note is written behind the caller's back, who need not wait for the disk.

        Raises:
            StoreExpiredError: one of them has expired.
        """
        for store_id in vector_store_ids:
            found = await self._store.get(VectorStoreObject, store_id)
            if found is not None and self.is_over(found):
                name = found.name or found.id
                raise StoreExpiredError(later("The vector store “{name}” has expired.", name=name))
        task = asyncio.create_task(self._note(tuple(vector_store_ids)), name="expiry: note")
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _note(self, vector_store_ids: Sequence[str]) -> None:
        try:
            await self._store.touch(vector_store_ids, self._clock())
        except AppError:
            # A full disk must not stand between a question and its answer.
            _log.warning("the use of vector stores is not noted", exc_info=True)

    # -- files -----------------------------------------------------------------------------

    def is_gone(self, file: FileObject) -> bool:
        """Whether the file's time is over; the next sweep takes it away."""
        return file.expires_at is not None and file.expires_at <= self._clock()

    # -- sweeping --------------------------------------------------------------------------

    async def sweep(self) -> None:
        """Mark the stores and delete the files whose time is over."""
        await self._store.expire(self._clock())
        while files := await self._store.expired_files(self._clock(), _AT_ONCE):
            for file in files:
                with contextlib.suppress(MissingError):
                    await self._contents.delete(file)

    async def _sweep_all(self) -> None:
        while True:
            try:
                await self.sweep()
            except AppError as error:
                _log.warning("what has expired could not be taken away: %s", error.message)
            except Exception:  # noqa: BLE001 - a bug in one sweep must not end the others
                _log.exception("bug while taking away what has expired")
            await asyncio.sleep(_PERIOD)
