"""Work that may wait for a person, in a thread that does not hold up the end of the program."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


async def beside(work: Callable[[], T], *, name: str) -> T:
    """Return what ``work`` does in a thread of its own; if nobody waits any more, it is left alone.

    Args:
        work: May block for as long as it likes.
        name: Of the thread.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def succeed(value: T) -> None:
        if not result.done():
            result.set_result(value)

    def fail(error: Exception) -> None:
        if not result.done():
            result.set_exception(error)

    def run() -> None:
        settle: Callable[[], None]
        try:
            settle = partial(succeed, work())
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            settle = partial(fail, error)
        with contextlib.suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(settle)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await result
