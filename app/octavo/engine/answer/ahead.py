"""Lets an answer be made ahead of whoever takes its parts: the model is asked at once.

What is found is kept and told while the model reads already. Text that waits to be taken is joined,
so that a fast model costs no more events than there are readers for.
"""

from __future__ import annotations

import asyncio
import collections
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Self

from octavo.engine.answer.generator import AnswerPart, Wrote

_MOST_WAITING = 64
"""Parts that wait at most; then the model has to wait, too."""

_LONGEST = 1000
"""Characters that are joined at most: a limit on tokens or a stop cuts between parts."""


@contextlib.asynccontextmanager
async def ahead(
    parts: AsyncGenerator[AnswerPart, None],
) -> AsyncIterator[AsyncIterator[AnswerPart]]:
    """Begin to make parts now, in a task of their own, and yield an iterator over them.

    What ends the making is raised behind the parts that came before it. Leaving ends the making,
    and closes the generator.
    """
    making = _Ahead(parts)
    try:
        yield making
    finally:
        await making.aclose()


class _Ahead(AsyncIterator[AnswerPart]):
    """The parts that are made and not taken yet."""

    def __init__(self, parts: AsyncGenerator[AnswerPart, None]) -> None:
        self._waiting: collections.deque[AnswerPart] = collections.deque()
        self._came = asyncio.Event()
        self._has_room = asyncio.Event()
        self._task = asyncio.create_task(self._make(parts), name="answer made ahead")

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> AnswerPart:
        while not self._waiting:
            if self._task.done():
                self._task.result()
                raise StopAsyncIteration
            self._came.clear()
            await self._came.wait()
        self._has_room.set()
        return self._waiting.popleft()

    async def aclose(self) -> None:
        """End the making."""
        self._task.cancel()
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.exception()  # raised to whoever took the parts, or nobody wanted them

    async def _make(self, parts: AsyncGenerator[AnswerPart, None]) -> None:
        try:
            async with aclosing(parts):
                async for part in parts:
                    self._put(part)
                    if len(self._waiting) >= _MOST_WAITING:
                        self._has_room.clear()
                        await self._has_room.wait()
        finally:
            self._came.set()

    def _put(self, part: AnswerPart) -> None:
        last = self._waiting[-1] if self._waiting else None
        if (
            isinstance(part, Wrote)
            and isinstance(last, Wrote)
            and len(last.text) + len(part.text) <= _LONGEST
        ):
            self._waiting[-1] = Wrote(last.text + part.text)
        else:
            self._waiting.append(part)
        self._came.set()
