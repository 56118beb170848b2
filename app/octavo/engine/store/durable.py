"""Makes files and folders survive a loss of power."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Have the file's content written to the disk."""
    # Windows only syncs what is open for writing.
    _sync(path, os.O_RDWR)


def sync_folder(path: Path) -> None:
    """Have the folder's names written to the disk, where the system has such a call."""
    if os.name != "nt":
        _sync(path, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
