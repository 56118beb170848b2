"""Questions and answers of threads: messages, a streamed answer, stop."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Coroutine, Sequence

from octavo.client import Client
from octavo.errors import ApiError, InputError
from octavo.protocol.ids import PREFIXES
from octavo.protocol.messages import CreateMessageRequest, MessageObject
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import SETTLED, CreateRunRequest, RunObject
from octavo.session.answer import Answer
from octavo.session.assistant_settings import language_instructions
from octavo.session.assistants import Assistants
from octavo.session.details import RunDetails, run_details
from octavo.session.events import (
    AnsweringChanged,
    Events,
    MessageAdded,
    MessageChanged,
    MessageRemoved,
    ProblemRaised,
)
from octavo.session.first_document import FirstDocument
from octavo.session.lists import every
from octavo.session.messages import QUESTION, chat_message, marks, thread_messages
from octavo.session.problems import is_missing, problem_of
from octavo.session.ratings import keep_rating
from octavo.session.state import ChatMessage, MessageState, Problem, Rating
from octavo.session.tasks import SessionTasks
from octavo.session.threads import Threads
from octavo.words import say

MAX_QUESTION = 256_000
"""Characters of a message, as the interface allows."""


AT_FIRST = 50
"""Messages that are read before a thread is shown."""


@dataclasses.dataclass(frozen=True, slots=True)
class Newest:
    """The last messages of a thread, oldest first, and whether there are others before them."""

    messages: tuple[ChatMessage, ...]
    has_earlier: bool


@dataclasses.dataclass(frozen=True, slots=True)
class _Question:
    """A question on its way; ``mark`` is how its message is known before the engine gives an id."""

    thread_id: str
    text: str
    mark: str

    @property
    def local_id(self) -> str:
        return f"local-{self.mark}"


class Conversation:
    """The messages of all threads; each thread answers one question at a time.

    A question and its run are one change: no end of the program leaves a question without one.
    """

    def __init__(
        self,
        client: Client,
        events: Events,
        tasks: SessionTasks,
        threads: Threads,
        assistants: Assistants,
        first: FirstDocument,
    ) -> None:
        self._client = client
        self._events = events
        self._tasks = tasks
        self._threads = threads
        self._assistants = assistants
        self._first = first
        self._answers: dict[str, Answer] = {}
        self._lost: dict[str, tuple[_Question, ChatMessage]] = {}  # by the message's id

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
        return self._shown(thread_id, kept, runs)

    async def newest(self, thread_id: str) -> Newest:
        """Return the last messages of a thread, for its end to be seen at once.

        Otherwise as ``messages``, which has the earlier ones too.
        """
        found = await self._client.get_thread_messages(thread_id, limit=AT_FIRST, order="desc")
        newest = await self._client.get_runs(thread_id, limit=AT_FIRST, order="desc")
        kept, runs = found.data[::-1], newest.data[::-1]
        if found.has_more and kept:  # what became of earlier questions comes with them
            runs = [run for run in runs if run.created_at >= kept[0].created_at]
        return Newest(self._shown(thread_id, kept, runs), has_earlier=found.has_more)

    def _shown(
        self, thread_id: str, kept: Sequence[MessageObject], runs: Sequence[RunObject]
    ) -> tuple[ChatMessage, ...]:
        if runs and runs[-1].status not in SETTLED and not self.answering(thread_id):
            self._resume(thread_id, runs[-1].id)
        shown = {message.id: message for message in thread_messages(kept, runs)}
        if (answer := self._answers.get(thread_id)) is not None:
            shown.update({message.id: message for message in answer.messages})
        arrived = {mark for message in kept for mark in marks(message)}
        for question, lost in self._lost.values():
            if question.thread_id == thread_id and question.mark not in arrived:
                shown[lost.id] = lost
        return tuple(shown.values())

    async def ask(self, thread_id: str, question: str, *, quoted: bool = False) -> None:
        """Add a question to a thread and have it answered; returns when the answer has ended.

        What goes wrong from then on is told by the message concerned.

        Args:
            thread_id: The thread.
            question: What is asked.
            quoted: Whether no model is to answer, but what the documents say word for word.

        Raises:
            InputError: the question is empty or too long, there is no such thread, or it is
                still answering.
        """
        question = question.strip()
        if not question:
            raise InputError(say("There is no question."), title=say("No question"))
        if len(question) > MAX_QUESTION:
            raise InputError(
                say(
                    "The question has {n:,} characters; at most {most:,} fit.",
                    n=len(question),
                    most=MAX_QUESTION,
                ),
                title=say("The question is too long"),
            )
        asked = _Question(thread_id, question, uuid.uuid4().hex)
        await self._answer(thread_id, lambda answer: self._ask(asked, answer, quoted=quoted))

    async def again(
        self, thread_id: str, question: ChatMessage, failed: ChatMessage, *, quoted: bool = False
    ) -> None:
        """Have a question answered whose answer failed, or send one that never arrived.

        The question is not repeated, unless others were asked since.

        Args:
            thread_id: The thread.
            question: The question.
            failed: What says that it failed: the answer, or the question itself.
            quoted: Whether no model is to answer, but what the documents say word for word.

        Raises:
            InputError: there is no such thread, or it is still answering.
        """
        await self._answer(
            thread_id,
            lambda answer: self._ask_again(thread_id, question, failed, answer, quoted=quoted),
        )

    async def regenerate(
        self,
        thread_id: str,
        question: ChatMessage,
        old: Sequence[ChatMessage],
        *,
        quoted: bool = False,
    ) -> None:
        """Have the last question answered anew; the new answer takes the place of the old one.

        The old one goes when the new one is whole: if that fails or is stopped, both stay.

        Args:
            thread_id: The thread.
            question: Its last question; an earlier one is asked once more at the end.
            old: What was answered to it.
            quoted: As of `ask`.

        Raises:
            InputError: there is no such thread, or it is still answering.
        """
        made: list[ChatMessage] = []

        async def work(answer: Answer) -> None:
            if await self._is_last(thread_id, question):
                await self._run_again(thread_id, question, answer, quoted=quoted)
                made.extend(answer.messages)
            else:
                once_more = _Question(thread_id, question.text, uuid.uuid4().hex)
                await self._ask(once_more, answer, quoted=quoted)

        await self._answer(thread_id, work)
        if made and all(message.state is MessageState.COMPLETED for message in made):
            for message in old:
                await self._replace(thread_id, message)

    async def details(self, thread_id: str, run_id: str) -> RunDetails:
        """Return how an answer came about.

        Raises:
            ApiError: it could not be read.
        """
        return await run_details(self._client, thread_id, run_id)

    async def rate(self, thread_id: str, answer: ChatMessage, rating: Rating | None) -> None:
        """Keep what the person thinks of an answer; None takes it back.

        Raises:
            ApiError: it could not be kept.
        """
        await keep_rating(self._client, thread_id, answer.id, rating)
        rated = dataclasses.replace(answer, rating=rating)
        self._events.emit(MessageChanged(thread_id, rated))

    async def stop(self, thread_id: str) -> None:
        """Stop the thread's answer; what is there of it stays.

        Raises:
            ApiError: the engine could not be told.
        """
        if (answer := self._answers.get(thread_id)) is not None:
            await answer.stop()

    async def _answer(
        self, thread_id: str, work: Callable[[Answer], Coroutine[None, None, None]]
    ) -> None:
        self._threads.get(thread_id)
        if self.answering(thread_id):
            raise InputError(
                say("This conversation is still being answered."),
                title=say("One question at a time"),
                hint=say("Wait for the answer, or stop it."),
            )
        answer = self._begin(thread_id)
        try:
            await self._tasks.run(work(answer), name=f"ask {thread_id}")
        finally:
            self._finish(thread_id)

    async def _ask(
        self,
        question: _Question,
        answer: Answer,
        *,
        perhaps_begun: bool = False,
        quoted: bool = False,
    ) -> None:
        thread_id = question.thread_id
        await self._first.come(self._threads.get(thread_id).assistant_id, answer.stopped)
        message = CreateMessageRequest(
            role="user", content=question.text, metadata={QUESTION: question.mark}
        )
        request = self._run(thread_id, question.mark, [message], quoted=quoted)
        problem = await answer.start(
            request, on_begun=lambda: self._asked(question), perhaps_begun=perhaps_begun
        )
        if problem is not None:
            self._lose(question, problem)

    async def _ask_again(
        self,
        thread_id: str,
        question: ChatMessage,
        failed: ChatMessage,
        answer: Answer,
        *,
        quoted: bool,
    ) -> None:
        if question.id in self._lost:
            lost, _ = self._lost.pop(question.id)
            self._events.emit(MessageRemoved(thread_id, question.id))
            await self._ask(lost, answer, perhaps_begun=True, quoted=quoted)
            return
        try:
            is_last = await self._is_last(thread_id, question)
        except ApiError as error:
            self._events.emit(ProblemRaised(problem_of(error)))
            return
        if not is_last:
            once_more = _Question(thread_id, question.text, uuid.uuid4().hex)
            await self._ask(once_more, answer, quoted=quoted)
            return
        if not failed.text:  # what was written of an answer stays
            self._events.emit(MessageRemoved(thread_id, failed.id))
        await self._run_again(thread_id, question, answer, quoted=quoted)

    async def _is_last(self, thread_id: str, question: ChatMessage) -> bool:
        newest = await self._client.get_thread_messages(thread_id, limit=100, order="desc")
        return next((m.id for m in newest.data if m.role == "user"), None) == question.id

    async def _run_again(
        self, thread_id: str, question: ChatMessage, answer: Answer, *, quoted: bool = False
    ) -> None:
        request = self._run(thread_id, question.id, None, quoted=quoted)
        problem = await answer.start(request)
        if problem is not None:
            answer.fail(problem)

    def _run(
        self,
        thread_id: str,
        mark: str,
        messages: list[CreateMessageRequest] | None,
        *,
        quoted: bool = False,
    ) -> CreateRunRequest:
        """Return a run of the thread's assistant, in the language that is set for it."""
        assistant = self._assistants.get(self._threads.get(thread_id).assistant_id)
        return CreateRunRequest(
            assistant_id=assistant.id,
            model=EXTRACTIVE_MODEL if quoted else None,
            metadata={QUESTION: mark},
            additional_messages=messages,
            additional_instructions=language_instructions(assistant.settings),
        )

    async def _replace(self, thread_id: str, message: ChatMessage) -> None:
        """Take away an answer that another one has taken the place of."""
        if message.id.startswith(PREFIXES["message"]):  # else it only says that a run failed
            try:
                await self._client.delete_thread_message(thread_id, message.id)
            except ApiError as error:
                if not is_missing(error):
                    self._events.emit(ProblemRaised(problem_of(error)))
                    return
        self._events.emit(MessageRemoved(thread_id, message.id))

    async def _asked(self, question: _Question) -> None:
        """Show a question that the engine has, and name the thread after it."""
        self._events.emit(MessageAdded(question.thread_id, await self._kept(question)))
        try:
            await self._threads.name_after(question.thread_id, question.text)
        except (ApiError, InputError) as error:  # a title is no reason to leave it unanswered
            self._events.emit(ProblemRaised(problem_of(error)))

    async def _kept(self, question: _Question) -> ChatMessage:
        try:
            newest = await self._client.get_thread_messages(
                question.thread_id, limit=20, order="desc"
            )
        except ApiError:
            pass  # it is there all the same
        else:
            for message in newest.data:
                if question.mark in marks(message):
                    return chat_message(message)
        return ChatMessage(question.local_id, "user", question.text, None, MessageState.COMPLETED)

    def _lose(self, question: _Question, problem: Problem) -> None:
        """Keep a question that the engine did not take, for the person to send it again."""
        lost = ChatMessage(
            question.local_id, "user", question.text, None, MessageState.FAILED, problem=problem
        )
        self._lost[lost.id] = (question, lost)
        self._events.emit(MessageAdded(question.thread_id, lost))

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
