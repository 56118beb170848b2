"""The rerankers on this computer as the window shows them, and which of them is in use."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from pathlib import Path

from octavo.engine.reranking import Reranking
from octavo.protocol.language_names import LANGUAGE_NAMES
from octavo.providers.rerankers.catalog import OFFERED, OfferedReranker, offered
from octavo.providers.rerankers.folder import KeptReranker
from octavo.providers.rerankers.getting import GettingRerankers, name_of
from octavo.session.fetching import Fetching, Listener, ModelItem, ModelState
from octavo.session.problems import problem_of
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
        chosen = await asyncio.to_thread(folder.chosen)
        here = {one.name: self._here(one, chosen) for one in kept}
        ways = {n: way for n, way in self._fetching.on_the_way.items() if n not in here}
        offers: dict[str, ModelItem] = {}
        for one in OFFERED:
            if one.name in here or one.name in ways:
                continue
            begun = await asyncio.to_thread(folder.begun, one.name)
            state = ModelState.PAUSED if begun else ModelState.OFFERED
            offers[one.name] = dataclasses.replace(_offer(one), state=state, done=begun)
        return (*here.values(), *ways.values(), *offers.values())

    def go_on(self, name: str) -> None:
        """Fetch one that is offered, or go on with one that was paused or did not come."""
        if self._fetching.begin_again(name):
            return
        one = offered(name)
        if one is None:
            raise KeyError(name)
        progress = self._fetching.progress(name)
        self._fetching.begin(_offer(one), lambda: self._getting.by_name(name, progress))

    async def add_file(self, path: Path) -> None:
        """Copy one from its ONNX file, with the tokenizer beside it.

        Raises:
            InputError: there is one of its name already.
        """
        name = await asyncio.to_thread(self._getting.folder.free_name, name_of(path))
        item = ModelItem(name, path.name, ModelState.FETCHING)
        progress = self._fetching.progress(name)
        self._fetching.begin(item, lambda: self._getting.from_files(path, progress, name=name))

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
            StorageFullError: it cannot be deleted.
        """
        await self.pause(name)
        folder = self._getting.folder
        if await asyncio.to_thread(folder.has, name):
            await asyncio.to_thread(folder.remove, name)
        await asyncio.to_thread(folder.forget, name)
        self._reranking.forget_problem()
        self._fetching.forget(name)

    async def aclose(self) -> None:
        """Pause all that is on its way."""
        await self._fetching.aclose()

    def _here(self, kept: KeptReranker, chosen: KeptReranker | None) -> ModelItem:
        one = offered(kept.name)
        item = _added(kept) if one is None else _offer(one)
        in_use = chosen is not None and chosen.name == kept.name
        problem = self._reranking.problem_of(kept.name) if in_use else None
        return dataclasses.replace(
            item,
            state=ModelState.HERE,
            size=kept.size,
            licence=kept.origin.licence,
            checked=kept.origin.checked,
            in_use=in_use,
            problem=None if problem is None else problem_of(problem),
        )


def _added(kept: KeptReranker) -> ModelItem:
    codes = kept.origin.languages
    asked = (
        say("Asked about questions in: {languages}", languages=", ".join(map(_named, codes)))
        if codes
        else say("Asked about questions in every language")
    )
    return ModelItem(kept.name, kept.name, ModelState.HERE, good_at=asked)


def _named(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


def _offer(one: OfferedReranker) -> ModelItem:
    return ModelItem(
        name=one.name,
        title=one.title,
        state=ModelState.OFFERED,
        licence=one.licence,
        good_at=str(one.good_at),
        size=one.size,
        memory=one.memory,
    )
