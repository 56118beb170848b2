"""What is asked of a host, and what is made of its answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import aclosing

import jsonschema_rs
import pytest

from octavo.errors import ProviderError
from octavo.providers.chat_completions import ChatCompletionsModel, HostedModel, hosted_models
from octavo.providers.connection import Connection
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatMessage,
    ChatPart,
    ChatRequest,
    ChatText,
    ChatThought,
    ChatTool,
    ChatUsage,
)
from support.model_server import (
    DONE,
    ModelServer,
    call,
    chunk,
    head,
    refuses,
    replies,
    says,
    sends,
)
from support.published import request_schema

HELLO = ChatRequest((ChatMessage("user", "Hello"),))


async def answer(model: ChatCompletionsModel, request: ChatRequest = HELLO) -> list[ChatPart]:
    async with aclosing(model.chat(request)) as parts:
        return [part async for part in parts]


def text(parts: list[ChatPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, ChatText))


async def test_text_usage_and_end_come_in_order(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [says("Good ", "day.")]
    assert await answer(model) == [
        ChatText("Good "),
        ChatText("day."),
        ChatUsage(100, 10),
        ChatEnd("stop"),
    ]


async def test_all_that_is_set_is_sent_as_the_published_document_has_it(
    host: ModelServer, model: ChatCompletionsModel, pytestconfig: pytest.Config
) -> None:
    host.script = [says("ok")]
    asked = ChatCall("call_1", "look", '{"q": 1}')
    request = ChatRequest(
        (
            ChatMessage("system", "Be brief."),
            ChatMessage("user", "Hello"),
            ChatMessage("assistant", "", calls=(asked,)),
            ChatMessage("tool", "found", call_id="call_1"),
        ),
        tools=(ChatTool("look", "Looks.", {"type": "object", "properties": {}}),),
        tool_use="required",
        parallel_calls=False,
        temperature=0.0,
        top_p=0.5,
        max_tokens=300,
        response_format={"type": "json_object"},
    )
    await answer(model, request)
    sent = host.seen[0].json
    assert sent["model"] == "tiny"
    assert (sent["temperature"], sent["top_p"], sent["max_tokens"]) == (0.0, 0.5, 300)
    assert sent["tool_choice"] == "required"
    assert sent["parallel_tool_calls"] is False
    assert sent["messages"][2]["tool_calls"][0]["function"] == {
        "name": "look",
        "arguments": '{"q": 1}',
    }
    await answer(model, ChatRequest(request.messages, request.tools, tool_name="look"))
    assert pytestconfig.cache is not None
    schema = request_schema("CreateChatCompletionRequest", pytestconfig.cache.mkdir("published"))
    for seen in host.seen:
        jsonschema_rs.Draft202012Validator(schema).validate(seen.json)


async def test_what_is_not_set_is_left_to_the_model(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [says("ok")]
    await answer(model)
    assert host.seen[0].json.keys() == {"model", "messages", "stream", "stream_options"}


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
async def test_reasoning_is_kept_apart(
    host: ModelServer, model: ChatCompletionsModel, field: str
) -> None:
    pieces = [chunk({field: "Hm."}), chunk({"content": "Yes."}), chunk(reason="stop"), DONE]
    host.script = [sends(head(), *pieces)]
    parts = await answer(model)
    assert parts[0] == ChatThought("Hm.")
    assert text(parts) == "Yes."


@pytest.mark.parametrize("size", [1, 3, 7, 100])
async def test_thoughts_inside_the_answer_are_kept_apart(
    host: ModelServer, model: ChatCompletionsModel, size: int
) -> None:
    whole = "\n<think>a < b, </thin k\n</think>\n\nYes: a <think> tag."
    host.script = [says(*(whole[i : i + size] for i in range(0, len(whole), size)))]
    parts = await answer(model)
    thought = "".join(part.text for part in parts if isinstance(part, ChatThought))
    assert thought == "a < b, </thin k\n"
    assert text(parts).lstrip() == "Yes: a <think> tag."


async def test_calls_are_put_together_from_their_pieces(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    pieces = [
        {"index": 0, "id": "a", "function": {"name": "look", "arguments": ""}},
        {"index": 0, "function": {"arguments": '{"q":'}},
        {"index": 1, "id": "b", "function": {"name": "read", "arguments": "{}"}},
        {"index": 0, "function": {"arguments": '"x"}'}},
    ]
    host.script = [says(calls=pieces)]
    parts = await answer(model)
    assert parts[0] == ChatCalls((ChatCall("a", "look", '{"q":"x"}'), ChatCall("b", "read", "{}")))
    assert parts[-1] == ChatEnd("calls")


async def test_calls_that_all_have_the_same_number_stay_apart(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [says(calls=[call(0, "look", "a", q=1), call(0, "look", "b", q=2)])]
    (calls,) = [part for part in await answer(model) if isinstance(part, ChatCalls)]
    assert [json.loads(one.arguments)["q"] for one in calls.calls] == [1, 2]


async def test_an_answer_cut_by_the_limit_says_so(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [says("Once upon", reason="length")]
    assert (await answer(model))[-1] == ChatEnd("length")


async def test_a_host_that_wants_the_newer_name_of_the_limit_gets_it(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    words = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    host.script = [refuses(400, words), says("ok")]
    await answer(model, ChatRequest(HELLO.messages, max_tokens=300))
    assert host.seen[1].json["max_completion_tokens"] == 300
    assert "max_tokens" not in host.seen[1].json
    await answer(model, ChatRequest(HELLO.messages, max_tokens=300))
    assert len(host.seen) == 3  # it is not asked the wrong way again


async def test_a_host_that_does_not_know_usage_in_streams_is_not_asked_for_it(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [refuses(422, "Extra inputs: stream_options"), says("ok", usage=None)]
    assert text(await answer(model)) == "ok"
    assert "stream_options" not in host.seen[1].json


async def test_what_the_user_set_is_never_left_out(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [refuses(400, "Unsupported value: 'temperature' does not support 0.2")]
    with pytest.raises(ProviderError, match="temperature"):
        await answer(model, ChatRequest(HELLO.messages, temperature=0.2))
    assert len(host.seen) == 1


async def test_models_are_listed_with_what_the_host_tells_of_them(
    host: ModelServer, connect: Callable[..., Connection]
) -> None:
    host.models = [
        {"id": "b", "max_model_len": 8192},
        {"id": "A", "meta": {"n_ctx": 4096}, "shutdown_date": "2027-01-31"},
        {"id": "c", "context_length": True},
        {"no": "id"},
    ]
    assert await hosted_models(connect()) == [
        HostedModel("A", 4096, "2027-01-31"),
        HostedModel("b", 8192),
        HostedModel("c"),
    ]


async def test_a_list_of_models_that_is_none_is_an_error(
    host: ModelServer, connect: Callable[..., Connection]
) -> None:
    host.models_answer = replies(200, {"models": []})
    with pytest.raises(ProviderError, match="does not list its models") as caught:
        await hosted_models(connect())
    assert caught.value.part == "address"


async def test_closing_an_answer_closes_the_connection_within_a_second(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [sends(head(), chunk({"content": "a"}), close=False)]
    parts = model.chat(HELLO)
    assert await anext(parts) == ChatText("a")
    async with asyncio.timeout(1):
        await parts.aclose()
        await host.gone.wait()


async def test_cancelling_whoever_waits_closes_the_connection_within_a_second(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [sends(head(), chunk({"content": "a"}), close=False)]
    begun = asyncio.Event()

    async def read() -> None:
        async with aclosing(model.chat(HELLO)) as parts:
            async for _ in parts:
                begun.set()

    task = asyncio.create_task(read())
    await begun.wait()
    async with asyncio.timeout(1):
        task.cancel()
        await asyncio.wait({task})
        await host.gone.wait()
