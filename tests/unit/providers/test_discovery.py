"""Hosts on this computer are found at the places where they are looked for, and nothing else is."""

from __future__ import annotations

import asyncio

import pytest

from octavo.providers.discovery import USUAL_PLACES, FoundHost, find_hosts
from support.model_server import Answer, ModelServer, head, model_server, replies, sends


def test_the_usual_places_are_on_this_computer() -> None:
    assert set(USUAL_PLACES) == {"ollama", "lmstudio", "llamacpp", "vllm"}
    assert all(url.startswith("http://127.0.0.1:") for url in USUAL_PLACES.values())


async def test_those_that_answer_are_found_with_their_models_and_get_no_key(
    host: ModelServer,
) -> None:
    host.models = [{"id": "a"}, {"id": "b"}]
    dead = "http://127.0.0.1:9/v1"
    assert await find_hosts({"ollama": host.url, "vllm": dead}) == [
        FoundHost("ollama", host.url, 2)
    ]
    (seen,) = host.others
    assert (seen.method, seen.path) == ("GET", "/v1/models")
    assert "authorization" not in seen.headers
    assert not seen.body


@pytest.mark.parametrize(
    "answer",
    [
        replies(200, b"<html>Hello</html>", "text/html"),
        replies(404, {"detail": "Not Found"}),
        replies(200, {"data": "none"}),
        sends(b"220 mail.example ESMTP\r\n"),
        sends(head(kind="application/json"), b"[" * 5000),
        sends(close=False),
        replies(302, b"", location="http://127.0.0.1:9/v1/models"),
    ],
)
async def test_what_is_no_host_of_models_is_passed_over_soon(
    host: ModelServer, answer: Answer
) -> None:
    host.models_answer = answer
    async with asyncio.timeout(20):
        assert await find_hosts({"vllm": host.url}) == []


async def test_all_are_asked_at_once() -> None:
    met, answering = asyncio.Event(), 0

    async def together(writer: asyncio.StreamWriter, _: object) -> None:
        nonlocal answering
        answering += 1
        if answering == 2:
            met.set()
        await met.wait()  # neither answers before the other is asked, too
        content = b'{"data": []}'
        kind = head(kind="application/json", content_length=str(len(content)))
        writer.write(kind + content)

    async with model_server() as one, model_server() as two:
        one.models_answer = two.models_answer = together
        found = await find_hosts({"a": one.url, "b": two.url})
    assert [host.name for host in found] == ["a", "b"]
