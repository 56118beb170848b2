"""The models on this computer as the window shows them: offered, on their way, paused, and here."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import enum
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from octavo.errors import AppError
from octavo.providers.local.catalog import OFFERED, offered
from octavo.providers.local.download import OnProgress
from octavo.providers.local.folder import KeptModel, name_from
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import can_run
from octavo.providers.names import LOCAL, joined
from octavo.session.model_hosts import ModelChoice
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import say

_TELL_EVERY = 0.1
"""Seconds between two changes that only tell how far a model is."""


class ModelState(enum.Enum):
    """Where a model is."""

    OFFERED = "offered"
    FETCHING = "fetching"
    PAUSED = "paused"
    HERE = "here"


@dataclasses.dataclass(frozen=True, slots=True)
class ModelItem:
    """One model of the list.

    Args:
        name: What stands behind ``local/``.
        title: For people.
        state: Where it is.
        licence: Empty if nobody says.
        good_at: What it is for; empty if nobody says.
        size: Bytes of its file; 0 if that is not known.
        memory: Bytes that it needs while it runs; 0 if that is not known.
        done: Bytes that are here, while it is on its way.
        checked: Whether its sha256 was compared.
        problem: Why it did not come.
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


Listener = Callable[[], None]


class LocalLibrary:
    """Fetches and removes models, also while nobody looks; what is fetched at the close is paused.

    Args:
        local: The models.
    """

    def __init__(self, local: LocalModels) -> None:
        self._local = local
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ways: dict[str, ModelItem] = {}
        self._listeners: list[Listener] = []
        self._again: dict[str, Callable[[], Coroutine[Any, Any, KeptModel]]] = {}

    @property
    def can_run(self) -> bool:
        """Whether the part that runs models is installed."""
        return can_run()

    @property
    def on_the_way(self) -> dict[str, ModelItem]:
        """What is being fetched, is paused or did not come, by name."""
        return dict(self._ways)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a function after each change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def items(self) -> tuple[ModelItem, ...]:
        """Return all models: those here, those on their way, and those that are offered."""
        here = {one.name: _here(one) for one in await self._local.all()}
        ways = {name: way for name, way in self._ways.items() if name not in here}
        offers: dict[str, ModelItem] = {}
        for one in OFFERED:
            if one.name in here or one.name in ways:
                continue
            begun = await self._local.getting.begun(one.name)
            state = ModelState.PAUSED if begun else ModelState.OFFERED
            offers[one.name] = dataclasses.replace(_offer(one.name), state=state, done=begun)
        return (*here.values(), *ways.values(), *offers.values())

    async def choices(self) -> list[ModelChoice]:
        """Return the models that can be chosen; one whose file is damaged cannot."""
        found: list[ModelChoice] = []
        for one in await self._local.all():
            with contextlib.suppress(AppError):
                model = await self._local.find(joined(LOCAL, one.name))
                if model is not None:
                    label = say("{name} (on this computer)", name=one.name)
                    found.append(
                        ModelChoice(model.name, model.context_tokens, is_told=True, label=label)
                    )
        return found

    def get(self, name: str) -> None:
        """Fetch one that is offered, or go on with it."""
        self._begin(_offer(name), lambda: self._local.getting.by_name(name, self._progress(name)))

    def add_address(self, url: str) -> None:
        """Fetch one from any address."""
        name = name_from(url)
        item = ModelItem(name, name, ModelState.FETCHING)
        getting = self._local.getting
        self._begin(item, lambda: getting.from_address(url, self._progress(name), name=name))

    def add_file(self, path: Path) -> None:
        """Copy one from a file."""
        name = name_from(path.name)
        item = ModelItem(name, path.name, ModelState.FETCHING)
        getting = self._local.getting
        self._begin(item, lambda: getting.from_file(path, self._progress(name), name=name))

    def go_on(self, name: str) -> None:
        """Go on with one that was paused or did not come."""
        if name in self._again:
            self._begin(self._ways[name], self._again[name])
        else:
            self.get(name)

    async def pause(self, name: str) -> None:
        """Stop fetching one; what came stays."""
        task = self._tasks.get(name)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def remove(self, name: str) -> None:
        """Delete one, or what was fetched of it.

        Raises:
            StorageFullError: it cannot be deleted.
        """
        await self.pause(name)
        here = {one.name for one in await self._local.all()}
        if name in here:
            await self._local.remove(name)
        await self._local.getting.forget(name)
        self._ways.pop(name, None)
        self._again.pop(name, None)
        self._tell()

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        for name in list(self._tasks):
            await self.pause(name)

    def _begin(self, item: ModelItem, make: Callable[[], Coroutine[Any, Any, KeptModel]]) -> None:
        if item.name in self._tasks:
            return
        self._again[item.name] = make
        self._ways[item.name] = dataclasses.replace(item, state=ModelState.FETCHING, problem=None)
        task = asyncio.get_running_loop().create_task(
            self._fetch(item.name, make), name=f"fetch model {item.name}"
        )
        self._tasks[item.name] = task
        self._tell()

    async def _fetch(self, name: str, make: Callable[[], Coroutine[Any, Any, KeptModel]]) -> None:
        try:
            await make()
        except asyncio.CancelledError:
            self._ways[name] = dataclasses.replace(self._ways[name], state=ModelState.PAUSED)
            raise
        except AppError as error:
            self._ways[name] = dataclasses.replace(
                self._ways[name], state=ModelState.PAUSED, problem=problem_of(error)
            )
        else:
            del self._ways[name], self._again[name]
        finally:
            del self._tasks[name]
            self._tell()

    def _progress(self, name: str) -> OnProgress:
        told = 0.0

        def show(done: int, total: int | None) -> None:
            nonlocal told
            item = self._ways[name]
            self._ways[name] = dataclasses.replace(item, done=done, size=total or item.size)
            if time.monotonic() - told > _TELL_EVERY:
                told = time.monotonic()
                self._tell()

        return show

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()


def _here(kept: KeptModel) -> ModelItem:
    item = (
        _offer(kept.name)
        if offered(kept.name)
        else ModelItem(kept.name, kept.name, ModelState.HERE)
    )
    return dataclasses.replace(
        item,
        state=ModelState.HERE,
        size=kept.size,
        licence=kept.origin.licence,
        checked=kept.origin.checked,
    )


def _offer(name: str) -> ModelItem:
    one = offered(name)
    if one is None:
        raise KeyError(name)
    return ModelItem(
        name=one.name,
        title=one.title,
        state=ModelState.OFFERED,
        licence=one.licence,
        good_at=str(one.good_at),
        size=one.size,
        memory=one.memory,
    )
