"""A file on its way: that it is read again does not keep the program from ending."""

from __future__ import annotations

import asyncio
from pathlib import Path

from octavo.providers.model_files.part_file import PartFile

SIZE = 4 << 30


async def test_closing_ends_the_reading_of_what_is_there(tmp_path: Path) -> None:
    first = PartFile(tmp_path / "a")
    first.note("https://a/b", '"one"')
    with (tmp_path / "a").open("wb") as file:
        file.truncate(SIZE)  # of holes, which take no room
    part = PartFile(tmp_path / "a")
    opening = asyncio.create_task(asyncio.to_thread(part.open, "https://a/b"))
    async with asyncio.timeout(60):
        while not part.size:  # noqa: ASYNC110 - a thread reads
            await asyncio.sleep(0.001)
    part.close()
    await opening
    assert 0 < part.size < SIZE
    assert (tmp_path / "a").stat().st_size == SIZE
