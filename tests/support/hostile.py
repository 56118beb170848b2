"""What a host that misbehaves sends, whatever interface it speaks: security 5."""

from __future__ import annotations

import asyncio
import gzip

from support.model_server import Answer, head, refuses, replies, sends


def _endless(begun: bytes, piece: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter, _: object) -> None:
        writer.write(head() + begun)
        while True:
            writer.write(piece)
            await writer.drain()

    return answer


def _slow_drip(begun: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter, _: object) -> None:
        writer.write(head() + begun)
        while True:
            writer.write(b": still here\n\n")
            await writer.drain()
            await asyncio.sleep(0.05)

    return answer


def bad_streams(begun: bytes) -> dict[str, tuple[Answer, str]]:
    """Return streams that go wrong after a good beginning, with words of the error.

    Args:
        begun: The first event, which brings text; repeated, it never ends the answer.
    """
    return {
        "half stream": (sends(head(), begun), "broke off before its end"),
        "half an event": (sends(head(), begun, begun[:20]), "broke off"),
        "broken JSON": (sends(head(), begun, b"data: {nonsense\n\n"), "JSON that is damaged"),
        "deep JSON": (
            sends(head(), begun, b"data: " + b"[" * 1900 + b"\n\n"),
            "JSON that is damaged",
        ),
        "JSON of no sense": (sends(head(), begun, b"data: [1]\n\n"), "JSON of another shape"),
        "endless line": (_endless(begun, b"x" * 500), "line that is too long"),
        "endless stream": (_endless(begun, begun), "does not end"),
        "endless comments": (_endless(begun, b": nothing\n\n" * 500), "does not end"),
        "a socket that never closes": (
            sends(head(), begun, close=False),
            "did not answer in time",
        ),
        "slow drip": (_slow_drip(begun), "did not answer in time"),
        "unknown events": (
            sends(head(), begun, b'event: x\ndata: {"type": "x"}\n\n' * 50),
            "broke off before its end",
        ),
    }


BAD_REPLIES: dict[str, tuple[Answer, str, str]] = {
    "a web page": (replies(200, b"<html>Hello</html>", "text/html"), "a web page", "address"),
    "JSON": (replies(200, {"ok": True}), "JSON in one piece", "address"),
    "no kind at all": (
        sends(b"HTTP/1.1 200 OK\r\n\r\n", b"data: {}\n\n"),
        "instead of a model",
        "address",
    ),
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
