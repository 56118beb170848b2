"""Carries out one run: its states, steps, message and events, in the interface's order.

Every change is kept before its event is told. A run that waits for outputs of functions is carried
on by the same task, or, after a restart, by another one from what was kept. A cancelled run ends
here too: whoever cancels only cancels the task.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing

from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Call,
    Called,
    Cited,
    Closest,
    Found,
    Generator,
    InvalidPromptError,
    Stopped,
    Unsupported,
    Used,
    Waits,
    Wrote,
)
from octavo.engine.clock import now
from octavo.engine.http import error_object
from octavo.engine.running.ending import Ending, waiting
from octavo.engine.running.journal import Journal
from octavo.engine.running.limits import limited
from octavo.engine.running.message import GrowingMessage, opening_delta
from octavo.engine.running.steps import (
    by_words_alone,
    calls_begun,
    calls_with,
    ended_step,
    new_step,
    required_action,
    search_begun,
    search_done,
    shown,
    step_delta,
    without_content,
)
from octavo.engine.running.tally import Tally
from octavo.engine.running.turns import build_turn, search_options, used_by
from octavo.engine.store.store import Amend, Change, Insert, MissingError, Replace
from octavo.errors import AppError
from octavo.protocol.base import Reply
from octavo.protocol.messages import BeingRead
from octavo.protocol.runs import RunObject, RunStatus
from octavo.protocol.steps import (
    MessageCreation,
    MessageCreationDetails,
    RunStepObject,
    ToolCallsDetails,
)
from octavo.words import later

_log = logging.getLogger(__name__)

_KEEP_EVERY = 1.0
"""Seconds between two times that a growing answer is kept: the most that a kill can lose."""


class Execution:
    """One run on its way to its end.

    Args:
        run: The run as it was kept: queued, or waiting for outputs.
        journal: Where its changes and events go.
        generator: What answers.
        ready: Waits until the thread's own store is indexed (bounded).
    """

    def __init__(
        self,
        run: RunObject,
        journal: Journal,
        generator: Generator,
        ready: Callable[[], Awaitable[None]],
    ) -> None:
        self.run = run
        self.is_ending = False
        self._generator = generator
        self._journal = journal
        self._ready = ready
        self._step: RunStepObject | None = None
        self._message: GrowingMessage | None = None
        self._being_read: BeingRead | None = None
        self._kept_at = 0.0
        self._tally = Tally()
        self._by_words_alone = 0
        self._submitted = asyncio.Event()
        self._left = False

    async def execute(self) -> None:
        """Run to the end, whatever it is; a cancellation of the task cancels the run."""
        try:
            ending = await self._outcome()
            if ending is not None:
                self.is_ending = True
                await self._end(ending)
        except MissingError:
            # The thread was deleted while its run went on: nothing is left to be told.
            _log.debug("the thread of run %s is gone", self.run.id)
        except AppError as error:
            # It cannot be kept (a full disk): tell the readers. The run is ended when it is
            # cancelled, when another is started in its thread, or at the next start.
            _log.warning("the end of run %s could not be kept", self.run.id, exc_info=True)
            self._journal.tell("error", error_object(error))
        finally:
            self._journal.log.end()

    def take_up(self, steps: Sequence[RunStepObject]) -> None:
        """Go on with a run that an earlier process left waiting; comes before ``execute``.

        Args:
            steps: Its steps until now; it waits for outputs of the one that is in progress.
        """
        self._step = next((step for step in steps if step.status == "in_progress"), None)
        self._tally = Tally(used_by(steps))
        self._by_words_alone = by_words_alone(steps)

    def leave(self) -> None:
        """Let a run that waits for outputs be found by the next process when the task ends."""
        self._left = self.run.status == "requires_action"

    async def _outcome(self) -> Ending | None:
        """Answer; return how the run ends, or None if it is left to the next process."""
        seconds = max(0.0, (self.run.expires_at or 0) - time.time())
        limit = asyncio.timeout(seconds)
        try:
            async with limit:
                return await self._answer()
        except asyncio.CancelledError:
            return None if self._left else Ending("cancelled")
        except MissingError:
            raise
        except AppError as error:
            return Ending.failed(error)
        except InvalidPromptError as error:
            return Ending.refused(error)
        except Exception as error:  # noqa: BLE001 - logged as a bug and shown as such
            if isinstance(error, TimeoutError) and limit.expired():
                return Ending("expired")
            _log.exception("bug in run %s", self.run.id)
            words = later("An unexpected error happened while the answer was made.")
            return Ending.failed(AppError(words))

    async def _answer(self) -> Ending:
        if self.run.status == "requires_action":
            await self._submitted.wait()
        while True:
            started = {} if self.run.started_at else {"started_at": now()}
            await self._set_run("in_progress", **started)
            if any(tool.type == "code_interpreter" for tool in self.run.tools):
                raise InvalidPromptError(
                    later("Octavo has no code interpreter: remove the tool and ask again.")
                )
            await self._ready()
            last = await self._round()
            if not isinstance(last, Called):
                break
            self._submitted.clear()
            await self._call(last.calls)
            await self._submitted.wait()
        if isinstance(last, Stopped):
            return Ending("incomplete", reason=last.reason)
        return Ending("completed")

    async def _round(self) -> AnswerPart | None:
        """Take the parts of one round; return the last one."""
        turn = await build_turn(self._journal.store, self.run)
        if turn.max_prompt_tokens == 0:
            return Stopped("max_prompt_tokens")
        if turn.max_completion_tokens == 0:
            return Stopped("max_completion_tokens")
        self._being_read = turn.being_read
        self._tally.begin_round()
        part: AnswerPart | None = None
        answer = self._generator.answer(turn)
        async with aclosing(limited(answer, turn.max_completion_tokens)) as parts:
            async for part in parts:
                match part:
                    case Found():
                        await self._found(part)
                    case Begun():
                        await self._begin_message(part)
                    case Wrote():
                        await self._write(part)
                    case Cited() | Unsupported() | Closest():
                        await self._note(part)
                    case Used() | Waits():
                        self._hear(part)
                    case Called() | Stopped():
                        break
        return part

    # -- tools -----------------------------------------------------------------------------

    async def _found(self, found: Found) -> None:
        await self._complete_message()
        self._by_words_alone = max(self._by_words_alone, found.by_words_alone)
        begun = search_begun()
        step = new_step(self.run, begun)
        options = search_options(self.run)
        ranking = None if options is None else options.ranking_options
        threshold = 0.0 if ranking is None else ranking.score_threshold
        done = search_done(begun, found, threshold)
        ended = ended_step(step, "completed", self._tally.take(""), details=done)
        # The search is over, so the step is kept once, as it ended: the model waits for it.
        await self._journal.keep(Insert(ended))
        self._journal.tell("thread.run.step.created", step)
        self._journal.tell("thread.run.step.in_progress", step)
        bare = without_content(done)
        assert isinstance(bare, ToolCallsDetails)  # noqa: S101 - as it went in
        full = step_delta(step.id, done)
        self._journal.tell("thread.run.step.delta", step_delta(step.id, bare), full)
        self._journal.tell("thread.run.step.completed", shown(ended), ended)

    async def _call(self, calls: tuple[Call, ...]) -> None:
        """Ask for the outputs of functions; the streams end until they are there."""
        await self._complete_message()
        details = calls_begun(calls)
        usage = self._tally.take("".join(call.arguments for call in calls))
        # The step has its usage from the start: a restart would not know it any more.
        step = await self._begin_step(new_step(self.run, details, usage))
        self._journal.tell("thread.run.step.delta", step_delta(step.id, details))
        await self._set_run("requires_action", required_action=required_action(details))
        self._journal.log.end()

    async def submit(self, outputs: Mapping[str, str]) -> RunObject:
        """Take the outputs of the functions that the run waits for, and let it go on.

        Args:
            outputs: By the ids of the calls, all of them.

        Returns:
            The run, queued.
        """
        waiting, step = self.run, self._require_step()
        details = step.step_details
        assert isinstance(details, ToolCallsDetails)  # noqa: S101 - no other step waits
        done = ended_step(step, "completed", step.usage, details=calls_with(details, outputs))
        self.run = queued = waiting.model_copy(update={"status": "queued", "required_action": None})
        self._step = None
        try:
            await self._journal.keep(Replace(done), Replace(queued))
        except (AppError, MissingError):
            if self.run is queued:
                self.run, self._step = waiting, step
            raise
        if not self.is_ending:
            self._journal.tell("thread.run.step.completed", done)
            self._journal.tell("thread.run.queued", queued)
            self._submitted.set()
        return queued

    # -- steps -----------------------------------------------------------------------------

    async def _begin_step(self, step: RunStepObject, *more: Change) -> RunStepObject:
        self._step = step
        await self._journal.keep(Insert(step), *more)
        self._journal.tell("thread.run.step.created", step)
        self._journal.tell("thread.run.step.in_progress", step)
        return step

    def _require_step(self) -> RunStepObject:
        if self._step is None:
            raise RuntimeError("no step has begun")
        return self._step

    # -- the message -----------------------------------------------------------------------

    async def _begin_message(self, part: Begun) -> None:
        await self._complete_message()
        self._message = message = GrowingMessage(
            self.run, part.kind, part.model, self._by_words_alone, part.apart
        )
        message.tell_of(self._being_read)
        self._kept_at = time.monotonic()
        begun = message.grown()
        creation = MessageCreationDetails(message_creation=MessageCreation(message_id=begun.id))
        await self._begin_step(new_step(self.run, creation), Insert(begun))
        self._journal.tell("thread.message.created", begun)
        self._journal.tell("thread.message.in_progress", begun)
        self._journal.tell("thread.message.delta", opening_delta(begun.id))

    async def _write(self, part: Wrote) -> None:
        self._journal.tell("thread.message.delta", self._require_message().write(part))
        await self._keep_now_and_then()

    async def _note(self, part: Cited | Unsupported | Closest) -> None:
        message = self._require_message()
        if not isinstance(part, Cited):
            message.mark(part)
            return
        for delta in message.cite(part):
            self._journal.tell("thread.message.delta", delta)
        await self._keep_now_and_then()

    def _require_message(self) -> GrowingMessage:
        if self._message is None:
            raise RuntimeError("no message has begun")
        return self._message

    async def _keep_now_and_then(self) -> None:
        if time.monotonic() - self._kept_at > _KEEP_EVERY:
            self._kept_at = time.monotonic()
            await self._journal.keep(Replace(self._require_message().grown()))

    async def _complete_message(self) -> None:
        if self._message is None:
            return
        usage = self._tally.take(self._message.text)
        step = ended_step(self._require_step(), "completed", usage)
        message = self._message.ended(None)
        self._step = self._message = None
        await self._journal.keep(Replace(message), Replace(step))
        self._journal.tell("thread.message.completed", message)
        self._journal.tell("thread.run.step.completed", step)

    # -- the run ---------------------------------------------------------------------------

    async def _end(self, ending: Ending) -> None:
        changes: list[Change] = []
        events: list[tuple[str, Reply, Reply | None]] = []
        if self._message is not None:
            message = self._message.ended(ending.message_reason)
            changes.append(Replace(message))
            events.append((f"thread.message.{message.status}", message, None))
        if self._step is not None:
            written = "" if self._message is None else self._message.text
            step = self._ended(self._step, ending, written)
            changes.append(Replace(step))
            events.append((f"thread.run.step.{step.status}", shown(step), step))
        self._tally.take("")  # what no step has taken
        times = {f"{ending.status}_at": now()}
        if ending.status in {"expired", "incomplete"}:  # the interface has no time of these
            times = {}
        self.run = self.run.model_copy(
            update={
                "status": ending.status,
                "last_error": ending.error,
                "incomplete_details": ending.incomplete_details,
                "required_action": None,
                "usage": self._tally.total,
                **times,
            }
        )
        changes.append(Replace(self.run))
        events.append((f"thread.run.{ending.status}", self.run, None))
        await self._journal.keep(*changes)
        for event in events:
            self._journal.tell(*event)

    def _ended(self, step: RunStepObject, ending: Ending, written: str) -> RunStepObject:
        status = "completed" if ending.status == "incomplete" else ending.status
        usage = step.usage or self._tally.take(written)
        return ended_step(step, status, usage, error=ending.step_error)

    async def _set_run(self, status: RunStatus, **fields: object) -> None:
        if self.run.status == "cancelling":
            return  # the task is cancelled in a moment
        self.run = run = self.run.model_copy(update={"status": status, **fields})
        await self._journal.keep(Replace(run))
        self._journal.tell(f"thread.run.{status}", run)

    def _hear(self, part: Used | Waits) -> None:
        """Count tokens, or tell of a wait: it is over before a restart, so it is not kept."""
        if isinstance(part, Used):
            self._tally.add(part)
            return
        if self.run.status == "in_progress":
            run = self.run.model_copy(update={"waiting": waiting(part)})
            self._journal.tell("thread.run.in_progress", run)

    async def modify(self, metadata: dict[str, str]) -> None:
        """Give the run new metadata, in its turn among the other changes of the run."""
        before = self.run.metadata
        self.run = self.run.model_copy(update={"metadata": metadata})
        change = Amend(RunObject, self.run.id, {"metadata": metadata}, self.run.thread_id)
        try:
            await self._journal.keep(change)
        except AppError:
            self.run = self.run.model_copy(update={"metadata": before})
            raise

    async def cancelling(self) -> None:
        """Note that the run is being cancelled; its task is cancelled after this."""
        before = self.run
        try:
            await self._set_run("cancelling", required_action=None)
        except AppError:
            if self.run.status == "cancelling":
                self.run = before  # it cannot be kept, so it goes on
            raise
