"""Questions and answers of threads: messages, a streamed answer, stop."""

from __future__ import annotations

import itertools

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.runs import SETTLED
from octavo.session.answer import Answer
from octavo.session.events import AnsweringChanged, Events, MessageAdded, ProblemRaised
from octavo.session.lists import every
from octavo.session.messages import chat_message, thread_messages
from octavo.session.problems import problem_of
from octavo.session.state import ChatMessage, MessageState
from octavo.session.tasks import SessionTasks
from octavo.session.threads import Threads

MAX_QUESTION = 256_000
"""Characters of a message, as the interface allows."""


class Conversation:
    """The messages of all threads; each thread answers one question at a time."""

    _local = itertools.count(1)

    def __init__(
        self, client: Client, events: Events, tasks: SessionTasks, threads: Threads
    ) -> None:
        self._client = client
        self._events = events
        self._tasks = tasks
        self._threads = threads
        self._answers: dict[str, Answer] = {}

    def answering(self, thread_id: str) -> bool:
        """Tell whether the thread is answering; until it has, it takes no question."""
        return thread_id in self._answers

    async def messages(self, thread_id: str) -> tuple[ChatMessage, ...]:
        """Return a thread's messages, oldest first.

        An answer that an earlier session began and that still goes on is followed from here.

        Raises:
            ApiError: the engine could not be reached, or the thread is gone.
        """
        kept = await every(self._client.get_thread_messages, thread_id)
        runs = await every(self._client.get_runs, thread_id)
        if runs and runs[-1].status not in SETTLED and not self.answering(thread_id):
            self._resume(thread_id, runs[-1].id)
        shown = {message.id: message for message in thread_messages(kept, runs)}
        if (answer := self._answers.get(thread_id)) is not None:
            shown.update({message.id: message for message in answer.messages})
        return tuple(shown.values())

    async def ask(self, thread_id: str, question: str) -> None:
        """Add a question to a thread and have it answered; returns when the answer has ended.

        What goes wrong from then on is told by the message concerned.

        Raises:
            InputError: the question is empty or too long, there is no such thread, or it is
                still answering.
        """
        question = question.strip()
        if not question:
            raise InputError("There is no question.", title="No question")
        if len(question) > MAX_QUESTION:
            raise InputError(
                f"The question has {len(question):,} characters; at most {MAX_QUESTION:,} fit.",
                title="The question is too long",
            )
        self._threads.get(thread_id)
        if self.answering(thread_id):
            raise InputError(
                "This conversation is still being answered.",
                title="One question at a time",
                hint="Wait for the answer, or stop it.",
            )
        answer = self._begin(thread_id)
        try:
            await self._tasks.run(self._ask(thread_id, question, answer), name=f"ask {thread_id}")
        finally:
            self._finish(thread_id)

    async def stop(self, thread_id: str) -> None:
        """Stop the thread's answer; what is there of it stays.

        Raises:
            ApiError: the engine could not be told.
        """
        if (answer := self._answers.get(thread_id)) is not None:
            await answer.stop()

    async def _ask(self, thread_id: str, question: str, answer: Answer) -> None:
        try:
            asked = await self._client.create_thread_message(
                thread_id, CreateMessageRequest(role="user", content=question)
            )
        except ApiError as error:
            lost = ChatMessage(
                id=f"local-{next(self._local)}",
                role="user",
                text=question,
                kind=None,
                state=MessageState.FAILED,
                problem=problem_of(error),
            )
            self._events.emit(MessageAdded(thread_id, lost))
            return
        self._events.emit(MessageAdded(thread_id, chat_message(asked)))
        try:
            await self._threads.name_after(thread_id, question)
        except (ApiError, InputError) as error:  # a title is no reason to leave it unanswered
            self._events.emit(ProblemRaised(problem_of(error)))
        if not answer.stopping:
            await answer.start(self._threads.get(thread_id).assistant_id, asked)

    def _begin(self, thread_id: str, run_id: str | None = None) -> Answer:
        answer = Answer(self._client, thread_id, self._events.emit, run_id=run_id)
        self._answers[thread_id] = answer
        self._events.emit(AnsweringChanged(thread_id, answering=True))
        return answer

    def _finish(self, thread_id: str) -> None:
        self._answers.pop(thread_id, None)
        self._events.emit(AnsweringChanged(thread_id, answering=False))

    def _resume(self, thread_id: str, run_id: str) -> None:
        answer = self._begin(thread_id, run_id)
        task = self._tasks.start(answer.follow(), name=f"follow {run_id}")
        task.add_done_callback(lambda _: self._finish(thread_id))
