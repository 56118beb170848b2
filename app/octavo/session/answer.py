"""One answer from its run's start to its end: streamed, and polled should the stream break."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable

from octavo.client import Client
from octavo.errors import ApiError, ApiStatusError
from octavo.protocol.envelope import ErrorObject
from octavo.protocol.events import StreamEvent
from octavo.protocol.messages import MessageDeltaObject, MessageObject
from octavo.protocol.phrases import retold
from octavo.protocol.runs import RUN_LIFETIME, SETTLED, CreateRunRequest, RunObject
from octavo.session.events import HostWaits, MessageAdded, MessageChanged, MessageGrew, SessionEvent
from octavo.session.growing import grow
from octavo.session.lists import every
from octavo.session.messages import QUESTION, chat_message, run_problem, silent_answer
from octavo.session.problems import is_missing, problem_of
from octavo.session.state import ChatMessage, MessageState, Problem
from octavo.words import say

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5
"""Between two looks at a run whose stream broke."""

GRACE_SECONDS = 30
"""Beyond the life of a run, until one without an end is given up."""

MAX_POLL_FAILURES = 6
"""Looks that may fail in a row, with waits that double: about half a minute."""


class Answer:
    """Follows one run of a thread and tells each change of its messages.

    Args:
        client: The way to the engine.
        thread_id: The thread.
        emit: Told of messages that come, grow and change.
        run_id: The run, if it was started before.
    """

    def __init__(
        self,
        client: Client,
        thread_id: str,
        emit: Callable[[SessionEvent], None],
        *,
        run_id: str | None = None,
    ) -> None:
        self._client = client
        self._thread_id = thread_id
        self._emit = emit
        self._messages: dict[str, ChatMessage] = {}
        self._told: Problem | None = None
        self._ended = False
        self._mark = ""
        self._on_begun: Callable[[], Awaitable[None]] | None = None
        self.run_id = run_id
        self.stopped = asyncio.Event()
        """Set when the person has stopped it."""

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """The answer as far as it is known here."""
        return tuple(self._messages.values())

    async def start(
        self,
        request: CreateRunRequest,
        *,
        on_begun: Callable[[], Awaitable[None]] | None = None,
        perhaps_begun: bool = False,
    ) -> Problem | None:
        """Start a run and follow it to its end; from its start on, a message tells what goes wrong.

        Args:
            request: The run, with a metadata value under ``QUESTION`` that no other run has.
            on_begun: Called once the run is kept, and with it the messages of the request.
            perhaps_begun: It may have been started already, by a request that broke off.

        Returns:
            Why the run did not begin; nothing of the request is kept then, as far as is known.
        """
        self._mark = (request.metadata or {})[QUESTION]
        self._on_begun = on_begun
        broke: ApiError | None = None
        if perhaps_begun and await self._find_run():
            await self.follow()
            return None
        try:
            async with self._client.stream_run(self._thread_id, request) as events:
                async for event in events:
                    await self._take(event)
        except ApiError as error:
            logger.info("the stream of an answer broke: %s", error)
            broke = error
        if self._ended:
            return None
        if self._told is not None and self.run_id is None:
            return self._told
        if self._told is not None:  # the engine itself says that no end will come
            self.fail(self._told)
        elif self.run_id is None and not await self._find_run():
            return problem_of(broke) if broke else _silent()
        else:
            await self.follow()
        return None

    async def follow(self) -> None:
        """Ask for the run until it has ended."""
        failures = 0
        loop = asyncio.get_running_loop()
        deadline = loop.time() + RUN_LIFETIME + GRACE_SECONDS
        while loop.time() < deadline:
            try:
                if await self._look():
                    return
                failures = 0
            except ApiError as error:
                failures += 1
                if failures == MAX_POLL_FAILURES or is_missing(error):
                    self.fail(problem_of(error))
                    return
            await asyncio.sleep(POLL_SECONDS * 2**failures)
        self.fail(_silent())

    async def stop(self) -> None:
        """Have the run cancelled, at once or as soon as its id is known."""
        self.stopped.set()
        if self.run_id is not None and not self._ended:
            try:
                await self._client.cancel_run(self._thread_id, self.run_id)
            except ApiStatusError as error:
                if error.status >= 500:
                    raise
                logger.debug("nothing to cancel any more: %s", error)

    # -- the stream --------------------------------------------------------------------------

    async def _take(self, event: StreamEvent) -> None:
        data = event.data
        if isinstance(data, MessageDeltaObject):
            self._grow(data)
        elif isinstance(data, MessageObject):
            self._show(chat_message(data))
        elif isinstance(data, RunObject):
            await self._begin(data.id)
            if (wait := data.waiting) is not None:
                reason = retold(wait.reason, wait.phrases)
                self._emit(HostWaits(self._thread_id, wait.seconds, reason))
            if data.status in SETTLED:
                await self._end(data)
        elif isinstance(data, ErrorObject):
            words = retold(data.message, data.phrases)
            self._told = Problem(say("The answer failed"), words, say("Ask again."))

    async def _begin(self, run_id: str) -> None:
        known, self.run_id = self.run_id, run_id
        if known is None:
            if self.stopped.is_set():
                await self.stop()
            if self._on_begun is not None:
                await self._on_begun()

    def _grow(self, delta: MessageDeltaObject) -> None:
        message = self._messages.get(delta.id)
        if message is None:
            message = ChatMessage(delta.id, "assistant", "", None, MessageState.STREAMING)
            self._show(message)
        self._messages[delta.id], growth = grow(message, delta)
        if growth.text or growth.citations:
            self._emit(MessageGrew(self._thread_id, delta.id, growth.text, growth.citations))

    def _show(self, message: ChatMessage) -> None:
        old = self._messages.get(message.id)
        partial = message.state != MessageState.COMPLETED
        if old is not None and partial and len(message.text) < len(old.text):
            # what was shown is never taken away
            message = dataclasses.replace(message, text=old.text, citations=old.citations)
        if message == old:
            return
        self._messages[message.id] = message
        if old is None:
            self._emit(MessageAdded(self._thread_id, message))
        else:
            self._emit(MessageChanged(self._thread_id, message))

    async def _end(self, run: RunObject) -> None:
        self._ended = True
        problem = run_problem(run)
        for message in self.messages:
            if message.state == MessageState.STREAMING:
                state = MessageState.FAILED if problem else MessageState.STOPPED
                if run.status == "completed":
                    state = MessageState.COMPLETED
                self._show(dataclasses.replace(message, state=state, problem=problem))
            elif message.state == MessageState.FAILED and problem is not None:
                self._show(dataclasses.replace(message, problem=problem))
        if not self._messages and (instead := silent_answer(run)) is not None:
            self._show(instead)
        if run.status == "requires_action":  # nobody here can act, and the thread is locked
            self._ended = False
            await self.stop()
            self._ended = True

    # -- without the stream ------------------------------------------------------------------

    async def _find_run(self) -> bool:
        """Look for the run whose start was not confirmed: it may go on all the same."""
        try:
            runs = await self._client.get_runs(self._thread_id, limit=1, order="desc")
        except ApiError:
            return False
        found = next((r.id for r in runs.data if r.metadata.get(QUESTION) == self._mark), None)
        if found is None:
            return False
        await self._begin(found)
        return True

    async def _look(self) -> bool:
        run_id = self.run_id
        if run_id is None:
            raise ValueError("no run to look at")
        if self.stopped.is_set():
            await self.stop()
        run = await self._client.get_run(self._thread_id, run_id)
        written = await every(self._client.get_thread_messages, self._thread_id, run_id=run_id)
        for message in written:
            self._show(chat_message(message, run))
        if run.status not in SETTLED:
            return False
        await self._end(run)
        return True

    def fail(self, problem: Problem) -> None:
        """Say in the answer's message that it failed."""
        self._ended = True
        for message in self.messages:
            if message.state == MessageState.STREAMING:
                self._show(dataclasses.replace(message, state=MessageState.FAILED, problem=problem))
        if not self._messages:
            name = self.run_id or f"local-{id(self):x}"
            self._show(
                ChatMessage(name, "assistant", "", None, MessageState.FAILED, problem=problem)
            )


def _silent() -> Problem:
    return Problem(
        say("The answer failed"), say("The engine ended it without a word."), say("Ask again.")
    )
