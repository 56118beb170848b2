"""Models on their way to this computer: fetched while nobody looks, paused, and gone on with."""

from __future__ import annotations

import asyncio
import dataclasses
import enum
import time
from collections.abc import Callable, Coroutine
from typing import Any

from octavo.errors import InputError
from octavo.providers.model_files.beginning import Unfinished
from octavo.providers.model_files.download import OnProgress
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import later, say

_TELL_EVERY = 0.1
"""Seconds between two changes that only tell how far a model is."""


class ModelState(enum.Enum):
    """Where a model is."""

    OFFERED = "offered"
    FETCHING = "fetching"
    PAUSED = "paused"
    HERE = "here"
    BROKEN = "broken"


@dataclasses.dataclass(frozen=True, slots=True)
class ModelItem:
    """One model of the list.

    Args:
        name: What it is called; of one that writes, what stands behind ``local/``.
        title: For people.
        state: Where it is.
        licence: Empty if nobody says.
        good_at: What it is for; empty if nobody says.
        size: Bytes of its file; 0 if that is not known.
        memory: Bytes that it needs while it runs; 0 if that is not known.
        done: Bytes that are here, while it is on its way.
        checked: Whether its sha256 was compared.
        problem: Why it did not come, or cannot be asked.
        in_use: Whether answers are made with it, where only one can be.
        can_get: Whether it is known where it can be had.
    """

    name: str
    title: str
    state: ModelState
    licence: str = ""
    good_at: str = ""
    size: int = 0
    memory: int = 0
    done: int = 0
    checked: bool = True
    problem: Problem | None = None
    in_use: bool = False
    can_get: bool = True


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


def unfinished_item(one: Unfinished) -> ModelItem:
    """Return the row of a model that another start began to bring, and that is not offered."""
    item = ModelItem(one.name, one.name, ModelState.PAUSED, done=one.size)
    if one.begun.url:
        return item
    if not one.begun.file:
        said = say("It is not whole, and it is not known any more where it came from.")
        hint = say("Remove it here, and add the model again.")
        return dataclasses.replace(item, problem=Problem(item.title, said, hint), can_get=False)
    said = say("It was being copied from “{file}” when that was stopped.", file=one.begun.file)
    hint = say("Copy it again, or remove it.")
    return dataclasses.replace(item, problem=Problem(item.title, said, hint))
