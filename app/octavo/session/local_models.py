"""The models that write on this computer as the window shows them: offered, on their way, here."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from octavo.errors import AppError, ProviderError
from octavo.providers.local.catalog import OFFERED, offered
from octavo.providers.local.folder import KeptModel
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import can_run
from octavo.providers.model_files.beginning import Unfinished, forget
from octavo.providers.model_files.keeping import name_from
from octavo.providers.names import LOCAL, joined
from octavo.session.fetching import Fetching, Listener
from octavo.session.model_hosts import ModelChoice
from octavo.session.model_items import ModelItem, ModelState, all_items, kept_item, offer_item
from octavo.session.problems import problem_of
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
        here = {one.name: await self._here(one) for one in await self._local.all()}
        return all_items(here, self.on_the_way, OFFERED, await self._unfinished())

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

    async def add_address(self, url: str) -> None:
        """Fetch one from any address.

        Raises:
            InputError: there is one of its name already, or it is on its way.
        """
        name = await self._free(name_from(url))
        self._begin_address(name, url)

    async def add_file(self, path: Path) -> None:
        """Copy one from a file.

        Raises:
            InputError: there is one of its name already, or it is on its way.
        """
        name = await self._free(name_from(path.name))
        self._begin_file(name, path)

    async def go_on(self, name: str) -> None:
        """Go on with one that was paused or did not come, or fetch one that is offered."""
        if self._fetching.begin_again(name):
            return
        if (offer := offered(name)) is not None:
            progress = self._fetching.progress(name)
            self._fetching.begin(
                offer_item(offer), lambda: self._local.getting.by_name(name, progress)
            )
            return
        for one in await self._unfinished():
            if one.name == name and one.begun.url:
                self._begin_address(name, one.begun.url, one.begun.sha256)
                return
            if one.name == name and one.begun.file:
                self._begin_file(name, Path(one.begun.file), one.begun.sha256)
                return
        self._fetching.tell()  # another program has seen to it

    async def pause(self, name: str) -> None:
        """Stop fetching one; what came stays."""
        await self._fetching.pause(name)

    async def remove(self, name: str) -> None:
        """Delete one, or what was fetched of it.

        Raises:
            InputError: another program is fetching it.
            StorageFullError: it cannot be deleted.
        """
        await self.pause(name)
        here = {one.name for one in await self._local.all()}
        if name in here:
            await self._local.remove(name)
        await forget(self._local.folder, name)
        self._fetching.forget(name)

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        await self._fetching.aclose()

    async def _unfinished(self) -> list[Unfinished]:
        return await asyncio.to_thread(self._local.folder.unfinished)

    async def _free(self, name: str) -> str:
        self._fetching.refuse_if_under_way(name)
        return await asyncio.to_thread(self._local.folder.free_name, name)

    def _begin_address(self, name: str, url: str, sha256: str = "") -> None:
        progress = self._fetching.progress(name)
        self._fetching.begin(
            ModelItem(name, name, ModelState.FETCHING),
            lambda: self._local.getting.from_address(url, progress, name=name, sha256=sha256),
        )

    def _begin_file(self, name: str, path: Path, sha256: str = "") -> None:
        progress = self._fetching.progress(name)
        self._fetching.begin(
            ModelItem(name, path.name, ModelState.FETCHING),
            lambda: self._local.getting.from_file(path, progress, name=name, sha256=sha256),
        )

    async def _here(self, kept: KeptModel) -> ModelItem:
        one, problem = offered(kept.name), None
        try:
            await asyncio.to_thread(self._local.folder.facts, kept)
        except ProviderError as error:
            problem = problem_of(error)
        item = ModelItem(kept.name, kept.name, ModelState.HERE) if one is None else offer_item(one)
        return kept_item(item, kept.size, kept.origin, problem)
