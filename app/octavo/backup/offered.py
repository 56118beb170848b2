"""Backups as the window offers them: made beside its work, restored when that has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from octavo.backup.archive import check
from octavo.backup.writing import back_up
from octavo.days import of_iso
from octavo.words import say_many


class OfferedBackups:
    """Implements `octavo.ui.preferences.state.Backups`.

    Args:
        data_dir: The data folder.
        on_restore: Told of a checked backup that is to take the place of the data.
    """

    def __init__(self, data_dir: Path, on_restore: Callable[[Path], None]) -> None:
        self._data_dir = data_dir
        self._on_restore = on_restore

    async def make(self, path: Path, progress: Callable[[float], None]) -> str:
        loop = asyncio.get_running_loop()
        told = -1

        def tell(done: int, total: int) -> None:
            nonlocal told
            percent = 100 * done // max(1, total)
            if percent != told:  # the loop has other work, too
                told = percent
                loop.call_soon_threadsafe(progress, percent / 100)

        made = await asyncio.to_thread(back_up, self._data_dir, path, tell)
        return say_many(
            "The backup holds {n} document and all else: {size:,.1f} MB, checked.",
            "The backup holds {n:,} documents and all else: {size:,.1f} MB, checked.",
            made.documents,
            size=made.bytes / 2**20,
        )

    async def describe(self, path: Path) -> str:
        found = await asyncio.to_thread(check, path)
        return say_many(
            "It is of {day} and holds {n} document. What is here now is moved aside.",
            "It is of {day} and holds {n:,} documents. What is here now is moved aside.",
            found.documents,
            day=of_iso(found.made),
        )

    def restore(self, path: Path) -> None:
        self._on_restore(path)
