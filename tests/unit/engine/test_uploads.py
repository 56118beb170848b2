"""Uploads: names are made safe (security line 10), and every wrong form is told in words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from octavo.client import Client
from octavo.engine import uploads
from octavo.engine.app import Engine
from octavo.engine.uploads import safe_filename
from octavo.errors import ApiStatusError


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("lease.pdf", "lease.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\lease.pdf", "lease.pdf"),
        ("/absolute/lease.pdf", "lease.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("e\u0301.pdf", "é.pdf"),
        ("日本語 📄.pdf", "日本語 📄.pdf"),
        ("", "document"),
        ("..", "document"),
        ("///", "document"),
    ],
)
def test_names_lose_what_could_do_harm(given: str, kept: str) -> None:
    assert safe_filename(given) == kept


def test_long_names_keep_their_ending() -> None:
    kept = safe_filename("x" * 500 + ".pdf")
    assert len(kept) == 200
    assert kept.endswith(".pdf")


# -- forms ---------------------------------------------------------------------------------

KIND = "multipart/form-data; boundary=b"

Send = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
def send(engine: Engine) -> Send:
    """Send an upload that our client would not make; returns the status and the answer."""

    async def send(body: bytes, kind: str = KIND, **headers: str) -> tuple[int, dict[str, Any]]:
        async def pieces() -> AsyncIterator[bytes]:
            yield body

        transport = httpx.ASGITransport(engine.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as plain:
            answer = await plain.post(
                "/files", content=pieces(), headers={"content-type": kind, **headers}
            )
        return answer.status_code, answer.json()

    return send


def form(*parts: tuple[str, str | bytes] | tuple[str, str | bytes, str], end: bool = True) -> bytes:
    """Return a form: name and value, and a file name where it is a file."""
    body = b""
    for name, value, *filename in parts:
        file = f'; filename="{filename[0]}"' if filename else ""
        content = value.encode() if isinstance(value, str) else value
        body += f'--b\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
        body += content + b"\r\n"
    return body + (b"--b--\r\n" if end else b"")


PURPOSE = ("purpose", "assistants")
FILE = ("file", b"content", "a.txt")
ANCHOR = ("expires_after[anchor]", "created_at")


def seconds(value: object) -> tuple[str, str]:
    return ("expires_after[seconds]", str(value))


@pytest.mark.parametrize(
    ("body", "words", "param"),
    [
        (form(FILE), "Missing required parameter: 'purpose'", "purpose"),
        (form(PURPOSE), "Missing required parameter: 'file'", "file"),
        (b"--b--\r\n", "Missing required parameter: 'purpose'", "purpose"),
        (form(("purpose", "fun"), FILE), "Invalid value for 'purpose'", "purpose"),
        (form(PURPOSE, PURPOSE, FILE), "'purpose' is there twice", "purpose"),
        (form(PURPOSE, FILE, FILE), "one file at a time", "file"),
        (form(PURPOSE, FILE, ("colour", "red")), "Unknown parameter: 'colour'", "colour"),
        (form(PURPOSE, FILE, end=False), "ended before its last byte", "file"),
        (form(PURPOSE, FILE)[:-20], "ended before its last byte", "file"),
        (b"", "ended before its last byte", "file"),
        (b"nonsense", "form data is broken", None),
        (form(PURPOSE, FILE, ANCHOR), "'expires_after.seconds'", "expires_after.seconds"),
        (form(PURPOSE, FILE, seconds(3600)), "'expires_after.anchor'", "expires_after.anchor"),
        (form(PURPOSE, FILE, ANCHOR, seconds(3599)), "greater than", "expires_after.seconds"),
        (form(PURPOSE, FILE, ANCHOR, seconds(2_592_001)), "less than", "expires_after.seconds"),
        (form(PURPOSE, FILE, ANCHOR, seconds("soon")), "integer", "expires_after.seconds"),
        (
            form(PURPOSE, FILE, ("expires_after[anchor]", "now"), seconds(3600)),
            "'created_at'",
            "expires_after.anchor",
        ),
        (form(PURPOSE, ("file", b"", "a.txt")), "The file 'a.txt' is empty.", "file"),
        (form(("file", b"", "a.txt"), PURPOSE), "The file 'a.txt' is empty.", "file"),
        (form(("purpose", "x" * 70_000), FILE), "too long", "purpose"),
    ],
)
async def test_a_wrong_form_is_told_in_words(
    send: Send, client: Client, body: bytes, words: str, param: str | None
) -> None:
    status, answer = await send(body)
    assert status == 400
    assert words in answer["error"]["message"]
    assert answer["error"]["param"] == param
    assert (await client.get_files()).data == []


async def test_nothing_is_left_of_a_file_with_nothing_in_it(
    client: Client, engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    for source in (tmp_path / "empty.pdf", b""):
        with pytest.raises(ApiStatusError, match=r"'empty\.pdf' is empty") as refused:
            await client.upload_file(source, filename="empty.pdf")
        assert refused.value.status == 400
    assert (await client.get_files()).data == []
    assert await engine._services.blobs.digests() == []


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data", "text/plain; boundary=b", ""]
)
async def test_another_kind_of_content_is_told(send: Send, kind: str) -> None:
    status, answer = await send(form(PURPOSE, FILE), kind)
    assert status == 400
    assert "multipart/form-data" in answer["error"]["message"]


async def test_fields_may_follow_the_file(send: Send) -> None:
    status, answer = await send(form(FILE, ANCHOR, seconds(3600), PURPOSE))
    assert status == 200
    assert answer["filename"] == "a.txt"
    assert answer["expires_at"] == answer["created_at"] + 3600


async def test_a_file_that_says_it_is_too_large_is_refused_unread(send: Send) -> None:
    status, answer = await send(form(PURPOSE, FILE), **{"content-length": str(600 * 1024 * 1024)})
    assert status == 413
    assert "larger than 512 MB" in answer["error"]["message"]


async def test_a_file_that_becomes_too_large_is_refused(
    send: Send, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 2 * 1024 * 1024)
    status, answer = await send(form(PURPOSE, ("file", b"x" * 2_200_000, "a.txt")))
    assert status == 400
    assert "larger than 2 MB" in answer["error"]["message"]
    assert await engine._services.blobs.digests() == []
