"""Locks on open files, which end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE: Final = 1 << 30
"""Windows keeps others from reading what is locked: a byte far behind all that is written is."""


def try_lock(descriptor: int) -> bool:
    """Lock an open file, without waiting; False if somebody else has locked it.

    Args:
        descriptor: Of a file that is open for writing; closing it ends the lock.

    Raises:
        OSError: the disk has no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
