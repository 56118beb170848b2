"""Streams of chat completions that break off, fail, or are something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from octavo.client import Client
from octavo.errors import ApiConnectionError, ApiError, ApiReplyError
from octavo.protocol.completion_messages import UserMessage
from octavo.protocol.completions import CompletionChunk, CreateCompletionRequest, StreamOptions
from support.answering import Answering

Connect = Callable[..., tuple[Client, Answering]]

REQUEST = CreateCompletionRequest(
    model="m", messages=[UserMessage(role="user", content="Hi")], stream=False
)
CHUNK = (
    b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":'
    b'[{"index":0,"delta":{"content":"a"},"shiny":1}]}\n\n'
)
KIND = {"content-type": "text/event-stream"}


async def read(client: Client) -> list[CompletionChunk]:
    async with client.stream_completion(REQUEST) as stream:
        return [chunk async for chunk in stream]


async def test_it_asks_for_a_stream_and_reads_until_done(connect: Connect) -> None:
    client, app = connect((200, KIND, CHUNK + b": still there\n\ndata: [DONE]\n\n" + CHUNK))
    [chunk] = await read(client)
    assert chunk.choices[0].delta.content == "a"
    assert chunk.choices[0].finish_reason is None
    [asked] = app.asked
    assert (asked.json["stream"], asked.path) == (True, "/v1/chat/completions")
    assert "openai-beta" not in asked.headers


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ((200, KIND, CHUNK), ApiConnectionError, "broke off"),
        ((200, KIND, b'data: {"error":{"message":"Out.","type":"t"}}\n\n'), ApiError, "Out."),
        ((200, KIND, b"data: {}\n\n"), ApiReplyError, "understood|missing|required"),
        ((200, {}, {"id": "c"}), ApiReplyError, "not a stream"),
        ((200, KIND, b"data: " + b"x" * (17 * 2**20)), ApiReplyError, "too large"),
    ],
)
async def test_what_is_no_whole_stream_is_an_error(
    connect: Connect, answer: Any, error: type[ApiError], words: str
) -> None:
    client, _ = connect(answer)
    with pytest.raises(error, match=words):
        await read(client)


async def test_a_whole_answer_is_asked_for_without_stream_options(connect: Connect) -> None:
    reply = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": []}
    client, app = connect(reply)
    wanted = REQUEST.model_copy(update={"stream": True, "stream_options": StreamOptions()})
    got = await client.create_completion(wanted)
    assert got.usage is None
    assert app.asked[0].json["stream"] is False
    assert "stream_options" not in app.asked[0].json
