"""Owners of coroutines: strong references, one place for errors, an orderly end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class TaskOwner:
    """Starts coroutines for a part of the window and answers for them until they end.

    Args:
        on_error: Called once with every exception that ends a task; cancellation is not one.
            Anything that is not an `octavo.errors.AppError` is a bug: see `octavo.ui.problems`.
    """

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._on_error = on_error
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loop = _running_loop()
        self._closed = False

    def start(self, coro: Coroutine[Any, Any, _T], *, name: str) -> asyncio.Task[_T]:
        """Start a coroutine as a task that is kept until it ends.

        After `aclose` the task is cancelled before its first step. Where Qt's events are worked off
        while the loop does not run, the task waits until it runs again.

        Raises:
            RuntimeError: no loop ran when this owner was made, and none has since.
        """
        self._loop = _running_loop() or self._loop
        if self._loop is None:
            coro.close()
            raise RuntimeError(f"no event loop has run yet: “{name}” cannot start")
        task = self._loop.create_task(coro, name=name)
        if self._closed:
            task.cancel()
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    @property
    def busy(self) -> bool:
        """Whether any task has not ended yet."""
        return bool(self._tasks)

    async def aclose(self) -> None:
        """Cancel all tasks and wait for their ends; new ones are refused from now on."""
        self._closed = True
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.debug("task %s ended with an error", task.get_name(), exc_info=error)
            self._on_error(error)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
