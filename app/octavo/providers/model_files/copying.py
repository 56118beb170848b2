"""Copies a file of a model piece by piece, so that it can be stopped at any time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from octavo.errors import InputError
from octavo.providers.model_files.download import OnProgress
from octavo.providers.model_files.part_file import PartFile
from octavo.words import later

_READ_AT_ONCE: Final = 4 << 20


async def copied(
    source: Path, target: Path, on_progress: OnProgress = lambda _done, _total: None
) -> str:
    """Copy a file; returns its sha256. Where it ends early, nothing of it is left.

    Raises:
        InputError: it cannot be read.
        StorageFullError: the disk does not take it.
    """
    part = PartFile(target)
    try:
        await asyncio.to_thread(part.open, "")
        with readable(source):
            size = (await asyncio.to_thread(source.stat)).st_size
            await asyncio.to_thread(part.check_room, size)
            stream = await asyncio.to_thread(source.open, "rb")
            try:
                while piece := await asyncio.to_thread(stream.read, _READ_AT_ONCE):
                    await asyncio.to_thread(part.write, piece)
                    on_progress(part.size, size)
            finally:
                await asyncio.to_thread(stream.close)
    except BaseException:
        await asyncio.to_thread(part.remove)
        raise
    await asyncio.to_thread(part.finish)
    return part.sha256


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what the disk does not give into an error for people."""
    try:
        yield
    except OSError as error:
        raise InputError(
            later("“{path}” cannot be read: {error}.", path=path, error=error.strerror or error)
        ) from None
