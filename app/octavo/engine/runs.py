"""Runs as a service: started, followed, given outputs, cancelled; one at a time per thread."""

from __future__ import annotations

import asyncio
import collections
import dataclasses
from collections.abc import Callable, Sequence

from octavo.engine.answer.generator import Generator
from octavo.engine.answer.models import Models
from octavo.engine.http import RequestError, not_found
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.running.execution import Execution
from octavo.engine.running.journal import Journal
from octavo.engine.running.log import RunLog
from octavo.engine.running.reading import every, steps_of
from octavo.engine.running.recovery import cancel_left_run, end_left_run_of, end_left_runs
from octavo.engine.running.replay import replayed
from octavo.engine.running.rules import RunRequest, matched_outputs, new_run, store_ids
from octavo.engine.running.turns import searched_question
from octavo.engine.store.store import Amend, Change, Insert, Store, StoreConflictError
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.events import StreamEvent
from octavo.protocol.runs import RUN_LIFETIME, TERMINAL, RunObject, RunStatus, ToolOutput
from octavo.protocol.threads import ThreadObject

_INDEX_WAIT = 60.0
"""Seconds that a run waits for its thread's own store, as the interface has it."""

KEPT_LOGS = 32
"""Runs that have ended whose events are still at hand; those of others are told anew."""


Expect = Callable[[Sequence[str], str], None]
"""Takes the ids of vector stores, and the question that they are searched for next."""


@dataclasses.dataclass(slots=True)
class _Active:
    execution: Execution
    task: asyncio.Task[None]
    log: RunLog


class Runs:
    """The runs that are under way in this process, those that wait for outputs among them.

    Args:
        store: Where they are kept.
        models: What answers; a run names one of them.
        ingest: Reads the files that they search.
        lifetime: Seconds from its making after which a run expires.
        expect: Told which stores will be searched for what before a run is kept.
    """

    def __init__(
        self,
        store: Store,
        models: Models,
        ingest: Ingest,
        *,
        lifetime: float = RUN_LIFETIME,
        expect: Expect | None = None,
    ) -> None:
        self._store = store
        self._models = models
        self._generator: Generator = models
        self._ingest = ingest
        self._lifetime = lifetime
        self._expect = expect
        self._active: dict[str, _Active] = {}
        self._locked: set[str] = set()
        self._ended: collections.OrderedDict[str, RunLog] = collections.OrderedDict()
        self._submitting: set[asyncio.Task[RunObject]] = set()

    async def recover(self) -> None:
        """Take up what was left: runs that wait for outputs go on waiting, others have failed."""
        await end_left_runs(self._store)
        waiting = every(self._store, RunObject, where={"status": "requires_action"})
        for run in [run async for run in waiting]:
            steps = await steps_of(self._store, run)
            log = await replayed(self._store, run)
            thread = await self._store.get(ThreadObject, run.thread_id)
            own = [] if thread is None else store_ids(thread.tool_resources)
            execution = self._execution(run, own, log)
            execution.take_up(steps)
            self._locked.add(run.thread_id)
            self._begin(execution, log)

    async def start(
        self,
        thread: ThreadObject,
        assistant: AssistantObject,
        wanted: RunRequest,
        changes: Sequence[Change] = (),
    ) -> RunObject:
        """Keep a run together with ``changes`` and begin to carry it out.

        Raises:
            RequestError: 400 if the thread has a run that has not ended, or what is asked for
                does not fit together; 404 if its model does not exist here.
        """
        self.require_unlocked(thread.id)
        run = new_run(thread, assistant, wanted, self._lifetime)
        await self._models.require(run.model)
        self.require_unlocked(thread.id)
        self._locked.add(thread.id)
        self._ingest.embedding.asked(run.vector_store_ids or ())
        if self._expect is not None and (question := searched_question(run, changes)):
            self._expect(run.vector_store_ids or (), question)
        try:
            await self._keep_new(run, changes)
        except BaseException as error:
            self._locked.discard(thread.id)
            if isinstance(error, StoreConflictError):
                raise _locked(thread.id) from None
            raise
        log = RunLog()
        log.add(StreamEvent("thread.run.created", run))
        log.add(StreamEvent("thread.run.queued", run))
        self._begin(self._execution(run, store_ids(thread.tool_resources), log), log)
        return run

    async def _keep_new(self, run: RunObject, changes: Sequence[Change]) -> None:
        try:
            await self._store.apply(*changes, Insert(run))
        except StoreConflictError:
            # The thread is ours, so what is in the way is a run whose end could not be kept.
            await end_left_run_of(self._store, run.thread_id)
            await self._store.apply(*changes, Insert(run))

    def _execution(self, run: RunObject, own_stores: Sequence[str], log: RunLog) -> Execution:
        async def ready() -> None:
            for store_id in own_stores:
                await self._ingest.wait_until_read(store_id, _INDEX_WAIT)

        return Execution(run, Journal(self._store, log), self._generator, ready)

    def _begin(self, execution: Execution, log: RunLog) -> None:
        run = execution.run
        task = asyncio.create_task(self._carry_out(execution, log), name=f"run {run.id}")
        self._active[run.id] = _Active(execution, task, log)
        # A task that is cancelled before its first step never comes to its own end.
        task.add_done_callback(lambda _: self._let_go(run, log))

    async def _carry_out(self, execution: Execution, log: RunLog) -> None:
        try:
            await execution.execute()
        finally:
            self._let_go(execution.run, log)

    def _let_go(self, run: RunObject, log: RunLog) -> None:
        if self._active.pop(run.id, None) is None:
            return
        self._locked.discard(run.thread_id)
        log.end()
        self._ended[run.id] = log
        while len(self._ended) > KEPT_LOGS:
            self._ended.popitem(last=False)

    def require_unlocked(self, thread_id: str) -> None:
        """Check that no run of the thread is under way.

        Raises:
            RequestError: 400 if one is.
        """
        if thread_id in self._locked:
            raise _locked(thread_id)

    async def log(self, run: RunObject) -> RunLog:
        """Return the events of a run, from its making on.

        Those of a run that ended long ago, or in an earlier process, are told once more from
        what was kept.
        """
        active = self._active.get(run.id)
        if active is not None:
            return active.log
        ended = self._ended.get(run.id)
        return await replayed(self._store, run) if ended is None else ended

    async def submit(
        self, run: RunObject, given: Sequence[ToolOutput]
    ) -> tuple[RunObject, RunLog, int]:
        """Give a run the outputs of the functions that it waits for.

        Returns:
            The run, queued; its log, and how many of its events came before.

        Raises:
            RequestError: 400 if the run does not wait for outputs, or for others.
        """
        active = self._active.get(run.id)
        if active is None or active.execution.is_ending:
            matched_outputs(run if active is None else active.execution.run, given)
            raise RequestError(f"The run '{run.id}' has just ended and takes no outputs.")
        before = len(active.log)
        # Goes on to its end also when the request is given up meanwhile.
        task = asyncio.create_task(_submit(active.execution, given), name="submit outputs")
        self._submitting.add(task)
        task.add_done_callback(self._submitting.discard)
        return await asyncio.shield(task), active.log, before

    async def cancel(self, run: RunObject) -> RunObject:
        """Begin to cancel a run; its events and its state tell when it has ended.

        Raises:
            RequestError: 400 if the run has ended already.
        """
        active = self._active.get(run.id)
        if active is None:
            return await self._cancel_left(run)
        status = active.execution.run.status
        if status in TERMINAL:
            raise _over(status)
        if status != "cancelling":
            await active.execution.cancelling()
            _stop(active)
        return active.execution.run

    async def _cancel_left(self, run: RunObject) -> RunObject:
        """Cancel a run that is not under way: its end could not be kept, or it has ended."""
        if run.status in TERMINAL or run.thread_id in self._locked:
            raise _over(run.status)
        self._locked.add(run.thread_id)
        try:
            current = await self._kept(run)
            if current.status in TERMINAL:
                raise _over(current.status)
            await cancel_left_run(self._store, current)
        finally:
            self._locked.discard(run.thread_id)
        self._ended.pop(run.id, None)  # its events are told anew, with the end
        return await self._kept(run)

    async def _kept(self, run: RunObject) -> RunObject:
        """Return a run as it is kept now."""
        found = await self._store.get(RunObject, run.id, parent=run.thread_id)
        if found is None:
            raise not_found("run", run.id)
        return found

    async def modify(self, run: RunObject, metadata: dict[str, str]) -> RunObject:
        """Give a run new metadata, also while it is under way.

        Raises:
            RequestError: 404 if the run is gone by now.
        """
        active = self._active.get(run.id)
        if active is not None:
            await active.execution.modify(metadata)
            return active.execution.run
        # Its state may be another one than when it was looked up: only the metadata is set.
        fields = {"metadata": metadata}
        await self._store.apply(Amend(RunObject, run.id, fields, run.thread_id))
        return await self._kept(run)

    async def abandon_thread(self, thread_id: str) -> None:
        """End the run of a thread that is about to be deleted."""
        for active in list(self._active.values()):
            if active.execution.run.thread_id == thread_id:
                _stop(active)
                await asyncio.wait({active.task})

    async def finish(self, within: float) -> None:
        """Let runs go on to their ends; cancel those that have not ended after so many seconds.

        Those that wait for outputs of functions are not waited for.
        """
        going = [a for a in self._active.values() if a.execution.run.status != "requires_action"]
        if going:
            await asyncio.wait({active.task for active in going}, timeout=within)
        await self.aclose()

    async def aclose(self) -> None:
        """Cancel all runs and wait until each has ended and is kept so.

        Those that wait for outputs of functions are left as they are: they are found again.
        """
        if self._submitting:
            await asyncio.wait(self._submitting)
        for active in self._active.values():
            active.execution.leave()
            _stop(active)
        tasks = {active.task for active in self._active.values()}
        if tasks:
            await asyncio.wait(tasks)


async def _submit(execution: Execution, given: Sequence[ToolOutput]) -> RunObject:
    # Without a pause in between, so that outputs are taken once.
    return await execution.submit(matched_outputs(execution.run, given))


def _stop(active: _Active) -> None:
    """Cancel a run, but not while its end is being kept and told.

    Behind its first step, which may be about to come: without that the run would have no end.
    """

    def stop() -> None:
        if not active.execution.is_ending:
            active.task.cancel()

    asyncio.get_running_loop().call_soon(stop)


def _over(status: RunStatus) -> RequestError:
    return RequestError(f"Cannot cancel run with status '{status}'.")


def _locked(thread_id: str) -> RequestError:
    return RequestError(
        f"Thread {thread_id} has an active run: wait until it has ended, or cancel it."
    )
