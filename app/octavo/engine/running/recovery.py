"""Ends the runs that nobody carries on: an earlier process left them, or their end was not kept."""

from __future__ import annotations

from typing import Literal

from octavo.engine.clock import now
from octavo.engine.running.message import ended_message
from octavo.engine.running.reading import every, steps_of
from octavo.engine.running.steps import ended_step
from octavo.engine.running.turns import used_by
from octavo.engine.store.store import Change, Replace, Store
from octavo.protocol.messages import MessageObject
from octavo.protocol.phrases import phrases_in
from octavo.protocol.runs import RunError, RunObject, RunStatus
from octavo.words import Later, later

_ON_THE_WAY: tuple[RunStatus, ...] = ("queued", "in_progress", "cancelling")

_CLOSED = later("Octavo was closed before this answer was complete. Ask again.")
_NOT_KEPT = later("The end of this answer could not be saved. Ask again.")


async def end_left_runs(store: Store) -> None:
    """Fail all runs that were queued, in progress or being cancelled, with step and message.

    Those that wait for outputs of functions go on: they are found again.
    """
    for status in _ON_THE_WAY:
        left = [run async for run in every(store, RunObject, where={"status": status})]
        for run in left:
            await store.apply(*await _ending(store, run, "failed", _CLOSED))


async def end_left_run_of(store: Store, thread_id: str) -> None:
    """Fail the run that a thread has without anybody carrying it on, if it has one."""
    for status in (*_ON_THE_WAY, "requires_action"):
        where = {"status": status}
        left = [run async for run in every(store, RunObject, thread_id, where=where)]
        for run in left:
            await store.apply(*await _ending(store, run, "failed", _NOT_KEPT))


async def cancel_left_run(store: Store, run: RunObject) -> None:
    """Cancel a run that nobody carries on, with step and message."""
    await store.apply(*await _ending(store, run, "cancelled", None))


async def _ending(
    store: Store, run: RunObject, status: Literal["failed", "cancelled"], reason: Later | None
) -> list[Change]:
    steps = await steps_of(store, run)
    error = None
    if reason is not None:
        error = RunError(code="server_error", message=reason.english, phrases=phrases_in(reason))
    ended = run.model_copy(
        update={
            "status": status,
            f"{status}_at": now(),
            "last_error": error,
            "required_action": None,
            "usage": used_by(steps),
        }
    )
    changes: list[Change] = [Replace(ended)]
    changes += [
        Replace(ended_step(step, status, step.usage))
        for step in steps
        if step.status == "in_progress"
    ]
    messages = every(store, MessageObject, run.thread_id, where={"run_id": run.id})
    changes += [
        Replace(ended_message(message, "run_failed" if error else "run_cancelled"))
        async for message in messages
        if message.status == "in_progress"
    ]
    return changes
