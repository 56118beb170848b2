"""Blobs in a folder: ``ab/cdef…`` by digest, ``partial/`` for what is still coming in."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from octavo.engine.store.durable import sync_folder
from octavo.engine.store.sqlite_faults import explained
from octavo.errors import InputError
from octavo.words import later

_PORTION = 1024 * 1024  # bytes gathered before a thread is asked to write them


class FolderBlobs:
    """Blobs (octavo.engine.store.blobs) in a folder.

    Whoever deletes makes sure that the same content is not just being put.

    Args:
        folder: Made if absent; what an interrupted run left half-written in it is removed.

    Raises:
        StorageFullError: the folder cannot be written to.
        DataFolderError: the folder cannot be used otherwise.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._partial = folder / "partial"
        with explained(folder):
            self._partial.mkdir(parents=True, exist_ok=True)
            for leftover in self._partial.iterdir():
                leftover.unlink()

    async def put(self, content: AsyncIterator[bytes], *, limit: int) -> tuple[str, int]:
        draft = _Draft(self._partial)
        try:
            waiting = bytearray()
            size = 0
            async for piece in content:
                size += len(piece)
                if size > limit:
                    raise InputError(
                        later("The file is larger than {value}.", value=_amount(limit))
                    )
                waiting += piece
                if len(waiting) >= _PORTION:
                    await asyncio.to_thread(draft.write, bytes(waiting))
                    waiting.clear()
            await asyncio.to_thread(draft.write, bytes(waiting))
            sha256 = draft.digest.hexdigest()
            await asyncio.to_thread(draft.keep, self.path(sha256), size)
        finally:
            # The thread does this to its end, even if the caller is cancelled once more.
            await asyncio.to_thread(draft.discard)
        return sha256, size

    def path(self, sha256: str) -> Path:
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            raise ValueError("not a SHA-256 digest in hex")
        return self._folder / sha256[:2] / sha256[2:]

    async def delete(self, sha256: str) -> None:
        path = self.path(sha256)
        with explained(path):
            await asyncio.to_thread(path.unlink, missing_ok=True)

    async def digests(self) -> list[str]:
        with explained(self._folder):
            return await asyncio.to_thread(self._listed)

    def _listed(self) -> list[str]:
        found = (path.parent.name + path.name for path in self._folder.glob("??/*"))
        return [digest for digest in found if re.fullmatch("[0-9a-f]{64}", digest)]


class _Draft:
    """A file that is being written. For one thread at a time, and ``discard`` from another."""

    def __init__(self, folder: Path) -> None:
        self.digest = hashlib.sha256()
        self._folder = folder
        self._lock = threading.Lock()
        with explained(folder):
            # It outlives this call: ``discard`` closes and removes it.
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
                dir=folder, buffering=0, delete=False
            )
        self._path = Path(self._file.name)

    def write(self, data: bytes) -> None:
        with self._lock, explained(self._folder):
            if self._file.closed:
                return
            self.digest.update(data)
            rest = memoryview(data)
            # An unbuffered write may take less than all, on a disk that is nearly full.
            while rest:
                rest = rest[self._file.write(rest) :]

    def keep(self, target: Path, size: int) -> None:
        """Make the file durable under its name; one of the same content stays."""
        with self._lock, explained(self._folder):
            if self._file.closed:
                return
            if target.is_file() and target.stat().st_size == size:
                return
            os.fsync(self._file.fileno())
            self._file.close()
            target.parent.mkdir(exist_ok=True)
            self._path.replace(target)
            sync_folder(target.parent)
            sync_folder(target.parent.parent)

    def discard(self) -> None:
        """Remove what was written, if it was not kept."""
        with self._lock, explained(self._folder):
            self._file.close()
            self._path.unlink(missing_ok=True)


def _amount(limit: int) -> str:
    megabyte = 1024 * 1024
    return f"{limit // megabyte} MB" if limit >= megabyte else f"{limit} bytes"
