"""Sees what others have changed: another window of the same server, or the command line.

Nothing is asked for on its own: whoever sees that the person comes back asks.
"""

from __future__ import annotations

import logging

from octavo.errors import ApiError, DataFolderError
from octavo.protocol.vector_stores import VectorStoreObject
from octavo.session.assistants import Assistants
from octavo.session.collection_store import DELETED
from octavo.session.collections import Collections
from octavo.session.events import AssistantsChanged, Events, ThreadsChanged
from octavo.session.library import Library
from octavo.session.threads import Threads

_log = logging.getLogger(__name__)


class CatchingUp:
    """Compares what is shown with what is there.

    Args:
        events: Where changes are told.
        assistants, threads, collections, library: What is shown.
    """

    def __init__(
        self,
        events: Events,
        assistants: Assistants,
        threads: Threads,
        collections: Collections,
        library: Library,
    ) -> None:
        self._events = events
        self._assistants = assistants
        self._threads = threads
        self._collections = collections
        self._library = library

    async def look(self) -> None:
        """Take over what others have changed; what cannot be read now is seen the next time."""
        try:
            await self._look_at_collections()
            assistants = await self._assistants.reread()
            threads = await self._threads.reread()
        except (ApiError, DataFolderError):
            _log.info("what others have changed cannot be read now", exc_info=True)
            return
        if assistants:  # the threads of one that is gone go to another: they are told of, too
            self._events.emit(AssistantsChanged(self._assistants.items))
        elif threads:
            self._events.emit(ThreadsChanged(self._threads.items))

    async def _look_at_collections(self) -> None:
        before = self._collections.stores
        await self._collections.load()
        now = self._collections.stores
        for store_id, store in now.items():
            if DELETED in store.metadata and not _is_put_away(before.get(store_id)):
                await self._collections.leave(store_id)
        for store_id in before.keys() | now.keys():
            if _total(before.get(store_id)) != _total(now.get(store_id)):
                await self._library.refresh(store_id)  # if it is gone, all leave it


def _is_put_away(store: VectorStoreObject | None) -> bool:
    return store is not None and DELETED in store.metadata


def _total(store: VectorStoreObject | None) -> int | None:
    return None if store is None else store.file_counts.total
