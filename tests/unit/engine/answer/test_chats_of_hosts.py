"""Chat completions of models that hosts have: passed on, with what was agreed, and counted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import ApiError, ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.completions import CompletionObject, CreateCompletionRequest
from octavo.protocol.usage import UsageItem
from octavo.providers.registry import Providers
from octavo.providers.settings import Provider
from support.embedding import HashEmbedder
from support.model_server import (
    ModelServer,
    call,
    chunk,
    head,
    refuses,
    replies,
    says,
    sends,
)
from support.scripted_responses import begun, streams, text

FUNCTION = {
    "type": "function",
    "function": {
        "name": "find_rent",
        "description": "Finds it.",
        "parameters": {"type": "object", "properties": {"query": {"type": "string"}}},
        "strict": True,
    },
}


def request(**fields: Any) -> CreateCompletionRequest:
    said = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]
    return CreateCompletionRequest.model_validate(
        {"model": "test/tiny", "messages": said, **fields}
    )


async def ask(client: Client, **fields: Any) -> CompletionObject:
    return await client.create_completion(request(**fields))


async def whole(client: Client) -> None:
    await ask(client)


async def read(client: Client, said: list[str], **fields: Any) -> None:
    """Read a streamed answer, and note what it says as it comes."""
    async with client.stream_completion(request(**fields)) as chunks:
        async for one in chunks:
            said += [choice.delta.content or "" for choice in one.choices]


async def used(client: Client) -> list[UsageItem]:
    """Return what was counted, as soon as something is: it is written beside the reply."""
    async with asyncio.timeout(10):
        while not (found := (await client.get_usage()).data):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    return found


async def test_a_listed_model_completes_chats_and_what_it_cost_is_counted(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [says("Good ", "day.", usage=(12, 3))]
    assert "test/tiny" in [model.id for model in (await writing_client.list_models()).data]
    reply = await ask(writing_client)
    [choice] = reply.choices
    assert (choice.message.content, choice.finish_reason) == ("Good day.", "stop")
    assert reply.model == "test/tiny"
    assert reply.usage is not None
    assert (reply.usage.prompt_tokens, reply.usage.completion_tokens) == (12, 3)
    sent = host.seen[0].json
    assert sent["model"] == "tiny"
    assert sent["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
    ]
    assert "tools" not in sent  # nothing is added, no search either
    [counted] = await used(writing_client)
    assert (counted.model, counted.answers) == ("test/tiny", 1)
    assert (counted.prompt_tokens, counted.completion_tokens) == (12, 3)


async def test_a_stream_brings_the_answer_as_it_comes_and_the_usage_last(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [says("Good ", "day.", usage=(12, 3))]
    wanted = request(stream_options={"include_usage": True})
    async with writing_client.stream_completion(wanted) as stream:
        chunks = [one async for one in stream]
    choices = [choice for one in chunks for choice in one.choices]
    assert [c.delta.content for c in choices] == ["", "Good ", "day.", None]
    assert choices[0].delta.role == "assistant"
    assert [c.finish_reason for c in choices if c.finish_reason] == ["stop"]
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 15


async def test_what_a_model_thinks_is_no_part_of_its_answer(
    writing_client: Client, host: ModelServer
) -> None:
    thought = chunk({"reasoning_content": "They greet me."})
    said = [chunk({"content": "<think>So do I.</think>Good day."}), chunk(reason="stop")]
    host.script = [sends(head(), thought, *said)]
    reply = await ask(writing_client)
    assert reply.choices[0].message.content == "Good day."


async def test_all_that_is_set_reaches_the_host(writing_client: Client, host: ModelServer) -> None:
    host.script = [says("Good day.")]
    form = {"type": "json_schema", "json_schema": {"name": "n", "schema": {"type": "object"}}}
    fields: dict[str, Any] = {
        "temperature": 0.5,
        "top_p": 0.9,
        "stop": ["\n"],
        "seed": 7,
        "frequency_penalty": 0.1,
        "presence_penalty": 0.2,
        "logit_bias": {"1": 5},
        "reasoning_effort": "low",
        "response_format": form,
        "tools": [FUNCTION],
        "parallel_tool_calls": False,
    }
    await ask(writing_client, max_completion_tokens=5, tool_choice="required", **fields)
    sent = host.seen[0].json
    assert {name: sent[name] for name in fields} == fields
    assert (sent["max_tokens"], sent["tool_choice"]) == (5, "required")


async def test_a_function_is_called_and_its_result_sent_back(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [says(calls=[call(0, "find_rent", "call_a", query="rent")]), says("900 euros.")]
    named = {"type": "function", "function": {"name": "find_rent"}}
    [choice] = (await ask(writing_client, tools=[FUNCTION], tool_choice=named)).choices
    assert (choice.finish_reason, choice.message.content) == ("tool_calls", None)
    [made] = choice.message.tool_calls or []
    assert (made.id, made.function.name) == ("call_a", "find_rent")
    assert made.function.arguments == '{"query": "rent"}'
    assert host.seen[0].json["tool_choice"] == named
    said = [
        {"role": "user", "content": "How much is the rent?"},
        {"role": "assistant", "content": None, "tool_calls": [made.model_dump()]},
        {"role": "tool", "tool_call_id": "call_a", "content": "900"},
    ]
    reply = await ask(writing_client, tools=[FUNCTION], messages=said)
    assert reply.choices[0].message.content == "900 euros."
    assert host.seen[1].json["messages"] == said


async def test_a_narrower_choice_of_tools_is_kept_to(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [says("No.")]
    other = {"type": "function", "function": {"name": "other"}}
    allowed = {"mode": "auto", "tools": [{"type": "function", "function": {"name": "other"}}]}
    choice = {"type": "allowed_tools", "allowed_tools": allowed}
    await ask(writing_client, tools=[FUNCTION, other], tool_choice=choice)
    assert [tool["function"]["name"] for tool in host.seen[0].json["tools"]] == ["other"]


IMAGE = [{"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}]
CUSTOM = {"type": "custom", "custom": {"name": "shout"}}
OLDER = {"role": "function", "name": "f", "content": "1"}


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"modalities": ["text", "audio"]}, "modalities"),
        ({"web_search_options": {}}, "web_search_options"),
        ({"moderation": {"model": "m"}}, "moderation"),
        ({"functions": [{"name": "f"}]}, "functions"),
        ({"function_call": "auto"}, "function_call"),
        ({"max_tokens": 3, "max_completion_tokens": 3}, "max_tokens"),
        ({"messages": [{"role": "user", "content": IMAGE}]}, "messages.0.content.0"),
        ({"messages": [{"role": "user", "content": "x"}, OLDER]}, "messages.1"),
        ({"tools": [CUSTOM]}, "tools.0"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"tools": [FUNCTION], "tool_choice": {"type": "custom", "custom": {"name": "x"}}}, "tool"),
        (
            {"tools": [FUNCTION], "tool_choice": {"type": "function", "function": {"name": "g"}}},
            "tool_choice",
        ),
    ],
)
async def test_what_cannot_be_passed_on_is_refused_before_anything_is_sent(
    writing_client: Client, host: ModelServer, fields: dict[str, Any], param: str
) -> None:
    with pytest.raises(ApiStatusError) as caught:
        await ask(writing_client, **fields)
    assert caught.value.status == 400
    assert (caught.value.param or "").startswith(param)
    assert host.seen == []


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (refuses(401, "Wrong key"), 502, "needs a key"),
        (refuses(404, "no such model"), 404, "does not have the model"),
        (refuses(400, "stop is too long"), 400, "stop is too long"),
        (refuses(400, "x", "context_length_exceeded"), 400, "too long"),
        (refuses(429, "Slow", retry_after="500"), 429, "no more requests"),
        (replies(200, b"<html>", "text/html"), 502, "web page"),
        (sends(head(), chunk({}), close=True), 502, "broke off"),
    ],
)
async def test_a_host_that_fails_is_told_apart_from_this_server(
    writing_client: Client,
    host: ModelServer,
    answer: Any,
    status: int,
    words: str,
    *,
    stream: bool,
) -> None:
    host.script = [answer]
    with pytest.raises(ApiStatusError, match=words) as caught:
        await (read(writing_client, []) if stream else ask(writing_client))
    assert caught.value.status == status
    assert len(host.seen) == 1  # whoever asks us is told not to ask again by itself
    assert (await writing_client.get_usage()).data == []


async def test_an_answer_that_breaks_off_is_kept_told_and_counted(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [sends(head(), chunk({"content": "Good day to"}), close=True)]
    said: list[str] = []
    with pytest.raises(ApiError, match="broke off"):
        await read(writing_client, said)
    assert "".join(said) == "Good day to"
    [counted] = await used(writing_client)
    assert counted.prompt_tokens > 0
    assert counted.completion_tokens == 3


@pytest.mark.parametrize(("stream", "begins"), [(False, True), (True, True), (True, False)])
async def test_whoever_goes_away_has_the_host_stop(
    writing_client: Client, host: ModelServer, *, stream: bool, begins: bool
) -> None:
    said = [head(), chunk({"content": "Good day to"})] if begins else []
    host.script = [sends(*said, close=False)]

    asked = asyncio.create_task(read(writing_client, []) if stream else whole(writing_client))
    async with asyncio.timeout(20):
        while not host.seen:  # noqa: ASYNC110
            await asyncio.sleep(0)
        asked.cancel()
        await host.gone.wait()
    await asyncio.wait({asked})
    assert asked.cancelled()


async def test_whoever_goes_away_while_reading_has_the_host_stop(
    writing_client: Client, host: ModelServer
) -> None:
    host.script = [sends(head(), chunk({"content": "Good day to"}), close=False)]
    said: list[str] = []
    asked = asyncio.create_task(read(writing_client, said))
    async with asyncio.timeout(20):
        while "Good day to" not in said:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        asked.cancel()
        await host.gone.wait()
    await asyncio.wait({asked})
    assert asked.cancelled()


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Providers]:
    async def key_of(_: str) -> str | None:
        return "secret-key"

    made = Providers(tmp_path / "providers.json", key_of=key_of)
    yield made
    await made.aclose()


@pytest.fixture
async def registered(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder, registry: Providers
) -> AsyncIterator[Client]:
    engine = await Engine.open(
        tmp_path / "data", reader=reader, embedder=embedder, outside=registry
    )
    async with Client(InProcessTransport(engine.app)) as client:
        yield client
    await engine.aclose()


async def test_without_consent_nothing_is_sent_and_with_it_the_key_goes_along(
    registered: Client, registry: Providers, host: ModelServer
) -> None:
    host.script = [says("Good day.")]
    await registry.put(Provider(name="desk", base_url=host.url))
    with pytest.raises(ApiStatusError, match="octavo providers allow desk") as caught:
        await ask(registered, model="desk/tiny")
    assert caught.value.status == 403
    assert (host.seen, host.others) == ([], [])
    await registry.allow("desk")
    reply = await ask(registered, model="desk/tiny")
    assert reply.choices[0].message.content == "Good day."
    assert host.seen[0].headers["authorization"] == "Bearer secret-key"


async def test_a_responses_host_is_given_what_it_has_and_the_rest_is_refused(
    registered: Client, registry: Providers, host: ModelServer
) -> None:
    await registry.put(Provider(name="cloud", base_url=host.url, kind="responses"))
    await registry.allow("cloud")
    host.script = [refuses(400, "enough seen")]
    with pytest.raises(ApiStatusError, match="which has no seed, stop") as caught:
        await ask(registered, model="cloud/tiny", stop="x", seed=1)
    assert caught.value.status == 400
    assert host.seen == []
    with pytest.raises(ApiStatusError, match="enough seen"):
        await ask(registered, model="cloud/tiny", reasoning_effort="low", verbosity="low")
    sent = host.seen[0].json
    assert (sent["reasoning"], sent["text"]) == ({"effort": "low"}, {"verbosity": "low"})


async def test_whoever_leaves_a_response_in_the_background_has_it_cancelled_and_deleted(
    registered: Client, registry: Providers, host: ModelServer
) -> None:
    await registry.put(Provider(name="cloud", base_url=host.url, kind="responses", background=True))
    await registry.allow("cloud")
    host.script = [streams(*begun(), text("Good day to"), close=False)]
    said: list[str] = []
    asked = asyncio.create_task(read(registered, said, model="cloud/tiny"))
    async with asyncio.timeout(20):
        while "Good day to" not in said:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        asked.cancel()
        while len(host.others) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    _, *ended = [(one.method, one.path) for one in host.others]  # after the list of models
    assert ended == [("POST", "/v1/responses/resp_1/cancel"), ("DELETE", "/v1/responses/resp_1")]
    await asyncio.wait({asked})


async def test_an_error_on_the_wire_names_what_failed(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder, registry: Providers
) -> None:
    engine = await Engine.open(
        tmp_path / "wire", reader=reader, embedder=embedder, outside=registry
    )
    await registry.put(Provider(name="desk", base_url="http://127.0.0.1:9/v1"))
    await registry.allow("desk")
    transport = httpx.ASGITransport(engine.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as http:
        body = request(model="desk/tiny").body()
        reply = await http.post("/chat/completions", json=body)
    assert reply.status_code == 502
    assert reply.headers["x-should-retry"] == "false"
    assert "127.0.0.1:9 cannot be reached" in reply.json()["error"]["message"]
    await engine.aclose()
