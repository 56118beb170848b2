"""Embeds the passages of files that have been read, in small parts, behind the reading.

A file whose passages cannot be embedded does not hold up the others: it is tried again a few
times, each time later, and is then searched by words alone until the next start.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Callable
from typing import Final

from octavo.engine.store.store import MissingError, Store
from octavo.errors import AppError, ResourceError, StorageFullError
from octavo.models.port import Embedder

_log = logging.getLogger(__name__)

_AT_ONCE = 32
"""Passages handed to the embedder at once: about a second of work, the most a kill repeats."""

_RETRY_AFTER = 5.0
"""Seconds to wait after the first failure; after each further one of a file, twice as long."""

TRIES: Final = 5
"""Failures after which a file is left to be searched by words alone."""

_IN_A_ROW = 3
"""Files that fail one after the other until the embedder itself is taken to be at fault."""

Key = tuple[str, str]
"""Ids of store and file."""


@dataclasses.dataclass(slots=True)
class _Failures:
    count: int = 0
    again_at: float = 0.0


class Embedding:
    """Works off what is read and has no vectors; ``wake`` tells that there is something new.

    Args:
        store: Where passages and vectors are kept.
        embedder: Makes the vectors.
        is_reading: Whether files are being read: words come first, so vectors wait. ``wake`` has
            to come when this ends.
    """

    def __init__(self, store: Store, embedder: Embedder, is_reading: Callable[[], bool]) -> None:
        self._store = store
        self._embedder = embedder
        self._is_reading = is_reading
        self._woken = asyncio.Event()
        # What is being embedded; no longer so once it is abandoned.
        self._current: Key | None = None
        self._failed: dict[Key, _Failures] = {}

    def wake(self) -> None:
        """Look for passages without vectors."""
        self._woken.set()

    def abandon(self, entry: Key) -> None:
        """Stop working on a file in a store: it is about to go, and may be put in anew."""
        self._failed.pop(entry, None)
        if self._current == entry:
            self._current = None

    async def work(self) -> None:
        """Embed what there is, for ever."""
        while True:
            await self._wait()
            self._woken.clear()
            if self._is_reading():
                continue
            try:
                await self._embed_all()
            except StorageFullError:
                _log.warning("the disk is full; embedding goes on later")
                await self._pause()
            except AppError:
                # Without the model's files search goes on by words alone.
                self._failed.clear()
                _log.warning("passages are not embedded", exc_info=True)
            except Exception:  # noqa: BLE001 - a bug in one round must not end the embedding
                _log.exception("bug while looking for passages to embed")
                await self._pause()

    async def _wait(self) -> None:
        """Wait until woken, or until a file that failed is due again."""
        waiting = () if self._is_reading() else self._failed.values()
        due = [failed.again_at for failed in waiting if failed.count < TRIES]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(min(due, default=None)):
                await self._woken.wait()

    async def _pause(self) -> None:
        await asyncio.sleep(_RETRY_AFTER)
        self._woken.set()

    async def _embed_all(self) -> None:
        found = await self._store.unfinished(self._embedder.model)
        keys = [(one.vector_store_id, one.id) for one in found if one.is_read]
        known = set(keys)
        self._failed = {key: one for key, one in self._failed.items() if key in known}
        # Those that have failed come last, so that they keep nobody waiting.
        keys.sort(key=lambda key: self._failures(key).count)
        in_a_row = 0
        for key in keys:
            if self._is_reading() or in_a_row == _IN_A_ROW:
                return
            if not self._is_due(key):
                continue
            try:
                await self._embed(key)
            except (StorageFullError, ResourceError):
                raise
            except Exception as error:  # noqa: BLE001 - one file must not keep the others waiting
                self._note_failure(key, error)
                in_a_row += 1
            else:
                self._failed.pop(key, None)
                in_a_row = 0

    def _failures(self, key: Key) -> _Failures:
        return self._failed.get(key) or _Failures()

    def _is_due(self, key: Key) -> bool:
        failures = self._failures(key)
        return failures.count < TRIES and failures.again_at <= asyncio.get_running_loop().time()

    def _note_failure(self, key: Key, error: Exception) -> None:
        if self._current != key:
            return  # abandoned meanwhile
        failures = self._failed.setdefault(key, _Failures())
        failures.count += 1
        pause = _RETRY_AFTER * 2 ** (failures.count - 1)
        failures.again_at = asyncio.get_running_loop().time() + pause
        then = f"tried again in {pause:.0f} s" if failures.count < TRIES else "left to words alone"
        _log.warning(
            "file %s of store %s is not embedded: %s", key[1], key[0], then, exc_info=error
        )

    async def _embed(self, key: Key) -> None:
        self._current = key
        model = self._embedder.model
        with contextlib.suppress(MissingError):
            while chunks := await self._store.unembedded(*key, model, _AT_ONCE):
                texts = [f"{chunk.context}\n{chunk.text}".strip() for chunk in chunks]
                vectors = await self._embedder.embed(texts)
                ids = [chunk.id for chunk in chunks]
                if self._current != key:
                    return
                await self._store.add_vectors(*key, model, ids, vectors)
                if self._is_reading():
                    return
            if self._current == key:
                await self._store.seal_vectors(*key, model)
