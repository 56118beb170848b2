"""Opens files beside the loop so that none stays open, whenever whoever wanted it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO


@asynccontextmanager
async def opened(path: Path) -> AsyncGenerator[BinaryIO, None]:
    """Open a file for reading, in a thread, and close it at the end.

    Raises:
        OSError: it cannot be opened.
    """
    opening = asyncio.get_running_loop().run_in_executor(None, _open, path)
    try:
        file = await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close_late)  # the thread may still be opening it
        raise
    try:
        yield file
    finally:
        await asyncio.shield(asyncio.to_thread(file.close))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _close_late(opening: asyncio.Future[BinaryIO]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
