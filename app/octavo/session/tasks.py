"""The session's own tasks: strong references, one place for their errors, one end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from octavo.session.problems import problem_of
from octavo.session.state import Problem

T = TypeVar("T")


class SessionTasks:
    """Owns tasks from their start to their end.

    Args:
        on_problem: Told of each error that nobody awaited.
    """

    def __init__(self, on_problem: Callable[[Problem], None]) -> None:
        self._on_problem = on_problem
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run a coroutine on its own; its error becomes a problem."""
        task = self._own(work, name)
        task.add_done_callback(self._report)
        return task

    def run(self, work: Coroutine[Any, Any, T], *, name: str) -> asyncio.Task[T]:
        """Run a coroutine whose caller awaits the task, and so gets its error."""
        return self._own(work, name)

    def _own(self, work: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        if self._closed:
            work.close()
            raise RuntimeError("the session is closed")
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def report(self, error: BaseException) -> None:
        """Tell of an error although the task that met it goes on."""
        self._on_problem(problem_of(error))

    def _report(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.report(error)

    async def aclose(self) -> None:
        """Cancel all tasks and wait until they have ended; nothing can be started afterwards."""
        self._closed = True
        while self._tasks:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
