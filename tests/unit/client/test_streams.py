"""Event streams of runs as typed events."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from octavo.client import Client, InProcessTransport, Timeout
from octavo.errors import ApiConnectionError, ApiReplyError, ApiStatusError, ApiTimeoutError
from octavo.protocol.envelope import ErrorObject
from octavo.protocol.events import EVENT_TYPES, StreamEvent
from octavo.protocol.messages import MessageDeltaObject
from octavo.protocol.runs import (
    CreateRunRequest,
    CreateThreadAndRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
    ToolOutput,
)
from octavo.protocol.threads import ThreadObject
from support.answering import Answering, message_json, run_json, thread_json

Connect = Callable[..., tuple[Client, Answering]]
REQUEST = CreateRunRequest(assistant_id="asst_1")
DONE = b"event: done\ndata: [DONE]\n\n"


def event(name: str, data: Any) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def delta(text: str) -> bytes:
    content = [{"index": 0, "type": "text", "text": {"value": text}}]
    return event(
        "thread.message.delta",
        {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": content}},
    )


def stream(*parts: bytes) -> tuple[int, dict[str, str], bytes]:
    return 200, {"content-type": "text/event-stream; charset=utf-8"}, b"".join(parts)


async def events_of(client: Client) -> list[StreamEvent]:
    async with client.stream_run("thread_1", REQUEST) as events:
        return [event async for event in events]


async def test_events_come_typed_and_in_order(connect: Connect) -> None:
    client, app = connect(
        stream(
            event("thread.created", thread_json()),
            event("thread.run.created", run_json()),
            delta("Hel"),
            delta("lo ü\u2028"),
            event("thread.message.completed", message_json()),
            event("thread.run.completed", run_json("completed")),
            DONE,
        )
    )
    async with client.stream_run("thread_1", REQUEST, include=["x"]) as events:
        got = [event async for event in events]
        with pytest.raises(StopAsyncIteration):
            await anext(events)
    assert [e.event for e in got] == [
        "thread.created",
        "thread.run.created",
        "thread.message.delta",
        "thread.message.delta",
        "thread.message.completed",
        "thread.run.completed",
    ]
    assert isinstance(got[0].data, ThreadObject)
    assert isinstance(got[1].data, RunObject)
    assert isinstance(got[3].data, MessageDeltaObject)
    content = got[3].data.delta.content
    assert content is not None
    assert content[0].text is not None
    assert content[0].text.value == "lo ü\u2028"
    [asked] = app.asked
    assert asked.json == {"assistant_id": "asst_1", "stream": True}
    assert asked.headers["accept"] == "text/event-stream"
    assert asked.query == [("include[]", "x")]


async def test_the_other_ways_to_start_a_stream(connect: Connect) -> None:
    client, app = connect(stream(event("thread.run.queued", run_json()), DONE))
    outputs = SubmitToolOutputsRequest(tool_outputs=[ToolOutput(tool_call_id="c", output="o")])
    async with client.stream_thread_and_run(CreateThreadAndRunRequest(assistant_id="a")) as events:
        assert [e.event async for e in events] == ["thread.run.queued"]
    async with client.stream_tool_outputs("thread_1", "run_1", outputs) as events:
        assert [e.event async for e in events] == ["thread.run.queued"]
    assert [(a.path, a.json["stream"]) for a in app.asked] == [
        ("/v1/threads/runs", True),
        ("/v1/threads/thread_1/runs/run_1/submit_tool_outputs", True),
    ]


async def test_a_run_is_followed_without_sending_anything(connect: Connect) -> None:
    client, app = connect(stream(event("thread.run.completed", run_json("completed")), DONE))
    async with client.follow_run("thread_1", "run_1", include=["x"]) as events:
        assert [e.event async for e in events] == ["thread.run.completed"]
    [asked] = app.asked
    assert (asked.method, asked.path) == ("GET", "/v1/threads/thread_1/runs/run_1/events")
    assert (asked.query, asked.body) == ([("include[]", "x")], b"")


def test_every_event_of_the_interface_is_known() -> None:
    names = {
        "thread.created",
        *(
            f"thread.run.{n}"
            for n in [
                "created",
                "queued",
                "in_progress",
                "requires_action",
                "completed",
                "incomplete",
                "failed",
                "cancelling",
                "cancelled",
                "expired",
            ]
        ),
        *(
            f"thread.run.step.{n}"
            for n in [
                "created",
                "in_progress",
                "delta",
                "completed",
                "failed",
                "cancelled",
                "expired",
            ]
        ),
        *(
            f"thread.message.{n}"
            for n in ["created", "in_progress", "delta", "completed", "incomplete"]
        ),
        "error",
    }
    assert set(EVENT_TYPES) == names


async def test_an_unknown_event_is_passed_over_with_a_line_in_the_log(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    unknown = event("thread.run.thinking", {"secret": 1}) * 3
    client, _ = connect(stream(unknown, event("thread.run.created", run_json()), DONE))
    with caplog.at_level(logging.WARNING):
        assert [e.event for e in await events_of(client)] == ["thread.run.created"]
    [record] = caplog.records
    assert "thread.run.thinking" in record.getMessage()
    assert "secret" not in record.getMessage()


@pytest.mark.parametrize("data", [{"message": "m"}, {"error": {"message": "m"}}])
async def test_an_error_event_is_the_last(connect: Connect, data: dict[str, Any]) -> None:
    (data.get("error") or data)["type"] = "server_error"
    client, _ = connect(stream(event("error", data), event("thread.run.created", run_json())))
    [got] = await events_of(client)
    assert isinstance(got.data, ErrorObject)
    assert got.data.message == "m"


async def test_a_stream_that_breaks_off_is_an_error_after_what_came(connect: Connect) -> None:
    """security.md 5: what came until then stands."""
    client, _ = connect(stream(event("thread.run.created", run_json()), delta("par")))
    got: list[str] = []
    async with client.stream_run("thread_1", REQUEST) as events:
        got += [(await anext(events)).event, (await anext(events)).event]
        with pytest.raises(ApiConnectionError, match="broke off"):
            await anext(events)
    assert got == ["thread.run.created", "thread.message.delta"]


@pytest.mark.parametrize("status", ["completed", "requires_action", "failed"])
async def test_a_stream_may_end_without_its_last_word_once_the_run_has(
    connect: Connect, status: str
) -> None:
    client, _ = connect(stream(event(f"thread.run.{status}", run_json(status))))
    assert len(await events_of(client)) == 1


@pytest.mark.parametrize("data", [b"{", b"<html>", b"null", b'{"id": 1}', b"\xff"])
async def test_nonsense_in_an_event_is_an_error(connect: Connect, data: bytes) -> None:
    """security.md 5: invalid JSON."""
    client, _ = connect(stream(b"event: thread.run.created\ndata: " + data + b"\n\n", DONE))
    with pytest.raises(ApiReplyError, match=r"thread\.run\.created"):
        await events_of(client)


@pytest.mark.parametrize("kind", ["text/html", "application/json", ""])
async def test_something_else_than_a_stream_is_an_error(connect: Connect, kind: str) -> None:
    """security.md 5: wrong content type."""
    client, _ = connect((200, {"content-type": kind}, b"<html>"))
    with pytest.raises(ApiReplyError, match="not a stream"):
        await events_of(client)


async def test_a_refused_stream_is_a_status_error_and_tried_again_like_others(
    connect: Connect,
) -> None:
    busy = (429, {}, {"error": {"message": "busy", "type": "x"}})
    client, app = connect(busy, stream(event("thread.run.created", run_json()), DONE))
    assert len(await events_of(client)) == 1
    assert len(app.asked) == 2
    locked = (400, {}, {"error": {"message": "locked", "type": "x"}})
    client, app = connect(locked)
    with pytest.raises(ApiStatusError, match="locked"):
        await events_of(client)


class Streaming:
    """An engine-like application whose stream is steered by the test."""

    def __init__(self, produce: Callable[[], AsyncIterator[bytes]]) -> None:
        self.left = asyncio.Event()
        self._produce = produce
        self.app = Starlette(routes=[Route("/v1/threads/{id}/runs", self._run, methods=["POST"])])

    async def _run(self, _: Request) -> StreamingResponse:
        async def watched() -> AsyncIterator[bytes]:
            try:
                async for piece in self._produce():
                    yield piece
            finally:
                self.left.set()

        return StreamingResponse(watched(), media_type="text/event-stream")


async def test_the_first_event_is_there_before_the_second_is_made() -> None:
    go_on = asyncio.Event()

    async def produce() -> AsyncIterator[bytes]:
        yield event("thread.run.created", run_json())
        await go_on.wait()
        yield event("thread.run.completed", run_json("completed"))
        yield DONE

    client = Client(InProcessTransport(Streaming(produce).app))
    async with asyncio.timeout(5), client, client.stream_run("thread_1", REQUEST) as events:
        assert (await anext(events)).event == "thread.run.created"
        go_on.set()
        assert [e.event async for e in events] == ["thread.run.completed"]


async def test_leaving_a_stream_reaches_the_application() -> None:
    async def produce() -> AsyncIterator[bytes]:
        yield event("thread.run.created", run_json())
        await asyncio.Event().wait()

    streaming = Streaming(produce)
    async with Client(InProcessTransport(streaming.app, grace=30)) as client:
        async with asyncio.timeout(5), client.stream_run("thread_1", REQUEST) as events:
            await anext(events)
        assert streaming.left.is_set()


async def test_cancelling_the_reader_of_a_stream_reaches_the_application() -> None:
    reading = asyncio.Event()

    async def produce() -> AsyncIterator[bytes]:
        yield event("thread.run.created", run_json())
        await asyncio.Event().wait()

    streaming = Streaming(produce)

    async def read(client: Client) -> None:
        async with client.stream_run("thread_1", REQUEST) as events:
            async for _ in events:
                reading.set()

    async with Client(InProcessTransport(streaming.app, grace=30)) as client:
        task = asyncio.create_task(read(client))
        async with asyncio.timeout(5):
            await reading.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert streaming.left.is_set()


async def test_silence_in_a_stream_ends_with_its_own_limit() -> None:
    async def produce() -> AsyncIterator[bytes]:
        yield event("thread.run.created", run_json())
        await asyncio.Event().wait()

    timeout = Timeout(stream_read=0.02)
    client = Client(InProcessTransport(Streaming(produce).app), timeout=timeout)
    async with client, client.stream_run("thread_1", REQUEST) as events:
        await anext(events)
        with pytest.raises(ApiTimeoutError, match="did not answer in time"):
            await anext(events)


async def test_a_stream_without_end_is_ended() -> None:
    """security.md 5: endless stream."""

    async def produce() -> AsyncIterator[bytes]:
        while True:
            yield b": still here\n\n"
            await asyncio.sleep(0)

    timeout = Timeout(stream_total=0.05)
    client = Client(InProcessTransport(Streaming(produce).app), timeout=timeout)
    async with client, client.stream_run("thread_1", REQUEST) as events:
        with pytest.raises(ApiTimeoutError, match=r"within 0\.05 s"):
            await anext(events)


async def test_a_stream_whose_line_does_not_end_is_ended() -> None:
    """security.md 5: a line of 1 GB."""
    taken = 0

    async def produce() -> AsyncIterator[bytes]:
        nonlocal taken
        yield b"data: "
        while True:
            yield b"x" * 2**20
            taken += 1

    client = Client(InProcessTransport(Streaming(produce).app))
    async with client, client.stream_run("thread_1", REQUEST) as events:
        with pytest.raises(ApiReplyError, match="too large"):
            await anext(events)
    assert taken < 20


async def test_after_done_the_application_ends_by_itself() -> None:
    ended_by_itself = asyncio.Event()

    async def produce() -> AsyncIterator[bytes]:
        yield event("thread.run.created", run_json())
        yield DONE
        for _ in range(5):
            await asyncio.sleep(0)
        ended_by_itself.set()

    async with Client(InProcessTransport(Streaming(produce).app)) as client:
        assert len(await events_of(client)) == 1
        assert ended_by_itself.is_set()


async def test_two_streams_at_once_do_not_disturb_each_other(connect: Connect) -> None:
    client, _ = connect(stream(*(delta(str(n)) for n in range(50)), DONE))
    one, two = await asyncio.gather(events_of(client), events_of(client))
    assert len(one) == len(two) == 50
