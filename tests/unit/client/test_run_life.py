"""A run's whole life with a function, over real HTTP: called, answered, followed late."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client, HttpTransport
from octavo.engine.app import Engine
from octavo.errors import ApiError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.runs import (
    CreateRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
    ToolOutput,
)
from octavo.protocol.tools import NamedFunction, NamedToolChoice
from support.asking import SlowGenerator, asked, function, plain_assistant, run_names
from support.embedding import HashEmbedder

CALL_IT = NamedToolChoice(type="function", function=NamedFunction(name="look_up"))


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[Engine]:
    reader = PdfiumReader()
    made = await Engine.open(tmp_path / "data", reader=reader, embedder=HashEmbedder())
    yield made
    await made.aclose()
    await reader.aclose()


@pytest.fixture
async def client(engine: Engine, serve: Callable[[Any], Awaitable[str]]) -> AsyncIterator[Client]:
    transport = HttpTransport(await serve(engine.app))
    async with Client(transport, max_retries=0, poll_interval=0.02) as made:
        yield made


async def test_a_function_is_called_and_its_output_answered(client: Client) -> None:
    assistant = await plain_assistant(client, tools=[function("look_up")])
    thread = await asked(client, "Q")
    request = CreateRunRequest(assistant_id=assistant.id, tool_choice=CALL_IT)
    async with client.stream_run(thread.id, request) as events:
        told = [event async for event in events]
    run = told[-1].data
    assert isinstance(run, RunObject)
    assert run.required_action is not None
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    given = SubmitToolOutputsRequest(tool_outputs=[ToolOutput(tool_call_id=call.id, output="42")])
    async with client.stream_tool_outputs(thread.id, run.id, given) as events:
        told += [event async for event in events]
    async with client.follow_run(thread.id, run.id) as events:
        assert [event.event async for event in events] == [event.event for event in told]
    answer = await client.wait_for_assistant_message(thread.id, run_id=run.id, deadline=5)
    assert answer.content[0].type == "text"
    assert answer.content[0].text.value == "look_up: 42"


async def test_a_waiter_does_not_wait_for_what_the_caller_has_to_do(client: Client) -> None:
    assistant = await plain_assistant(client, tools=[function("look_up")])
    thread = await asked(client, "Q")
    request = CreateRunRequest(assistant_id=assistant.id, tool_choice=CALL_IT)
    with pytest.raises(ApiError, match="waits for outputs of look_up"):
        await client.run_and_get_assistant_response(thread.id, request, deadline=10)
    [run] = (await client.get_runs(thread.id)).data
    assert run.status == "requires_action"


async def test_a_run_whose_stream_was_left_is_followed_anew(client: Client, engine: Engine) -> None:
    slow = engine._services.runs._generator = SlowGenerator()
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    async with client.stream_run(thread.id, CreateRunRequest(assistant_id=assistant.id)) as events:
        run = (await anext(events)).data
    assert isinstance(run, RunObject)
    await slow.began.wait()
    slow.go.set()
    names = await run_names(client, thread.id, run.id)
    assert (names[0], names[-1]) == ("thread.run.created", "thread.run.completed")
