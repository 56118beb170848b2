"""The events of one run, kept for any number of readers, late ones included.

A stream ends when the run waits for outputs of functions, and when it has ended. The log goes on
after the former: who comes later reads all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from octavo.protocol.events import DONE, StreamEvent


class RunLog:
    """Grows event by event; each reader sees all of them in order, then the end."""

    def __init__(self) -> None:
        self._events: list[tuple[bytes, bytes]] = []
        self._ends: list[int] = []
        self._grown = asyncio.Event()

    def add(self, event: StreamEvent, full: StreamEvent | None = None) -> None:
        """Append an event and let the readers have it at once.

        Args:
            event: As it is told to everybody.
            full: As it is told to those who asked for the text of search results, if different.
        """
        text = event.encode()
        self._events.append((text, text if full is None else full.encode()))
        self._signal()

    def end(self) -> None:
        """End the streams: nothing more will come, or not before something is submitted."""
        if not self._ends or self._ends[-1] < len(self._events):
            self._ends.append(len(self._events))
            self._signal()

    def _signal(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()

    def follow(self, start: int = 0, *, full: bool = False) -> AsyncGenerator[bytes, None]:
        """Yield every event from the ``start``-th on as server-sent event text, until the end.

        The end is the first one after all that is there now: what ended earlier has gone on.

        Args:
            start: Events to pass over.
            full: With the text of search results.
        """
        ended = bool(self._ends) and self._ends[-1] == len(self._events)
        return self._follow(start, len(self._ends) - ended, full)

    async def _follow(self, start: int, end: int, full: bool) -> AsyncGenerator[bytes, None]:
        position = start
        while True:
            ended = end < len(self._ends)
            until = self._ends[end] if ended else len(self._events)
            while position < until:
                yield self._events[position][full]
                position += 1
            if ended:
                yield DONE
                return
            if end == len(self._ends) and position == len(self._events):
                await self._grown.wait()

    def __len__(self) -> int:
        return len(self._events)
