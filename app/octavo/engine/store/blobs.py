"""Files by their content: written aside, made durable, then renamed into place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol


class Blobs(Protocol):
    """Keeps the bytes of uploaded files under their digest."""

    async def put(self, content: AsyncIterator[bytes], *, limit: int) -> tuple[str, int]:
        """Keep a stream of bytes; return its sha256 in hex and its size.

        Raises:
            InputError: the content is larger than ``limit`` bytes.
            StorageFullError: the disk is full or read-only; nothing is left behind.
        """
        ...

    def path(self, sha256: str) -> Path:
        """Return where the content lies; only for reading."""
        ...

    async def delete(self, sha256: str) -> None:
        """Remove the content; no error if it is not there."""
        ...

    async def digests(self) -> list[str]:
        """Return the digests of everything that is kept."""
        ...
