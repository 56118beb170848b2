"""When an attempt is made again, after which wait, and when not."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.client import Client, Timeout
from octavo.errors import (
    ApiConnectionError,
    ApiError,
    ApiStatusError,
    ApiTimeoutError,
)
from octavo.wire.retry import wait_before_retry
from support.answering import Answering, FakeTime, thread_json

Connect = Callable[..., tuple[Client, Answering]]


def refusal(status: int, **headers: str) -> tuple[int, dict[str, str], Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, {"error": {"message": "no", "type": "x"}}


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
async def test_a_passing_fault_is_tried_twice_again(
    connect: Connect, fake_time: FakeTime, status: int
) -> None:
    client, app = connect(refusal(status), refusal(status), thread_json())
    assert (await client.create_thread()).id == "thread_1"
    assert len(app.asked) == 3
    assert fake_time.waits == [0.5, 1.0]
    assert [asked.body for asked in app.asked] == [b"{}"] * 3


async def test_after_two_retries_the_error_is_raised(connect: Connect) -> None:
    client, app = connect(refusal(500))
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert len(app.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_a_lasting_fault_is_not_tried_again(connect: Connect, status: int) -> None:
    client, app = connect(refusal(status))
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert len(app.asked) == 1


@pytest.mark.parametrize(
    ("status", "word", "attempts"), [(500, "false", 1), (400, "true", 3), (500, "what", 3)]
)
async def test_the_servers_word_counts_first(
    connect: Connect, status: int, word: str, attempts: int
) -> None:
    client, app = connect(refusal(status, x_should_retry=word))
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert len(app.asked) == attempts


@pytest.mark.parametrize("most", [0, 1, 4])
async def test_the_number_of_retries_can_be_set(connect: Connect, most: int) -> None:
    client, app = connect(refusal(500), max_retries=most)
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert len(app.asked) == most + 1
    app.asked.clear()
    with pytest.raises(ApiStatusError):
        await client.with_options(max_retries=2).get_thread("thread_1")
    assert len(app.asked) == 3


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "7"}, 7.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "120"}, 120.0),
        ({"retry-after": "121"}, None),
        ({"retry-after": "1e99"}, None),
        ({"retry-after": "-3"}, 0.5),
        ({"retry-after": "nan"}, 0.5),
        ({"retry-after": "inf"}, 0.5),
        ({"retry-after": "tomorrow"}, 0.5),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Wed, 21 Oct 2115 07:28:00 GMT"}, None),
        ({}, 0.5),
    ],
)
def test_the_wait_that_a_server_asks_for(headers: dict[str, str], wait: float | None) -> None:
    assert wait_before_retry(0, httpx.Headers(headers), lambda: 0.0) == wait


def test_a_date_to_wait_for() -> None:
    headers = httpx.Headers({"retry-after": email.utils.formatdate(time.time() + 60, usegmt=True)})
    wait = wait_before_retry(0, headers, lambda: 0.0)
    assert wait == pytest.approx(60, abs=3)


@given(st.integers(0, 2000), st.floats(0, 1))
def test_our_own_waits_grow_to_eight_seconds_less_a_quarter(retries: int, chance: float) -> None:
    wait = wait_before_retry(min(retries, 1000), None, lambda: chance)
    assert wait is not None
    full = 0.5 * 2 ** min(retries, 4)
    assert 0.75 * full <= wait <= full


async def test_a_longer_wait_than_two_minutes_ends_it(
    connect: Connect, fake_time: FakeTime
) -> None:
    client, app = connect(refusal(429, retry_after="3600"))
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert (len(app.asked), fake_time.waits) == (1, [])


async def test_a_wait_beyond_the_total_limit_ends_it_at_once(
    connect: Connect, fake_time: FakeTime
) -> None:
    client, app = connect(refusal(429, retry_after="100"), timeout=Timeout(total=50))
    with pytest.raises(ApiStatusError):
        await client.get_thread("thread_1")
    assert (len(app.asked), fake_time.waits) == (1, [])


class Failing(httpx.AsyncBaseTransport):
    """Fails as told, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.attempts = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.attempts += 1
        if self.failures:
            raise self.failures.pop(0)
        return httpx.Response(200, json=thread_json())


NEVER_SENT = [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout]
MAY_HAVE_RUN = [
    httpx.ReadTimeout,
    httpx.WriteTimeout,
    httpx.ReadError,
    httpx.WriteError,
    httpx.RemoteProtocolError,
]


@pytest.mark.parametrize("failure", [*NEVER_SENT, *MAY_HAVE_RUN])
async def test_a_get_is_tried_again_after_any_broken_connection(
    fake_time: FakeTime, failure: type[httpx.TransportError]
) -> None:
    transport = Failing(failure("x"), failure("x"))
    client = Client(transport, clock=fake_time.clock)
    assert (await client.get_thread("thread_1")).id == "thread_1"
    assert (transport.attempts, fake_time.waits) == (3, [0.5, 1.0])


@pytest.mark.parametrize("failure", NEVER_SENT)
async def test_a_post_that_was_never_sent_is_tried_again(
    fake_time: FakeTime, failure: type[httpx.TransportError]
) -> None:
    transport = Failing(failure("x"), failure("x"))
    client = Client(transport, clock=fake_time.clock)
    assert (await client.create_thread()).id == "thread_1"
    assert transport.attempts == 3


@pytest.mark.parametrize("failure", MAY_HAVE_RUN)
async def test_a_post_that_may_have_run_is_not_tried_again(
    fake_time: FakeTime, failure: type[httpx.TransportError]
) -> None:
    transport = Failing(failure("x"))
    client = Client(transport, clock=fake_time.clock)
    kind = ApiTimeoutError if issubclass(failure, httpx.TimeoutException) else ApiConnectionError
    with pytest.raises(kind):
        await client.create_thread()
    assert (transport.attempts, fake_time.waits) == (1, [])


@pytest.mark.parametrize("failure", [httpx.UnsupportedProtocol, httpx.LocalProtocolError])
async def test_a_request_that_cannot_be_sent_is_not_tried_again(
    fake_time: FakeTime, failure: type[httpx.TransportError]
) -> None:
    transport = Failing(failure("x"))
    with pytest.raises(ApiError):
        await Client(transport, clock=fake_time.clock).get_thread("thread_1")
    assert transport.attempts == 1
