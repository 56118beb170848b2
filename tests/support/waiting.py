"""Waiting for a condition, without sleeping for a set time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


async def until(condition: Callable[[], object], what: str, *, seconds: float = 30.0) -> None:
    """Let the loop run until a condition holds.

    Raises:
        AssertionError: the condition did not hold within the deadline.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        await asyncio.sleep(0.005)
