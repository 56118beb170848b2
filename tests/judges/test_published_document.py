"""Judge 3 is everywhere (``tests/conftest.py``); here it is shown that it sees what it must."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import octavo.engine.app
from octavo.client import InProcessTransport
from support.answering import list_json, run_json, thread_json
from support.reply_judge import JudgingGuard


async def faults_of(method: str, path: str, reply: Response) -> list[str]:
    """Answer a request with this reply before the judge; what it finds."""

    async def answer(request: Request) -> Response:
        return reply

    app = Starlette(
        routes=[Route(f"/v1{path}", answer, methods=[method])],
        middleware=[Middleware(JudgingGuard)],
    )
    transport = InProcessTransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as client:
        answered = await client.request(method, path.lstrip("/"))
    assert answered.content == reply.body  # a judge changes nothing
    return JudgingGuard.verdicts.take_faults()


def test_the_judge_stands_in_every_engine() -> None:
    assert octavo.engine.app.Guard is JudgingGuard


async def test_what_is_as_published_passes() -> None:
    assert await faults_of("GET", "/threads/thread_1", JSONResponse(thread_json())) == []
    assert await faults_of("GET", "/threads/thread_1/runs/run_1", JSONResponse(run_json())) == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"created_at": "today"}, "created_at"),
        ({"object": "assistant"}, "object"),
        ({"metadata": {"a": 1}}, "metadata"),
        ({"tool_resources": {"file_search": {"vector_store_ids": [1]}}}, "tool_resources"),
    ],
)
async def test_a_field_of_another_kind_is_found(wrong: dict[str, Any], found: str) -> None:
    [fault] = await faults_of("POST", "/threads", JSONResponse(thread_json(**wrong)))
    assert fault.startswith("POST /threads (200)")
    assert found in fault


async def test_a_missing_field_is_found() -> None:
    run = run_json()
    del run["last_error"]
    [fault] = await faults_of("GET", "/threads/thread_1/runs", JSONResponse(list_json(run)))
    assert "last_error" in fault


async def test_the_ids_of_a_list_are_null_only_if_it_is_empty() -> None:
    address = "/threads/thread_1/runs"
    assert await faults_of("GET", address, JSONResponse(list_json())) == []
    empty = {**list_json(), "first_id": "run_1"}
    assert await faults_of("GET", address, JSONResponse(empty))
    full = {**list_json(run_json()), "last_id": None}
    assert await faults_of("GET", address, JSONResponse(full))


async def test_an_event_that_is_not_as_published_is_found() -> None:
    stream = (
        b": a comment\n\n"
        b'event: thread.created\ndata: {"id": "thread_1"}\n\n'
        b"event: thread.run.paused\ndata: {}\n\n"
        b'event: thread.message.delta\ndata: {"id": "msg_1", "object": "thread.message.delta",'
        b' "delta": {"content": [{"index": "first", "type": "text"}]}}\n\n'
        b"event: done\ndata: [DONE]\n\n"
    )
    faults = await faults_of(
        "POST", "/threads/thread_1/runs", Response(stream, media_type="text/event-stream")
    )
    assert any("event thread.created" in fault and "created_at" in fault for fault in faults)
    assert any("'thread.run.paused' that is not described" in fault for fault in faults)
    assert any("event thread.message.delta" in fault for fault in faults)
    assert not any("done" in fault for fault in faults)


async def test_a_chunk_that_is_not_as_published_is_found() -> None:
    stream = b'data: {"object": "chat.completion.chunk"}\n\ndata: [DONE]\n\n'
    faults = await faults_of(
        "POST", "/chat/completions", Response(stream, media_type="text/event-stream")
    )
    assert any("choices" in fault for fault in faults)


@pytest.mark.parametrize(
    ("status", "content"),
    [(404, {"detail": "Not found"}), (500, {"error": "broken"}), (400, {"error": {"message": 1}})],
)
async def test_an_error_without_its_envelope_is_found(status: int, content: Any) -> None:
    assert await faults_of("GET", "/threads/thread_1", JSONResponse(content, status))


async def test_a_reply_that_is_not_json_is_found() -> None:
    [fault] = await faults_of("GET", "/threads/thread_1", Response("hi", media_type="text/plain"))
    assert "comes as text/plain" in fault
    content = Response(b"%PDF", media_type="application/pdf")
    assert await faults_of("GET", "/files/file-1/content", content) == []
    assert await faults_of("GET", "/files/file-1/content", Response("no", 404))


async def test_a_status_or_an_operation_that_is_not_described_is_found() -> None:
    [fault] = await faults_of("POST", "/threads", JSONResponse(thread_json(), 201))
    assert "not described for 201" in fault
    [fault] = await faults_of("GET", "/threads/thread_1/secrets", JSONResponse({}))
    assert "neither described nor listed as ours" in fault
    assert await faults_of("GET", "/threads", JSONResponse(list_json(thread_json()))) == []
