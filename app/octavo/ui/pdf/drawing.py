"""Has pages drawn one at a time, the most wanted first; what is not wanted is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from octavo.errors import AppError
from octavo.pdf.page import PageImage
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.ui.tasks import TaskOwner


class Job(NamedTuple):
    """A page, its pixels per point, and its turns to the right by 90 degrees."""

    page: int
    scale: float
    turn: int = 0


class PageDrawer:
    """Draws pages of the document that was named last.

    Args:
        render: Draws a job of a file.
        tasks: Owner of the drawing.
        name: Of its task.
        show: Called with what was drawn.
        fail: Called with a page and why it cannot be drawn.
    """

    def __init__(
        self,
        render: Callable[[str, Job], Awaitable[PageImage]],
        tasks: TaskOwner,
        *,
        name: str,
        show: Callable[[Job, PageImage], object],
        fail: Callable[[int, Problem], object],
    ) -> None:
        self._render = render
        self._tasks = tasks
        self._name = name
        self._show = show
        self._fail = fail
        self._queue: list[Job] = []
        self._current: Job | None = None
        self._drawing: asyncio.Task[None] | None = None

    def want(self, file_id: str, wanted: Sequence[Job], has: Callable[[Job], bool]) -> None:
        """Draw these pages, in this order, and none of those that were wanted before.

        Args:
            file_id: The document.
            wanted: All that is to be seen.
            has: Whether it is there already.
        """
        self._queue = [job for job in wanted if job != self._current and not has(job)]
        if self._current is not None and self._current not in wanted:
            self._cancel()
        if self._drawing is None and self._queue:
            self._drawing = self._tasks.start(self._draw(file_id), name=self._name)

    def stop(self) -> None:
        """Draw nothing any more."""
        self._queue.clear()
        self._cancel()

    def _cancel(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = self._current = None

    async def _draw(self, file_id: str) -> None:
        me = asyncio.current_task()
        try:
            while self._queue and self._drawing is me:
                self._current = job = self._queue.pop(0)
                try:
                    image = await self._render(file_id, job)
                except AppError as error:
                    if self._drawing is me:
                        self._fail(job.page, problem_of(error))
                else:
                    if self._drawing is me:
                        self._show(job, image)
        finally:
            if self._drawing is me:
                self._drawing = self._current = None
