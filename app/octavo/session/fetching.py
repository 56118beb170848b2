"""Models on their way to this computer: fetched while nobody looks, paused, and gone on with."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Callable, Coroutine
from typing import Any

from octavo.errors import InputError
from octavo.providers.model_files.download import OnProgress
from octavo.session.model_items import ModelItem, ModelState
from octavo.session.problems import problem_of
from octavo.words import later

_TELL_EVERY = 0.1
"""Seconds between two changes that only tell how far a model is."""


Listener = Callable[[], None]

Making = Callable[[], Coroutine[Any, Any, object]]
"""Fetches a model when it is called."""


class Fetching:
    """What is being fetched, paused or failed; what is under way at the close is paused."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ways: dict[str, ModelItem] = {}
        self._listeners: list[Listener] = []
        self._again: dict[str, Making] = {}

    @property
    def on_the_way(self) -> dict[str, ModelItem]:
        """What is being fetched, is paused or did not come, by name."""
        return dict(self._ways)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a function after each change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self) -> None:
        """Say that something has changed."""
        for listener in list(self._listeners):
            listener()

    def refuse_if_under_way(self, name: str) -> None:
        """Refuse a name by which another model is being fetched.

        Raises:
            InputError: there is one.
        """
        if name in self._tasks:
            raise InputError(
                later("A model is being fetched by the name “{name}” already.", name=name),
                hint=later("Wait for it, or pause and remove it."),
            )

    def begin(self, item: ModelItem, make: Making) -> None:
        """Fetch a model, unless that is under way; without a problem it was told of before."""
        if item.name in self._tasks:
            return
        self._again[item.name] = make
        self._ways[item.name] = dataclasses.replace(item, state=ModelState.FETCHING, problem=None)
        task = asyncio.get_running_loop().create_task(
            self._fetch(item.name, make), name=f"fetch model {item.name}"
        )
        self._tasks[item.name] = task
        self.tell()

    def begin_again(self, name: str) -> bool:
        """Go on with one that was paused or did not come; tells whether there is such a one."""
        if name not in self._again:
            return False
        self.begin(self._ways[name], self._again[name])
        return True

    async def pause(self, name: str) -> None:
        """Stop fetching one; what came stays."""
        task = self._tasks.get(name)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def forget(self, name: str) -> None:
        """Know nothing of one any more, which is not under way."""
        self._ways.pop(name, None)
        self._again.pop(name, None)
        self.tell()

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        for name in list(self._tasks):
            await self.pause(name)

    def progress(self, name: str) -> OnProgress:
        """Return what tells how far one is."""
        told = 0.0

        def show(done: int, total: int | None) -> None:
            nonlocal told
            item = self._ways[name]
            self._ways[name] = dataclasses.replace(item, done=done, size=total or item.size)
            if time.monotonic() - told > _TELL_EVERY:
                told = time.monotonic()
                self.tell()

        return show

    async def _fetch(self, name: str, make: Making) -> None:
        try:
            await make()
        except asyncio.CancelledError:
            self._ways[name] = dataclasses.replace(self._ways[name], state=ModelState.PAUSED)
            raise
        except Exception as error:  # noqa: BLE001 - nobody awaits it: a bug is told, too
            self._ways[name] = dataclasses.replace(
                self._ways[name], state=ModelState.PAUSED, problem=problem_of(error)
            )
        else:
            del self._ways[name], self._again[name]
        finally:
            del self._tasks[name]
            self.tell()
