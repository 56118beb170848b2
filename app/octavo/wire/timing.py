"""Time in the client: its limits, and the clock that retries and waiters go by."""

from __future__ import annotations

import asyncio
import dataclasses
import random
from collections.abc import Awaitable, Callable

from octavo.awake import awake


@dataclasses.dataclass(frozen=True, slots=True)
class Timeout:
    """Time limits in seconds; None is no limit.

    Attributes:
        connect: Until a connection stands, and until one is free.
        read: Silence while waiting for a reply or its next piece.
        write: Until the other side takes the next piece of a request.
        total: A whole operation, its retries and the waits between them included.
        stream_read: Silence in an event stream; a model may think long before its first word.
        stream_total: A whole event stream; a run lives at most 600 s.
        transfer_total: A whole upload or download.
    """

    connect: float | None = 5.0
    read: float | None = 60.0
    write: float | None = 60.0
    total: float | None = 300.0
    stream_read: float | None = 300.0
    stream_total: float | None = 900.0
    transfer_total: float | None = 3600.0


@dataclasses.dataclass(frozen=True, slots=True)
class Clock:
    """The time, waiting and chance that retries and waiters use; tests put in their own."""

    now: Callable[[], float] = awake
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    random: Callable[[], float] = random.random
