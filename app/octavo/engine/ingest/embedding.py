"""Embeds the passages of files that have been read, in small parts, behind the reading.

Each vector store has its embedder. Where another one is chosen, vectors are made beside those that
are searched, which stay complete meanwhile, and take their place when all files have them.

A file whose passages cannot be embedded does not hold up the others: it is tried again a few
times, each time later, and is then searched by words alone until the next start. A host that does
not answer is asked again for as long as something waits for it, each time later.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import enum
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from octavo.engine.embedders import SHIPPED, Embedders
from octavo.engine.store.records import StoreVectors
from octavo.engine.store.store import MissingError, Store
from octavo.errors import AppError, ProviderError, ResourceError, StorageFullError
from octavo.models.port import Embedder
from octavo.providers.embeddings import is_of_text

_log = logging.getLogger(__name__)

_AT_ONCE = 32
"""Passages handed to the embedder at once: about a second of work, the most a kill repeats."""

_RETRY_AFTER = 5.0
"""Seconds to wait after the first failure; after each further one of a file, twice as long."""

_LONGEST_REST: Final = 300.0
"""Seconds after which a host that did not answer is asked again at the latest."""

TRIES: Final = 5
"""Failures after which a file is left to be searched by words alone."""

_IN_A_ROW = 3
"""Files that fail one after the other until the embedder itself is taken to be at fault."""

Key = tuple[str, str]
"""Ids of store and file."""

_Tried = tuple[Key, str]
"""A file, and the name of the model that could not embed it."""


@dataclasses.dataclass(slots=True)
class _Failures:
    count: int = 0
    again_at: float = 0.0
    error: Exception | None = None


class Lane(enum.Enum):
    """Who works: a host that is slow must not hold up what is embedded on this computer."""

    HERE = "here"
    HOSTS = "hosts"


class Embedding:
    """Works off what is read and has no vectors; ``wake`` tells that there is something new.

    Args:
        store: Where passages and vectors are kept.
        embedders: Make the vectors.
        is_reading: Whether files are being read: words come first, so vectors wait. ``wake`` has
            to come when this ends.
    """

    def __init__(self, store: Store, embedders: Embedders, is_reading: Callable[[], bool]) -> None:
        self._store = store
        self._embedders = embedders
        embedders.on_change = self.wake
        self._is_reading = is_reading
        self.on_full: Callable[[str], None] = lambda _: None  # vectors could not be kept for now
        self.on_room: Callable[[str], None] = lambda _: None  # they could
        self._woken = {Lane.HERE: asyncio.Event(), Lane.HOSTS: asyncio.Event()}
        # What is being embedded; no longer so once it is abandoned.
        self._current: dict[Lane, Key | None] = {}
        self._choices = 0  # times that an embedder was chosen
        self._failed: dict[_Tried, _Failures] = {}
        self._resting: dict[str, _Failures] = {}

    def wake(self) -> None:
        """Look for passages without vectors."""
        for woken in self._woken.values():
            woken.set()

    def reconsider(self, name: str) -> None:
        """Look anew at which embedder each store is to have, and try again what this one failed at.

        What is being embedded ends: it may be for a host that nothing more is to be sent to.
        """
        self._choices += 1
        self._current.clear()
        self._resting.pop(name, None)
        self._failed = {tried: one for tried, one in self._failed.items() if tried[1] != name}
        self._embedders.forget_problem(name)
        self.wake()

    def problem(self, vector_store_id: str, name: str) -> Exception | None:
        """Return why a store does not have all vectors of an embedder, if something failed."""
        failed = [
            one.error
            for (key, by), one in self._failed.items()
            if key[0] == vector_store_id and by == name
        ]
        resting = self._resting.get(name)
        if resting is not None:
            return resting.error
        return failed[0] if failed else self._embedders.problem(name)

    def abandon(self, entry: Key) -> None:
        """Stop working on a file in a store: it is about to go, and may be put in anew."""
        self._failed = {tried: one for tried, one in self._failed.items() if tried[0] != entry}
        for lane, current in self._current.items():
            if current == entry:
                self._current[lane] = None

    def start(self) -> list[asyncio.Task[None]]:
        """Begin working; return the tasks, which the caller has to end."""
        return [
            asyncio.create_task(self._work(lane), name=f"ingest: embed {lane.value}")
            for lane in Lane
        ]

    async def _work(self, lane: Lane) -> None:
        """Embed what there is, for ever."""
        while True:
            await self._wait(lane)
            self._woken[lane].clear()
            if self._is_reading():
                continue
            try:
                await self._embed_all(lane)
                if not self._is_reading():  # else it may have been put off
                    self.on_room(_work_of(lane))
            except StorageFullError:
                self.on_full(_work_of(lane))
                await self._pause(lane)
            except AppError:
                # Without the model's files search goes on by words alone.
                self._failed = {
                    tried: one for tried, one in self._failed.items() if _lane(tried[1]) != lane
                }
                _log.warning("passages are not embedded", exc_info=True)
            except Exception:  # noqa: BLE001 - a bug in one round must not end the embedding
                _log.exception("bug while looking for passages to embed")
                await self._pause(lane)

    async def _wait(self, lane: Lane) -> None:
        """Wait until woken, or until a file or host that failed is due again."""
        due: list[float] = []
        if not self._is_reading():
            due = [
                failed.again_at
                for (_, name), failed in self._failed.items()
                if failed.count < TRIES and _lane(name) == lane
            ]
            if lane == Lane.HOSTS:
                due += [resting.again_at for resting in self._resting.values()]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(min(due, default=None)):
                await self._woken[lane].wait()

    async def _pause(self, lane: Lane) -> None:
        await asyncio.sleep(_RETRY_AFTER)
        self._woken[lane].set()

    async def _embed_all(self, lane: Lane) -> None:
        stores = await self._store.embedders()
        if lane is Lane.HERE:
            await self._complete(stores)
        chosen: dict[str, list[StoreVectors]] = {}
        for one in stores:
            chosen.setdefault(one.embedder, []).append(one)
        self._resting = {name: one for name, one in self._resting.items() if name in chosen}
        there = {one.vector_store_id for one in stores}
        self._failed = {tried: one for tried, one in self._failed.items() if tried[0][0] in there}
        for name, some in chosen.items():
            if _lane(name) != lane or not self._is_due(self._resting.get(name)):
                continue
            if await self._lacks_any(name, some):
                await self._embed_with(name, some)
            else:
                self._keep_failures(name, [one.vector_store_id for one in some], ())

    async def _complete(self, stores: Sequence[StoreVectors]) -> None:
        """Embed here what came into stores that are about to be searched by a host's model.

        A host that is about to be left gets nothing more: what comes then is found by words.
        """
        shipped = self._embedders.shipped.embedder
        leaving = [
            one.vector_store_id
            for one in stores
            if one.model == shipped.model and one.embedder != SHIPPED
        ]
        if leaving:
            await self._work_off(SHIPPED, shipped, leaving)

    async def _lacks_any(self, name: str, stores: Sequence[StoreVectors]) -> bool:
        """Whether an embedder has anything to do, as far as can be told without asking it."""
        model = await self._embedders.presumed(name)
        if any(one.model not in (None, model) for one in stores):
            return True
        ids = [one.vector_store_id for one in stores]
        return bool(await self._store.lacking_vectors(model, ids))

    async def _embed_with(self, name: str, stores: Sequence[StoreVectors]) -> None:
        """Make what is lacking by one embedder, and let stores be searched by it that have all."""
        ids = [one.vector_store_id for one in stores]
        choices = self._choices
        try:
            known = await self._embedders.of(name)
            if self._choices != choices:
                return
            await self._work_off(name, known.embedder, ids)
        except ProviderError as error:
            self._rest(name, error)
            return
        self._resting.pop(name, None)
        model = known.embedder.model
        for one in stores:
            if self._is_reading() or self._choices != choices:
                return  # looked at again when reading ends, or at once
            if one.model not in (None, model):
                await self._store.switch_vectors(one.vector_store_id, model)

    def _rest(self, name: str, error: Exception) -> None:
        resting = self._resting.setdefault(name, _Failures())
        resting.count += 1
        resting.error = error
        pause = min(_LONGEST_REST, _RETRY_AFTER * 2 ** (resting.count - 1))
        resting.again_at = asyncio.get_running_loop().time() + pause
        _log.warning("embedder %s is asked again in %.0f s: %s", name, pause, error)

    async def _work_off(self, name: str, embedder: Embedder, ids: Sequence[str]) -> None:
        """Embed what these stores lack.

        Raises:
            ProviderError: the host is at fault.
            ResourceError, StorageFullError: nothing can be embedded, or kept.
        """
        keys = await self._store.lacking_vectors(embedder.model, ids)
        self._keep_failures(name, ids, keys)
        # Those that have failed come last, so that they keep nobody waiting.
        keys.sort(key=lambda key: self._failures(key, name).count)
        in_a_row, choices = 0, self._choices
        for key in keys:
            if self._is_reading() or in_a_row == _IN_A_ROW or self._choices != choices:
                return
            failures = self._failures(key, name)
            if failures.count >= TRIES or not self._is_due(failures):
                continue
            try:
                await self._embed(key, name, embedder)
            except (StorageFullError, ResourceError):
                raise
            except Exception as error:  # one file must not keep the others waiting
                if isinstance(error, ProviderError) and not is_of_text(error):
                    raise
                self._note_failure(key, name, error)
                in_a_row += 1
            else:
                self._failed.pop((key, name), None)
                in_a_row = 0

    def _keep_failures(self, name: str, ids: Sequence[str], keys: Iterable[Key]) -> None:
        """Forget what failed in these stores, but for the files that still lack vectors."""
        known, among = set(keys), set(ids)
        self._failed = {
            (key, by): one
            for (key, by), one in self._failed.items()
            if by != name or key[0] not in among or key in known
        }

    def _failures(self, key: Key, name: str) -> _Failures:
        return self._failed.get((key, name)) or _Failures()

    def _is_due(self, failures: _Failures | None) -> bool:
        return failures is None or failures.again_at <= asyncio.get_running_loop().time()

    def _note_failure(self, key: Key, name: str, error: Exception) -> None:
        if self._current.get(_lane(name)) != key:
            return  # abandoned meanwhile
        failures = self._failed.setdefault((key, name), _Failures())
        failures.count += 1
        failures.error = error
        pause = _RETRY_AFTER * 2 ** (failures.count - 1)
        failures.again_at = asyncio.get_running_loop().time() + pause
        then = f"tried again in {pause:.0f} s" if failures.count < TRIES else "left to words alone"
        _log.warning(
            "file %s of store %s is not embedded: %s", key[1], key[0], then, exc_info=error
        )

    async def _embed(self, key: Key, name: str, embedder: Embedder) -> None:
        lane = _lane(name)
        self._current[lane] = key
        model = embedder.model
        with contextlib.suppress(MissingError):
            while chunks := await self._store.unembedded(*key, model, _AT_ONCE):
                texts = [f"{chunk.context}\n{chunk.text}".strip() for chunk in chunks]
                vectors = await embedder.embed(texts)
                ids = [chunk.id for chunk in chunks]
                if self._current.get(lane) != key:
                    return
                await self._store.add_vectors(*key, model, ids, vectors)
                self.on_room(_work_of(lane))
                if self._is_reading():
                    return
            if self._current.get(lane) == key:
                await self._store.seal_vectors(*key, model)


def _work_of(lane: Lane) -> str:
    return f"embedding {lane.value}"


def _lane(name: str) -> Lane:
    return Lane.HERE if name == SHIPPED else Lane.HOSTS
