"""Where the work of a summary is done: in a process of its own, or in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from octavo.engine.insight.inside import Found, find
from octavo.engine.store.records import Chunk, ChunkVectors
from octavo.errors import AppError, WorkerTimeoutError
from octavo.pdf.page import OutlineEntry, PageText
from octavo.words import later
from octavo.worker import WorkerProcess

_WITHIN = 60.0
"""Seconds that a summary may take; a thousand pages take some four on an idle computer."""

_RESTS_AFTER = 20.0


class Finder(Protocol):
    """Finds what stands for a document; parameters as of `octavo.engine.insight.inside.find`."""

    async def find(
        self,
        pages: Sequence[PageText],
        chunks: Sequence[Chunk],
        vectors: ChunkVectors | None,
        outline: Sequence[OutlineEntry],
    ) -> Found:
        """Find it, without holding the loop up."""
        ...


class ThreadFinder:
    """Works in a thread: for short documents, and where no process is worth its start."""

    async def find(
        self,
        pages: Sequence[PageText],
        chunks: Sequence[Chunk],
        vectors: ChunkVectors | None,
        outline: Sequence[OutlineEntry],
    ) -> Found:
        """Find it beside the loop, which gets its turns every few milliseconds."""
        return await asyncio.to_thread(find, pages, chunks, vectors, outline)


class ProcessFinder:
    """Works in a process, which is started when it is first needed and rests between summaries.

    Args:
        within: Seconds that a summary may take.
        target: What works in the process.
    """

    def __init__(
        self, *, within: float = _WITHIN, target: str = "octavo.engine.insight.inside:serve"
    ) -> None:
        self._within = within
        self._worker = WorkerProcess(target, name="summary maker", rests_after=_RESTS_AFTER)

    @property
    def pid(self) -> int | None:
        """The process's id, or None while there is none."""
        return self._worker.pid

    async def find(
        self,
        pages: Sequence[PageText],
        chunks: Sequence[Chunk],
        vectors: ChunkVectors | None,
        outline: Sequence[OutlineEntry],
    ) -> Found:
        """Find it in time.

        Raises:
            AppError: it took longer.
            WorkerError: the process could not do it.
        """
        try:
            found: Found = await self._worker.call(
                "find", pages, chunks, vectors, outline, deadline=self._within
            )
        except WorkerTimeoutError as error:
            raise AppError(later("The summary of this document takes too long.")) from error
        return found

    async def aclose(self) -> None:
        """End the process."""
        await self._worker.aclose()
