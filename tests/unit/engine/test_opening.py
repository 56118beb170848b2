"""Files opened beside the loop: closed at the end, also where nobody wants them any more."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest

from octavo.engine.opening import opened


async def test_a_file_is_open_within_and_closed_after(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    async with opened(path) as file:
        assert not file.closed
    assert file.closed
    with pytest.raises(FileNotFoundError):
        async with opened(tmp_path / "none"):
            pass


def _is_let_go(pipe: int) -> bool:
    """Wait until nobody reads a pipe any more."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.write(pipe, b"x")
        except BrokenPipeError:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="needs a named pipe")
async def test_a_file_that_opens_too_late_is_closed(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # opening it waits for whoever writes

    async def read() -> None:
        async with opened(pipe):
            pytest.fail("nobody wants it any more")

    reading = asyncio.create_task(read())
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    writer = await asyncio.to_thread(os.open, pipe, os.O_WRONLY)
    try:
        assert await asyncio.to_thread(_is_let_go, writer)
    finally:
        os.close(writer)
