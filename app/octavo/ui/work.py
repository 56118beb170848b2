"""Starts what a person asks for, and shows what went wrong with a way to try it again."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Protocol

from octavo.errors import AppError
from octavo.ui.problems import Trouble, trouble_of
from octavo.ui.tasks import TaskOwner


class ShowsTrouble(Protocol):
    """A window that can show a problem."""

    def show_trouble(self, trouble: Trouble, retry: Callable[[], object] | None = None) -> None:
        """Show it, with a button if there is a ``retry``."""
        ...


class Work:
    """Runs coroutines that can be run again.

    Args:
        tasks: Their owner.
        window: Where problems are shown.
    """

    def __init__(self, tasks: TaskOwner, window: ShowsTrouble) -> None:
        self._tasks = tasks
        self._window = window

    def start(self, make: Callable[[], Coroutine[object, object, object]], *, name: str) -> None:
        """Run what ``make`` makes; after an error that may pass the person can run it again."""
        self._tasks.start(self._run(make, name), name=name)

    async def _run(self, make: Callable[[], Coroutine[object, object, object]], name: str) -> None:
        try:
            await make()
        except AppError as error:
            trouble = trouble_of(error)
            again = (lambda: self.start(make, name=name)) if trouble.retry else None
            self._window.show_trouble(trouble, again)
