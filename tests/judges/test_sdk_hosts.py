"""Judge 1 again: the official SDK, strict, asks a model of a host through the engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import AsyncOpenAI

from octavo.client import InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.providers.registry import Providers
from octavo.providers.settings import Provider
from support.embedding import HashEmbedder
from support.model_server import ModelServer, call, chunk, head, model_server, refuses, says, sends
from support.sdk_life import CHOICE, WEATHER

HELLO: Any = [{"role": "user", "content": "Hello"}]
MODEL = "desk/tiny"


@pytest.fixture
async def host() -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        yield made


@pytest.fixture
async def sdk(tmp_path: Path, host: ModelServer) -> AsyncIterator[AsyncOpenAI]:
    async def key_of(_: str) -> str | None:
        return None

    providers = Providers(tmp_path / "providers.json", key_of)
    await providers.put(Provider(name="desk", base_url=host.url))
    await providers.allow("desk")
    reader = PdfiumReader()
    engine = await Engine.open(
        tmp_path / "data", reader=reader, embedder=HashEmbedder(), outside=providers
    )
    async with AsyncOpenAI(
        base_url="http://octavo/v1",
        api_key="none",
        max_retries=2,
        http_client=httpx.AsyncClient(transport=InProcessTransport(engine.app)),
        _strict_response_validation=True,
    ) as client:
        yield client
    await engine.aclose()
    await reader.aclose()
    await providers.aclose()


async def test_what_it_lists_it_can_ask(sdk: AsyncOpenAI, host: ModelServer) -> None:
    host.script = [says("Good ", "day.", usage=(12, 3))]
    assert MODEL in [model.id async for model in sdk.models.list()]
    reply = await sdk.chat.completions.create(model=MODEL, messages=HELLO)
    assert reply.choices[0].message.content == "Good day."
    assert reply.usage is not None
    assert reply.usage.total_tokens == 15


async def test_it_streams_and_calls_functions(sdk: AsyncOpenAI, host: ModelServer) -> None:
    host.script = [says(calls=[call(0, "weather", "call_a", city="Rome")])]
    async with sdk.chat.completions.stream(
        model=MODEL,
        messages=HELLO,
        tools=[{**WEATHER, "function": {**WEATHER["function"], "strict": True}}],
        tool_choice=CHOICE,
        stream_options={"include_usage": True},
    ) as stream:
        whole = await stream.get_final_completion()
    [made] = whole.choices[0].message.tool_calls or []
    assert (made.function.name, made.function.arguments) == ("weather", '{"city": "Rome"}')
    assert whole.usage is not None


async def _read(stream: Any, said: list[str]) -> None:
    async for one in stream:
        said += [choice.delta.content or "" for choice in one.choices]


async def test_it_understands_what_fails_and_asks_no_second_time(
    sdk: AsyncOpenAI, host: ModelServer
) -> None:
    host.script = [refuses(401, "Bad key")]
    with pytest.raises(openai.InternalServerError, match="needs a key: Bad key") as caught:
        await sdk.chat.completions.create(model=MODEL, messages=HELLO)
    assert caught.value.status_code == 502
    assert len(host.seen) == 1
    host.script = [sends(head(), chunk({"content": "Good"}))]
    stream = await sdk.chat.completions.create(model=MODEL, messages=HELLO, stream=True)
    said: list[str] = []
    with pytest.raises(openai.APIError, match="broke off before its end"):
        await _read(stream, said)
    assert "".join(said) == "Good"
    assert len(host.seen) == 2
