"""Replies that cannot be read: who sent what kind of thing is told, never what stood in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.errors import ProviderError
from octavo.providers.chat_completions import ChatCompletionsModel, hosted_models
from octavo.providers.connection import Connection
from octavo.providers.port import ChatMessage, ChatRequest
from octavo.providers.responses import ResponsesModel
from support.model_server import Answer, ModelServer, head, replies, sends

Connect = Callable[..., Connection]
KEY = "sk-secret-1234"
HELLO = ChatRequest((ChatMessage("user", "Hello"),))
INSTEAD = "instead of a model's reply."

WHOLE: dict[str, tuple[bytes, str, str]] = {
    "a page": (b"<html>sk-secret-1234</html>", "text/html; charset=utf-8", "a web page"),
    "a page called text": (b"\n<!DOCTYPE html><title>x</title>", "text/plain", "a web page"),
    "text": (b"Use sk-secret-1234", "text/plain", "bytes of plain text"),
    "cut JSON": (
        b'{"key": "sk-secret-1234',
        "application/json",
        "23 bytes of JSON that is damaged",
    ),
    "nothing": (b"", "application/json", "nothing at all"),
    "a picture": (b"\x89PNG\r\n", "image/png", "6 bytes of image/png"),
    "a kind with the key": (b"x", f"x/{KEY}", "1 byte of x/…"),
    "bytes": (b"\x00\x01", "text/plain", "2 bytes that are no text"),
}


async def failure_of(asked: ChatCompletionsModel | ResponsesModel) -> ProviderError:
    with pytest.raises(ProviderError) as caught:
        [part async for part in asked.chat(HELLO)]
    return caught.value


@pytest.mark.parametrize("name", [one for one in WHOLE if "JSON" not in one])
async def test_what_came_instead_of_a_stream_is_named_by_its_kind(
    host: ModelServer, connect: Connect, name: str
) -> None:
    content, kind, words = WHOLE[name]
    kind = kind.replace("application/json", "")
    host.script = [replies(200, content, kind)]
    for model in (ChatCompletionsModel, ResponsesModel):
        error = await failure_of(model(connect(key=KEY), "tiny", name="t/tiny"))
        told(error, host, f"{words} {INSTEAD}")


@pytest.mark.parametrize("name", WHOLE)
async def test_what_came_instead_of_a_list_of_models_is_named_by_its_kind(
    host: ModelServer, connect: Connect, name: str
) -> None:
    content, kind, words = WHOLE[name]
    host.models_answer = replies(200, content, kind)
    with pytest.raises(ProviderError) as caught:
        await hosted_models(connect(key=KEY))
    told(caught.value, host, words)


def told(error: ProviderError, host: ModelServer, words: str) -> None:
    """Check who sent what, what can be done, and that nothing of it is repeated."""
    assert host.url.split("/")[2] in error.message
    assert words in error.message
    assert "/v1" in error.hint
    assert KEY not in str(error.__dict__)


EVENTS: dict[str, tuple[bytes, str]] = {
    "damaged": (b'{"choices": sk-secret-1234', "26 bytes of JSON that is damaged or cut off"),
    "text": (b"hello", "5 bytes of plain text"),
    "a list": (b'["sk-secret-1234"]', "JSON of another shape"),
}


@pytest.mark.parametrize("name", EVENTS)
async def test_an_event_that_cannot_be_read_is_named_by_its_kind(
    host: ModelServer, connect: Connect, name: str
) -> None:
    content, words = EVENTS[name]
    host.script = [sends(head(), b"data: " + content + b"\n\n")]
    for model in (ChatCompletionsModel, ResponsesModel):
        error = await failure_of(model(connect(), "tiny", name="t/tiny"))
        assert f"127.0.0.1:{host.url.split(':')[2].split('/')[0]} sends {words}" in error.message
        assert "interface" in error.hint
        assert KEY not in str(error.__dict__)


JSON: dict[str, tuple[Answer, str]] = {
    "an answer": (replies(200, {"choices": []}), "answers with JSON in one piece"),
    "an error": (
        replies(200, {"error": {"message": "No room for sk-secret-1234"}}),
        "failed: No room for …",
    ),
    "problem+json": (
        replies(200, {"message": "Overloaded"}, "application/problem+json"),
        "failed: Overloaded",
    ),
}


@pytest.mark.parametrize("name", JSON)
async def test_json_in_place_of_a_stream_is_said_to_be_that_or_the_failure_that_it_tells(
    host: ModelServer, connect: Connect, name: str
) -> None:
    answer, words = JSON[name]
    host.script = [answer]
    error = await failure_of(ChatCompletionsModel(connect(key=KEY), "tiny", name="t/tiny"))
    assert words in error.message
    assert KEY not in str(error.__dict__)
