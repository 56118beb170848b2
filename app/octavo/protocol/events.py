"""Events of a streamed run: their names, what each carries, and their wire form."""

from __future__ import annotations

import dataclasses

from octavo.protocol.base import Reply
from octavo.protocol.envelope import ErrorObject
from octavo.protocol.messages import MessageDeltaObject, MessageObject
from octavo.protocol.runs import RunObject
from octavo.protocol.steps import RunStepDeltaObject, RunStepObject
from octavo.protocol.threads import ThreadObject

_RUN = [
    "created",
    "queued",
    "in_progress",
    "requires_action",
    "completed",
    "incomplete",
    "failed",
    "cancelling",
    "cancelled",
    "expired",
]
_STEP = ["created", "in_progress", "completed", "failed", "cancelled", "expired"]
_MESSAGE = ["created", "in_progress", "completed", "incomplete"]

EVENT_TYPES: dict[str, type[Reply]] = {
    "thread.created": ThreadObject,
    **{f"thread.run.{name}": RunObject for name in _RUN},
    **{f"thread.run.step.{name}": RunStepObject for name in _STEP},
    "thread.run.step.delta": RunStepDeltaObject,
    **{f"thread.message.{name}": MessageObject for name in _MESSAGE},
    "thread.message.delta": MessageDeltaObject,
    "error": ErrorObject,
}
"""Event name to the class of its data; ``done`` carries no object."""


@dataclasses.dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event of a run: its name and its object."""

    event: str
    data: Reply

    def encode(self) -> bytes:
        """Return the event as server-sent event text."""
        return f"event: {self.event}\ndata: {self.data.model_dump_json()}\n\n".encode()


DONE = b"event: done\ndata: [DONE]\n\n"
"""The last event of every stream."""
