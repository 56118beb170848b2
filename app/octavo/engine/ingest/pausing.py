"""Whether this engine reads at all: a pause of everything, kept over restarts, or a full disk.

A pause is a mark in the data folder rather than a row of the store: where several engines share a
store each of them pauses by itself.
"""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Final

from octavo.engine.store.durable import sync_folder
from octavo.engine.store.sqlite_faults import explained

_log = logging.getLogger(__name__)

_FULL_FOR: Final = 10.0
"""Seconds after which a disk that was full is taken for one that has room: work that did not fit
is tried again twice meanwhile."""

PAUSED: Final = "reading.paused"
"""The mark in a data folder."""


class Pausing:
    """A pause of all reading.

    Args:
        path: The mark; a pause that was made before is in force at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.is_paused = path.exists()
        self._full_at: float | None = None

    @property
    def disk_is_full(self) -> bool:
        """Whether what was read could not be written the last time."""
        return self._full_at is not None and time.monotonic() - self._full_at < _FULL_FOR

    def note_full(self) -> None:
        """Note that what was read cannot be written; the same is tried again later."""
        _log.warning("the disk is full; reading goes on later")
        self._full_at = time.monotonic()

    async def set(self, *, paused: bool) -> None:
        """Pause, or go on.

        Raises:
            StorageFullError: the disk is full or the folder is read-only.
            DataFolderError: it cannot be written down.
        """
        await asyncio.to_thread(self._write, paused)
        self.is_paused = paused

    def _write(self, paused: bool) -> None:
        with explained(self._path):
            if paused:
                self._path.touch()
            else:
                self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)
