"""Hosts that misbehave: security 5, 6 and 7. Memory and time are bounded; errors tell why."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from octavo.errors import ProviderError
from octavo.providers.chat_completions import ChatCompletionsModel, hosted_models
from octavo.providers.connection import Connection, Limits
from octavo.providers.failures import TooLongError
from octavo.providers.network import Network
from octavo.providers.port import (
    ChatMessage,
    ChatModel,
    ChatPart,
    ChatRequest,
    ChatText,
    ChatWaiting,
)
from octavo.providers.responses import ResponsesModel
from support.answering import FakeTime
from support.certificates import certified
from support.hostile import BAD_REPLIES, bad_streams
from support.model_server import (
    DONE,
    EVENTS,
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
from support.scripted_responses import call_item, ended, item_done, numbered, text

HELLO = ChatRequest((ChatMessage("user", "Hello"),))
SMALL = Limits(event=2000, stream=100_000, reply=20_000)
HASTY = dataclasses.replace(SMALL, first=0.5, silence=0.3, total=1.0)
LATE = "did not answer in time"
BEGUN = chunk({"content": "partial"})
Connect = Callable[..., Connection]


async def failing(model: ChatModel) -> tuple[ProviderError, list[ChatPart]]:
    """Return the error that an answer ends with, and what came before it."""
    parts: list[ChatPart] = []
    started = time.monotonic()

    async def read() -> None:
        async with aclosing(model.chat(HELLO)) as answer:
            async for part in answer:
                parts.append(part)  # noqa: PERF401 - those that came before the error count

    with pytest.raises(ProviderError) as caught:
        await read()
    assert time.monotonic() - started < 60
    return caught.value, parts


MODELS: dict[str, type[ChatCompletionsModel | ResponsesModel]] = {
    "chat": ChatCompletionsModel,
    "responses": ResponsesModel,
}
BAD_STREAMS = {
    f"{kind}, {name}": (kind, answer, words)
    for kind, begun in (("chat", BEGUN), ("responses", numbered([text("partial")])))
    for name, (answer, words) in bad_streams(begun).items()
} | {
    f"{kind}, {name}": (kind, sends(head(), *pieces), words)
    for kind, name, words, pieces in (
        ("chat", "half event", "broke off", [BEGUN, chunk({"content": "x"})[:20]]),
        (
            "chat",
            "an error in the stream",
            "failed: out of memory",
            [BEGUN, b'data: {"error": {"message": "out of memory"}}\n\n'],
        ),
        (
            "chat",
            "too many calls",
            "too many functions",
            [BEGUN, *(chunk({"tool_calls": [call(i, "f")]}) for i in range(40))],
        ),
        (
            "responses",
            "too many calls",
            "too many functions",
            [numbered([text("partial"), *(item_done(call_item(f"c{i}", "f")) for i in range(40))])],
        ),
        (
            "responses",
            "stopped there",
            "was stopped there",
            [numbered([text("partial"), ended("cancelled")])],
        ),
    )
}


@pytest.mark.parametrize("name", BAD_STREAMS)
async def test_a_bad_stream_ends_with_a_reason_and_what_came_before_it_stands(
    host: ModelServer, connect: Connect, name: str
) -> None:
    """Security 5."""
    kind, answer, words = BAD_STREAMS[name]
    host.script = [answer]
    limits = HASTY if words == LATE else SMALL
    error, parts = await failing(MODELS[kind](connect(limits=limits), "tiny", name="t/tiny"))
    assert words in error.message
    assert "127.0.0.1" in error.message
    assert error.part == "reply"
    assert parts[0] == ChatText("partial")
    assert len(host.seen) == 1  # what may have run is not asked for again


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("name", BAD_REPLIES)
async def test_a_bad_reply_is_an_error_that_names_what_failed(
    host: ModelServer, connect: Connect, name: str, kind: str
) -> None:
    """Security 5."""
    answer, words, part = BAD_REPLIES[name]
    host.script = [answer]
    limits = HASTY if name in {"silence", "endless refusal"} else SMALL
    error, parts = await failing(MODELS[kind](connect(limits=limits), "tiny", name="t/tiny"))
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
    patient = connect(clock=waits.clock, limits=Limits())
    model = ChatCompletionsModel(patient, "tiny", name="t/tiny")
    async with aclosing(model.chat(HELLO)) as answer:
        parts = [part async for part in answer]
    assert ChatText("ok") in parts
    assert waits.waits == [7.0, 1.0]
    told = [part for part in parts if isinstance(part, ChatWaiting)]
    assert [(one.seconds, one.host) for one in told] == [(7.0, model.host), (1.0, model.host)]
    assert "busy" in str(told[0].reason)


async def test_a_host_that_stays_busy_is_given_up_after_two_retries(
    host: ModelServer, connect: Connect
) -> None:
    host.script = [refuses(429, "busy")]
    model = ChatCompletionsModel(connect(clock=FakeTime().clock), "tiny", name="t/tiny")
    error, _ = await failing(model)
    assert (error.part, error.status) == ("limit", 429)
    assert len(host.seen) == 3


async def test_a_wait_longer_than_the_exchange_may_last_is_not_begun(
    host: ModelServer, connect: Connect
) -> None:
    waits = FakeTime()
    host.script = [refuses(429, "busy", retry_after="7")]
    model = ChatCompletionsModel(
        connect(clock=waits.clock, limits=Limits(total=6)), "tiny", name="t/tiny"
    )
    error, _ = await failing(model)
    assert error.status == 429
    assert not waits.waits


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


@pytest.mark.parametrize("model", [ChatCompletionsModel, ResponsesModel])
async def test_a_key_that_a_stream_repeats_is_shown_to_nobody(
    host: ModelServer, connect: Connect, model: type[ChatCompletionsModel | ResponsesModel]
) -> None:
    failure = {"type": "error", "error": {"message": "No quota for sk-secret-1234."}}
    host.script = [sends(head(), f"data: {json.dumps(failure)}\n\n".encode())]
    asked = model(connect(key="sk-secret-1234"), "tiny", name="t/tiny")
    error, _ = await failing(asked)
    assert "sk-secret" not in str(error)
    assert "No quota for …" in str(error)


@pytest.mark.parametrize("key", ["test", "EMPTY", "1", "content", "lm-studio"])
async def test_a_word_in_place_of_a_key_stays_in_the_answer(
    host: ModelServer, connect: Connect, key: str
) -> None:
    """A host that needs no key takes any."""
    words = "The latest test of 2011 had EMPTY content in lm-studio."
    host.script = [says(words)]
    model = ChatCompletionsModel(connect(key=key), "tiny", name="t/tiny")
    async with aclosing(model.chat(HELLO)) as parts:
        said = [part.text async for part in parts if isinstance(part, ChatText)]
    assert "".join(said) == words


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
    assert "does not encrypt its connections" in error.message
    assert "http://" in error.hint


@pytest.mark.parametrize(
    "said",
    [
        b"Client sent an HTTP request to an HTTPS server.\n",
        b"<html><center>The plain HTTP request was sent to HTTPS port</center></html>",
    ],
)
async def test_tls_where_plain_http_is_spoken_is_said(
    host: ModelServer, connect: Connect, said: bytes
) -> None:
    host.script = [replies(400, said, "text/plain")]
    error, _ = await failing(ChatCompletionsModel(connect(), "tiny", name="t/t"))
    assert error.part == "address"
    assert "takes encrypted connections only" in error.message
    assert "https://" in error.hint


async def test_a_host_that_hangs_up_on_http_and_speaks_tls_is_said_to_want_https(
    connect: Connect, tmp_path: Path
) -> None:
    context, _ = certified(tmp_path)
    async with model_server(context) as host:
        plain = connect(host.url.replace("https:", "http:"), key="secret", clock=FakeTime().clock)
        with pytest.raises(ProviderError, match="answers to https") as listed:
            await hosted_models(plain)
        assert listed.value.part == "address"
        assert "https:// instead of http://" in listed.value.hint
        error, _ = await failing(ChatCompletionsModel(plain, "tiny", name="t/t"))
        assert "answers to https" in error.message
        assert (host.seen, host.others) == ([], [])


@pytest.mark.parametrize("said", [b"", b"\x16", b"HTTP/1.1 400 X\r\n\r\n", b"\x16\x02"])
async def test_a_host_that_hangs_up_on_everything_is_not_said_to_want_https(
    connect: Connect, said: bytes
) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(1) == b"\x16":
            writer.write(said)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    with pytest.raises(ProviderError, match="it hung up"):
        await hosted_models(connect(url, clock=FakeTime().clock))
    server.close()
    await server.wait_closed()


async def test_a_list_of_models_is_not_waited_for_as_long_as_an_answer(
    host: ModelServer, connect: Connect
) -> None:
    host.models_answer = sends(b"", close=False)
    with pytest.raises(ProviderError, match=LATE) as caught:
        await hosted_models(connect(limits=Limits(at_hand=0.05)))
    assert "the program there is not stuck" in caught.value.hint
    assert len(host.others) == 1


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
        assert "_ssl" not in error.message


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


async def test_a_proxy_that_cannot_be_reached_is_named_and_not_the_host(connect: Connect) -> None:
    for address, scheme in (("user:secret@127.0.0.1:9", "http"), ("127.0.0.1:9", "https")):
        network = Network(proxy=f"http://{address}")
        there = connect(f"{scheme}://models.example/v1", network=network, clock=FakeTime().clock)
        error, _ = await failing(ChatCompletionsModel(there, "tiny", name="t/t"))
        assert error.part == "address"
        assert "The proxy 127.0.0.1:9, which leads to models.example, cannot" in error.message
        assert "secret" not in error.message
        assert error.hint == "Check the proxy."


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


@pytest.mark.parametrize("place", ["sk-kept", "v1?key=sk-kept", "v1#sk-kept"])
async def test_a_redirect_that_repeats_the_key_does_not_show_it(
    host: ModelServer, connect: Connect, place: str
) -> None:
    """Line 8."""
    host.models_answer = replies(302, b"", location=f"https://other.example/{place}")
    with pytest.raises(ProviderError, match=r"https://other\.example/") as refused:
        await hosted_models(connect(key="sk-kept"))
    assert "sk-kept" not in refused.value.english
