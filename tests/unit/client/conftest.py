"""What the client's tests share: no task outlives a test, a clock without waiting, servers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from octavo.client import Client, InProcessTransport
from support.answering import Answering, FakeTime
from support.http_app import served


@pytest.fixture(autouse=True)
async def no_task_is_left() -> AsyncIterator[None]:
    """Fail when a test leaves a task behind, or the loop reports what nobody handled."""
    reports: list[dict[str, Any]] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: reports.append(context))
    before = asyncio.all_tasks()
    yield
    await asyncio.sleep(0)
    left = {task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()}
    loop.set_exception_handler(None)
    assert not left, left
    assert not reports, reports


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Any], Awaitable[str]]]:
    """Serve an ASGI application over real HTTP; returns its base address."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(app: Any) -> str:
            return await stack.enter_async_context(served(app))

        yield start


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def speak() -> AsyncIterator[Callable[[Script], Awaitable[str]]]:
    """Serve a script of raw bytes, for servers that misbehave; returns the base address."""
    async with contextlib.AsyncExitStack() as stack:

        async def start(script: Script) -> str:
            async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                try:
                    await reader.readuntil(b"\r\n\r\n")
                    await script(reader, writer)
                except (ConnectionError, asyncio.IncompleteReadError):
                    pass  # the client has gone, as it should
                finally:
                    writer.close()

            server = await asyncio.start_server(handle, "127.0.0.1", 0)
            stack.push_async_callback(server.wait_closed)
            stack.callback(server.close)
            return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"

        yield start


Connect = Callable[..., tuple[Client, Answering]]


@pytest.fixture
async def connect(fake_time: FakeTime) -> AsyncIterator[Connect]:
    """Connect a client with an application that gives these answers."""
    clients: list[Client] = []

    def start(*answers: Any, **options: Any) -> tuple[Client, Answering]:
        app = Answering(list(answers))
        client = Client(InProcessTransport(app), **{"clock": fake_time.clock, **options})
        clients.append(client)
        return client, app

    yield start
    for client in clients:
        await client.aclose()
