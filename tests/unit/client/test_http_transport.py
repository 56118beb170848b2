"""The transport to a server: over real sockets, to servers that behave and to some that do not."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gzip
import ipaddress
import json
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from octavo.client import Client, HttpTransport, Timeout
from octavo.errors import (
    ApiConnectionError,
    ApiError,
    ApiReplyError,
    ApiStatusError,
    ApiTimeoutError,
    InputError,
)
from octavo.protocol.runs import CreateRunRequest
from support.answering import Answering, FakeTime, run_json, thread_json

Serve = Callable[[Any], Awaitable[str]]
Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Speak = Callable[[Script], Awaitable[str]]
REQUEST = CreateRunRequest(assistant_id="asst_1")


TOKEN = "secret-1"


def client_of(address: str, token: str | None = TOKEN, **options: Any) -> Client:
    return Client(HttpTransport(address, token), **options)


async def test_a_call_over_real_http_brings_the_token(serve: Serve) -> None:
    app = Answering([thread_json()])
    address = await serve(app)
    async with client_of(address) as client:
        assert (await client.get_thread("thread_1")).id == "thread_1"
        assert client.base_url == address
    assert app.asked[0].headers["authorization"] == "Bearer secret-1"
    assert app.asked[0].path == "/v1/threads/thread_1"


async def test_without_a_token_none_is_sent(serve: Serve) -> None:
    app = Answering([thread_json()])
    async with client_of(await serve(app), None) as client:
        await client.get_thread("thread_1")
    assert "authorization" not in app.asked[0].headers


async def test_many_calls_at_once_share_the_connections(serve: Serve) -> None:
    app = Answering([thread_json()])
    async with client_of(await serve(app)) as client:
        await asyncio.gather(*(client.get_thread(f"thread_{n}") for n in range(150)))
    assert len(app.asked) == 150


class Runs:
    """A server whose stream is steered by the test."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.left = asyncio.Event()
        self.app = Starlette(routes=[Route("/v1/threads/{id}/runs", self._run, methods=["POST"])])

    async def _run(self, _: Request) -> StreamingResponse:
        async def produce() -> AsyncIterator[bytes]:
            body = run_json()
            try:
                yield f"event: thread.run.created\ndata: {json.dumps(body)}\n\n".encode()
                await self.go_on.wait()
                yield b"event: done\ndata: [DONE]\n\n"
            finally:
                self.left.set()

        return StreamingResponse(produce(), media_type="text/event-stream")


async def test_events_arrive_as_they_are_made(serve: Serve) -> None:
    runs = Runs()
    client = client_of(await serve(runs.app))
    async with asyncio.timeout(10), client, client.stream_run("thread_1", REQUEST) as events:
        assert (await anext(events)).event == "thread.run.created"
        runs.go_on.set()
        assert [event async for event in events] == []


async def test_leaving_a_stream_reaches_the_server(serve: Serve) -> None:
    runs = Runs()
    async with client_of(await serve(runs.app)) as client, asyncio.timeout(10):
        async with client.stream_run("thread_1", REQUEST) as events:
            await anext(events)
        await runs.left.wait()


async def test_a_stream_read_to_its_end_gives_its_connection_back(serve: Serve) -> None:
    runs = Runs()
    runs.go_on.set()
    async with client_of(await serve(runs.app)) as client:
        async with client.stream_run("thread_1", REQUEST) as events:
            assert len([event async for event in events]) == 1
        pool = client._caller.transport._transport._inner._pool  # type: ignore[attr-defined]
        assert [connection.is_idle() for connection in pool.connections] == [True]


async def test_nobody_there_is_told_after_the_retries(fake_time: FakeTime) -> None:
    async with client_of("http://127.0.0.1:9/v1", clock=fake_time.clock) as client:
        with pytest.raises(ApiConnectionError, match=r"127\.0\.0\.1 cannot be reached"):
            await client.create_thread()
    assert fake_time.waits == [0.5, 1.0]


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1/x", "https://octavo.example/v1/x"])
async def test_the_transport_speaks_to_its_own_server_only(url: str) -> None:
    """security.md 6: a key never follows a changed address."""
    transport = HttpTransport("http://octavo.example/v1", "secret-1")
    request = httpx.Request("GET", url)
    with pytest.raises(httpx.UnsupportedProtocol):
        await transport.handle_async_request(request)
    assert "authorization" not in request.headers
    await transport.aclose()


async def test_a_client_with_another_address_gets_nothing_through() -> None:
    transport = HttpTransport("http://octavo.example/v1", "secret-1")
    async with Client(transport, base_url="http://127.0.0.1:1/v1") as client:
        with pytest.raises(ApiConnectionError, match="another server"):
            await client.create_thread()


async def test_a_redirect_to_another_port_is_refused_and_not_asked(serve: Serve) -> None:
    """security.md 5 and 6."""
    other = Answering([thread_json()])
    location = await serve(other) + "/threads/thread_1"
    first = Answering([(307, {"location": location}, b"")])
    async with client_of(await serve(first)) as client:
        with pytest.raises(ApiStatusError, match="not followed"):
            await client.get_thread("thread_1")
    assert other.asked == []


@pytest.mark.parametrize(
    ("address", "warns"),
    [
        ("http://localhost:1/v1", False),
        ("http://127.9.9.9/v1", False),
        ("http://[::1]:8000/v1", False),
        ("https://octavo.example/v1", False),
        ("http://octavo.example/v1", True),
        ("http://localhost.example/v1", True),
        ("http://192.168.0.2/v1", True),
    ],
)
async def test_plain_http_beyond_this_machine_is_warned_about(
    address: str, warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """security.md 6."""
    with caplog.at_level(logging.WARNING):
        await HttpTransport(address, "secret-1").aclose()
    assert bool(caplog.records) == warns
    assert "secret-1" not in caplog.text


async def test_an_unusable_address_or_token_is_refused() -> None:
    with pytest.raises(InputError):
        HttpTransport("localhost:8000")
    with pytest.raises(InputError):
        HttpTransport("http://localhost:8000", "a\r\nb")


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
EVENTS = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"


def say(*parts: bytes, hold: bool = False) -> Script:
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
        if hold:
            await reader.read()  # until the client goes

    return script


def for_ever(head: bytes, part: bytes) -> Script:
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()

    return script


QUICK = Timeout(connect=2, read=0.2, write=2, total=1, stream_read=0.2, stream_total=1)


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (say(), ApiConnectionError),
        (say(b"GET nonsense\r\n\r\n"), ApiConnectionError),
        (say(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 200_000), ApiConnectionError),
        (say(HEAD + b"content-length: 100\r\n\r\n{"), ApiConnectionError),
        (say(HEAD + b"\r\n{"), ApiReplyError),
        (say(HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n"), ApiConnectionError),
        (say(HEAD + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"), ApiConnectionError),
        (say(HEAD + b"content-length: 100\r\n\r\n{", hold=True), ApiTimeoutError),
        (say(hold=True), ApiTimeoutError),
        (say(b"HTTP/1.1 200", hold=True), ApiTimeoutError),
        (say(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>"), ApiReplyError),
        (say(b"HTTP/1.1 204 No Content\r\n\r\n"), ApiReplyError),
        (say(b"HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n"), ApiError),
        (say(b"HTTP/1.1 500 Oops\r\ncontent-length: 9\r\n\r\n{", hold=True), ApiError),
        (for_ever(b"HTTP/1.1 500 Oops\r\n\r\n", b"x" * 1000), ApiStatusError),
        (for_ever(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Go\r\n\r\n"), ApiTimeoutError),
        (for_ever(HEAD + b"\r\n", b" " * 100_000), ApiReplyError),
    ],
)
async def test_a_hostile_server_gets_an_error_in_time(
    speak: Speak, script: Script, kind: type[ApiError]
) -> None:
    """security.md 5: bounded memory and time, a clear error."""
    address = await speak(script)
    options: dict[str, Any] = {"timeout": QUICK, "max_retries": 0, "max_reply_bytes": 2**20}
    async with client_of(address, **options) as client, asyncio.timeout(5):
        with pytest.raises(kind) as caught:
            await client.get_thread("thread_1")
    assert caught.value.message


async def test_a_compressed_bomb_is_not_unfolded(speak: Speak) -> None:
    """security.md 5: gzip bomb."""
    bomb = gzip.compress(b" " * 50_000_000)
    head = HEAD + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(bomb)
    async with client_of(await speak(say(head, bomb)), max_retries=0) as client:
        with pytest.raises(ApiReplyError, match="compressed"):
            await client.get_thread("thread_1")


CREATED = f"event: thread.run.created\ndata: {json.dumps(run_json())}\n\n".encode()


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (say(EVENTS), ApiConnectionError),
        (say(EVENTS, CREATED), ApiConnectionError),
        (say(EVENTS, CREATED, b"event: thread.run.cr"), ApiConnectionError),
        (say(EVENTS, CREATED, hold=True), ApiTimeoutError),
        (say(EVENTS, CREATED, b"event: thread.run.failed\ndata: {\n\n"), ApiReplyError),
        (for_ever(EVENTS, b"data: " + b"x" * 2**20), ApiReplyError),
        (for_ever(EVENTS + CREATED, b": still here\n\n"), ApiTimeoutError),
        (for_ever(EVENTS + CREATED, b"event: what\ndata: ever\n\n"), ApiTimeoutError),
        (say(HEAD + b"\r\n{}"), ApiReplyError),
    ],
)
async def test_a_hostile_stream_ends_with_an_error_after_what_came(
    speak: Speak, script: Script, kind: type[ApiError]
) -> None:
    """security.md 5: endless stream, a line of 1 GB, invalid JSON, a socket that never closes."""

    async def read(client: Client) -> None:
        async with client.stream_run("thread_1", REQUEST) as events:
            async for event in events:
                assert event.event == "thread.run.created"

    async with client_of(await speak(script), timeout=QUICK) as client, asyncio.timeout(10):
        with pytest.raises(kind):
            await read(client)


async def test_a_post_whose_connection_breaks_is_sent_once(speak: Speak) -> None:
    attempts = 0

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal attempts
        attempts += 1

    async with client_of(await speak(script)) as client:
        with pytest.raises(ApiConnectionError):
            await client.create_thread()
    assert attempts == 1


async def test_a_cancelled_call_closes_its_connection(speak: Speak) -> None:
    arrived, gone = asyncio.Event(), asyncio.Event()

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await reader.read()
        gone.set()

    async with client_of(await speak(script)) as client, asyncio.timeout(10):
        task = asyncio.create_task(client.get_thread("thread_1"))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await gone.wait()


def make_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "octavo test")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, secret


async def test_certificates_are_checked(tmp_path: Path) -> None:
    """security.md 7."""
    chain, secret = make_certificate(tmp_path)
    server_side = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server_side.load_cert_chain(chain, secret)
    body = json.dumps(thread_json()).encode()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(HEAD + b"content-length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=server_side)
    address = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    async with server:
        async with client_of(address, max_retries=0) as client:
            with pytest.raises(ApiConnectionError, match="certificate"):
                await client.get_thread("thread_1")
        trusting = ssl.create_default_context(cafile=chain)
        async with Client(HttpTransport(address, ssl_context=trusting)) as client:
            assert (await client.get_thread("thread_1")).id == "thread_1"
