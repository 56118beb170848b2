"""Which model answers a run: the one that it names, or none."""

from __future__ import annotations

from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.store.store import Amend
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import (
    CreateRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
    ToolOutput,
)
from octavo.protocol.tools import NamedFunction, NamedToolChoice
from support.asking import Post, asked, function, plain_assistant

UNKNOWN = {
    "message": "The model 'gpt-x' does not exist here. GET /models lists those that do:"
    " name one of them in the request, or in its assistant.",
    "type": "invalid_request_error",
    "param": "model",
    "code": "model_not_found",
}


async def test_an_assistant_may_name_a_model_that_is_not_here(client: Client) -> None:
    made = await client.create_assistant(CreateAssistantRequest(model="gpt-x"))
    assert (await client.get_assistant(made.id)).model == "gpt-x"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("place", ["assistant", "run"])
async def test_no_other_model_answers_in_the_place_of_one_that_is_not_here(
    client: Client, post: Post, place: str, stream: bool
) -> None:
    model = "gpt-x" if place == "assistant" else EXTRACTIVE_MODEL
    assistant = await client.create_assistant(CreateAssistantRequest(model=model))
    thread = await asked(client, "Q")
    body: dict[str, Any] = {"assistant_id": assistant.id, "stream": stream}
    if place == "run":
        body["model"] = "gpt-x"
    for path in (f"/threads/{thread.id}/runs", "/threads/runs"):
        assert await post(path, body) == (404, {"error": UNKNOWN})
    assert (await client.get_runs(thread.id)).data == []
    assert [one.id for one in (await client.list_threads()).data] == [thread.id]


async def test_a_run_may_name_a_model_in_the_place_of_its_assistants(client: Client) -> None:
    assistant = await client.create_assistant(CreateAssistantRequest(model="gpt-x"))
    thread = await asked(client, "Q")
    request = CreateRunRequest(assistant_id=assistant.id, model=EXTRACTIVE_MODEL)
    run = await client.create_run(thread.id, request)
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert (run.status, run.model) == ("completed", EXTRACTIVE_MODEL)


async def test_a_run_whose_model_is_gone_when_its_outputs_come_says_so(
    client: Client, engine: Engine
) -> None:
    """A waiting run outlives a restart; what served its model may not."""
    assistant = await plain_assistant(client, tools=[function("f")])
    thread = await asked(client, "Q")
    choice = NamedToolChoice(type="function", function=NamedFunction(name="f"))
    request = CreateRunRequest(assistant_id=assistant.id, tool_choice=choice)
    run = await client.create_run(thread.id, request)
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.required_action is not None
    (call,) = run.required_action.submit_tool_outputs.tool_calls
    await engine._services.store.apply(Amend(RunObject, run.id, {"model": "gpt-x"}, thread.id))
    execution = engine._services.runs._active[run.id].execution
    execution.run = execution.run.model_copy(update={"model": "gpt-x"})
    outputs = SubmitToolOutputsRequest(tool_outputs=[ToolOutput(tool_call_id=call.id, output="x")])
    await client.submit_tool_outputs(thread.id, run.id, outputs)
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "failed"
    assert run.last_error is not None
    assert run.last_error.code == "invalid_prompt"
    assert run.last_error.message == UNKNOWN["message"]
