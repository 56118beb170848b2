"""Runs one local model at a time in a worker process, from the first question until it is idle."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import importlib.util
import json
import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any, Self

from octavo.errors import ProviderError, Text, WorkerDiedError, WorkerError, WorkerTimeoutError
from octavo.extras import how_to_add
from octavo.providers.failures import TooLongError
from octavo.providers.local.gguf import GgufFacts
from octavo.providers.local.inside import BEAT
from octavo.providers.local.memory import address_limit, available, check_memory, context_of
from octavo.words import later
from octavo.worker import WorkerMemoryError, WorkerProcess

HOST = "this computer"

_TARGET = "octavo.providers.local.inside:serve"
_LOAD_WITHIN = 300.0
"""Seconds for a model to be loaded: a slow disk reads some gigabytes."""

_SIGN_WITHIN = 300.0
"""Seconds without any sign of life after which the process is given up. There are some in each
second; on a computer that is busy with everything else, a minute has passed without one."""

_NICE = 5
"""Added to the priority number of the process: less than of those that work ahead, since somebody
waits for the answer."""

_TOO_LONG = "exceeds the available context"


def can_run() -> bool:
    """Tell whether the part that runs models is installed."""
    return importlib.util.find_spec("xllamacpp") is not None


def default_threads() -> int:
    """Return the threads for a model: half of the cores, so that the computer stays usable."""
    return max(1, min(8, (os.cpu_count() or 1) // 2))


class LocalRunner:
    """Owns the process in which a model runs; another model takes the place of the one before.

    All methods are for the thread of one event loop. Chats are answered one after the other.

    Args:
        threads: That the model may use; by default half of the cores, at most 8.
        idle: Seconds without a chat after which the process is ended to free its memory.
        free: Tells how many bytes of memory can be had.
        target: What the worker process runs.
    """

    def __init__(
        self,
        *,
        threads: int | None = None,
        idle: float = 300.0,
        free: Callable[[], int] = available,
        target: str = _TARGET,
    ) -> None:
        self._threads = default_threads() if threads is None else threads
        self._idle = idle
        self._free = free
        self._target = target
        self._turn = asyncio.Lock()
        self._worker: WorkerProcess | None = None
        self._loaded: _File | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, or None while there is none."""
        return None if self._worker is None else self._worker.pid

    async def chat(
        self, name: str, path: Path, facts: GgufFacts, body: dict[str, Any]
    ) -> AsyncGenerator[str, None]:
        """Yield the events of an answer as JSON; closing the generator stops the model.

        Args:
            name: Of the model, for people.
            path: Its file.
            facts: What it is.
            body: The request of a chat completion.

        Raises:
            ProviderError: it cannot be run, or broke off.
        """
        async with self._turn, self._running(name, path, facts) as worker:
            text = json.dumps({**body, "return_progress": True}, ensure_ascii=False)
            try:
                async with aclosing(worker.stream("chat", text, deadline=_SIGN_WITHIN)) as events:
                    async for event in events:
                        if event != BEAT:
                            _check(name, event)
                            yield event
            except WorkerError as error:
                await self._end()
                raise _failed(name, error) from error

    async def forget(self, path: Path) -> None:
        """End the process if it runs the model of this file, which is about to go."""
        async with self._turn:
            if self._loaded is not None and self._loaded.path == path:
                await self._end()

    async def aclose(self) -> None:
        """End the process."""
        self._closed = True
        await self._end()
        await asyncio.gather(*self._ending)

    @contextlib.asynccontextmanager
    async def _running(
        self, name: str, path: Path, facts: GgufFacts
    ) -> AsyncIterator[WorkerProcess]:
        """Have the model loaded for as long as it is asked, and for a while after."""
        if self._closed:
            raise _failed(name, WorkerError(later("Octavo is being closed.")))
        self._stop_timer()
        # Another program may have put another model into the place of the one that is loaded.
        wanted = await asyncio.to_thread(_File.at, path)
        if self._worker is None or self._loaded != wanted:
            await self._end()
            self._worker = await self._load(name, path, facts)
            self._loaded = wanted
        try:
            yield self._worker
        finally:
            self._wait_for_more()

    async def _load(self, name: str, path: Path, facts: GgufFacts) -> WorkerProcess:
        if not can_run():
            raise ProviderError(
                later(
                    "{name} cannot be run: the part of Octavo that runs models is not installed.",
                    name=name,
                ),
                part="model",
                hint=how_to_add("local"),
            )
        check_memory(name, facts, self._free())
        worker = WorkerProcess(
            self._target, name="local model", nice=_NICE, memory_limit=address_limit(facts)
        )
        try:
            await worker.call(
                "load", str(path), context_of(facts), self._threads, deadline=_LOAD_WITHIN
            )
        except BaseException as error:
            await worker.aclose()
            if isinstance(error, WorkerError):
                raise _failed(name, error) from error
            raise
        return worker

    async def _end(self) -> None:
        self._stop_timer()
        worker, self._worker, self._loaded = self._worker, None, None
        if worker is not None:
            await worker.aclose()

    def _wait_for_more(self) -> None:
        if not self._closed and self._worker is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._idle, self._end_soon)

    def _end_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self._end(), name="end the idle model")
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


@dataclasses.dataclass(frozen=True, slots=True)
class _File:
    """Which file a model was loaded from; others in its place have other numbers."""

    path: Path
    numbers: tuple[int, ...] = ()

    @classmethod
    def at(cls, path: Path) -> Self:
        try:
            found = path.stat()
        except OSError:  # loading it says so
            return cls(path)
        return cls(path, (found.st_ino, found.st_size, found.st_mtime_ns))


def _check(name: str, event: str) -> None:
    """Tell a refusal that another prompt would not meet from other failures."""
    if event.startswith('{"error"') and _TOO_LONG in event:
        raise TooLongError(
            later("{name} takes fewer tokens than were sent to it.", name=name),
            part="limit",
            hint=later("Ask a shorter question, or begin a new thread."),
        )


def _failed(name: str, error: WorkerError) -> ProviderError:
    if isinstance(error, WorkerMemoryError):
        reason: Text = later("it needed more memory than it may have")
        hint = later("Choose a smaller model.")
    elif isinstance(error, WorkerTimeoutError):
        reason = later("it gave no sign of life any more")
        hint = later("Ask again, or choose a smaller model.")
    else:
        reason, hint = later("its process ended"), later("Ask again. The log file may tell why.")
        if not isinstance(error, WorkerDiedError):
            reason = error.english.rstrip(".")
    return ProviderError(
        later("{name} on this computer stopped: {reason}.", name=name, reason=reason),
        part="model",
        hint=hint,
    )
