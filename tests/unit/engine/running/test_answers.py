"""What the engine without a model does with tool choices, formats and limits of tokens."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Stopped,
    Turn,
    Used,
    Wrote,
)
from octavo.engine.app import Engine
from octavo.engine.factory import new_store_file, new_vector_store
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.store.store import Insert
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.messages import BeingRead, HalfRead, MessageObject, TextContent
from octavo.protocol.runs import CreateRunRequest, RunObject, SubmitToolOutputsRequest, ToolOutput
from octavo.protocol.steps import FileSearchCall, RunStepObject, ToolCallsDetails
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    JsonSchemaFormat,
    NamedFunction,
    NamedToolChoice,
    ResponseFormat,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
)
from support.asking import LEASE, asked, function, plain_assistant, with_lease
from support.embedding import HashEmbedder
from support.pdfs import make_pdf

SEARCH = FileSearchTool(type="file_search")


async def run_on(client: Client, question: str, assistant_id: str, **fields: Any) -> RunObject:
    thread = await asked(client, question)
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant_id, **fields))
    return await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)


async def message_of(client: Client, run: RunObject) -> MessageObject:
    (message,) = (await client.get_thread_messages(run.thread_id, run_id=run.id)).data
    return message


def text_of(message: MessageObject) -> TextContent:
    block = message.content[0]
    assert isinstance(block, TextContent)
    return block


async def steps_of(client: Client, run: RunObject) -> list[RunStepObject]:
    return (await client.get_run_steps(run.thread_id, run.id, order="asc")).data


async def test_without_any_tool_nothing_is_searched_and_it_says_so(
    client: Client, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    run = await run_on(client, "How much is the deposit?", assistant.id, tool_choice="none")
    message = await message_of(client, run)
    assert message.answer_kind == "not_covered"
    assert "tool_choice is “none”" in text_of(message).text.value
    assert [step.type for step in await steps_of(client, run)] == ["message_creation"]


async def test_an_answer_made_by_words_alone_says_so_for_good(
    client: Client, tmp_path: Path, embedder: HashEmbedder, reader: PdfiumReader
) -> None:
    embedder.gate.clear()  # the passages get no vectors
    assistant = await with_lease(client, tmp_path)
    run = await run_on(client, "How much is the deposit?", assistant.id)
    message = await message_of(client, run)
    assert (message.answer_kind, message.by_words_alone) == ("quotes", 3)
    assert await searched_alone(client, run) == [3]
    embedder.gate.set()
    (store_id,) = assistant.tool_resources.file_search.vector_store_ids
    async with asyncio.timeout(60):
        while True:
            seen = (await client.get_vector_store_embedding(store_id)).searched
            if seen is not None and seen.passages_embedded == 3:
                break
            await asyncio.sleep(0.01)
    # a later answer compares meanings, and what is told of the first one stays true of it
    later = await run_on(client, "How much is the deposit?", assistant.id)
    assert (await message_of(client, later)).by_words_alone is None
    assert await searched_alone(client, later) == [None]
    shutil.copytree(tmp_path / "data", tmp_path / "again")
    engine = await Engine.open(tmp_path / "again", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as next_life:
        assert await message_of(next_life, run) == message
        assert await searched_alone(next_life, run) == [3]
    await engine.aclose()


async def searched_alone(client: Client, run: RunObject) -> list[int | None]:
    """Return how many passages each search of a run compared by their words alone."""
    return [
        call.file_search.by_words_alone
        for step in await steps_of(client, run)
        if isinstance(step.step_details, ToolCallsDetails)
        for call in step.step_details.tool_calls
        if isinstance(call, FileSearchCall)
    ]


async def test_an_assistant_without_file_search_says_what_it_lacks(client: Client) -> None:
    assistant = await plain_assistant(client)
    run = await run_on(client, "How much?", assistant.id)
    assert "does not search" in text_of(await message_of(client, run)).text.value


@pytest.mark.parametrize("choice", [NamedToolChoice(type="file_search"), "required", "auto"])
async def test_file_search_is_used_before_functions_that_nobody_named(
    client: Client, tmp_path: Path, choice: Any
) -> None:
    assistant = await with_lease(client, tmp_path)
    run = await run_on(
        client,
        "How much is the deposit?",
        assistant.id,
        tools=[function("f"), SEARCH],
        tool_choice=choice,
    )
    assert run.status == "completed"
    assert "2,400 euros" in text_of(await message_of(client, run)).text.value


async def test_an_answer_can_be_one_json_object(client: Client, tmp_path: Path) -> None:
    file = await client.upload_file(
        make_pdf(tmp_path / "a.pdf", ["# Costs\n\nThe deposit amounts to 2,400 euros."]),
        filename='Odd "name" 【1】.pdf',
    )
    assistant = await with_lease(client, tmp_path)
    search = assistant.tool_resources
    assert search is not None
    assert search.file_search is not None
    (store_id,) = search.file_search.vector_store_ids or []
    await client.create_vector_store_file(store_id, CreateVectorStoreFileRequest(file_id=file.id))
    await client.wait_for_vector_store_file_to_complete(store_id, file.id, poll_interval=0.02)
    wanted = ResponseFormat(type="json_object")
    run = await run_on(client, "How much is the deposit?", assistant.id, response_format=wanted)
    text = text_of(await message_of(client, run)).text
    answer = json.loads(text.value)
    assert answer["kind"] == "quotes"
    assert "2,400 euros" in answer["quotes"][0]["text"]
    assert {quote["file"] for quote in answer["quotes"]} >= {'Odd "name" 【1】.pdf'}
    assert [quote["citation"] for quote in answer["quotes"]] == [a.text for a in text.annotations]
    for quote, annotation in zip(answer["quotes"], text.annotations, strict=True):
        assert text.value[annotation.start_index : annotation.end_index] == annotation.text
        assert annotation.type == "file_citation"
        assert annotation.file_citation.page == quote["page"]


async def test_what_is_not_covered_and_what_functions_returned_are_json_too(
    client: Client, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    wanted = ResponseFormat(type="json_object")
    run = await run_on(
        client, "Which volcano erupted beneath Iceland?", assistant.id, response_format=wanted
    )
    answer = json.loads(text_of(await message_of(client, run)).text.value)
    assert answer["kind"] == "not_covered"
    assert answer["message"].startswith("Your documents do not seem to cover this.")
    choice = NamedToolChoice(type="function", function=NamedFunction(name="f"))
    run = await run_on(
        client, "Q", assistant.id, response_format=wanted, tools=[function("f")], tool_choice=choice
    )
    assert run.required_action is not None
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    output = ToolOutput(tool_call_id=call.id, output='{"a": "“b”\n"}')
    await client.submit_tool_outputs(
        run.thread_id, run.id, SubmitToolOutputsRequest(tool_outputs=[output])
    )
    await client.wait_for_run_to_complete(run.thread_id, run.id, poll_interval=0.02)
    answer = json.loads(text_of(await message_of(client, run)).text.value)
    assert answer["outputs"] == [{"function": "f", "output": '{"a": "“b”\n"}'}]


async def test_an_answer_after_a_schema_is_refused_in_words(client: Client) -> None:
    assistant = await plain_assistant(client)
    schema = JsonSchemaFormat(name="answer", schema={"type": "object"})
    wanted = ResponseFormat(type="json_schema", json_schema=schema)
    run = await run_on(client, "Q", assistant.id, response_format=wanted)
    assert run.status == "failed"
    assert run.last_error is not None
    assert run.last_error.code == "invalid_prompt"
    assert "cannot write after a schema" in run.last_error.message


async def test_usage_is_told_for_steps_and_run(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    question = "How much is the deposit?"
    run = await run_on(client, question, assistant.id)
    search, writing = await steps_of(client, run)
    text = text_of(await message_of(client, run)).text.value
    assert search.usage is not None
    assert writing.usage is not None
    assert run.usage is not None
    assert search.usage.prompt_tokens == estimate_tokens(question)
    assert writing.usage.completion_tokens == estimate_tokens(text)
    assert writing.usage.prompt_tokens >= sum(map(estimate_tokens, LEASE)) - 6  # without the “#”
    for part in ("prompt_tokens", "completion_tokens", "total_tokens"):
        total = getattr(search.usage, part) + getattr(writing.usage, part)
        assert getattr(run.usage, part) == total


async def test_a_long_answer_is_cut_at_its_tokens(client: Client) -> None:
    assistant = await plain_assistant(client)
    choice = NamedToolChoice(type="function", function=NamedFunction(name="f"))
    run = await run_on(
        client,
        "Q",
        assistant.id,
        tools=[function("f")],
        tool_choice=choice,
        max_completion_tokens=256,
    )
    assert run.required_action is not None
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    words = " ".join(f"word{number}" for number in range(2000))
    output = ToolOutput(tool_call_id=call.id, output=words)
    await client.submit_tool_outputs(
        run.thread_id, run.id, SubmitToolOutputsRequest(tool_outputs=[output])
    )
    run = await client.wait_for_run_to_complete(run.thread_id, run.id, poll_interval=0.02)
    assert run.status == "incomplete"
    assert run.incomplete_details is not None
    assert run.incomplete_details.reason == "max_completion_tokens"
    message = await message_of(client, run)
    assert message.status == "incomplete"
    assert message.incomplete_details is not None
    assert message.incomplete_details.reason == "max_tokens"
    text = text_of(message).text.value
    assert f"f: {words}".startswith(text)
    assert run.usage is not None
    assert 200 < run.usage.completion_tokens <= 256
    assert (await steps_of(client, run))[-1].status == "completed"


async def test_a_question_longer_than_the_prompt_may_be_is_not_answered(
    client: Client, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    run = await run_on(client, "stone " * 400, assistant.id, max_prompt_tokens=256)
    assert run.status == "incomplete"
    assert run.incomplete_details is not None
    assert run.incomplete_details.reason == "max_prompt_tokens"
    assert (await client.get_thread_messages(run.thread_id, run_id=run.id)).data == []
    assert run.usage is not None
    assert (run.usage.prompt_tokens, run.usage.completion_tokens) == (400, 0)


async def test_a_passage_longer_than_the_prompt_may_be_is_counted(
    client: Client, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    question = "deposit " * 250
    run = await run_on(client, question, assistant.id, max_prompt_tokens=256)
    assert run.status == "incomplete"
    assert run.incomplete_details is not None
    assert run.incomplete_details.reason == "max_prompt_tokens"
    assert run.usage is not None
    assert 256 < run.usage.prompt_tokens < 300


async def test_fewer_passages_are_read_where_the_prompt_is_short(
    client: Client, tmp_path: Path
) -> None:
    kinds = ("copper", "timber", "marble", "velvet")
    pages = [
        " ".join(
            f"The deposit of {kind}{n} was {kind}{n * 7} and {kind}{n * 13}." for n in range(20)
        )
        for kind in kinds
    ]
    file = await client.upload_file(make_pdf(tmp_path / "long.pdf", pages))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    assistant = await plain_assistant(
        client,
        tools=[SEARCH],
        tool_resources=ToolResourcesRequest(
            file_search=FileSearchResourcesRequest(vector_store_ids=[store.id])
        ),
    )
    question = "What is the deposit of a house?"
    counts = []
    for limit in (None, 400):
        run = await run_on(client, question, assistant.id, max_prompt_tokens=limit)
        assert run.status == "completed"
        assert run.usage is not None
        assert limit is None or run.usage.prompt_tokens <= limit
        details = (await steps_of(client, run))[0].step_details
        assert isinstance(details, ToolCallsDetails)
        call = details.tool_calls[0]
        assert isinstance(call, FileSearchCall)
        counts.append(len(call.file_search.results or []))
    assert counts[0] > counts[1] > 0


class CountingGenerator:
    """Tells what it used, and ends early."""

    def __init__(self, reason: Any) -> None:
        self.reason = reason

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        yield Begun("written")
        yield Used(prompt_tokens=1000)
        yield Wrote("So far.")
        yield Used(completion_tokens=7)
        yield Stopped(self.reason)


@pytest.mark.parametrize(
    ("reason", "of_run", "of_message"),
    [
        ("max_completion_tokens", "max_completion_tokens", "max_tokens"),
        ("max_prompt_tokens", "max_prompt_tokens", "max_tokens"),
        ("content_filter", None, "content_filter"),
    ],
)
async def test_what_a_generator_says_of_its_end_and_usage_is_kept(
    client: Client, engine: Engine, reason: str, of_run: str | None, of_message: str
) -> None:
    engine._services.runs._generator = CountingGenerator(reason)
    assistant = await plain_assistant(client)
    run = await run_on(client, "Q", assistant.id)
    assert run.status == "incomplete"
    assert run.incomplete_details is not None
    assert run.incomplete_details.reason == of_run
    message = await message_of(client, run)
    assert message.incomplete_details is not None
    assert message.incomplete_details.reason == of_message
    assert run.usage is not None
    assert (run.usage.prompt_tokens, run.usage.completion_tokens) == (1000, 7)


async def test_documents_that_are_not_read_yet_are_not_said_to_lack_the_answer(
    client: Client, engine: Engine
) -> None:
    file = await client.upload_file(b"%PDF-1.7", filename="coming.pdf")
    store = new_vector_store()
    # kept behind the back of what reads files, so that it stays to be read
    await engine._services.store.apply(Insert(store), Insert(new_store_file(store.id, file.id)))
    resources = FileSearchResourcesRequest(vector_store_ids=[store.id])
    assistant = await plain_assistant(
        client, tools=[SEARCH], tool_resources=ToolResourcesRequest(file_search=resources)
    )
    run = await run_on(client, "How much is the deposit?", assistant.id)
    message = await message_of(client, run)
    assert "still being read" in text_of(message).text.value
    assert message.being_read == BeingRead(
        files=[HalfRead(file_id=file.id, filename="coming.pdf")], more=0
    )
