"""The events of one run, kept for any number of readers, late ones included."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from octavo.protocol.events import DONE, StreamEvent


class RunLog:
    """Grows event by event; each reader sees all of them in order, then the end."""

    def __init__(self) -> None:
        self._events: list[bytes] = []
        self._ended = False
        self._grown = asyncio.Event()

    def add(self, event: StreamEvent) -> None:
        """Append an event and let the readers have it at once."""
        self._events.append(event.encode())
        self._signal()

    def end(self) -> None:
        """Nothing more will come."""
        if not self._ended:
            self._events.append(DONE)
            self._ended = True
            self._signal()

    def _signal(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()

    async def follow(self, start: int = 0) -> AsyncGenerator[bytes, None]:
        """Yield every event from the ``start``-th on as server-sent event text, until the end."""
        position = start
        while True:
            while position < len(self._events):
                yield self._events[position]
                position += 1
            if self._ended:
                return
            await self._grown.wait()

    def __len__(self) -> int:
        return len(self._events)
