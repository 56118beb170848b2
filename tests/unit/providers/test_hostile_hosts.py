"""Hosts that misbehave: security 5, 6 and 7. Memory and time are bounded; errors tell why."""

from __future__ import annotations

import asyncio
import gzip
import logging
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from octavo.errors import ProviderError
from octavo.providers.chat_completions import ChatCompletionsModel, hosted_models
from octavo.providers.connection import Connection
from octavo.providers.failures import TooLongError
from octavo.providers.network import Network
from octavo.providers.port import ChatMessage, ChatPart, ChatRequest, ChatText
from support.answering import FakeTime
from support.certificates import certified
from support.model_server import (
    DONE,
    EVENTS,
    Answer,
    ModelServer,
    call,
    chunk,
    head,
    model_server,
    refuses,
    replies,
    says,
    sends,
)

HELLO = ChatRequest((ChatMessage("user", "Hello"),))
BEGUN = chunk({"content": "partial"})
Connect = Callable[..., Connection]


async def failing(model: ChatCompletionsModel) -> tuple[ProviderError, list[ChatPart]]:
    """Return the error that an answer ends with, and what came before it."""
    parts: list[ChatPart] = []
    started = time.monotonic()

    async def read() -> None:
        async with aclosing(model.chat(HELLO)) as answer:
            async for part in answer:
                parts.append(part)  # noqa: PERF401 - those that came before the error count

    with pytest.raises(ProviderError) as caught:
        await read()
    assert time.monotonic() - started < 10
    return caught.value, parts


def _endless(piece: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter, _: object) -> None:
        writer.write(head() + BEGUN)
        while True:
            writer.write(piece)
            await writer.drain()

    return answer


def _slow_drip() -> Answer:
    async def answer(writer: asyncio.StreamWriter, _: object) -> None:
        writer.write(head() + BEGUN)
        while True:
            writer.write(b": still here\n\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    return answer


BAD_STREAMS: dict[str, tuple[Answer, str]] = {
    "half stream": (sends(head(), BEGUN), "broke off before its end"),
    "half event": (sends(head(), BEGUN, chunk({"content": "x"})[:20]), "broke off"),
    "broken JSON": (sends(head(), BEGUN, b"data: {nonsense\n\n"), "not valid JSON"),
    "deep JSON": (sends(head(), BEGUN, b"data: " + b"[" * 1900 + b"\n\n"), "not valid JSON"),
    "JSON of no sense": (sends(head(), BEGUN, b"data: [1]\n\n"), "makes no sense"),
    "an error in the stream": (
        sends(head(), BEGUN, b'data: {"error": {"message": "out of memory"}}\n\n'),
        "failed: out of memory",
    ),
    "endless line": (_endless(b"x" * 500), "line that is too long"),
    "endless stream": (_endless(chunk({"content": "x"})), "does not end"),
    "endless comments": (_endless(b": nothing\n\n" * 500), "does not end"),
    "a socket that never closes": (sends(head(), BEGUN, close=False), "did not answer in time"),
    "slow drip": (_slow_drip(), "did not answer in time"),
    "too many calls": (
        sends(head(), BEGUN, *(chunk({"tool_calls": [call(i, "f")]}) for i in range(40))),
        "too many functions",
    ),
}


@pytest.mark.parametrize("name", BAD_STREAMS)
async def test_a_bad_stream_ends_with_a_reason_and_what_came_before_it_stands(
    host: ModelServer, model: ChatCompletionsModel, name: str
) -> None:
    answer, words = BAD_STREAMS[name]
    host.script = [answer]
    error, parts = await failing(model)
    assert words in error.message
    assert "127.0.0.1" in error.message
    assert error.part == "reply"
    assert parts[0] == ChatText("partial")
    assert len(host.seen) == 1  # what may have run is not asked for again


BAD_REPLIES: dict[str, tuple[Answer, str, str]] = {
    "a web page": (replies(200, b"<html>Hello</html>", "text/html"), "a web page", "address"),
    "JSON": (replies(200, {"ok": True}), "application/json", "address"),
    "no kind at all": (sends(b"HTTP/1.1 200 OK\r\n\r\n", BEGUN), "of no kind", "address"),
    "no HTTP": (sends(b"220 mail.example ESMTP\r\n"), "broke", "reply"),
    "nothing": (sends(), "broke", "reply"),
    "silence": (sends(close=False), "in time", "reply"),
    "endless header": (sends(b"HTTP/1.1 200 OK\r\nx: " + b"x" * 300_000), "broke", "reply"),
    "gzip bomb": (
        sends(head(content_encoding="gzip"), gzip.compress(bytes(10_000_000))),
        "is compressed",
        "reply",
    ),
    "moved elsewhere": (
        replies(307, b"", location="http://other.example/v1/chat/completions"),
        "sends the request on to http://other.example",
        "address",
    ),
    "no such model": (
        refuses(404, 'model "tiny" not found, try pulling it first'),
        "does not have the model",
        "model",
    ),
    "no such path": (replies(404, b"404 page not found", "text/plain"), "nothing at", "address"),
    "key needed": (refuses(401, "No auth credentials found"), "needs a key", "key"),
    "too long": (
        refuses(400, "This model's maximum context length is 512 tokens.", "x"),
        "too long",
        "limit",
    ),
    "endless refusal": (
        sends(head(400, "application/json"), b"x" * 200_000, close=False),
        "status 400",
        "reply",
    ),
}


@pytest.mark.parametrize("name", BAD_REPLIES)
async def test_a_bad_reply_is_an_error_that_names_what_failed(
    host: ModelServer, model: ChatCompletionsModel, name: str
) -> None:
    answer, words, part = BAD_REPLIES[name]
    host.script = [answer]
    error, parts = await failing(model)
    assert words in error.message
    assert error.part == part
    assert parts == []


async def test_a_request_that_is_too_long_can_be_told_from_others(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    host.script = [refuses(400, "prompt is too large", "context_length_exceeded")]
    error, _ = await failing(model)
    assert isinstance(error, TooLongError)


@pytest.mark.parametrize("size", [30_000, 300_000])
async def test_a_list_of_models_has_a_bound(host: ModelServer, connect: Connect, size: int) -> None:
    host.models = [{"id": "x" * size}]
    with pytest.raises(ProviderError, match="too large"):
        await hosted_models(connect())


async def test_a_busy_host_is_asked_again_after_the_time_it_names(
    host: ModelServer, connect: Connect
) -> None:
    waits = FakeTime()
    host.script = [refuses(429, "busy", retry_after="7"), refuses(503, "warming"), says("ok")]
    model = ChatCompletionsModel(connect(clock=waits.clock), "tiny", name="t/tiny")
    async with aclosing(model.chat(HELLO)) as answer:
        assert ChatText("ok") in [part async for part in answer]
    assert waits.waits == [7.0, 1.0]


async def test_a_host_that_stays_busy_is_given_up_after_two_retries(
    host: ModelServer, connect: Connect
) -> None:
    host.script = [refuses(429, "busy")]
    model = ChatCompletionsModel(connect(clock=FakeTime().clock), "tiny", name="t/tiny")
    error, _ = await failing(model)
    assert (error.part, error.status) == ("limit", 429)
    assert len(host.seen) == 3


async def test_a_wait_longer_than_two_minutes_is_not_waited_for(
    host: ModelServer, connect: Connect
) -> None:
    host.script = [refuses(429, "quota", retry_after="3600")]
    model = ChatCompletionsModel(connect(clock=FakeTime().clock), "tiny", name="t/tiny")
    await failing(model)
    assert len(host.seen) == 1


async def test_nobody_there_is_an_error_of_the_address(connect: Connect) -> None:
    quiet = FakeTime().clock
    model = ChatCompletionsModel(connect("http://127.0.0.1:9/v1", clock=quiet), "t", name="t/t")
    error, _ = await failing(model)
    assert error.part == "address"
    assert "127.0.0.1:9 cannot be reached" in error.message


async def test_a_key_goes_to_its_host_and_into_no_error_or_log(
    host: ModelServer, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    """Security 8."""
    caplog.set_level(logging.DEBUG)
    host.script = [refuses(401, "Incorrect API key provided: sk-secret-1234.")]
    model = ChatCompletionsModel(connect(key="sk-secret-1234"), "tiny", name="t/tiny")
    error, _ = await failing(model)
    assert host.seen[0].headers["authorization"] == "Bearer sk-secret-1234"
    assert error.part == "key"
    chain: BaseException | None = error
    while chain is not None:
        assert "sk-secret" not in f"{chain!r} {chain} {vars(chain)}"
        chain = chain.__cause__ or chain.__context__
    assert "sk-secret" not in caplog.text
    assert "Hello" not in caplog.text


async def test_a_key_never_follows_a_redirect(host: ModelServer, connect: Connect) -> None:
    """Security 6: neither to another origin nor within this one."""
    async with model_server() as other:
        for place in (other.url, host.url):
            host.script = [replies(308, b"", location=f"{place}/elsewhere")]
            model = ChatCompletionsModel(connect(key="sk-secret"), "tiny", name="t/tiny")
            error, _ = await failing(model)
            assert error.part == "address"
        assert not other.seen
        assert not other.others
        assert not host.others


async def test_a_certificate_that_nobody_vouches_for_is_refused(
    connect: Connect, tmp_path: Path
) -> None:
    """Security 7; and taken once the user names the authority."""
    context, authority = certified(tmp_path)
    async with model_server(context) as host:
        host.script = [says("ok")]
        quiet = FakeTime().clock
        wrong = ChatCompletionsModel(connect(host.url, clock=quiet), "tiny", name="t/t")
        error, _ = await failing(wrong)
        assert error.part == "certificate"
        assert "not trusted" in error.message
        assert not host.seen
        network = Network(ca_file=str(authority))
        right = ChatCompletionsModel(connect(host.url, network=network), "tiny", name="t/t")
        async with aclosing(right.chat(HELLO)) as parts:
            assert ChatText("ok") in [part async for part in parts]


async def test_plain_http_where_tls_is_expected_is_said(
    host: ModelServer, connect: Connect
) -> None:
    url = host.url.replace("http:", "https:")
    model = ChatCompletionsModel(connect(url, clock=FakeTime().clock), "tiny", name="t/t")
    error, _ = await failing(model)
    assert error.part == "certificate"
    assert "http://" in error.hint


async def test_a_file_of_certificates_that_is_none_is_an_error(
    connect: Connect, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_text("no certificate")
    for file in (bad, tmp_path / "missing.pem"):
        network = Network(ca_file=str(file))
        model = ChatCompletionsModel(
            connect("https://127.0.0.1:9/v1", network=network), "t", name="t/t"
        )
        error, _ = await failing(model)
        assert error.part == "certificate"
        assert file.name in error.message


async def test_a_proxy_is_used_where_one_is_set(connect: Connect) -> None:
    async with model_server() as proxy:
        proxy.script = [says("through the proxy")]
        network = Network(proxy=proxy.url.removesuffix("/v1"))
        model = ChatCompletionsModel(
            connect("http://models.example/v1", network=network), "tiny", name="t/t"
        )
        async with aclosing(model.chat(HELLO)) as parts:
            assert ChatText("through the proxy") in [part async for part in parts]
        assert proxy.seen[0].path == "http://models.example/v1/chat/completions"


async def test_the_proxy_of_the_environment_is_not_used_for_this_computer(
    host: ModelServer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    host.script = [says("ok")]
    model = ChatCompletionsModel(connect(), "tiny", name="t/t")
    async with aclosing(model.chat(HELLO)) as parts:
        assert ChatText("ok") in [part async for part in parts]


async def test_a_stream_is_left_at_its_done_however_long_the_host_stays(
    host: ModelServer, model: ChatCompletionsModel
) -> None:
    pieces = [chunk({"content": "a"}), chunk(reason="stop"), DONE]
    host.script = [sends(head(kind=f"{EVENTS}; charset=utf-8"), *pieces, close=False)]
    async with asyncio.timeout(2), aclosing(model.chat(HELLO)) as parts:
        assert ChatText("a") in [part async for part in parts]
        await host.gone.wait()
