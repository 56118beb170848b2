"""Runs as a service: started, followed, cancelled; one at a time per thread."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncGenerator, Sequence

from octavo.engine.answer.generator import Generator
from octavo.engine.clock import now
from octavo.engine.execution import Execution
from octavo.engine.http import RequestError
from octavo.engine.ingest.jobs import Ingest
from octavo.engine.run_log import RunLog
from octavo.engine.store.store import Change, Insert, Replace, Store, StoreConflictError
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.events import StreamEvent
from octavo.protocol.ids import new_id
from octavo.protocol.messages import IncompleteDetails, MessageObject
from octavo.protocol.runs import (
    RUN_LIFETIME,
    TERMINAL,
    CreateRunRequest,
    CreateThreadAndRunRequest,
    RunError,
    RunObject,
)
from octavo.protocol.steps import RunStepObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.tools import ToolResources

_INDEX_WAIT = 60.0
"""Seconds that a run waits for its thread's own store, as the interface has it."""


@dataclasses.dataclass(slots=True)
class _Active:
    execution: Execution
    task: asyncio.Task[None]
    log: RunLog


class Runs:
    """The runs that are under way in this process."""

    def __init__(self, store: Store, generator: Generator, ingest: Ingest) -> None:
        self._store = store
        self._generator = generator
        self._ingest = ingest
        self._active: dict[str, _Active] = {}
        self._locked: set[str] = set()

    async def recover(self) -> None:
        """End the runs that an earlier process left: their answers will not come any more."""
        for status in ("queued", "in_progress", "cancelling"):
            while left := (
                await self._store.select(RunObject, limit=100, where={"status": status})
            ).data:
                for run in left:
                    await self._store.apply(*await self._ending(run))

    async def _ending(self, run: RunObject) -> list[Change]:
        ended = now()
        error = RunError(
            code="server_error", message="Octavo was closed before this answer was complete."
        )
        changes: list[Change] = [
            Replace(
                run.model_copy(update={"status": "failed", "failed_at": ended, "last_error": error})
            )
        ]
        steps = await self._store.select(RunStepObject, parent=run.id, limit=100)
        changes += [
            Replace(step.model_copy(update={"status": "failed", "failed_at": ended}))
            for step in steps.data
            if step.status == "in_progress"
        ]
        messages = await self._store.select(
            MessageObject, parent=run.thread_id, limit=100, where={"run_id": run.id}
        )
        changes += [
            Replace(
                message.model_copy(
                    update={
                        "status": "incomplete",
                        "incomplete_at": ended,
                        "incomplete_details": IncompleteDetails(reason="run_failed"),
                    }
                )
            )
            for message in messages.data
            if message.status == "in_progress"
        ]
        return changes

    async def start(
        self,
        thread: ThreadObject,
        assistant: AssistantObject,
        wanted: CreateRunRequest | CreateThreadAndRunRequest,
        changes: Sequence[Change] = (),
        first_event: StreamEvent | None = None,
    ) -> tuple[RunObject, RunLog]:
        """Keep a run together with ``changes`` and begin to carry it out.

        Raises:
            RequestError: 400 if the thread has a run that has not ended.
        """
        self.require_unlocked(thread.id)
        run = _new_run(thread, assistant, wanted)
        self._locked.add(thread.id)
        try:
            await self._store.apply(*changes, Insert(run))
        except StoreConflictError:
            self._locked.discard(thread.id)
            raise _locked(thread.id) from None
        except BaseException:
            self._locked.discard(thread.id)
            raise
        log = RunLog()
        if first_event is not None:
            log.add(first_event)
        log.add(StreamEvent("thread.run.created", run))
        log.add(StreamEvent("thread.run.queued", run))
        resources = wanted.tool_resources if isinstance(wanted, CreateThreadAndRunRequest) else None
        own = _store_ids(thread.tool_resources)
        others = _store_ids(resources or assistant.tool_resources)

        async def ready() -> None:
            for store_id in own:
                await self._ingest.wait_until_read(store_id, _INDEX_WAIT)

        execution = Execution(
            run, tuple(dict.fromkeys([*own, *others])), self._store, self._generator, ready, log
        )
        task = asyncio.create_task(self._carry_out(execution), name=f"run {run.id}")
        self._active[run.id] = _Active(execution, task, log)
        return run, log

    async def _carry_out(self, execution: Execution) -> None:
        try:
            await execution.execute()
        finally:
            self._locked.discard(execution.run.thread_id)
            self._active.pop(execution.run.id, None)

    def require_unlocked(self, thread_id: str) -> None:
        """Check that no run of the thread is under way.

        Raises:
            RequestError: 400 if one is.
        """
        if thread_id in self._locked:
            raise _locked(thread_id)

    async def cancel(self, run: RunObject) -> RunObject:
        """Begin to cancel a run; its events and its state tell when it has ended.

        Raises:
            RequestError: 400 if the run has ended already.
        """
        active = self._active.get(run.id)
        if active is None or active.execution.run.status in TERMINAL:
            message = f"Cannot cancel run with status '{run.status}'."
            raise RequestError(message)
        if active.execution.run.status != "cancelling":
            await active.execution.cancelling()
            active.task.cancel()
        return active.execution.run

    async def modify(self, run: RunObject, metadata: dict[str, str]) -> RunObject:
        """Give a run new metadata, also while it is under way."""
        active = self._active.get(run.id)
        current = run if active is None else active.execution.run
        changed = current.model_copy(update={"metadata": metadata})
        if active is not None:
            active.execution.run = changed
        await self._store.apply(Replace(changed))
        return changed

    def follow(self, log: RunLog) -> AsyncGenerator[bytes, None]:
        """Return the run's events; closing them does not end the run."""
        return log.follow()

    async def abandon_thread(self, thread_id: str) -> None:
        """End the run of a thread that is about to be deleted."""
        for active in list(self._active.values()):
            if active.execution.run.thread_id == thread_id:
                active.task.cancel()
                await asyncio.wait({active.task})

    async def aclose(self) -> None:
        """Cancel all runs and wait until each has ended and is kept so."""
        tasks = {active.task for active in self._active.values()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


def _locked(thread_id: str) -> RequestError:
    return RequestError(
        f"Thread {thread_id} has an active run: wait until it has ended, or cancel it."
    )


def _store_ids(resources: ToolResources | None) -> list[str]:
    if resources is None or resources.file_search is None:
        return []
    return resources.file_search.vector_store_ids or []


def _new_run(
    thread: ThreadObject,
    assistant: AssistantObject,
    wanted: CreateRunRequest | CreateThreadAndRunRequest,
) -> RunObject:
    created = now()
    instructions = assistant.instructions if wanted.instructions is None else wanted.instructions
    if isinstance(wanted, CreateRunRequest) and wanted.additional_instructions:
        instructions = f"{instructions or ''}\n\n{wanted.additional_instructions}".strip()
    temperature = assistant.temperature if wanted.temperature is None else wanted.temperature
    return RunObject(
        id=new_id("run"),
        created_at=created,
        thread_id=thread.id,
        assistant_id=assistant.id,
        status="queued",
        required_action=None,
        last_error=None,
        expires_at=created + RUN_LIFETIME,
        started_at=None,
        cancelled_at=None,
        failed_at=None,
        completed_at=None,
        incomplete_details=None,
        model=wanted.model or assistant.model,
        instructions=instructions or "",
        tools=assistant.tools if wanted.tools is None else wanted.tools,
        metadata=wanted.metadata or {},
        usage=None,
        temperature=temperature,
        top_p=assistant.top_p if wanted.top_p is None else wanted.top_p,
        max_prompt_tokens=wanted.max_prompt_tokens,
        max_completion_tokens=wanted.max_completion_tokens,
        truncation_strategy=wanted.truncation_strategy,
        tool_choice=wanted.tool_choice or "auto",
        parallel_tool_calls=wanted.parallel_tool_calls,
        response_format=wanted.response_format or assistant.response_format or "auto",
    )
