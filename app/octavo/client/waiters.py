"""Waiting for something on the server by looking again and again, until a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx

from octavo.client.caller import Caller
from octavo.errors import WaitTimeoutError
from octavo.wire.retry import seconds_of
from octavo.words import later

T = TypeVar("T")

DEADLINE = 600.0
"""Seconds that a waiter waits if nothing else is said; as long as a run may live."""

_SHORTEST, _LONGEST = 0.02, 60.0


async def wait_until(
    caller: Caller,
    look: Callable[[], Awaitable[tuple[T | None, httpx.Headers]]],
    *,
    what: str,
    deadline: float,
    poll_interval: float | None,
) -> T:
    """Look until there is something to return.

    Between two looks it waits ``poll_interval`` if that is given, else what the server asks for
    in ``openai-poll-after-ms``, else the client's own interval.

    Args:
        caller: Gives the clock and the client's own interval.
        look: Returns the result, or None to look again, and the reply's headers.
        what: What is waited for, for the error.
        deadline: Seconds in all.
        poll_interval: Seconds between two looks, or None.

    Raises:
        WaitTimeoutError: It did not happen before the deadline.
    """
    clock = caller.clock
    end = clock.now() + deadline
    late = WaitTimeoutError(
        later("{what} was not ready within {deadline:g} s.", what=what, deadline=deadline)
    )
    while True:
        try:
            async with asyncio.timeout(end - clock.now()) as limit:
                result, headers = await look()
        except TimeoutError:
            if not limit.expired():
                raise
            raise late from None
        if result is not None:
            return result
        wait = poll_interval
        if wait is None:
            wait = seconds_of(headers.get("openai-poll-after-ms"), scale=1e-3)
        if wait is None:
            wait = caller.poll_interval
        wait = min(max(wait, _SHORTEST), _LONGEST)
        left = end - clock.now()
        if left <= 0:
            raise late
        await clock.sleep(min(wait, left))
