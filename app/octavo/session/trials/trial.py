"""Puts questions with known answers to an assistant, each in a thread that is gone afterwards."""

from __future__ import annotations

import contextlib
import dataclasses
import time
from collections.abc import AsyncGenerator, Mapping, Sequence

from octavo.client import Client
from octavo.engine.evaluation.measure import distinct, rank_of
from octavo.engine.evaluation.questions import Question
from octavo.engine.evaluation.written import Written, contains, written_of
from octavo.errors import ApiError, AppError
from octavo.protocol.messages import CreateMessageRequest, MessageObject
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import StepSearchResult
from octavo.protocol.threads import CreateThreadRequest
from octavo.session.answer import Answer
from octavo.session.assistant_settings import language_instructions
from octavo.session.assistants import Assistants
from octavo.session.events import SessionEvent
from octavo.session.insight import place_of_passage
from octavo.session.messages import QUESTION, chat_citation
from octavo.session.problems import problem_of
from octavo.session.retrieval import found_passages
from octavo.session.roles import ASK, ROLE
from octavo.session.state import AssistantItem, Citation, Problem
from octavo.words import say, say_many


@dataclasses.dataclass(frozen=True, slots=True)
class TrialOutcome:
    """What came of one question.

    Args:
        question: What was asked.
        rank: Pages above the first right one; None if it was not found, or no page is known.
        refused: Whether the answer says that the documents do not cover it.
        contained: Whether the answer has the expected text; None if none is expected.
        checked: For each quote of the answer, whether its words stand on the page.
        place: The page to look at: the right one where it was found, else what was cited first.
        problem: Why it could not be asked; nothing else counts then.
    """

    question: Question
    rank: int | None = None
    refused: bool = False
    contained: bool | None = None
    checked: tuple[bool, ...] = ()
    place: Citation | None = None
    problem: Problem | None = None


class Trials:
    """Asks as a person would: with the assistant's own model, collection and settings.

    Args:
        client: The way to the engine.
        assistants: Those that can be tried.
    """

    def __init__(self, client: Client, assistants: Assistants) -> None:
        self._client = client
        self._assistants = assistants

    async def outcomes(
        self, assistant_id: str, questions: Sequence[Question], pages: Mapping[str, int]
    ) -> AsyncGenerator[TrialOutcome]:
        """Ask one question after the other, and yield what came of it.

        Args:
            assistant_id: The assistant.
            questions: What to ask.
            pages: The documents that it can look into, and how many pages each has; 0 where that
                is not known yet.

        Raises:
            InputError: there is no such assistant.
        """
        assistant = self._assistants.get(assistant_id)
        for question in questions:
            if question.pdf not in pages:
                yield TrialOutcome(question, problem=_unknown(question.pdf))
                continue
            if beyond := question.beyond(pages[question.pdf]):
                problem = _no_page(question.pdf, beyond[0], pages[question.pdf])
                yield TrialOutcome(question, problem=problem)
                continue
            try:
                yield await self._ask(assistant, question)
            except AppError as error:
                yield TrialOutcome(question, problem=problem_of(error))

    async def _ask(self, assistant: AssistantItem, question: Question) -> TrialOutcome:
        thread = await self._client.create_thread(CreateThreadRequest(metadata={ROLE: ASK}))
        answer = Answer(self._client, thread.id, _unheard)
        try:
            request = CreateRunRequest(
                assistant_id=assistant.id,
                metadata={QUESTION: thread.id},  # the thread's only one
                additional_messages=[CreateMessageRequest(role="user", content=question.text)],
                additional_instructions=language_instructions(assistant.settings),
            )
            began = time.monotonic()
            problem = await answer.start(request)
            problem = problem or next((m.problem for m in answer.messages if m.problem), None)
            said = await self._client.get_thread_messages(thread.id, limit=1, order="desc")
            message = next((m for m in said.data if m.role == "assistant"), None)
            if problem is not None or message is None or answer.run_id is None:
                return TrialOutcome(question, problem=problem or _silent())
            passages = await found_passages(self._client, thread.id, answer.run_id)
            return _outcome(question, message, passages, time.monotonic() - began)
        finally:
            # a thread that stays is not listed, and the next `octavo ask` clears it
            with contextlib.suppress(ApiError):
                await answer.stop()
                await self._client.delete_thread(thread.id)


def _outcome(
    question: Question,
    message: MessageObject,
    passages: Sequence[StepSearchResult],
    seconds: float,
) -> TrialOutcome:
    written = written_of(question, message, model=message.answered_by or "", seconds=seconds)
    pages = distinct((p.file_name, p.page) for p in passages if p.page is not None)
    if not passages:  # nothing was searched, as for a summary: its quotes are what was found
        pages = distinct((c.filename or "", c.page or 0) for c in written.citations)
    expected = question.answers if question.answerable else ()
    return TrialOutcome(
        question=question,
        rank=rank_of(pages, question.gold),
        refused=written.refused,
        contained=contains(written.text, expected) if expected else None,
        checked=tuple(bool(cited.verified) for cited in written.citations),
        place=_place(question, written, passages),
    )


def _place(
    question: Question, written: Written, passages: Sequence[StepSearchResult]
) -> Citation | None:
    right = next((p for p in passages if (p.file_name, p.page) in question.gold), None)
    if right is not None:
        return place_of_passage(right)
    cited = next((c for c in written.citations if (c.filename, c.page) in question.gold), None)
    if cited is not None:
        return chat_citation(cited, 0, 0)
    if written.citations:
        return chat_citation(written.citations[0], 0, 0)
    return place_of_passage(passages[0]) if passages else None


def _unheard(event: SessionEvent) -> None:
    """Nobody looks at the answers of a trial while they are written."""


def _unknown(name: str) -> Problem:
    return Problem(
        say("Not asked"), say("“{name}” is not among the assistant's documents.", name=name)
    )


def _no_page(name: str, page: int, there: int) -> Problem:
    said = say_many(
        "“{name}” has no page {page}: it has {n:,} page.",
        "“{name}” has no page {page}: it has {n:,} pages.",
        there,
        name=name,
        page=page,
    )
    return Problem(say("Not asked"), said)


def _silent() -> Problem:
    return Problem(say("Not answered"), say("The engine ended it without a word."))
