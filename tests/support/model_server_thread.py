"""A host of models in a thread of its own, for what runs loops of its own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from support.model_server import ModelServer, model_server


@contextlib.contextmanager
def threaded_model_server() -> Iterator[ModelServer]:
    """Serve until the block ends."""
    ready = threading.Event()
    made: list[tuple[ModelServer, asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        ended = asyncio.Event()
        async with model_server() as server:
            made.append((server, asyncio.get_running_loop(), ended))
            ready.set()
            await ended.wait()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    server, loop, ended = made[0]
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
