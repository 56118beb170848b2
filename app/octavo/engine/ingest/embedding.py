"""Embeds the passages of files that have been read, in small parts, behind the reading.

Each vector store has its embedder. Where another one is chosen, vectors are made beside those that
are searched, which stay complete meanwhile, and take their place when all files have them.

Files take turns (``turns``): what is asked about and short files do not wait for long ones. A file
whose passages cannot be embedded does not hold up the others: it is tried again a few times, each
time later, and is then searched by words alone until the next start. A host that does not answer is
asked again for as long as something waits for it, each time later.
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
from octavo.engine.ingest.turns import ROUND, Key, Turns
from octavo.engine.store.records import StoreVectors
from octavo.engine.store.store import MissingError, Store
from octavo.errors import AppError, ProviderError, ResourceError, StorageFullError
from octavo.models.port import Embedder, EmbeddingModel
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
        self._asked: frozenset[str] = frozenset()
        self._turns: dict[str, Turns] = {}  # by the name of the embedder

    def asked(self, vector_store_ids: Iterable[str]) -> None:
        """Let the files of these stores come first: the latest question is about them."""
        self._asked = frozenset(vector_store_ids)

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
        self.retry(name)

    def retry(self, name: str) -> None:
        """Try again at once what an embedder failed at."""
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
        for turns in self._turns.values():
            turns.forget(entry)
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
        chosen: dict[str, list[StoreVectors]] = {SHIPPED: []}
        for one in stores:
            chosen.setdefault(one.embedder, []).append(one)
        self._resting = {name: one for name, one in self._resting.items() if name in chosen}
        self._turns = {name: one for name, one in self._turns.items() if name in chosen}
        there = {one.vector_store_id for one in stores}
        self._failed = {tried: one for tried, one in self._failed.items() if tried[0][0] in there}
        due: list[str] = []
        ids: dict[str, list[str]] = {}
        for name, some in chosen.items():
            if _lane(name) != lane or not self._is_due(self._resting.get(name)):
                continue
            ids[name] = [one.vector_store_id for one in some]
            if name == SHIPPED:
                ids[name] += self._leaving(stores)
            if await self._lacks_any(name, some, ids[name]):
                due.append(name)
            else:
                self._keep_failures(name, ids[name], ())
        due.sort(key=lambda name: self._asked.isdisjoint(ids[name]))
        # Of several embedders none waits until another has nothing left to do.
        most = ROUND if len(due) > 1 else None
        for name in due:
            if not await self._embed_with(name, chosen[name], ids[name], most):
                self._woken[lane].set()

    def _leaving(self, stores: Sequence[StoreVectors]) -> list[str]:
        """Return the stores that are searched by the shipped model until a host's takes its place.

        What comes into them meanwhile is embedded here, too. A host that is about to be left gets
        nothing more: what comes then is found by words.
        """
        shipped = self._embedders.shipped.embedder.model
        return [
            one.vector_store_id
            for one in stores
            if one.model == shipped and one.embedder != SHIPPED
        ]

    async def _lacks_any(
        self, name: str, stores: Sequence[StoreVectors], ids: Sequence[str]
    ) -> bool:
        """Whether an embedder has anything to do, as far as can be told without asking it."""
        model = await self._embedders.presumed(name)
        if any(one.model not in (None, model) for one in stores):
            return True
        return bool(await self._store.lacking_vectors(model, ids))

    async def _embed_with(
        self, name: str, stores: Sequence[StoreVectors], ids: Sequence[str], most: int | None
    ) -> bool:
        """Make what is lacking by one embedder, and let stores be searched by it that have all.

        Args:
            name: The embedder.
            stores: Those that are to have it.
            ids: All that it has to do something for.
            most: Parts after which it is another's turn; None for no end.

        Returns:
            False if it was another's turn before all was tried.
        """
        choices = self._choices
        try:
            known = await self._embedders.of(name)
            if self._choices != choices:
                return True  # looked at again at once
            is_through = await self._work_off(name, known.embedder, ids, most)
        except ProviderError as error:
            self._rest(name, error)
            return True
        self._resting.pop(name, None)
        model = known.embedder.model
        for one in stores:
            if self._is_reading() or self._choices != choices:
                return True  # looked at again when reading ends, or at once
            if one.model not in (None, model):
                await self._store.switch_vectors(one.vector_store_id, model)
        return is_through

    def _rest(self, name: str, error: Exception) -> None:
        resting = self._resting.setdefault(name, _Failures())
        resting.count += 1
        resting.error = error
        pause = min(_LONGEST_REST, _RETRY_AFTER * 2 ** (resting.count - 1))
        resting.again_at = asyncio.get_running_loop().time() + pause
        _log.warning("embedder %s is asked again in %.0f s: %s", name, pause, error)

    async def _work_off(
        self, name: str, embedder: Embedder, ids: Sequence[str], most: int | None
    ) -> bool:
        """Embed what these stores lack; see ``_embed_with``.

        Raises:
            ProviderError: the host is at fault.
            ResourceError, StorageFullError: nothing can be embedded, or kept.
        """
        turns = await self._line_up(name, embedder.model, ids)
        in_a_row, choices, parts = 0, self._choices, 0
        while not self._is_reading() and in_a_row < _IN_A_ROW and self._choices == choices:
            if parts == most:
                return False
            key = turns.take(self._asked)
            if key is None:
                return True
            is_kept = await self._try_part(key, name, embedder, turns)
            in_a_row = 0 if is_kept else in_a_row + 1
            parts += 1
            if self._woken[_lane(name)].is_set():
                return True  # looked at again at once: what came meanwhile has its turn, too
        return True

    async def _line_up(self, name: str, model: EmbeddingModel, ids: Sequence[str]) -> Turns:
        """Return the files of these stores that wait for an embedder, in their turns."""
        lacking = await self._store.lacking_vectors(model, ids)
        self._keep_failures(name, ids, lacking)
        failures = {key: one for (key, by), one in self._failed.items() if by == name}
        for key, one in failures.items():
            if one.count >= TRIES or not self._is_due(one):
                lacking.pop(key, None)
        turns = self._turns.setdefault(name, Turns())
        turns.put(lacking, {key: one.count for key, one in failures.items()})
        return turns

    async def _try_part(self, key: Key, name: str, embedder: Embedder, turns: Turns) -> bool:
        """Embed the next passages of a file; False if it failed. Raises as ``_work_off``."""
        try:
            embedded = await self._embed_part(key, name, embedder)
        except (StorageFullError, ResourceError):
            raise
        except Exception as error:  # one file must not keep the others waiting
            if isinstance(error, ProviderError) and not is_of_text(error):
                raise
            self._note_failure(key, name, error)
            turns.forget(key)
            return False
        self._failed.pop((key, name), None)
        if embedded is None:
            turns.forget(key)
        else:
            turns.embedded(key, embedded)
        return True

    def _keep_failures(self, name: str, ids: Sequence[str], keys: Iterable[Key]) -> None:
        """Forget what failed in these stores, but for the files that still lack vectors."""
        known, among = set(keys), set(ids)
        self._failed = {
            (key, by): one
            for (key, by), one in self._failed.items()
            if by != name or key[0] not in among or key in known
        }

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

    async def _embed_part(self, key: Key, name: str, embedder: Embedder) -> int | None:
        """Embed the next passages of a file; return how many, or None if it lacks no more."""
        lane = _lane(name)
        self._current[lane] = key
        model = embedder.model
        with contextlib.suppress(MissingError):
            chunks = await self._store.unembedded(*key, model, _AT_ONCE + 1)
            part = chunks[:_AT_ONCE]
            if part:
                texts = [f"{chunk.context}\n{chunk.text}".strip() for chunk in part]
                vectors = await embedder.embed(texts)
                if self._current.get(lane) != key:
                    return None
                await self._store.add_vectors(*key, model, [chunk.id for chunk in part], vectors)
                self.on_room(_work_of(lane))
            if len(chunks) > _AT_ONCE:
                return len(part)
            if self._current.get(lane) == key:
                await self._store.seal_vectors(*key, model)
        return None


def _work_of(lane: Lane) -> str:
    return f"embedding {lane.value}"


def _lane(name: str) -> Lane:
    return Lane.HERE if name == SHIPPED else Lane.HOSTS
