"""One question to one vector store, in a thread that is gone afterwards: for the command line."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from octavo.client import Client
from octavo.errors import AppError
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest, MessageObject, TextContent
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchResourcesRequest, FileSearchTool, ToolResourcesRequest
from octavo.session.answer import Answer
from octavo.session.events import HostWaits, SessionEvent
from octavo.session.lists import every
from octavo.session.messages import QUESTION
from octavo.session.retrieval import NOTHING, Retrieved, retrieved
from octavo.session.roles import ASK, ROLE
from octavo.session.state import Problem


class AnswerFailedError(AppError):
    """The question could not be answered, for no fault of the files."""

    default_title = "The answer failed"


@dataclasses.dataclass(frozen=True, slots=True)
class StoreAnswer:
    """What came of a question.

    Args:
        message: The answer.
        retrieved: What was found for it, if that was asked for.
        broke: Why the answer is not whole; None if it is.
    """

    message: MessageObject
    retrieved: Retrieved = NOTHING
    broke: Problem | None = None


async def ask_store(
    client: Client,
    store_id: str,
    question: str,
    model: str | None,
    *,
    explain: bool,
    on_wait: Callable[[HostWaits], None] = lambda _: None,
) -> StoreAnswer:
    """Return the answer to a question about a vector store, also one that broke off.

    Args:
        client: The way to the engine.
        store_id: The vector store.
        question: What to ask.
        model: What answers; without it the extract.
        explain: Whether the passages are wanted; else there are none.
        on_wait: Told when the model's host has to be waited for.

    Raises:
        AnswerFailedError: the engine could not answer, not even in part.
        ApiError: the engine could not be reached.
    """

    def hear(event: SessionEvent) -> None:
        if isinstance(event, HostWaits):
            on_wait(event)

    assistant_id = await _assistant(client)
    thread = await client.create_thread(
        CreateThreadRequest(
            metadata={ROLE: ASK},
            tool_resources=ToolResourcesRequest(
                file_search=FileSearchResourcesRequest(vector_store_ids=[store_id])
            ),
        )
    )
    try:
        asked = CreateMessageRequest(role="user", content=question)
        request = CreateRunRequest(
            assistant_id=assistant_id,
            model=model or EXTRACTIVE_MODEL,
            metadata={QUESTION: thread.id},  # the thread's only one
            additional_messages=[asked],
        )
        answer = Answer(client, thread.id, hear)
        if (problem := await answer.start(request)) is not None:
            raise AnswerFailedError(problem.message, hint=problem.hint)
        problem = next((m.problem for m in answer.messages if m.problem is not None), None)
        written = await client.get_thread_messages(thread.id, limit=1, order="desc")
        said = written.data[0] if written.data and written.data[0].role == "assistant" else None
        if problem is not None and (said is None or not _says_something(said)):
            raise AnswerFailedError(problem.message, hint=problem.hint)
        if said is None:
            raise AnswerFailedError("The engine gave no answer.")
        if not explain or said.run_id is None:
            return StoreAnswer(said, broke=problem)
        return StoreAnswer(said, await retrieved(client, thread.id, said.run_id), problem)
    finally:
        await client.delete_thread(thread.id)


def _says_something(message: MessageObject) -> bool:
    texts = [block.text.value for block in message.content if isinstance(block, TextContent)]
    return any(text.strip() for text in texts)


async def _assistant(client: Client) -> str:
    """Return an assistant without documents of its own, so that only the files are searched."""
    for assistant in await every(client.get_assistants):
        if assistant.metadata.get(ROLE) == ASK:
            return assistant.id
    made = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            name="Command line",
            tools=[FileSearchTool(type="file_search")],
            metadata={ROLE: ASK},
        )
    )
    return made.id
