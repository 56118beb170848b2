"""The models that write on this computer as the window shows them: offered, on their way, here."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from pathlib import Path

from octavo.errors import AppError
from octavo.providers.local.catalog import OFFERED, offered
from octavo.providers.local.folder import KeptModel, name_from
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import can_run
from octavo.providers.names import LOCAL, joined
from octavo.session.fetching import Fetching, Listener, ModelItem, ModelState
from octavo.session.model_hosts import ModelChoice
from octavo.words import say


class LocalLibrary:
    """Fetches and removes models, also while nobody looks; what is fetched at the close is paused.

    Args:
        local: The models.
    """

    def __init__(self, local: LocalModels) -> None:
        self._local = local
        self._fetching = Fetching()

    @property
    def can_run(self) -> bool:
        """Whether the part that runs models is installed."""
        return can_run()

    @property
    def on_the_way(self) -> dict[str, ModelItem]:
        """What is being fetched, is paused or did not come, by name."""
        return self._fetching.on_the_way

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a function after each change; returns what ends that."""
        return self._fetching.listen(listener)

    async def items(self) -> tuple[ModelItem, ...]:
        """Return all models: those here, those on their way, and those that are offered."""
        here = {one.name: _here(one) for one in await self._local.all()}
        ways = {name: way for name, way in self.on_the_way.items() if name not in here}
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
        self._fetching.begin(
            _offer(name), lambda: self._local.getting.by_name(name, self._fetching.progress(name))
        )

    def add_address(self, url: str) -> None:
        """Fetch one from any address."""
        name = name_from(url)
        item = ModelItem(name, name, ModelState.FETCHING)
        getting = self._local.getting
        self._fetching.begin(
            item, lambda: getting.from_address(url, self._fetching.progress(name), name=name)
        )

    def add_file(self, path: Path) -> None:
        """Copy one from a file."""
        name = name_from(path.name)
        item = ModelItem(name, path.name, ModelState.FETCHING)
        getting = self._local.getting
        self._fetching.begin(
            item, lambda: getting.from_file(path, self._fetching.progress(name), name=name)
        )

    def go_on(self, name: str) -> None:
        """Go on with one that was paused or did not come, or fetch one that is offered."""
        if not self._fetching.begin_again(name):
            self.get(name)

    async def pause(self, name: str) -> None:
        """Stop fetching one; what came stays."""
        await self._fetching.pause(name)

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
        self._fetching.forget(name)

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        await self._fetching.aclose()


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
