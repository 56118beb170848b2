"""The events of a run whose log is gone, told once more from what was kept, in the same order."""

from __future__ import annotations

from octavo.engine.running.log import RunLog
from octavo.engine.running.message import citation_delta, opening_delta, text_delta
from octavo.engine.running.reading import steps_of
from octavo.engine.running.steps import (
    calls_with,
    required_action,
    shown,
    step_delta,
    without_content,
)
from octavo.engine.store.store import Store
from octavo.protocol.base import Reply
from octavo.protocol.events import StreamEvent
from octavo.protocol.messages import FileCitationAnnotation, MessageObject
from octavo.protocol.runs import RunObject, RunStatus
from octavo.protocol.steps import (
    FileSearchCall,
    FileSearchCallDetails,
    MessageCreationDetails,
    RunStepObject,
    ToolCallsDetails,
)

_ENDS = ("completed_at", "failed_at", "cancelled_at")


async def replayed(store: Store, run: RunObject) -> RunLog:
    """Return a log of the run as far as it has come; it ends there, but may go on.

    A message that was deleted is left out. The text of a message comes in larger pieces than it
    did at first.
    """
    telling = _Telling(store, run)
    await telling.tell()
    return telling.log


class _Telling:
    def __init__(self, store: Store, run: RunObject) -> None:
        self.log = RunLog()
        self._store = store
        self._run = run
        self._cancels = run.status == "cancelled"

    async def tell(self) -> None:
        queued = self._run_as("queued", started_at=None)
        self._tell("thread.run.created", queued)
        self._tell("thread.run.queued", queued)
        if self._run.started_at is not None:
            self._tell("thread.run.in_progress", self._run_as("in_progress"))
        for step in await steps_of(self._store, self._run):
            await self._step(step)
        self._cancelling()
        if self._run.status not in {"queued", "in_progress", "requires_action"}:
            self._tell(f"thread.run.{self._run.status}", self._run)
        self.log.end()

    async def _step(self, step: RunStepObject) -> None:
        begun = _begun(step)
        self._tell("thread.run.step.created", begun)
        self._tell("thread.run.step.in_progress", begun)
        message: MessageObject | None = None
        calls_functions = False
        if isinstance(step.step_details, MessageCreationDetails):
            message_id = step.step_details.message_creation.message_id
            message = await self._store.get(MessageObject, message_id, parent=step.thread_id)
            if message is not None:
                self._message(message)
        else:
            calls_functions = self._calls(step, begun)
        if step.status == "in_progress":
            return
        if step.status == "cancelled":
            self._cancelling()
        if message is not None and message.status != "in_progress":
            self._tell(f"thread.message.{message.status}", message)
        self._tell(f"thread.run.step.{step.status}", shown(step), step)
        if calls_functions and step.status == "completed":
            self._tell("thread.run.queued", self._run_as("queued"))
            self._tell("thread.run.in_progress", self._run_as("in_progress"))

    def _calls(self, step: RunStepObject, begun: RunStepObject) -> bool:
        """Tell what a step added; return whether it called functions."""
        details, waiting = step.step_details, begun.step_details
        assert isinstance(details, ToolCallsDetails)  # noqa: S101 - told apart by the caller
        assert isinstance(waiting, ToolCallsDetails)  # noqa: S101 - of the same kind
        if any(isinstance(call, FileSearchCall) for call in details.tool_calls):
            bare = without_content(details)
            assert isinstance(bare, ToolCallsDetails)  # noqa: S101 - as it went in
            self._tell(
                "thread.run.step.delta", step_delta(step.id, bare), step_delta(step.id, details)
            )
            return False
        self._tell("thread.run.step.delta", step_delta(step.id, waiting))
        action = required_action(waiting)
        asking = self._run_as("requires_action", required_action=action)
        self._tell("thread.run.requires_action", asking)
        return True

    def _message(self, message: MessageObject) -> None:
        begun = message.model_copy(
            update={
                "status": "in_progress",
                "content": [],
                "completed_at": None,
                "incomplete_at": None,
                "incomplete_details": None,
            }
        )
        self._tell("thread.message.created", begun)
        self._tell("thread.message.in_progress", begun)
        self._tell("thread.message.delta", opening_delta(message.id))
        for block in message.content:
            if block.type != "text":
                continue
            value, position, note = block.text.value, 0, block.text.note
            for index, annotation in enumerate(block.text.annotations):
                if not isinstance(annotation, FileCitationAnnotation):
                    continue
                before = value[position : annotation.start_index]
                marker = value[max(position, annotation.start_index) : annotation.end_index]
                position = max(position, annotation.end_index)
                for text in filter(None, (before, marker)):
                    self._tell("thread.message.delta", text_delta(message.id, text, note))
                    note = None  # with the first text alone
                delta = citation_delta(message.id, index, annotation)
                self._tell("thread.message.delta", delta)
            if rest := value[position:]:
                self._tell("thread.message.delta", text_delta(message.id, rest, note))

    def _cancelling(self) -> None:
        if self._cancels:
            self._cancels = False
            self._tell("thread.run.cancelling", self._run_as("cancelling"))

    def _run_as(self, status: RunStatus, **fields: object) -> RunObject:
        """Return the run as it was in an earlier status."""
        nothing = dict.fromkeys(
            (*_ENDS, "last_error", "incomplete_details", "required_action", "usage")
        )
        return self._run.model_copy(update={**nothing, "status": status, **fields})

    def _tell(self, name: str, data: Reply, full: Reply | None = None) -> None:
        more = None if full is None else StreamEvent(name, full)
        self.log.add(StreamEvent(name, data), more)


def _begun(step: RunStepObject) -> RunStepObject:
    """Return a step as it was when it began."""
    details = step.step_details
    if isinstance(details, ToolCallsDetails):
        if any(isinstance(call, FileSearchCall) for call in details.tool_calls):
            calls = [
                FileSearchCall(id=call.id, file_search=FileSearchCallDetails())
                for call in details.tool_calls
            ]
            details = ToolCallsDetails(tool_calls=list(calls))
        else:
            details = _unanswered(details)
    return step.model_copy(
        update={
            "status": "in_progress",
            "step_details": details,
            **dict.fromkeys((*_ENDS, "expired_at", "last_error", "usage")),
        }
    )


def _unanswered(details: ToolCallsDetails) -> ToolCallsDetails:
    return calls_with(details, dict.fromkeys(call.id for call in details.tool_calls))
