"""One window per data folder: a lock that is held from before Qt is loaded to the process's end.

The engine has a lock of its own on the folder, which is taken when the window is on the screen
already; this one decides earlier, and tells a second window from a command that works there.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from octavo.data_folder import make_data_folder
from octavo.file_locks import try_lock

_NAME: Final = "octavo.window.lock"


class WindowLock:
    """Held by the process whose window is the one of a data folder.

    Octavo's other lock comes with filelock, whose import takes a tenth of a second: too much before
    the first window.

    Args:
        descriptor: The open lock file; None if the folder has none, which the window will tell.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, data_dir: Path) -> Self | None:
        """Take the lock of a data folder, which is made if needed.

        Returns:
            The lock, or None if another process holds it. Where the folder cannot have one, a lock
            that keeps nobody out.
        """
        try:
            make_data_folder(data_dir)
            descriptor = os.open(data_dir / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return cls(None)
        try:
            if not try_lock(descriptor):
                os.close(descriptor)
                return None
        except OSError:  # a disk without locks
            os.close(descriptor)
            return cls(None)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        return cls(descriptor)

    def release(self) -> None:
        """Let another window open; what is released already stays so."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def holder(data_dir: Path) -> int | None:
    """Return the number of the process that wrote itself into the lock last, if it can be read."""
    try:
        return int((data_dir / _NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
