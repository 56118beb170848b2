"""Runs from question to cited quote: states, order of events, cancelling, locking, recovery."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4

from octavo.client import Client, InProcessTransport
from octavo.engine.answer.generator import AnswerPart, Begun, Turn, Wrote
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError, AppError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, CreateThreadAndRunRequest
from octavo.protocol.steps import ToolCallsDetails
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    CodeInterpreterTool,
    FileSearchTool,
)
from support.asking import LEASE, SlowGenerator, asked, plain_assistant, with_lease
from support.embedding import HashEmbedder
from support.pdfs import HEADING, LEADING, MARGIN


async def test_a_streamed_run_tells_its_story_in_order(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "When may the tenant terminate the lease?")
    async with client.stream_run(thread.id, CreateRunRequest(assistant_id=assistant.id)) as events:
        names = [event.event async for event in events]
    compact = [name for before, name in zip(["", *names], names, strict=False) if name != before]
    assert compact == [
        "thread.run.created",
        "thread.run.queued",
        "thread.run.in_progress",
        "thread.run.step.created",
        "thread.run.step.in_progress",
        "thread.run.step.delta",
        "thread.run.step.completed",
        "thread.run.step.created",
        "thread.run.step.in_progress",
        "thread.message.created",
        "thread.message.in_progress",
        "thread.message.delta",
        "thread.message.completed",
        "thread.run.step.completed",
        "thread.run.completed",
    ]


async def test_an_answer_cites_the_page_that_says_it(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the deposit?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "completed"
    (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
    text = message.content[0].text
    first = text.annotations[0]
    assert message.answer_kind == "quotes"
    assert text.value[first.start_index : first.end_index] == first.text
    citation = first.file_citation
    assert (citation.page, citation.filename, citation.verified) == (3, "lease.pdf", True)
    assert citation.quote == LEASE[2].partition("\n\n")[2]  # without the heading above it
    assert citation.rects
    heading = A4[1] - MARGIN - HEADING * LEADING
    assert all(top < heading for *_, top in citation.rects)
    assert all(0 < left < right < 596 for left, _, right, _ in citation.rects)


async def test_a_step_shows_what_was_found_when_asked_for(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the deposit?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await client.wait_for_run_to_complete(thread.id, run.id)
    steps = (await client.get_run_steps(thread.id, run.id, order="asc")).data
    assert [step.type for step in steps] == ["tool_calls", "message_creation"]
    details = steps[0].step_details
    assert isinstance(details, ToolCallsDetails)
    results = details.tool_calls[0].file_search.results
    assert results[0].page == 3
    assert results[0].content is None


async def test_what_is_not_there_is_said_to_be_missing(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "Which volcano erupted beneath Iceland?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await client.wait_for_run_to_complete(thread.id, run.id)
    (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
    assert message.answer_kind == "not_covered"
    assert message.content[0].text.value.startswith("Your documents do not seem to cover this.")


async def test_a_run_without_documents_says_so(client: Client) -> None:
    assistant = await client.create_assistant(
        CreateAssistantRequest(model=EXTRACTIVE_MODEL, tools=[FileSearchTool(type="file_search")])
    )
    question = CreateMessageRequest(role="user", content="Anything?")
    async with client.stream_thread_and_run(
        CreateThreadAndRunRequest(
            assistant_id=assistant.id, thread=CreateThreadRequest(messages=[question])
        )
    ) as events:
        seen = [event async for event in events]
    assert seen[0].event == "thread.created"
    message = next(event.data for event in seen if event.event == "thread.message.completed")
    assert "no documents" in message.content[0].text.value


async def test_the_code_interpreter_is_refused_in_words(client: Client) -> None:
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL, tools=[CodeInterpreterTool(type="code_interpreter")]
        )
    )
    thread = await asked(client, "Compute!")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "failed"
    assert "no code interpreter" in run.last_error.message


class FailingGenerator:
    """Writes a word, then fails."""

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        yield Begun("written")
        yield Wrote("So ")
        raise AppError("The model went away.", hint="Ask again.")


@pytest.fixture
def slow(engine: Engine) -> SlowGenerator:
    made = SlowGenerator()
    engine._services.runs._generator = made
    return made


async def test_cancel_ends_a_run_and_keeps_what_was_written(
    client: Client, slow: SlowGenerator
) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    async with asyncio.timeout(1):
        assert (await client.cancel_run(thread.id, run.id)).status == "cancelling"
        await slow.closed.wait()
        run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "cancelled"
    (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
    assert message.status == "incomplete"
    assert message.incomplete_details.reason == "run_cancelled"
    assert message.content[0].text.value == "About “Q”: "
    with pytest.raises(ApiStatusError, match="Cannot cancel"):
        await client.cancel_run(thread.id, run.id)


async def test_closing_the_stream_does_not_end_the_run(client: Client, slow: SlowGenerator) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    async with client.stream_run(thread.id, CreateRunRequest(assistant_id=assistant.id)) as events:
        async for event in events:
            if event.event == "thread.message.delta":
                run_id = (await client.get_runs(thread.id)).data[0].id
                break
    assert (await client.get_run(thread.id, run_id)).status == "in_progress"
    assert not slow.closed.is_set()


async def test_a_thread_is_locked_while_it_answers(client: Client, slow: SlowGenerator) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    with pytest.raises(ApiStatusError, match="active run") as caught:
        await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    assert caught.value.status == 400
    with pytest.raises(ApiStatusError, match="active run"):
        await client.create_thread_message(
            thread.id, CreateMessageRequest(role="user", content="More")
        )


async def test_deleting_a_thread_ends_its_run(client: Client, slow: SlowGenerator) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    await client.delete_thread(thread.id)
    assert slow.closed.is_set()


async def test_a_failed_run_says_why_and_keeps_what_was_written(
    client: Client, engine: Engine
) -> None:
    engine._services.runs._generator = FailingGenerator()
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert (run.status, run.last_error.message) == ("failed", "The model went away. Ask again.")
    (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
    assert message.incomplete_details.reason == "run_failed"
    assert message.content[0].text.value == "So "


async def test_closing_the_engine_ends_runs_whole(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    """Security line 16, the orderly half: nothing half-done is shown as done."""
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    slow = engine._services.runs._generator = SlowGenerator()
    async with Client(InProcessTransport(engine.app)) as client:
        assistant = await plain_assistant(client)
        thread = await asked(client, "Q")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        await slow.began.wait()
        async with asyncio.timeout(2):
            await engine.aclose()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        assert (await client.get_run(thread.id, run.id)).status == "cancelled"
        (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
        assert message.status == "incomplete"
        assert message.content[0].text.value.startswith("About")
    await engine.aclose()
