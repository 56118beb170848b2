"""Whether this engine reads at all: a pause of everything, kept over restarts, or a full disk.

A pause is a mark in the data folder rather than a row of the store: where several engines share a
store each of them pauses by itself.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from octavo.engine.store.durable import sync_folder
from octavo.engine.store.sqlite_faults import explained

_log = logging.getLogger(__name__)

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
        self._held_up: set[str] = set()

    @property
    def disk_is_full(self) -> bool:
        """Whether something could not be written the last time that it was tried."""
        return bool(self._held_up)

    def note_full(self, work: str) -> None:
        """Note that what some work has made cannot be written; the same is tried again later."""
        _log.warning("the disk is full; %s goes on later", work)
        self._held_up.add(work)

    def note_room(self, work: str) -> None:
        """Note that what some work has made was written, or that nothing of it is left to do."""
        self._held_up.discard(work)

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
