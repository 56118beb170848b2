"""Carries out one run: its states, steps, message and events, in the interface's order.

Every change is kept before its event is told, so that a reader never knows more than a restart
would find. A cancelled run ends here too: whoever cancels only cancels the task.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import aclosing
from typing import Any, Literal

from octavo.engine.answer.generator import Begun, Cited, Found, Generator, Turn, Wrote
from octavo.engine.clock import now
from octavo.engine.http import error_object
from octavo.engine.run_log import RunLog
from octavo.engine.store.store import Change, Insert, MissingError, Replace, Store
from octavo.errors import AppError
from octavo.protocol.base import Reply
from octavo.protocol.events import StreamEvent
from octavo.protocol.ids import new_id
from octavo.protocol.messages import (
    Annotation,
    AnswerKind,
    FileCitationAnnotation,
    FileCitationDelta,
    IncompleteDetails,
    IncompleteReason,
    MessageDelta,
    MessageDeltaObject,
    MessageObject,
    Text,
    TextContent,
    TextContentDelta,
    TextDelta,
)
from octavo.protocol.runs import RunError, RunObject, RunStatus, Usage
from octavo.protocol.steps import (
    FileSearchCall,
    FileSearchCallDetails,
    MessageCreation,
    MessageCreationDetails,
    RunStepDelta,
    RunStepDeltaObject,
    RunStepObject,
    StepDetails,
    StepError,
    StepRankingOptions,
    ToolCallsDetails,
)
from octavo.protocol.tools import FileSearchOptions, FileSearchTool

_log = logging.getLogger(__name__)

_KEEP_EVERY = 1.0
"""Seconds between two times that a growing answer is kept: the most that a kill can lose."""

DEFAULT_RESULTS = 20
"""Passages that a run looks at unless its tool says otherwise, as the interface has it."""

_Ending = Literal["completed", "failed", "cancelled", "expired"]

_REASONS: dict[_Ending, IncompleteReason] = {
    "failed": "run_failed",
    "cancelled": "run_cancelled",
    "expired": "run_expired",
}


class Execution:
    """One run on its way from queued to its end.

    Args:
        run: The run as it was kept, queued.
        vector_store_ids: Stores of its assistant and thread, as they were when it was made.
        store: Where everything is kept.
        generator: What answers.
        ready: Waits until the thread's own store is indexed (bounded).
        log: Where the events go.
    """

    def __init__(
        self,
        run: RunObject,
        vector_store_ids: tuple[str, ...],
        store: Store,
        generator: Generator,
        ready: Callable[[], Awaitable[None]],
        log: RunLog,
    ) -> None:
        self.run = run
        self._store = store
        self._generator = generator
        self._vector_store_ids = vector_store_ids
        self._ready = ready
        self._events = log
        self._step: RunStepObject | None = None
        self._message: MessageObject | None = None
        self._text: list[str] = []
        self._length = 0
        self._annotations: list[Annotation] = []
        self._kept_at = 0.0

    async def execute(self) -> None:
        """Run to the end, whatever it is; a cancellation of the task cancels the run."""
        try:
            await self._end(*await self._outcome())
        except MissingError:
            # The thread was deleted while its run went on: nothing is left to be told.
            _log.debug("the thread of run %s is gone", self.run.id)
        except AppError as error:
            # It cannot be kept (a full disk): tell the readers; the next start ends the run.
            _log.warning("the end of run %s could not be kept", self.run.id, exc_info=True)
            self._tell("error", error_object(f"{error.message} {error.hint}".strip()))
        finally:
            self._events.end()

    async def _outcome(self) -> tuple[_Ending, RunError | None]:
        try:
            seconds = max(0, (self.run.expires_at or 0) - time.time())
            async with asyncio.timeout(seconds):
                await self._answer()
        except TimeoutError:
            return "expired", None
        except asyncio.CancelledError:
            return "cancelled", None
        except MissingError:
            raise
        except AppError as error:
            words = f"{error.message} {error.hint}".strip()
            return "failed", RunError(code="server_error", message=words)
        except _UnanswerableError as error:
            return "failed", RunError(code="invalid_prompt", message=str(error))
        except Exception:  # noqa: BLE001 - logged as a bug and shown as such
            _log.exception("bug in run %s", self.run.id)
            words = "An unexpected error happened while the answer was made."
            return "failed", RunError(code="server_error", message=words)
        return "completed", None

    async def _answer(self) -> None:
        await self._set_run("in_progress", started_at=now())
        if any(tool.type == "code_interpreter" for tool in self.run.tools):
            raise _UnanswerableError(
                "Octavo has no code interpreter: remove the tool and ask again."
            )
        turn = await self._turn()
        await self._ready()
        async with aclosing(self._generator.answer(turn)) as parts:
            async for part in parts:
                match part:
                    case Found():
                        await self._found(part)
                    case Begun():
                        await self._begin_message(part.kind)
                    case Wrote():
                        await self._write(part.text)
                    case Cited():
                        await self._cite(part)

    async def _turn(self) -> Turn:
        page = await self._store.select(MessageObject, parent=self.run.thread_id, limit=100)
        questions = [message for message in page.data if message.role == "user"]
        if not questions:
            raise _UnanswerableError("The thread has no question yet.")
        texts = [block.text.value for block in questions[0].content if block.type == "text"]
        search = next((tool for tool in self.run.tools if isinstance(tool, FileSearchTool)), None)
        options = (search and search.file_search) or FileSearchOptions()
        ranking = options.ranking_options
        return Turn(
            question="\n".join(texts),
            vector_store_ids=() if search is None else self._vector_store_ids,
            max_results=options.max_num_results or DEFAULT_RESULTS,
            score_threshold=0.0 if ranking is None else ranking.score_threshold,
        )

    # -- the search step -------------------------------------------------------------------

    async def _found(self, found: Found) -> None:
        call_id = new_id("tool_call")
        asked = ToolCallsDetails(
            tool_calls=[FileSearchCall(id=call_id, file_search=FileSearchCallDetails())]
        )
        await self._begin_step(asked)
        call = FileSearchCall(
            id=call_id,
            file_search=FileSearchCallDetails(
                ranking_options=StepRankingOptions(
                    ranker="default_2024_08_21", score_threshold=self._threshold()
                ),
                results=list(found.results),
            ),
        )
        bare = call.model_copy(
            update={
                "file_search": call.file_search.model_copy(
                    update={
                        "results": [
                            result.model_copy(update={"content": None}) for result in found.results
                        ]
                    }
                )
            }
        )
        delta = {
            "type": "tool_calls",
            "tool_calls": [{"index": 0, **bare.model_dump(mode="json")}],
        }
        self._tell(
            "thread.run.step.delta",
            RunStepDeltaObject(id=self._require_step().id, delta=RunStepDelta(step_details=delta)),
        )
        await self._end_step("completed", details=ToolCallsDetails(tool_calls=[call]))

    def _threshold(self) -> float:
        for tool in self.run.tools:
            if isinstance(tool, FileSearchTool) and tool.file_search is not None:
                ranking = tool.file_search.ranking_options
                return 0.0 if ranking is None else ranking.score_threshold
        return 0.0

    async def _begin_step(self, details: StepDetails, *more: Change) -> None:
        self._step = RunStepObject(
            id=new_id("step"),
            created_at=now(),
            assistant_id=self.run.assistant_id,
            thread_id=self.run.thread_id,
            run_id=self.run.id,
            type=details.type,
            status="in_progress",
            step_details=details,
            last_error=None,
            expired_at=None,
            cancelled_at=None,
            failed_at=None,
            completed_at=None,
            metadata={},
            usage=None,
        )
        await self._keep(Insert(self._step), *more)
        self._tell("thread.run.step.created", self._step)
        self._tell("thread.run.step.in_progress", self._step)

    async def _end_step(self, status: _Ending, *, details: StepDetails) -> None:
        step = self._require_step()
        ended = step.model_copy(
            update={
                "status": status,
                f"{status}_at": now(),
                "step_details": details,
                "usage": _NO_USAGE,
            }
        )
        self._step = None
        await self._keep(Replace(ended))
        self._tell(f"thread.run.step.{status}", ended)

    def _require_step(self) -> RunStepObject:
        if self._step is None:
            raise RuntimeError("no step has begun")
        return self._step

    # -- the message -----------------------------------------------------------------------

    async def _begin_message(self, kind: AnswerKind) -> None:
        message = MessageObject(
            id=new_id("message"),
            created_at=now(),
            thread_id=self.run.thread_id,
            status="in_progress",
            incomplete_details=None,
            completed_at=None,
            incomplete_at=None,
            role="assistant",
            content=[],
            assistant_id=self.run.assistant_id,
            run_id=self.run.id,
            attachments=[],
            metadata={},
            answer_kind=kind,
        )
        creation = MessageCreation(message_id=message.id)
        self._message = message
        self._kept_at = time.monotonic()
        await self._begin_step(MessageCreationDetails(message_creation=creation), Insert(message))
        self._tell("thread.message.created", message)
        self._tell("thread.message.in_progress", message)
        self._tell_delta(TextDelta(value="", annotations=[]), role="assistant")

    async def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        self._tell_delta(TextDelta(value=text))
        await self._keep_now_and_then()

    async def _cite(self, part: Cited) -> None:
        start = self._length
        self._text.append(part.marker)
        self._length += len(part.marker)
        index = len(self._annotations)
        annotation = FileCitationAnnotation(
            text=part.marker,
            file_citation=part.citation,
            start_index=start,
            end_index=self._length,
        )
        self._annotations.append(annotation)
        fields = {name: getattr(annotation, name) for name in type(annotation).model_fields}
        delta = FileCitationDelta(index=index, **fields)
        self._tell_delta(TextDelta(value=part.marker))
        self._tell_delta(TextDelta(annotations=[delta]))
        await self._keep_now_and_then()

    def _tell_delta(self, text: TextDelta, role: Literal["assistant"] | None = None) -> None:
        delta = MessageDelta(role=role, content=[TextContentDelta(index=0, text=text)])
        self._tell("thread.message.delta", MessageDeltaObject(id=self._grown().id, delta=delta))

    def _grown(self) -> MessageObject:
        if self._message is None:
            raise RuntimeError("no message has begun")
        text = Text(value="".join(self._text), annotations=list(self._annotations))
        content = [TextContent(text=text)] if text.value else []
        return self._message.model_copy(update={"content": content})

    async def _keep_now_and_then(self) -> None:
        if time.monotonic() - self._kept_at > _KEEP_EVERY:
            self._kept_at = time.monotonic()
            await self._keep(Replace(self._grown()))

    # -- the end ---------------------------------------------------------------------------

    async def _end(self, status: _Ending, error: RunError | None = None) -> None:
        ended = now()
        changes: list[Change] = []
        events: list[tuple[str, Reply]] = []
        if self._message is not None:
            done = status == "completed"
            message = self._grown().model_copy(
                update={
                    "status": "completed" if done else "incomplete",
                    "completed_at" if done else "incomplete_at": ended,
                    "incomplete_details": None
                    if done
                    else IncompleteDetails(reason=_REASONS[status]),
                }
            )
            changes.append(Replace(message))
            events.append((f"thread.message.{message.status}", message))
        if self._step is not None:
            fault = None if error is None else StepError(code="server_error", message=error.message)
            step = self._step.model_copy(
                update={
                    "status": status,
                    f"{status}_at": ended,
                    "usage": _NO_USAGE,
                    "last_error": fault,
                }
            )
            changes.append(Replace(step))
            events.append((f"thread.run.step.{status}", step))
        times = {} if status == "expired" else {f"{status}_at": ended}
        self.run = self.run.model_copy(
            update={"status": status, "last_error": error, "usage": _NO_USAGE, **times}
        )
        changes.append(Replace(self.run))
        events.append((f"thread.run.{status}", self.run))
        await self._keep(*changes)
        for name, item in events:
            self._tell(name, item)

    async def _set_run(self, status: RunStatus, **fields: object) -> None:
        self.run = self.run.model_copy(update={"status": status, **fields})
        await self._keep(Replace(self.run))
        self._tell(f"thread.run.{status}", self.run)

    async def cancelling(self) -> None:
        """Note that the run is being cancelled; its task is cancelled after this."""
        await self._set_run("cancelling")

    async def _keep(self, *changes: Change) -> None:
        await _uninterrupted(self._store.apply(*changes))

    def _tell(self, event: str, data: Reply) -> None:
        self._events.add(StreamEvent(event, data))


async def _uninterrupted(work: Coroutine[Any, Any, None]) -> None:
    """Await a change to its end also when cancelled, so that no later one overtakes it."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


class _UnanswerableError(Exception):
    """The thread or the run's settings leave nothing to answer."""


_NO_USAGE = Usage(completion_tokens=0, prompt_tokens=0, total_tokens=0)
"""Quotes are found, not generated: no model reads or writes a token."""
