"""Keeps what a run changes and tells it, in this order: no reader knows more than a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from octavo.engine.running.log import RunLog
from octavo.engine.store.store import Change, Store
from octavo.protocol.base import Reply
from octavo.protocol.events import StreamEvent


class Journal:
    """Where one run writes to.

    Args:
        store: Where everything is kept.
        log: Where the events go.
    """

    def __init__(self, store: Store, log: RunLog) -> None:
        self.store = store
        self.log = log

    async def keep(self, *changes: Change) -> None:
        """Make changes durable, all or none; goes on to its end also when it is cancelled."""
        await _uninterrupted(self.store.apply(*changes))

    def tell(self, event: str, data: Reply, full: Reply | None = None) -> None:
        """Add an event; ``full`` is its object with the text of search results, if different."""
        self.log.add(StreamEvent(event, data), None if full is None else StreamEvent(event, full))


async def _uninterrupted(work: Coroutine[Any, Any, None]) -> None:
    """Await a change to its end also when cancelled, so that no later one overtakes it."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
