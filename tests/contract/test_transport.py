"""Every transport of the client behaves as these tests say: in process and over HTTP."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from octavo.client import HttpTransport, InProcessTransport
from octavo.client.transport import Transport
from support.http_app import served

Opened = tuple[Transport, str]


@asynccontextmanager
async def in_process(app: Any) -> AsyncGenerator[Opened, None]:
    transport = InProcessTransport(app)
    yield transport, "http://octavo/v1"
    await transport.aclose()


@asynccontextmanager
async def over_http(app: Any) -> AsyncGenerator[Opened, None]:
    async with served(app) as address:
        transport = HttpTransport(address)
        yield transport, address
        await transport.aclose()


ADAPTERS = {"in process": in_process, "http": over_http}

Endpoint = Callable[[Request], Awaitable[Response]]
Connect = Callable[[Endpoint], Awaitable[Callable[..., Awaitable[httpx.Response]]]]


@pytest.fixture(params=sorted(ADAPTERS))
async def connect(request: pytest.FixtureRequest) -> AsyncIterator[Connect]:
    """Stands an application up and returns what sends a request to it, closed behind the test."""
    async with AsyncExitStack() as stack:

        async def start(endpoint: Endpoint) -> Callable[..., Awaitable[httpx.Response]]:
            app = Starlette(routes=[Route("/v1/x", endpoint, methods=["GET", "POST", "DELETE"])])
            transport, address = await stack.enter_async_context(ADAPTERS[request.param](app))

            async def send(
                method: str = "GET", *, read: float = 10, query: str = "", **options: Any
            ) -> httpx.Response:
                limits = {"connect": 10, "read": read, "write": 10, "pool": 10}
                asked = httpx.Request(
                    method, f"{address}/x{query}", extensions={"timeout": limits}, **options
                )
                reply = await transport.handle_async_request(asked)
                stack.push_async_callback(reply.aclose)
                return reply

            return send

        yield start


def pieces_of(reply: httpx.Response) -> AsyncIterator[bytes]:
    assert isinstance(reply.stream, httpx.AsyncByteStream)
    return aiter(reply.stream)


async def body_of(reply: httpx.Response) -> bytes:
    return b"".join([piece async for piece in pieces_of(reply)])


async def test_request_and_reply_arrive_whole(connect: Connect) -> None:
    async def echo(request: Request) -> Response:
        facts = [request.method, request.url.path, request.url.query, request.headers["x-one"]]
        return JSONResponse([*facts, (await request.body()).decode()], 201, {"x-two": "2"})

    send = await connect(echo)
    reply = await send("POST", query="?a=%20b&a=c", content=b"h\xc3\xa4", headers={"X-One": "1"})
    assert reply.status_code == 201
    assert reply.headers["x-two"] == "2"
    expected = httpx.Response(200, json=["POST", "/v1/x", "a=%20b&a=c", "1", "hä"])
    assert (await body_of(reply)).replace(b" ", b"") == expected.content.replace(b" ", b"")


async def test_an_empty_reply_is_empty(connect: Connect) -> None:
    async def nothing(_: Request) -> Response:
        return Response(status_code=204)

    reply = await (await connect(nothing))("DELETE")
    assert (reply.status_code, await body_of(reply)) == (204, b"")


async def test_large_bodies_come_through_unchanged_both_ways(connect: Connect) -> None:
    async def mirror(request: Request) -> Response:
        return Response(await request.body())

    content = os.urandom(3_000_000)
    reply = await (await connect(mirror))("POST", content=content)
    assert await body_of(reply) == content


async def test_a_reply_is_there_piece_by_piece(connect: Connect) -> None:
    go_on = asyncio.Event()

    async def slow(_: Request) -> Response:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            await go_on.wait()
            yield b"second"

        return StreamingResponse(produce())

    pieces = pieces_of(await (await connect(slow))())
    assert await anext(pieces) == b"first"
    go_on.set()
    assert b"".join([piece async for piece in pieces]) == b"second"


async def test_an_upload_is_there_piece_by_piece(connect: Connect) -> None:
    arrived = asyncio.Event()

    async def take(request: Request) -> Response:
        got = []
        async for piece in request.stream():
            got.append(piece)
            arrived.set()
        return Response(b"".join(got))

    async def upload() -> AsyncIterator[bytes]:
        yield b"one"
        await arrived.wait()
        yield b"two"

    async with asyncio.timeout(10):
        reply = await (await connect(take))("POST", content=upload())
    assert await body_of(reply) == b"onetwo"


async def test_leaving_a_reply_reaches_the_application(connect: Connect) -> None:
    left = asyncio.Event()

    async def endless(_: Request) -> Response:
        async def produce() -> AsyncIterator[bytes]:
            try:
                yield b"first"
                await asyncio.Event().wait()
            finally:
                left.set()

        return StreamingResponse(produce())

    reply = await (await connect(endless))()
    assert await anext(pieces_of(reply)) == b"first"
    await reply.aclose()
    async with asyncio.timeout(10):
        await left.wait()


@pytest.mark.parametrize("begun", [False, True])
async def test_silence_ends_with_the_read_timeout(connect: Connect, begun: bool) -> None:
    async def silent(_: Request) -> Response:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            await asyncio.Event().wait()

        if not begun:
            await asyncio.Event().wait()
        return StreamingResponse(produce())

    send = await connect(silent)
    with pytest.raises(httpx.ReadTimeout):
        await body_of(await send(read=0.2))


async def test_a_reply_that_breaks_off_is_a_transport_error(connect: Connect) -> None:
    async def breaking(_: Request) -> Response:
        async def produce() -> AsyncIterator[bytes]:
            yield b"first"
            raise ValueError("in the middle")

        return StreamingResponse(produce())

    reply = await (await connect(breaking))()
    with pytest.raises(httpx.TransportError):
        await body_of(reply)


async def test_each_of_many_at_once_gets_its_own_reply(connect: Connect) -> None:
    async def echo(request: Request) -> Response:
        await asyncio.sleep(0)
        return PlainTextResponse(request.url.query)

    send = await connect(echo)

    async def one(number: int) -> bytes:
        return await body_of(await send(query=f"?{number}"))

    replies = await asyncio.gather(*map(one, range(50)))
    assert replies == [str(number).encode() for number in range(50)]
