"""Lets parts be made ahead of whoever takes them, and joins those that wait.

The model is asked at once: what is found is kept and told while it reads already. Text that waits
to be taken is joined, so that a fast model costs no more work than there is time for.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Generic, Self, TypeVar

from octavo.engine.answer.generator import AnswerPart, Wrote

P = TypeVar("P")

_MOST_WAITING = 64
"""Parts that wait at most; then the model has to wait, too."""

_LONGEST = 1000
"""Characters that are joined at most: a limit on tokens or a stop cuts between parts."""


def as_written(last: AnswerPart, part: AnswerPart) -> AnswerPart | None:
    """Join text that was written."""
    if not (isinstance(part, Wrote) and isinstance(last, Wrote)):
        return None
    return Wrote(last.text + part.text) if len(last.text) + len(part.text) <= _LONGEST else None


@contextlib.asynccontextmanager
async def ahead(
    parts: AsyncGenerator[P, None], joined: Callable[[P, P], P | None]
) -> AsyncIterator[Ahead[P]]:
    """Begin to make parts now, in a task of their own, and yield an iterator over them.

    What ends the making is raised behind the parts that came before it. Leaving ends the making,
    and closes the generator.

    Args:
        parts: To be made.
        joined: Makes one part of the last that waits and the next one, or returns None.
    """
    making = Ahead(parts, joined)
    try:
        yield making
    finally:
        await making.aclose()


class Ahead(AsyncIterator[P], Generic[P]):
    """The parts that are made and not taken yet."""

    def __init__(self, parts: AsyncGenerator[P, None], joined: Callable[[P, P], P | None]) -> None:
        self._joined = joined
        self._waiting: collections.deque[P] = collections.deque()
        self._came = asyncio.Event()
        self._has_room = asyncio.Event()
        self._task = asyncio.create_task(self._make(parts), name="answer made ahead")

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> P:
        while not self._waiting:
            if self._task.done():
                self._task.result()
                raise StopAsyncIteration
            self._came.clear()
            await self._came.wait()
        self._has_room.set()
        return self._waiting.popleft()

    async def come(self, within: float) -> None:
        """Wait until a part has come, for so many seconds at most."""
        if self._waiting or self._task.done():
            return
        self._came.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._came.wait()

    async def aclose(self) -> None:
        """End the making."""
        self._task.cancel()
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.exception()  # raised to whoever took the parts, or nobody wanted them

    async def _make(self, parts: AsyncGenerator[P, None]) -> None:
        try:
            async with aclosing(parts):
                async for part in parts:
                    self._put(part)
                    if len(self._waiting) >= _MOST_WAITING:
                        self._has_room.clear()
                        await self._has_room.wait()
        finally:
            self._came.set()

    def _put(self, part: P) -> None:
        whole = self._joined(self._waiting[-1], part) if self._waiting else None
        if whole is None:
            self._waiting.append(part)
        else:
            self._waiting[-1] = whole
        self._came.set()
