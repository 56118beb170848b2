"""Waits for the first of what was dropped a moment ago: a question asked at once is about it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from octavo.session.events import DocumentChanged, DocumentsChanged, Events, SessionEvent
from octavo.session.state import DocumentItem, DocumentState

_WITHIN: Final = 30.0
"""Seconds; a file that takes longer is on a slow drive, and the engine says what it has then."""

_ON_THE_WAY: Final = (DocumentState.WAITING, DocumentState.UPLOADING)
_NOT_THERE: Final = (*_ON_THE_WAY, DocumentState.FAILED, DocumentState.CANCELLED)


class Documents(Protocol):
    """What is known of documents; see ``Library``."""

    @property
    def is_paused(self) -> bool:
        """Whether all reading is paused."""

    def items(self, assistant_id: str) -> Sequence[DocumentItem]:
        """Return the documents of an assistant's collection."""


class FirstDocument:
    """Tells when an assistant has a document to look into, or none is on its way.

    Args:
        events: Tell what becomes of documents.
        library: Knows them.
        within: Seconds to wait at most.
    """

    def __init__(self, events: Events, library: Documents, *, within: float = _WITHIN) -> None:
        self._events = events
        self._library = library
        self._within = within

    async def come(self, assistant_id: str, stopped: asyncio.Event) -> None:
        """Return when the first document is there, none is on its way, or the time is over.

        Args:
            assistant_id: Whose documents.
            stopped: Set when nobody waits any more.
        """
        if not self._is_awaited(assistant_id):
            return
        ready = asyncio.Event()

        def look(event: SessionEvent) -> None:
            is_of_documents = isinstance(event, DocumentChanged | DocumentsChanged)
            if is_of_documents and not self._is_awaited(assistant_id):
                ready.set()

        leave = self._events.subscribe(look)
        waits = [asyncio.ensure_future(one.wait()) for one in (ready, stopped)]
        try:
            await asyncio.wait(waits, timeout=self._within, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leave()
            for one in waits:
                one.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    def _is_awaited(self, assistant_id: str) -> bool:
        states = [item.state for item in self._library.items(assistant_id)]
        comes = any(state in _ON_THE_WAY for state in states) and not self._library.is_paused
        return comes and all(state in _NOT_THERE for state in states)
