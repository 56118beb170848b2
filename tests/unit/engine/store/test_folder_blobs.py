"""Blobs: whole or not there at all."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.errors import InputError, StorageFullError

CONTENT = os.urandom(3_000_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


async def _pieces(content: bytes, size: int = 70_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def _files(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


async def test_content_lies_under_its_digest(folder: Path) -> None:
    blobs = FolderBlobs(folder)
    assert await blobs.put(_pieces(CONTENT), limit=len(CONTENT)) == (SHA256, len(CONTENT))
    assert blobs.path(SHA256).read_bytes() == CONTENT
    assert _files(folder) == [str(Path(SHA256[:2]) / SHA256[2:])]


async def test_the_same_content_is_kept_once(folder: Path) -> None:
    blobs = FolderBlobs(folder)
    await asyncio.gather(*(blobs.put(_pieces(CONTENT), limit=10**9) for _ in range(5)))
    assert len(_files(folder)) == 1
    kept = blobs.path(SHA256).stat().st_mtime_ns
    await blobs.put(_pieces(CONTENT), limit=10**9)
    assert blobs.path(SHA256).stat().st_mtime_ns == kept


async def test_a_blob_that_lost_its_end_is_replaced(folder: Path) -> None:
    blobs = FolderBlobs(folder)
    await blobs.put(_pieces(CONTENT), limit=10**9)
    blobs.path(SHA256).write_bytes(CONTENT[:100])
    await blobs.put(_pieces(CONTENT), limit=10**9)
    assert blobs.path(SHA256).read_bytes() == CONTENT


async def test_empty_content_is_content(folder: Path) -> None:
    blobs = FolderBlobs(folder)
    sha256, size = await blobs.put(_pieces(b""), limit=1)
    assert (sha256, size) == (hashlib.sha256(b"").hexdigest(), 0)
    assert blobs.path(sha256).read_bytes() == b""


async def test_too_much_is_refused_before_it_is_read(folder: Path) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 100_000
            yield bytes(100_000)

    with pytest.raises(InputError, match="larger than 2 MB"):
        async with contextlib.aclosing(endless()) as content:
            await FolderBlobs(folder).put(content, limit=2 * 1024 * 1024)
    assert read < 2_300_000
    assert _files(folder) == []


async def test_a_source_that_breaks_leaves_nothing(folder: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT
        raise ConnectionResetError

    async with contextlib.aclosing(broken()) as content:
        # A failure of the source is not one of the folder.
        with pytest.raises(ConnectionResetError):
            await FolderBlobs(folder).put(content, limit=10**9)
    assert _files(folder) == []


async def test_a_cancelled_upload_leaves_nothing(folder: Path) -> None:
    reached = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield CONTENT
        reached.set()
        await asyncio.Event().wait()

    async with contextlib.aclosing(stalled()) as content:
        upload = asyncio.create_task(FolderBlobs(folder).put(content, limit=10**9))
        await reached.wait()
        upload.cancel()
        with pytest.raises(asyncio.CancelledError):
            await upload
    assert _files(folder) == []


async def test_deleting(folder: Path) -> None:
    blobs = FolderBlobs(folder)
    await blobs.put(_pieces(CONTENT), limit=10**9)
    await blobs.delete(SHA256)
    assert not blobs.path(SHA256).exists()
    await blobs.delete(SHA256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "AB" * 32, "a" * 63])
def test_only_digests_are_names(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        FolderBlobs(folder).path(name)


def test_what_a_killed_run_left_is_removed(folder: Path) -> None:
    (folder / "partial").mkdir(parents=True)
    (folder / "partial" / "tmpx").write_bytes(b"half")
    FolderBlobs(folder)
    assert _files(folder) == []


FULL = """
import asyncio, resource, sys
from pathlib import Path
from octavo.engine.store.folder_blobs import FolderBlobs
from octavo.errors import StorageFullError

async def pieces():
    for _ in range(100):
        yield bytes(100_000)

resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, resource.RLIM_INFINITY))
try:
    asyncio.run(FolderBlobs(Path(sys.argv[1])).put(pieces(), limit=10**9))
except StorageFullError as error:
    print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_is_told_and_leaves_nothing(folder: Path) -> None:
    """Security 16. A limit on the size of files stands in for the disk."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "no space left" in done.stdout
    assert _files(folder) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file")
    with pytest.raises(Exception, match="cannot be used") as caught:
        FolderBlobs(tmp_path / "blobs")
    assert not isinstance(caught.value, StorageFullError)
