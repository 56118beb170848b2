"""Ends the runs that an earlier process left, whose answers will not come any more."""

from __future__ import annotations

from octavo.engine.clock import now
from octavo.engine.running.message import ended_message
from octavo.engine.running.reading import every, steps_of
from octavo.engine.running.steps import ended_step
from octavo.engine.running.turns import used_by
from octavo.engine.store.store import Change, Replace, Store
from octavo.protocol.messages import MessageObject
from octavo.protocol.runs import RunError, RunObject

_LEFT = RunError(
    code="server_error", message="Octavo was closed before this answer was complete. Ask again."
)


async def end_left_runs(store: Store) -> None:
    """Fail all runs that were queued, in progress or being cancelled, with step and message.

    Those that wait for outputs of functions go on: they are found again.
    """
    for status in ("queued", "in_progress", "cancelling"):
        left = [run async for run in every(store, RunObject, where={"status": status})]
        for run in left:
            await store.apply(*await _ending(store, run))


async def _ending(store: Store, run: RunObject) -> list[Change]:
    steps = await steps_of(store, run)
    failed = run.model_copy(
        update={
            "status": "failed",
            "failed_at": now(),
            "last_error": _LEFT,
            "required_action": None,
            "usage": used_by(steps),
        }
    )
    changes: list[Change] = [Replace(failed)]
    changes += [
        Replace(ended_step(step, "failed", step.usage))
        for step in steps
        if step.status == "in_progress"
    ]
    messages = every(store, MessageObject, run.thread_id, where={"run_id": run.id})
    changes += [
        Replace(ended_message(message, "run_failed"))
        async for message in messages
        if message.status == "in_progress"
    ]
    return changes
