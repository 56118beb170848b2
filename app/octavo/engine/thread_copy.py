"""A thread's copy: its messages up to one of them, with the runs and steps that wrote them.

Messages made through the interface cannot carry citations, so a caller could not copy answers
itself. All ids are new; times, citations and metadata stay. What is still being written is left
out. Stores are shared: the copy looks into the same ones.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TypeVar

from octavo.engine.clock import now
from octavo.engine.store.store import Insert, Store
from octavo.protocol.base import Reply
from octavo.protocol.ids import new_id
from octavo.protocol.messages import MessageObject
from octavo.protocol.runs import TERMINAL, RunObject
from octavo.protocol.steps import MessageCreationDetails, RunStepObject
from octavo.protocol.threads import CopyThreadRequest, ThreadObject

T = TypeVar("T", bound=Reply)

_PAGE = 500


class NoSuchMessageError(Exception):
    """The message at which the copy shall end is not in the thread."""


async def copied(
    store: Store, thread: ThreadObject, wanted: CopyThreadRequest
) -> tuple[ThreadObject, list[Insert]]:
    """Return a copy of a thread, and the changes that keep it.

    Raises:
        NoSuchMessageError: ``last_message_id`` names no message of the thread.
    """
    copy = ThreadObject(
        id=new_id("thread"),
        created_at=now(),
        tool_resources=thread.tool_resources,
        metadata=thread.metadata if wanted.metadata is None else wanted.metadata,
    )
    kept = await _messages(store, thread.id, wanted.last_message_id)
    messages = {message.id: new_id("message") for message in kept}
    wrote = {message.run_id for message in kept}
    runs = {
        run.id: run.model_copy(
            update={
                "id": new_id("run"),
                "thread_id": copy.id,
                "metadata": _renamed(run.metadata, messages),
            }
        )
        async for run in _all(store, RunObject, thread.id)
        if run.id in wrote and run.status in TERMINAL
    }
    changes = [Insert(copy), *(Insert(run) for run in runs.values())]
    for old, run in runs.items():
        steps = _all(store, RunStepObject, old)
        changes += [Insert(_step(step, run, messages)) async for step in steps]
    for message in kept:
        run_of = runs.get(message.run_id or "")
        update = {
            "id": messages[message.id],
            "thread_id": copy.id,
            "run_id": None if run_of is None else run_of.id,
        }
        changes.append(Insert(message.model_copy(update=update)))
    return copy, changes


async def _messages(store: Store, thread_id: str, last: str | None) -> list[MessageObject]:
    kept: list[MessageObject] = []
    async for message in _all(store, MessageObject, thread_id):
        if message.status != "in_progress":
            kept.append(message)
        if message.id == last:
            return kept
    if last is not None:
        raise NoSuchMessageError(last)
    return kept


async def _all(store: Store, kind: type[T], parent: str) -> AsyncIterator[T]:
    after: str | None = None
    while True:
        page = await store.select(kind, parent=parent, limit=_PAGE, order="asc", after=after)
        for one in page.data:
            yield one
        if not page.has_more:
            return
        after = page.last_id


def _step(step: RunStepObject, run: RunObject, messages: dict[str, str]) -> RunStepObject:
    details = step.step_details
    if isinstance(details, MessageCreationDetails):
        made = details.message_creation
        new = made.model_copy(update={"message_id": messages.get(made.message_id, "")})
        details = details.model_copy(update={"message_creation": new})
    return step.model_copy(
        update={
            "id": new_id("step"),
            "thread_id": run.thread_id,
            "run_id": run.id,
            "step_details": details,
        }
    )


def _renamed(metadata: dict[str, str], ids: dict[str, str]) -> dict[str, str]:
    """Let metadata that names a message by its id name its copy."""
    return {key: ids.get(value, value) for key, value in metadata.items()}
