"""Supervises one worker process: queued calls, streams with backpressure, deadlines, restarts."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

from octavo.errors import WorkerDiedError, WorkerError, WorkerTimeoutError
from octavo.words import later
from octavo.worker.child import MEMORY_EXIT, Setting
from octavo.worker.frames import Credit, Failed, Item, Open, Result, Stop
from octavo.worker.process import (
    STARTING,
    ChildProcess,
    End,
    WorkerInterruptedError,
    WorkerMemoryError,
)

_log = logging.getLogger(__name__)

_ATTEMPTS = 3
"""How often a call is sent to new processes when others take the old ones down."""

_CLOSE_WITHIN = 0.9
"""Seconds to wait for a killed process to be gone."""


class _Operation(ABC):
    """A call or stream that was asked for."""

    def __init__(self, request: Open) -> None:
        self.request = request
        self.attempts = 0

    @property
    @abstractmethod
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""

    @abstractmethod
    def fail(self, error: WorkerError) -> None:
        """End it with an error."""

    @abstractmethod
    def take(self, reply: Result) -> None:
        """Take a result from the process."""


class _Call(_Operation):
    def __init__(self, request: Open, *, urgent: bool) -> None:
        super().__init__(request)
        self.future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._order = (not urgent, request.id)

    def __lt__(self, other: _Call) -> bool:
        return self._order < other._order

    @property
    def wanted(self) -> bool:
        return not self.future.done()

    def fail(self, error: Exception) -> None:
        if self.wanted:
            self.future.set_exception(error)

    def take(self, reply: Result) -> None:
        if isinstance(reply, Failed):
            self.fail(reply.error)
        elif self.wanted:
            self.future.set_result(reply.value)


class _Stream(_Operation):
    def __init__(self, request: Open) -> None:
        super().__init__(request)
        self.abandoned = False
        self._items: deque[Any] = deque()
        self._ended = False
        self._error: Exception | None = None
        self._changed = asyncio.Event()

    @property
    def wanted(self) -> bool:
        return not (self._ended or self.abandoned)

    def fail(self, error: Exception) -> None:
        self._error = error
        self._ended = True
        self._changed.set()

    def take(self, reply: Result) -> None:
        if isinstance(reply, Item):
            self._items.append(reply.value)
        elif isinstance(reply, Failed):
            self.fail(reply.error)
        else:
            self._ended = True
        self._changed.set()

    async def more(self) -> bool:
        """Wait for an item; tell whether there is one."""
        while not self._items:
            if self._error is not None:
                raise self._error
            if self._ended:
                return False
            self._changed.clear()
            await self._changed.wait()
        return True

    def pop(self) -> Any:
        return self._items.popleft()


class WorkerProcess:
    """Runs the methods of a target in one process, which is started when first needed.

    The process works on one thing at a time: a call, or one item of a stream. Calls that wait are
    taken in order, urgent ones first, and between the items of streams. A process that dies or
    overruns a deadline is killed with all it started; only the guilty call fails, the others go to
    the next process. All methods are for the thread of one event loop.

    Args:
        target: ``module:function``; called once in the process without arguments, it returns an
            object or mapping of the methods. Arguments and results are pickled.
        name: For log and threads.
        nice: Added to the process's priority number.
        memory_limit: Bytes of address space (Linux) or of resident memory (elsewhere).
        recycle_after: The process is replaced, when nothing is open, after this many results.
        rests_after: The process ends after this many seconds without work; the next call starts
            it again. None to keep it.
    """

    def __init__(
        self,
        target: str,
        *,
        name: str,
        nice: int = 10,
        memory_limit: int | None = None,
        recycle_after: int | None = None,
        rests_after: float | None = None,
    ) -> None:
        self._name = name
        self._setting = Setting(target, nice, memory_limit)
        self._recycle_after = recycle_after
        self._rests_after = rests_after
        self._rest: asyncio.TimerHandle | None = None
        self._ids = itertools.count(STARTING + 1)
        self._waiting: list[_Call] = []
        self._current: _Call | None = None
        self._sent: dict[int, _Operation] = {}
        self._child: ChildProcess | None = None
        self._ending: set[ChildProcess] = set()
        self._results = 0
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process's id, or None while there is none."""
        return None if self._child is None else self._child.pid

    @property
    def is_occupied(self) -> bool:
        """Whether the process is at something that nobody waits for any more."""
        return any(not operation.wanted for operation in self._sent.values())

    def start(self) -> None:
        """Start the process now, if there is none, so that what comes first need not wait for it.

        If it cannot be started, what comes first says why.
        """
        self._refuse_if_closed()
        self._begin()
        self._rest_soon()

    async def call(self, method: str, *args: Any, deadline: float, urgent: bool = False) -> Any:
        """Call a method in the process and return its result.

        A cancelled call is forgotten: what the process is at, it finishes (within its deadline).

        Args:
            method: Name of the method.
            args: Its arguments.
            deadline: Seconds from when the process begins with it, not counting the wait before.
            urgent: Whether it goes before the calls that wait.

        Raises:
            WorkerDiedError: if the process ended; `WorkerMemoryError` if for want of memory.
            WorkerTimeoutError: if the deadline was overrun.
            WorkerError: if the method raised something that is no AppError, or cannot start.
            AppError: what the method raised.
        """
        self._refuse_if_closed()
        call = _Call(Open(next(self._ids), method, args, deadline, None), urgent=urgent)
        heapq.heappush(self._waiting, call)
        self._dispatch()
        return await call.future

    async def stream(
        self, method: str, *args: Any, deadline: float, window: int = 8
    ) -> AsyncGenerator[Any, None]:
        """Yield what a method yields in the process.

        Args:
            method: Name of a method that returns an iterable.
            args: Its arguments.
            deadline: Seconds for each item.
            window: Items that the process works ahead of the reader.

        Raises:
            WorkerInterruptedError: after the items that were ready, if something else ended the
                process; the stream may be begun anew behind them.
            WorkerError: as from `call`, after the items that were ready.
        """
        self._refuse_if_closed()
        stream = _Stream(Open(next(self._ids), method, args, deadline, window))
        self._send(stream)
        try:
            taken = 0
            while await stream.more():
                yield stream.pop()
                taken += 1
                if taken * 2 >= window:
                    self._tell(stream, Credit(stream.request.id, taken))
                    taken = 0
        finally:
            if stream.wanted:
                self._tell(stream, Stop(stream.request.id))
            stream.abandoned = True

    async def aclose(self) -> None:
        """End the process at once, also when it is busy; what waits for it fails."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        self._stay_awake()
        open_ones: list[_Operation] = [*self._waiting, *self._sent.values()]
        self._waiting.clear()
        self._sent.clear()
        self._current = None
        for operation in open_ones:
            operation.fail(WorkerInterruptedError(later("The {name} was closed.", name=self._name)))
        self._retire()
        try:
            async with asyncio.timeout(_CLOSE_WITHIN):
                for child in tuple(self._ending):
                    await child.ended.wait()
        except TimeoutError:
            # Only a process in uninterruptible sleep (a dead network drive) survives that long.
            _log.warning("worker %s has not ended yet", self._name)

    def _retire(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            self._ending.add(child)
            child.kill()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise WorkerError(later("The {name} is closed.", name=self._name))

    # -- towards the process -------------------------------------------------------------------

    def _dispatch(self) -> None:
        while self._current is None and self._waiting:
            call = heapq.heappop(self._waiting)
            if call.wanted:
                self._current = call
                self._send(call)

    def _begin(self) -> ChildProcess:
        if self._child is None:
            self._results = 0
            self._child = ChildProcess(self._name, self._setting, self._on_frames, self._on_end)
        return self._child

    def _send(self, operation: _Operation) -> None:
        self._stay_awake()
        child = self._begin()
        operation.attempts += 1
        self._sent[operation.request.id] = operation
        child.send(operation.request)
        self._watch_soon()

    def _tell(self, stream: _Stream, frame: Credit | Stop) -> None:
        if self._child is not None and stream.request.id in self._sent:
            self._child.send(frame)

    # -- from the process ----------------------------------------------------------------------

    def _on_frames(self, child: ChildProcess, frames: list[Result]) -> None:
        if child is not self._child:
            return
        for frame in frames:
            self._on_reply(frame)
        self._results += len(frames)
        self._dispatch()
        self._recycle_if_due()
        self._rest_soon()

    def _on_reply(self, reply: Result) -> None:
        operation = self._sent[reply.id]
        if not isinstance(reply, Item):
            del self._sent[reply.id]
            if operation is self._current:
                self._current = None
        if isinstance(reply, Failed) and reply.trace:
            method = operation.request.method
            _log.error("worker %s failed in %s\n%s", self._name, method, reply.trace)
        operation.take(reply)

    def _recycle_if_due(self) -> None:
        due = self._recycle_after is not None and self._results >= self._recycle_after
        if due and not self._sent:
            self._retire()

    def _rest_soon(self) -> None:
        if self._rests_after is not None and self._child is not None and not self._sent:
            self._stay_awake()
            self._rest = asyncio.get_running_loop().call_later(self._rests_after, self._retire)

    def _stay_awake(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _on_end(self, child: ChildProcess, end: End) -> None:
        self._ending.discard(child)
        if child is not self._child:
            return
        self._child = None
        self._current = None
        sent, self._sent = self._sent, {}
        _log.warning("worker %s: %s\n%s", self._name, end.reason(), end.errors)
        for operation in sent.values():
            if not operation.wanted:
                continue
            if end.guilty in {STARTING, operation.request.id}:
                operation.fail(self._error(end))
            elif isinstance(operation, _Call) and operation.attempts < _ATTEMPTS:
                heapq.heappush(self._waiting, operation)
            else:
                operation.fail(
                    WorkerInterruptedError(later("The {name} was interrupted.", name=self._name))
                )
        self._dispatch()

    def _error(self, end: End) -> WorkerError:
        if end.work is not None and end.work == end.overdue:
            return WorkerTimeoutError(
                later(
                    "The {name} did not finish within {deadline:g} seconds.",
                    name=self._name,
                    deadline=end.work.deadline,
                )
            )
        if end.work is not None and end.work.id == STARTING:
            return WorkerError(
                later("The {name} could not start: {reason}.", name=self._name, reason=end.reason())
            )
        kind = WorkerMemoryError if end.code == MEMORY_EXIT else WorkerDiedError
        return kind(later("The {name} stopped: {reason}.", name=self._name, reason=end.reason()))

    # -- deadlines -----------------------------------------------------------------------------

    def _watch_soon(self) -> None:
        loop = asyncio.get_running_loop()
        shortest = min(operation.request.deadline for operation in self._sent.values())
        due = loop.time() + min(max(shortest / 4, 0.01), 0.25)
        if self._timer is not None:
            if self._timer.when() <= due:
                return  # put off at each request, it would never come
            self._timer.cancel()
        self._timer = loop.call_at(due, self._watch)

    def _watch(self) -> None:
        """Kill a process that overruns; looks now and then, since most work is done in time."""
        self._timer = None
        if self._child is None or not self._sent:
            return
        work = self._child.work
        if work is not None and work.overdue():
            self._child.kill(work)
        self._watch_soon()
