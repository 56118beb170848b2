"""When a failed attempt is made again, and after how long."""

from __future__ import annotations

import email.utils
import math
import time
from collections.abc import Callable

import httpx

MAX_ASKED_WAIT = 120.0
"""Seconds; a server that asks for a longer wait is not asked again."""

_RETRIED_STATUSES = frozenset({408, 409, 429})

# Raised before a byte of the request left, so that it cannot have run.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

# The request itself is at fault, so that it would fail again.
_HOPELESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)


def is_retried_failure(method: str, failure: httpx.TransportError) -> bool:
    """Whether a broken attempt is made again.

    A POST is only when it was never sent: after a read timeout or a lost connection it may have
    run, and no server promises to notice a second one.
    """
    if isinstance(failure, _HOPELESS):
        return False
    return method != "POST" or isinstance(failure, _NEVER_SENT)


def is_retried_status(status: int, headers: httpx.Headers) -> bool:
    """Whether a refused attempt is made again; the server's own word counts first."""
    word: str = headers.get("x-should-retry", "").strip().lower()
    if word in {"true", "false"}:
        return word == "true"
    return status in _RETRIED_STATUSES or status >= 500


def wait_before_retry(
    retries: int, headers: httpx.Headers | None, random: Callable[[], float]
) -> float | None:
    """Return the seconds to wait before the next attempt, or None to give up.

    Args:
        retries: Retries made so far, 0 before the first.
        headers: Of the reply, if there was one: ``retry-after-ms`` or ``retry-after``
            (seconds or a date) is kept to, up to `MAX_ASKED_WAIT`.
        random: Returns a number from 0 to 1; takes up to a quarter off our own waits, so that
            many clients do not come back at once.
    """
    asked = None if headers is None else _asked_wait(headers)
    if asked is None:
        return min(0.5 * 2.0**retries, 8.0) * (1 - 0.25 * random())
    return asked if asked <= MAX_ASKED_WAIT else None


def _asked_wait(headers: httpx.Headers) -> float | None:
    milliseconds = seconds_of(headers.get("retry-after-ms"), scale=1e-3)
    if milliseconds is not None:
        return milliseconds
    text = headers.get("retry-after")
    seconds = seconds_of(text)
    if seconds is not None or text is None:
        return seconds
    try:
        date = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, date.timestamp() - time.time())


def seconds_of(text: str | None, *, scale: float = 1.0) -> float | None:
    """Return a header's number times ``scale``, or None if it is no finite number from 0 up."""
    try:
        seconds = float(text or "") * scale
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
