"""Function tools end to end: called, waited for, given outputs, over restarts, to any end."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Call,
    Called,
    Turn,
    Used,
    Wrote,
    text_of,
)
from octavo.engine.app import Engine
from octavo.engine.store.store import Replace
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.runs import (
    CreateRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
    ToolOutput,
)
from octavo.protocol.steps import RunStepObject, ToolCallsDetails
from octavo.protocol.tools import FileSearchTool, NamedFunction, NamedToolChoice, Tool
from support.asking import asked, compact, function, plain_assistant, run_names, with_lease
from support.embedding import HashEmbedder

WEATHER = function(
    "get_weather",
    {
        "type": "object",
        "properties": {"place": {"type": "string"}, "unit": {"enum": ["kelvin", "celsius"]}},
        "required": ["place", "unit"],
    },
)
TIME = function("get_time")


def named(name: str) -> NamedToolChoice:
    return NamedToolChoice(type="function", function=NamedFunction(name=name))


def request(assistant_id: str, *tools: Tool, **fields: Any) -> CreateRunRequest:
    given = {"tools": list(tools) or [WEATHER], "tool_choice": named("get_weather"), **fields}
    return CreateRunRequest(assistant_id=assistant_id, **given)


async def waiting(client: Client, *tools: Tool, **fields: Any) -> RunObject:
    """Return a run that waits for outputs."""
    assistant = await plain_assistant(client)
    thread = await asked(client, "How warm is it in Bonn, in celsius?")
    run = await client.create_run(thread.id, request(assistant.id, *tools, **fields))
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "requires_action"
    return run


def outputs(run: RunObject, *texts: str) -> SubmitToolOutputsRequest:
    assert run.required_action is not None
    calls = run.required_action.submit_tool_outputs.tool_calls
    return SubmitToolOutputsRequest(
        tool_outputs=[
            ToolOutput(tool_call_id=call.id, output=text)
            for call, text in zip(calls, texts, strict=True)
        ]
    )


async def ended(client: Client, run: RunObject) -> RunObject:
    return await client.wait_for_run_to_complete(run.thread_id, run.id, poll_interval=0.02)


async def answer_of(client: Client, run: RunObject) -> str:
    (message,) = (await client.get_thread_messages(run.thread_id, run_id=run.id)).data
    block = message.content[0]
    assert block.type == "text"
    return block.text.value


async def test_the_function_that_the_choice_names_is_called(client: Client) -> None:
    run = await waiting(client, TIME, WEATHER)
    assert run.required_action is not None
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    assert call.function.name == "get_weather"
    assert json.loads(call.function.arguments) == {
        "place": "How warm is it in Bonn, in celsius?",
        "unit": "celsius",
    }
    (step,) = (await client.get_run_steps(run.thread_id, run.id)).data
    assert step.status == "in_progress"
    assert isinstance(step.step_details, ToolCallsDetails)
    assert step.step_details.tool_calls[0].id == call.id
    assert step.step_details.tool_calls[0].model_dump()["function"]["output"] is None


async def test_the_stream_ends_with_the_call_and_goes_on_with_the_outputs(client: Client) -> None:
    assistant = await plain_assistant(client)
    thread = await asked(client, "How warm is it in Bonn?")
    async with client.stream_run(thread.id, request(assistant.id)) as events:
        before = [event async for event in events]
    assert compact([event.event for event in before]) == [
        "thread.run.created",
        "thread.run.queued",
        "thread.run.in_progress",
        "thread.run.step.created",
        "thread.run.step.in_progress",
        "thread.run.step.delta",
        "thread.run.requires_action",
    ]
    run = before[-1].data
    assert isinstance(run, RunObject)
    async with client.stream_tool_outputs(thread.id, run.id, outputs(run, "21 °C")) as events:
        after = [event async for event in events]
    assert compact([event.event for event in after]) == [
        "thread.run.step.completed",
        "thread.run.queued",
        "thread.run.in_progress",
        "thread.run.step.created",
        "thread.run.step.in_progress",
        "thread.message.created",
        "thread.message.in_progress",
        "thread.message.delta",
        "thread.message.completed",
        "thread.run.step.completed",
        "thread.run.completed",
    ]
    step = after[0].data
    assert isinstance(step, RunStepObject)
    assert isinstance(step.step_details, ToolCallsDetails)
    assert step.step_details.tool_calls[0].model_dump()["function"]["output"] == "21 °C"
    assert (await run_names(client, thread.id, run.id))[-1] == "thread.run.completed"


async def test_the_answer_gives_the_outputs_verbatim(client: Client) -> None:
    run = await waiting(client)
    queued = await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, "21 °C\nsunny"))
    assert (queued.status, queued.required_action) == ("queued", None)
    run = await ended(client, run)
    assert run.status == "completed"
    assert run.required_action is None
    assert await answer_of(client, run) == "get_weather: 21 °C\nsunny"


async def test_quotes_follow_the_outputs_where_documents_are_searched(
    client: Client, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the deposit?")
    run = await client.create_run(
        thread.id, request(assistant.id, FileSearchTool(type="file_search"), WEATHER)
    )
    run = await ended(client, run)
    await client.submit_tool_outputs(thread.id, run.id, outputs(run, "21 °C"))
    run = await ended(client, run)
    text = await answer_of(client, run)
    assert text.startswith("get_weather: 21 °C\n\n“")
    assert "2,400 euros" in text
    steps = (await client.get_run_steps(thread.id, run.id, order="asc")).data
    assert [step.type for step in steps] == ["tool_calls", "tool_calls", "message_creation"]


@pytest.mark.parametrize(("parallel", "rounds"), [(True, [2]), (False, [1, 1])])
async def test_all_functions_are_called_at_once_only_where_calls_may_be_parallel(
    client: Client, parallel: bool, rounds: list[int]
) -> None:
    run = await waiting(client, WEATHER, TIME, tool_choice="required", parallel_tool_calls=parallel)
    for number in rounds:
        assert run.required_action is not None
        calls = run.required_action.submit_tool_outputs.tool_calls
        assert len(calls) == number
        texts = [f"result of {call.function.name}" for call in calls]
        await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, *texts))
        run = await ended(client, run)
    assert run.status == "completed"
    assert await answer_of(client, run) == (
        "get_weather: result of get_weather\n\nget_time: result of get_time"
    )


async def test_outputs_that_do_not_fit_the_calls_are_refused(client: Client) -> None:
    run = await waiting(client, WEATHER, TIME, tool_choice="required")
    assert run.required_action is not None
    first, second = (c.id for c in run.required_action.submit_tool_outputs.tool_calls)
    for ids, words in [
        ([first], f"missing: {second}"),
        ([first, first, second], "given twice"),
        ([first, second, "call_no"], "waits for no call 'call_no'"),
    ]:
        given = [ToolOutput(tool_call_id=one, output="x") for one in ids]
        with pytest.raises(ApiStatusError, match=words) as caught:
            await client.submit_tool_outputs(
                run.thread_id, run.id, SubmitToolOutputsRequest(tool_outputs=given)
            )
        assert caught.value.status == 400
    assert (await client.get_run(run.thread_id, run.id)).status == "requires_action"


async def test_outputs_are_taken_once(client: Client) -> None:
    run = await waiting(client)
    given = outputs(run, "x")
    results = await asyncio.gather(
        *(client.submit_tool_outputs(run.thread_id, run.id, given) for _ in range(3)),
        return_exceptions=True,
    )
    refused = [one for one in results if isinstance(one, ApiStatusError)]
    assert len(refused) == 2
    assert all("do not accept tool outputs" in one.message for one in refused)
    assert (await ended(client, run)).status == "completed"


async def test_a_waiting_run_locks_its_thread_and_can_be_cancelled(client: Client) -> None:
    run = await waiting(client)
    message = CreateMessageRequest(role="user", content="More")
    with pytest.raises(ApiStatusError, match="active run"):
        await client.create_thread_message(run.thread_id, message)
    async with asyncio.timeout(1):
        assert (await client.cancel_run(run.thread_id, run.id)).status == "cancelling"
        cancelled = await ended(client, run)
    assert (cancelled.status, cancelled.required_action) == ("cancelled", None)
    (step,) = (await client.get_run_steps(run.thread_id, run.id)).data
    assert step.status == "cancelled"
    assert (await run_names(client, run.thread_id, run.id))[-4:] == [
        "thread.run.requires_action",
        "thread.run.cancelling",
        "thread.run.step.cancelled",
        "thread.run.cancelled",
    ]
    with pytest.raises(ApiStatusError, match="do not accept tool outputs"):
        await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, "late"))
    await client.create_thread_message(run.thread_id, message)


async def test_deleting_the_thread_of_a_waiting_run_ends_it(client: Client) -> None:
    run = await waiting(client)
    await client.delete_thread(run.thread_id)
    with pytest.raises(ApiStatusError, match="No thread found"):
        await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, "late"))


@pytest.fixture
async def lives(tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder) -> AsyncIterator[Any]:
    """Open engines over one folder, one after the other."""
    opened: list[Engine] = []

    async def live(**options: Any) -> tuple[Engine, Client]:
        for before in opened:
            await before.aclose()
        opened[:] = [
            await Engine.open(tmp_path / "again", reader=reader, embedder=embedder, **options)
        ]
        return opened[0], Client(InProcessTransport(opened[0].app))

    yield live
    for engine in opened:
        await engine.aclose()


async def test_a_waiting_run_survives_a_restart(lives: Any) -> None:
    _, client = await lives()
    run = await waiting(client)
    before = await run_names(client, run.thread_id, run.id)
    _, client = await lives()
    assert await client.get_run(run.thread_id, run.id) == run
    assert await run_names(client, run.thread_id, run.id) == before
    with pytest.raises(ApiStatusError, match="active run"):
        await client.create_thread_message(
            run.thread_id, CreateMessageRequest(role="user", content="More")
        )
    async with client.stream_tool_outputs(run.thread_id, run.id, outputs(run, "21 °C")) as events:
        names = [event.event async for event in events]
    assert (names[0], names[-1]) == ("thread.run.step.completed", "thread.run.completed")
    assert await answer_of(client, run) == "get_weather: 21 °C"
    done = await client.get_run(run.thread_id, run.id)
    steps = (await client.get_run_steps(run.thread_id, run.id)).data
    assert done.usage is not None
    assert done.usage.total_tokens == sum(s.usage.total_tokens for s in steps if s.usage)


async def test_a_waiting_run_survives_a_kill(
    client: Client, tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    """The folder as it lies on the disk in mid-life is what a kill leaves."""
    run = await waiting(client)
    shutil.copytree(tmp_path / "data", tmp_path / "killed")
    engine = await Engine.open(tmp_path / "killed", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as next_life:
        await next_life.submit_tool_outputs(run.thread_id, run.id, outputs(run, "21 °C"))
        assert (await ended(next_life, run)).status == "completed"
        assert await answer_of(next_life, run) == "get_weather: 21 °C"
    await engine.aclose()


class Assistant:
    """A generator that writes a line and calls a function before it answers."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        self.turns.append(turn)
        yield Begun("written")
        if turn.rounds:
            ((answered,),) = turn.rounds
            yield Wrote(f"It is {answered.output}.")
            return
        yield Wrote("Let me see.")
        yield Used(prompt_tokens=300, completion_tokens=100)
        yield Called((Call("call_its_own", "get_weather", '{"place": "Bonn"}'),))


async def test_a_generator_may_write_before_it_calls_and_sees_the_outputs(
    client: Client, engine: Engine
) -> None:
    generator = engine._services.runs._generator = Assistant()
    run = await waiting(client, max_prompt_tokens=1000, max_completion_tokens=256)
    assert run.required_action is not None
    assert run.required_action.submit_tool_outputs.tool_calls[0].id == "call_its_own"
    await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, "warm"))
    run = await ended(client, run)
    written = (await client.get_thread_messages(run.thread_id, run_id=run.id, order="asc")).data
    blocks = [message.content[0] for message in written]
    assert [b.text.value for b in blocks if b.type == "text"] == ["Let me see.", "It is warm."]
    assert {message.status for message in written} == {"completed"}
    steps = (await client.get_run_steps(run.thread_id, run.id, order="asc")).data
    assert [step.type for step in steps] == ["message_creation", "tool_calls", "message_creation"]
    second = generator.turns[1]
    assert [text_of(message) for message in second.messages][1:] == ["Let me see."]
    assert second.rounds[0][0].call == Call("call_its_own", "get_weather", '{"place": "Bonn"}')
    assert (second.max_prompt_tokens, second.max_completion_tokens) == (700, 156)


async def test_a_waiting_run_expires(lives: Any) -> None:
    _, client = await lives(run_lifetime=2)
    run = await waiting(client)
    expired = await expiry_of(client, run)
    assert expired.status == "expired"
    (step,) = (await client.get_run_steps(run.thread_id, run.id)).data
    assert (step.status, step.expired_at is not None) == ("expired", True)
    with pytest.raises(ApiStatusError, match="'expired' do not accept tool outputs"):
        await client.submit_tool_outputs(run.thread_id, run.id, outputs(run, "late"))


async def expiry_of(client: Client, run: RunObject) -> RunObject:
    async with asyncio.timeout(10):
        while run.status == "requires_action":
            await asyncio.sleep(0.02)
            run = await client.get_run(run.thread_id, run.id)
    return run


async def test_a_waiting_run_whose_time_is_up_expires_at_the_start(lives: Any) -> None:
    _, client = await lives(run_lifetime=2)
    run = await waiting(client)
    assert run.expires_at is not None
    await lives()  # closes the first life before the time is up
    engine, client = await lives()
    kept = engine._services.runs._active[run.id].execution.run
    await engine._services.store.apply(Replace(kept.model_copy(update={"expires_at": 1})))
    _, client = await lives()
    assert (await expiry_of(client, run)).status == "expired"


async def test_expiry_and_kill_leave_no_thread_locked(lives: Any) -> None:
    engine, client = await lives()
    run = await waiting(client)
    await engine._services.store.apply(Replace(run.model_copy(update={"status": "in_progress"})))
    engine._services.runs._active[run.id].execution.run = run
    _, client = await lives()
    failed = await client.get_run(run.thread_id, run.id)
    assert (failed.status, failed.required_action) == ("failed", None)
    (step,) = (await client.get_run_steps(run.thread_id, run.id)).data
    assert step.status == "failed"
    await client.create_thread_message(
        run.thread_id, CreateMessageRequest(role="user", content="More")
    )
