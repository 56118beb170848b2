"""The streaming in-process transport, driven as httpx drives it."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import logging
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from octavo.client import InProcessTransport


def app_of(endpoint: Any, path: str = "/x") -> Starlette:
    return Starlette(routes=[Route(path, endpoint, methods=["GET", "POST", "HEAD"])])


def request_of(method: str = "GET", *, read: float | None = 5.0, **options: Any) -> httpx.Request:
    limits = {"timeout": {"read": read}}
    return httpx.Request(method, "http://octavo/x", extensions=limits, **options)


@contextlib.asynccontextmanager
async def exchange(
    transport: InProcessTransport, request: httpx.Request | None = None
) -> AsyncIterator[httpx.Response]:
    response = await transport.handle_async_request(request or request_of())
    try:
        yield response
    finally:
        await response.aclose()


async def body_of(response: httpx.Response) -> bytes:
    assert isinstance(response.stream, httpx.AsyncByteStream)
    return b"".join([piece async for piece in response.stream])


def pieces_of(response: httpx.Response) -> AsyncIterator[bytes]:
    assert isinstance(response.stream, httpx.AsyncByteStream)
    return aiter(response.stream)


async def test_the_request_arrives_whole_and_the_reply_comes_back() -> None:
    async def echo(request: Request) -> JSONResponse:
        facts = {
            "method": request.method,
            "query": request.url.query,
            "header": request.headers["x-one"],
            "body": (await request.body()).decode(),
            "url": str(request.url),
        }
        return JSONResponse(facts, 201, {"x-two": "2"})

    async with httpx.AsyncClient(transport=InProcessTransport(app_of(echo))) as http:
        reply = await http.post("http://octavo/x?a=%20b", content=b"hi", headers={"X-One": "1"})
    assert reply.status_code == 201
    assert reply.headers["x-two"] == "2"
    assert reply.json() == {
        "method": "POST",
        "query": "a=%20b",
        "header": "1",
        "body": "hi",
        "url": "http://octavo/x?a=%20b",
    }


async def test_the_first_piece_is_there_while_the_application_still_works() -> None:
    go_on = asyncio.Event()

    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            await go_on.wait()
            yield b"second"

        return StreamingResponse(produce())

    transport = InProcessTransport(app_of(endpoint))
    async with exchange(transport) as response:
        pieces = pieces_of(response)
        assert await anext(pieces) == b"first"
        go_on.set()
        assert [piece async for piece in pieces] == [b"second"]
    await transport.aclose()


async def test_leaving_early_is_noticed_by_the_application_at_once() -> None:
    left = asyncio.Event()

    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            try:
                yield b"first"
                await asyncio.Event().wait()
            finally:
                left.set()

        return StreamingResponse(produce())

    transport = InProcessTransport(app_of(endpoint), grace=30)
    async with asyncio.timeout(5), exchange(transport) as response:
        await anext(pieces_of(response))
    assert left.is_set()


async def test_an_application_that_does_not_listen_is_cancelled_after_the_grace() -> None:
    cancelled = asyncio.Event()

    async def deaf(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    async with exchange(InProcessTransport(deaf, grace=0.01)) as response:
        await anext(pieces_of(response))
    assert cancelled.is_set()


async def test_the_disconnect_comes_before_the_cancellation() -> None:
    seen: list[str] = []

    async def polite(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while (message := await receive())["type"] != "http.disconnect":
            pass
        seen.append(message["type"])
        await send({"type": "http.response.body", "body": b"nobody reads this"})

    async with exchange(InProcessTransport(polite, grace=30)):
        pass
    assert seen == ["http.disconnect"]


async def test_a_talker_whose_reader_has_gone_is_stopped_and_does_not_block_the_loop() -> None:
    async def talker(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b"x" * 1000, "more_body": True})

    async with asyncio.timeout(5), exchange(InProcessTransport(talker, grace=0.01)) as response:
        await anext(pieces_of(response))


async def test_the_application_waits_for_a_slow_reader() -> None:
    sent = 0

    async def fast(scope: Any, receive: Any, send: Any) -> None:
        nonlocal sent
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number in range(100):
            last = number == 99
            await send({"type": "http.response.body", "body": b"x" * 100, "more_body": not last})
            sent += 1

    async with exchange(InProcessTransport(fast, max_pending=1000)) as response:
        for _ in range(50):
            await asyncio.sleep(0)
        assert sent == 10
        assert len(await body_of(response)) == 10_000
    assert sent == 100


async def test_an_application_that_waits_for_its_reader_goes_on_when_the_reader_leaves() -> None:
    ended = asyncio.Event()

    async def full(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 100, "more_body": True})
        await send({"type": "http.response.body", "body": b"x" * 100, "more_body": True})
        ended.set()

    transport = InProcessTransport(full, grace=30, max_pending=10)
    async with asyncio.timeout(5), exchange(transport):
        assert not ended.is_set()
    assert ended.is_set()


async def test_a_failure_before_the_reply_is_raised_with_its_cause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise KeyError("oops")

    with pytest.raises(httpx.RemoteProtocolError, match="failed: KeyError") as caught:
        await InProcessTransport(broken).handle_async_request(request_of())
    assert isinstance(caught.value.__cause__, KeyError)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_a_failure_in_the_middle_is_raised_to_the_reader_after_what_came() -> None:
    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            raise ValueError("oops")

        return StreamingResponse(produce())

    async with exchange(InProcessTransport(app_of(endpoint))) as response:
        pieces = pieces_of(response)
        assert await anext(pieces) == b"first"
        with pytest.raises(httpx.RemoteProtocolError, match="failed: ValueError"):
            await anext(pieces)


@pytest.mark.parametrize("begun", [False, True])
async def test_an_application_that_just_ends_leaves_no_reader_waiting(begun: bool) -> None:
    async def short(scope: Any, receive: Any, send: Any) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})

    with pytest.raises(httpx.RemoteProtocolError, match="ended before its reply"):
        async with exchange(InProcessTransport(short)) as response:
            await body_of(response)


async def test_an_application_that_is_cancelled_from_inside_leaves_no_reader_waiting() -> None:
    async def quitter(scope: Any, receive: Any, send: Any) -> None:
        raise asyncio.CancelledError

    with pytest.raises(httpx.RemoteProtocolError, match="cancelled"):
        await InProcessTransport(quitter).handle_async_request(request_of())


async def test_a_500_with_its_exception_is_read_and_the_exception_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def endpoint(_: Request) -> PlainTextResponse:
        raise ValueError("a bug")

    transport = InProcessTransport(app_of(endpoint))
    async with exchange(transport) as response:
        assert response.status_code == 500
        assert await body_of(response) == b"Internal Server Error"
    await transport.aclose()
    assert "a bug" in caplog.text


async def test_silence_before_the_reply_ends_with_the_read_timeout() -> None:
    async def silent(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.Event().wait()

    with pytest.raises(httpx.ReadTimeout):
        await InProcessTransport(silent, grace=0).handle_async_request(request_of(read=0.01))


async def test_silence_between_pieces_ends_with_the_read_timeout() -> None:
    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            await asyncio.Event().wait()

        return StreamingResponse(produce())

    async with exchange(InProcessTransport(app_of(endpoint)), request_of(read=0.05)) as response:
        pieces = pieces_of(response)
        await anext(pieces)
        with pytest.raises(httpx.ReadTimeout):
            await anext(pieces)


async def test_an_upload_is_streamed_piece_by_piece() -> None:
    got: list[bytes] = []
    arrived = asyncio.Event()

    async def endpoint(request: Request) -> PlainTextResponse:
        async for piece in request.stream():
            got.append(piece)
            arrived.set()
        return PlainTextResponse("ok")

    async def upload() -> AsyncIterator[bytes]:
        yield b"one"
        await arrived.wait()
        assert got == [b"one"]
        yield b"two"

    transport = InProcessTransport(app_of(endpoint))
    async with exchange(transport, request_of("POST", content=upload())) as response:
        assert await body_of(response) == b"ok"
    assert b"".join(got) == b"onetwo"


async def test_a_slow_upload_does_not_run_into_the_read_timeout() -> None:
    """The reply is owed from the last piece on, and nothing while the caller has none."""

    async def endpoint(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    async def upload() -> AsyncIterator[bytes]:
        yield b"x"
        with pytest.raises(TimeoutError):  # a wait as long as the read timeout runs out here
            async with asyncio.timeout(0.25):
                await asyncio.Event().wait()
        yield b"x"

    transport = InProcessTransport(app_of(endpoint))
    request = request_of("POST", content=upload(), read=0.25)
    async with exchange(transport, request) as response:
        assert await body_of(response) == b"2"


async def test_an_answer_before_the_upload_was_read_comes_at_once() -> None:
    closed = asyncio.Event()

    async def endpoint(_: Request) -> PlainTextResponse:
        return PlainTextResponse("too large", 413)

    class Upload:
        def __init__(self) -> None:
            self.taken = 0

        def __aiter__(self) -> Upload:
            return self

        async def __anext__(self) -> bytes:
            self.taken += 1
            return b"x" * 1000

        async def aclose(self) -> None:
            closed.set()

    upload = Upload()
    transport = InProcessTransport(app_of(endpoint))
    async with exchange(transport, request_of("POST", content=upload)) as response:
        assert response.status_code == 413
        assert await body_of(response) == b"too large"
    assert upload.taken == 0
    await transport.aclose()


async def test_an_upload_that_was_not_read_to_its_end_is_closed_with_the_exchange() -> None:
    """Not by the garbage collector, which would need a task of its own for it."""
    finalised: list[str] = []
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=lambda generator: finalised.append(generator.__qualname__))

    async def early(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await PlainTextResponse("no", 413)(scope, receive, send)

    class Upload:
        def __aiter__(self) -> Upload:
            return self

        async def __anext__(self) -> bytes:
            return b"x"

    transport = InProcessTransport(early)
    async with exchange(transport, request_of("POST", content=Upload())) as response:
        assert await body_of(response) == b"no"
    del response
    await transport.aclose()
    del transport
    gc.collect()
    sys.set_asyncgen_hooks(*hooks)
    assert finalised == []


async def test_a_failing_upload_reaches_the_caller_as_it_is() -> None:
    seen: list[str] = []

    async def reader(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] != "http.disconnect":
            seen.append(message["type"])
        seen.append(message["type"])

    async def upload() -> AsyncIterator[bytes]:
        yield b"one"
        raise OSError("disk gone")

    transport = InProcessTransport(reader)
    with pytest.raises(OSError, match="disk gone"):
        await transport.handle_async_request(request_of("POST", content=upload()))
    assert seen == ["http.request", "http.disconnect"]


async def test_cancelling_the_caller_ends_the_application() -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def endless(scope: Any, receive: Any, send: Any) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    transport = InProcessTransport(endless, grace=0)
    task = asyncio.create_task(transport.handle_async_request(request_of()))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_a_short_piece_of_work_is_finished_though_its_caller_was_cancelled() -> None:
    began, finished = asyncio.Event(), asyncio.Event()

    async def worker(scope: Any, receive: Any, send: Any) -> None:
        began.set()
        for _ in range(5):
            await asyncio.sleep(0)
        finished.set()

    transport = InProcessTransport(worker, grace=30)
    task = asyncio.create_task(transport.handle_async_request(request_of()))
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert finished.is_set()


async def test_cancelling_a_reader_ends_the_application() -> None:
    ended = asyncio.Event()

    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            try:
                yield b"first"
                await asyncio.Event().wait()
            finally:
                ended.set()

        return StreamingResponse(produce())

    transport = InProcessTransport(app_of(endpoint))
    reading = asyncio.Event()

    async def read() -> None:
        async with exchange(transport) as response:
            async for _ in pieces_of(response):
                reading.set()

    task = asyncio.create_task(read())
    await reading.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_work_after_a_complete_reply_goes_on_and_is_awaited_at_the_end() -> None:
    done = asyncio.Event()
    go_on = asyncio.Event()

    async def later() -> None:
        await go_on.wait()
        done.set()

    async def endpoint(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok", background=BackgroundTask(later))

    transport = InProcessTransport(app_of(endpoint), grace=30)
    async with exchange(transport) as response:
        assert await body_of(response) == b"ok"
    assert not done.is_set()
    go_on.set()
    await transport.aclose()
    assert done.is_set()


async def test_closing_ends_waiting_callers_readers_and_the_application() -> None:
    async def endpoint(request: Request) -> StreamingResponse:
        if request.method == "POST":
            await asyncio.Event().wait()

        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            await asyncio.Event().wait()

        return StreamingResponse(produce())

    transport = InProcessTransport(app_of(endpoint), grace=0.01)
    waiting = asyncio.create_task(transport.handle_async_request(request_of("POST")))
    async with exchange(transport) as response:
        pieces = pieces_of(response)
        await anext(pieces)
        reading = asyncio.create_task(anext(pieces))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        await transport.aclose()
        for task in (waiting, reading):
            with pytest.raises(httpx.ReadError, match="closed"):
                await task
    with pytest.raises(httpx.ConnectError, match="closed"):
        await transport.handle_async_request(request_of())


async def test_context_variables_of_the_caller_are_seen_by_the_application() -> None:
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable")

    async def endpoint(_: Request) -> PlainTextResponse:
        seen = variable.get()
        variable.set("changed inside")
        return PlainTextResponse(seen)

    variable.set("outside")
    async with exchange(InProcessTransport(app_of(endpoint))) as response:
        assert await body_of(response) == b"outside"
    assert variable.get() == "outside"


async def test_head_has_no_body() -> None:
    async def endpoint(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async with exchange(InProcessTransport(app_of(endpoint)), request_of("HEAD")) as response:
        assert response.headers["content-length"] == "2"
        assert await body_of(response) == b""


@pytest.mark.parametrize(
    "messages",
    [
        [{"type": "http.response.body", "body": b"x"}],
        [{"type": "http.response.start", "status": 200}] * 2,
        [{"type": "http.response.start", "status": 200}]
        + [{"type": "http.response.body", "body": b"x"}] * 2,
        [{"type": "http.response.trailers"}],
    ],
)
async def test_an_application_that_breaks_the_order_is_told(messages: list[Any]) -> None:
    told: list[Exception] = []

    async def disorderly(scope: Any, receive: Any, send: Any) -> None:
        try:
            for message in messages:
                await send(message)
        except RuntimeError as error:
            told.append(error)

    transport = InProcessTransport(disorderly)
    with contextlib.suppress(httpx.RemoteProtocolError):
        async with exchange(transport) as response:
            await body_of(response)
    await transport.aclose()
    assert len(told) == 1
