"""The rerankers on this computer as the window shows them, and which of them is in use."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from pathlib import Path

from octavo.engine.reranking import Reranking
from octavo.providers.model_files.beginning import Begun, Unfinished, forget
from octavo.providers.rerankers.catalog import OFFERED, offered
from octavo.providers.rerankers.folder import KeptReranker
from octavo.providers.rerankers.getting import GettingRerankers, name_of
from octavo.session.fetching import Fetching, Listener
from octavo.session.model_items import ModelItem, ModelState, all_items, kept_item, offer_item
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import say


class RerankerLibrary:
    """Fetches, chooses and removes rerankers; what is fetched at the close is paused.

    Args:
        getting: Brings them, and knows their folder.
        reranking: Knows why the one in use could not be asked.
    """

    def __init__(self, getting: GettingRerankers, reranking: Reranking) -> None:
        self._getting = getting
        self._reranking = reranking
        self._fetching = Fetching()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call a function after each change; returns what ends that."""
        return self._fetching.listen(listener)

    async def items(self) -> tuple[ModelItem, ...]:
        """Return all rerankers: those here, those on their way, and those that are offered."""
        folder = self._getting.folder
        kept = await asyncio.to_thread(folder.all)
        chosen = await asyncio.to_thread(folder.chosen_name)
        ways = self._fetching.on_the_way
        here = {one.name: self._here(one, chosen) for one in kept}
        for name in await asyncio.to_thread(folder.broken):
            if name not in ways:
                here[name] = _broken(name, folder.path, in_use=name == chosen)
        halves = await asyncio.to_thread(folder.unfinished)
        return all_items(here, ways, OFFERED, [_without_address(half) for half in halves])

    async def go_on(self, name: str) -> None:
        """Fetch one that is offered, or go on with one that was paused or did not come."""
        if self._fetching.begin_again(name):
            return
        one = offered(name)
        if one is not None:
            progress = self._fetching.progress(name)
            self._fetching.begin(offer_item(one), lambda: self._getting.by_name(name, progress))
            return
        for half in await asyncio.to_thread(self._getting.folder.unfinished):
            if half.name == name and half.begun.file:
                self._begin_file(name, Path(half.begun.file), half.begun)
                return
        self._fetching.tell()  # another program has seen to it

    async def add_file(self, path: Path) -> None:
        """Copy one from its ONNX file, with the tokenizer beside it.

        Raises:
            InputError: there is one of its name already, or it is on its way.
        """
        name = await asyncio.to_thread(name_of, path)
        self._fetching.refuse_if_under_way(name)
        await asyncio.to_thread(self._getting.folder.free_name, name)
        self._begin_file(name, path, Begun())

    async def pause(self, name: str) -> None:
        """Stop fetching one; what came stays."""
        await self._fetching.pause(name)

    async def use(self, name: str | None) -> None:
        """Put passages in order with one from now on; with none if None.

        Raises:
            ProviderError: there is none of this name.
            StorageFullError: the choice cannot be kept.
        """
        await asyncio.to_thread(self._getting.folder.choose, name)
        self._reranking.forget_problem()
        self._fetching.tell()

    async def remove(self, name: str) -> None:
        """Delete one, or what was fetched of it.

        Raises:
            InputError: another program is fetching it.
            StorageFullError: it cannot be deleted.
        """
        await self.pause(name)
        folder = self._getting.folder
        if await asyncio.to_thread(folder.has, name):
            await asyncio.to_thread(folder.remove, name)
        await forget(folder, name)
        self._reranking.forget_problem()
        self._fetching.forget(name)

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        await self._fetching.aclose()

    def _begin_file(self, name: str, path: Path, begun: Begun) -> None:
        progress = self._fetching.progress(name)
        self._fetching.begin(
            ModelItem(name, path.name, ModelState.FETCHING),
            lambda: self._getting.from_files(
                path, progress, name=name, sha256=begun.sha256, languages=begun.languages
            ),
        )

    def _here(self, kept: KeptReranker, chosen: str | None) -> ModelItem:
        one = offered(kept.name)
        item = _added(kept) if one is None else offer_item(one)
        in_use = chosen == kept.name
        problem = self._reranking.problem_of(kept.name) if in_use else None
        told = None if problem is None else problem_of(problem)
        return kept_item(item, kept.size, kept.origin, told, in_use=in_use)


def _without_address(half: Unfinished) -> Unfinished:
    # What is offered has two addresses. One that is offered no more has none that is known.
    return dataclasses.replace(half, begun=half.begun.model_copy(update={"url": ""}))


def _broken(name: str, folder: Path, *, in_use: bool) -> ModelItem:
    one = offered(name)
    item = ModelItem(name, name, ModelState.BROKEN) if one is None else offer_item(one)
    said = say("Its files in “{path}” are gone, or some of them.", path=folder / name)
    hint = (
        say("Remove it here, and add it again.")
        if one is None
        else say("Get it again, or remove it.")
    )
    return dataclasses.replace(
        item,
        state=ModelState.BROKEN,
        problem=Problem(item.title, said, hint),
        in_use=in_use,
        can_get=one is not None,
    )


def _added(kept: KeptReranker) -> ModelItem:
    codes = kept.origin.languages
    asked = (
        say("Asked about questions in: {languages}", languages=", ".join(codes))
        if codes
        else say("Asked about questions in every language")
    )
    return ModelItem(kept.name, kept.name, ModelState.HERE, good_at=asked)
