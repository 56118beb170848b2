"""What comes back wrong: refusals, nonsense, too much, too late."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from octavo.client import Client, InProcessTransport, Timeout
from octavo.errors import (
    ApiConnectionError,
    ApiReplyError,
    ApiStatusError,
    ApiTimeoutError,
    InputError,
)
from support.answering import Answering, thread_json

Connect = Callable[..., tuple[Client, Answering]]
HTML = b"<html><body>Bad gateway</body></html>"


async def refused(connect: Connect, status: int, body: Any, **headers: str) -> ApiStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    client, _ = connect((status, named, body), max_retries=0)
    with pytest.raises(ApiStatusError) as caught:
        await client.get_thread("thread_1")
    return caught.value


async def test_the_envelope_is_told_whole(connect: Connect) -> None:
    envelope = {
        "message": "No thread found with id 'thread_1'.",
        "type": "invalid_request_error",
        "param": "thread_id",
        "code": "not_found",
    }
    error = await refused(connect, 404, {"error": envelope}, x_request_id="req_7")
    assert error.message == envelope["message"]
    assert (error.status, error.type) == (404, "invalid_request_error")
    assert (error.param, error.code, error.request_id) == ("thread_id", "not_found", "req_7")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": "short"}, "short"),
        ({"message": "flat"}, "flat"),
        ({"detail": "of another kind"}, "of another kind"),
        ({"error": {"message": "a\nb\x00\u202ec"}}, "a bc"),
        ({"error": {"message": "x" * 5000}}, "x" * 2000 + "…"),
        ({"error": {"message": ""}}, "The server answered with status 502 (Bad Gateway)."),
        ({"error": None}, "The server answered with status 502 (Bad Gateway)."),
        (HTML, "The server answered with status 502 (Bad Gateway)."),
        (b"", "The server answered with status 502 (Bad Gateway)."),
        (b"[1]", "The server answered with status 502 (Bad Gateway)."),
        (b"[" * 60_000, "The server answered with status 502 (Bad Gateway)."),
        (b'{"error": {"message": "' + b"x" * 100_000, "status 502 (Bad Gateway)."),
        (b"\xff\xfe\x00", "The server answered with status 502 (Bad Gateway)."),
    ],
)
async def test_other_bodies_still_make_a_clear_error(
    connect: Connect, body: Any, message: str
) -> None:
    error = await refused(connect, 502, body)
    assert error.message.endswith(message)
    assert error.hint


async def test_a_code_that_is_a_number_and_an_unknown_status(connect: Connect) -> None:
    error = await refused(connect, 499, {"error": {"code": 17, "type": None}})
    assert (error.code, error.type) == ("17", "api_error")
    assert error.message == "The server answered with status 499."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HTML, "text/html"),
        (b"", "EOF"),
        (b"{", "EOF"),
        (b'{"id": "thread_1"}', "created_at"),
        (b"[" * 100_000, "recursion"),
        (b"null", "object"),
    ],
)
async def test_a_reply_that_makes_no_sense_is_an_error_of_its_own(
    connect: Connect, body: bytes, words: str
) -> None:
    """security.md 5: invalid JSON, HTML instead of JSON."""
    kind = "text/html" if body is HTML else "application/json"
    client, app = connect((200, {"content-type": kind}, body))
    with pytest.raises(ApiReplyError, match=words) as caught:
        await client.get_thread("thread_1")
    assert len(app.asked) == 1
    assert "GET /threads/thread_1" in caught.value.message


async def test_an_error_about_a_reply_tells_nothing_of_its_content(connect: Connect) -> None:
    client, _ = connect({**thread_json(), "metadata": "the secret of the document"})
    with pytest.raises(ApiReplyError) as caught:
        await client.get_thread("thread_1")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_compressed_reply_is_refused_unread(connect: Connect) -> None:
    """security.md 5: gzip bomb."""
    client, _ = connect((200, {"content-encoding": "gzip"}, b"\x1f\x8b"))
    with pytest.raises(ApiReplyError, match="compressed"):
        await client.get_thread("thread_1")


def endless_app() -> Starlette:
    async def endpoint(_: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            while True:
                yield b" " * 10_000

        return StreamingResponse(produce(), media_type="application/json")

    return Starlette(routes=[Route("/v1/threads/{id}", endpoint)])


async def test_an_endless_reply_is_cut_off_and_the_application_ended() -> None:
    """security.md 5: an endless body takes bounded memory."""
    async with Client(InProcessTransport(endless_app()), max_reply_bytes=100_000) as client:
        with pytest.raises(ApiReplyError, match="larger than"):
            await client.get_thread("thread_1")


async def test_a_reply_that_drips_is_ended_by_the_total_limit() -> None:
    """security.md 5: a socket that never closes."""

    async def drip(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while True:
            await send({"type": "http.response.body", "body": b" ", "more_body": True})
            await asyncio.sleep(0.005)

    timeout = Timeout(read=1, total=0.05)
    async with Client(InProcessTransport(drip, grace=0), timeout=timeout) as client:
        with pytest.raises(ApiTimeoutError, match=r"within 0\.05 s"):
            await client.get_thread("thread_1")


async def silent(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.Event().wait()


async def test_a_silent_application_is_left_after_the_read_timeout() -> None:
    timeout = Timeout(read=0.01)
    async with Client(
        InProcessTransport(silent, grace=0), timeout=timeout, max_retries=0
    ) as client:
        with pytest.raises(ApiTimeoutError, match="did not answer in time"):
            await client.get_thread("thread_1")


async def test_the_total_limit_covers_all_attempts() -> None:
    timeout = Timeout(total=0.02)
    async with Client(InProcessTransport(silent, grace=0), timeout=timeout) as client:
        with pytest.raises(ApiTimeoutError, match=r"GET /threads/thread_1 was not done"):
            await client.get_thread("thread_1")


async def test_a_cancelled_call_is_cancelled_and_nothing_else() -> None:
    async with Client(InProcessTransport(silent, grace=0)) as client:
        task = asyncio.create_task(client.get_thread("thread_1"))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_a_closed_client_says_so(connect: Connect) -> None:
    client, app = connect(thread_json())
    await client.aclose()
    await client.aclose()
    with pytest.raises(ApiConnectionError, match="client is closed"):
        await client.get_thread("thread_1")
    assert app.asked == []


async def test_closing_the_client_ends_a_call_under_way() -> None:
    client = Client(InProcessTransport(silent, grace=0))
    task = asyncio.create_task(client.create_thread())
    await asyncio.sleep(0)
    await client.aclose()
    with pytest.raises(ApiConnectionError):
        await task


async def test_an_application_that_fails_is_a_broken_connection(connect: Connect) -> None:
    client, _ = connect(ValueError("the secret of the document"))
    with pytest.raises(ApiConnectionError, match="failed: ValueError") as caught:
        await client.create_thread()
    assert "secret" not in caught.value.message


def redirecting(status: int, location: str) -> tuple[int, dict[str, str], bytes]:
    return status, {"location": location}, b""


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/v1/threads/thread_1",
        "https://octavo/v1/threads/thread_1",
        "http://octavo:81/v1/threads/thread_1",
        "//evil.example/v1",
        "http://octavo@evil.example/",
        "file:///etc/passwd",
        "http://[",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_elsewhere_is_refused(
    connect: Connect, status: int, location: str
) -> None:
    """security.md 5 and 6: a key never follows a redirect."""
    client, app = connect(redirecting(status, location), token="secret-1")
    with pytest.raises(ApiStatusError, match="not followed") as caught:
        await client.get_thread("thread_1")
    assert (caught.value.status, caught.value.code) == (status, "redirect_refused")
    assert len(app.asked) == 1
    assert "secret-1" not in repr(caught.value) + caught.value.hint


async def test_a_redirect_within_the_same_place_is_followed(connect: Connect) -> None:
    client, app = connect(redirecting(307, "/v1/other?x=1"), thread_json())
    await client.get_thread("thread_1")
    assert app.asked[1].path == "/v1/other"
    assert app.asked[1].query == [("x", "1")]


@pytest.mark.parametrize(("status", "followed"), [(307, True), (308, True), (301, False)])
async def test_a_post_is_redirected_with_its_body_or_not_at_all(
    connect: Connect, status: int, followed: bool
) -> None:
    client, app = connect(redirecting(status, "/v1/other"), thread_json())
    if followed:
        await client.create_thread()
        assert [asked.body for asked in app.asked] == [b"{}", b"{}"]
    else:
        with pytest.raises(ApiStatusError, match="not followed"):
            await client.create_thread()


async def test_redirects_in_circles_end(connect: Connect) -> None:
    client, app = connect(redirecting(307, "/v1/threads/thread_1"))
    with pytest.raises(ApiReplyError, match="circles"):
        await client.get_thread("thread_1")
    assert len(app.asked) < 10


async def test_a_304_is_an_error_not_a_loop(connect: Connect) -> None:
    error = await refused(connect, 304, b"")
    assert error.status == 304


@pytest.mark.parametrize(
    "address",
    [
        "",
        "octavo",
        "ftp://octavo/v1",
        "http://",
        "http://a:b@octavo/v1",
        "http://octavo/v1?x",
        "http://a b/",
    ],
)
async def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    with pytest.raises(InputError):
        Client(InProcessTransport(silent), base_url=address)


@pytest.mark.parametrize("token", ["", "  ", "a b", "a\nb", "ü"])
async def test_a_token_that_cannot_be_sent_is_refused(token: str) -> None:
    with pytest.raises(InputError) as caught:
        Client(InProcessTransport(silent), token=token)
    assert not token.strip() or token not in str(caught.value)


async def test_the_token_is_not_in_what_is_printed_or_raised() -> None:
    """security.md 8."""

    class Refusing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise httpx.ReadError("broken", request=request)

    client = Client(Refusing(), token="secret-1")
    assert "secret-1" not in repr(client) + repr(client._caller)
    with pytest.raises(ApiConnectionError) as caught:
        await client.create_thread()
    assert isinstance(caught.value.__cause__, httpx.ReadError)
    assert "authorization" not in caught.value.__cause__.request.headers


async def test_a_base_path_is_kept(connect: Connect) -> None:
    client, app = connect(thread_json(), base_url="http://host:8000/deep/v1/")
    await client.get_thread("thread_1")
    assert app.asked[0].path == "/deep/v1/threads/thread_1"
    assert app.asked[0].headers["host"] == "host:8000"
    assert client.base_url == "http://host:8000/deep/v1"
