"""Every keeper of blobs behaves as these tests say; so far there is one."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from octavo.engine.store.blobs import Blobs
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.errors import InputError

ADAPTERS: dict[str, Callable[[Path], Blobs]] = {"folder": lambda path: FolderBlobs(path / "files")}
CONTENT = os.urandom(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=sorted(ADAPTERS))
def open_blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Blobs]:
    """Opens the same blobs again and again."""
    return lambda: ADAPTERS[request.param](tmp_path)


@pytest.fixture
def blobs(open_blobs: Callable[[], Blobs]) -> Blobs:
    return open_blobs()


async def pieces(content: bytes, size: int = 70_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


@pytest.mark.parametrize("content", [CONTENT, b"", b"x"])
async def test_what_is_put_lies_under_its_digest(blobs: Blobs, content: bytes) -> None:
    sha256, size = await blobs.put(pieces(content), limit=len(content))
    assert (sha256, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert blobs.path(sha256).read_bytes() == content
    assert await blobs.digests() == [sha256]


async def test_it_is_there_when_opened_again(open_blobs: Callable[[], Blobs]) -> None:
    await open_blobs().put(pieces(CONTENT), limit=len(CONTENT))
    again = open_blobs()
    assert await again.digests() == [SHA256]
    assert again.path(SHA256).read_bytes() == CONTENT


async def test_the_same_content_is_kept_once(blobs: Blobs) -> None:
    put = (blobs.put(pieces(CONTENT), limit=len(CONTENT)) for _ in range(4))
    assert set(await asyncio.gather(*put)) == {(SHA256, len(CONTENT))}
    assert await blobs.digests() == [SHA256]


async def test_what_is_too_large_is_refused_and_not_kept(blobs: Blobs) -> None:
    async with contextlib.aclosing(pieces(CONTENT)) as content:  # type: ignore[type-var]
        with pytest.raises(InputError):
            await blobs.put(content, limit=len(CONTENT) - 1)
    assert await blobs.digests() == []


async def test_what_breaks_off_is_not_kept_and_spares_what_is_there(blobs: Blobs) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT[:100_000]
        raise ConnectionResetError

    await blobs.put(pieces(CONTENT), limit=len(CONTENT))
    async with contextlib.aclosing(broken()) as content:  # type: ignore[type-var]
        with pytest.raises(ConnectionResetError):
            await blobs.put(content, limit=len(CONTENT))
    assert await blobs.digests() == [SHA256]
    assert blobs.path(SHA256).read_bytes() == CONTENT


async def test_what_is_deleted_is_gone_and_deleting_again_does_no_harm(blobs: Blobs) -> None:
    await blobs.put(pieces(CONTENT), limit=len(CONTENT))
    other, _ = await blobs.put(pieces(b"other"), limit=100)
    await blobs.delete(SHA256)
    await blobs.delete(SHA256)
    assert await blobs.digests() == [other]
    assert not blobs.path(SHA256).exists()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64])
async def test_only_a_digest_is_a_name(blobs: Blobs, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        blobs.path(name)
