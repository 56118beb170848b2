"""One process per data folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from octavo.data_folder import make_data_folder
from octavo.errors import DataFolderError, DataFolderInUseError
from octavo.words import later


class DataFolder:
    """A data folder, made if needed and held by this process.

    Raises:
        DataFolderInUseError: another process holds it.
        DataFolderError: it cannot be made or written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            make_data_folder(path)
            # taken and released in worker threads, not always the same one
            self._lock = FileLock(path / "octavo.lock", thread_local=False)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise DataFolderInUseError(
                later("Another Octavo is working in “{path}”.", path=path),
                hint=later("Use the one that is open, or choose another data folder."),
            ) from None
        except OSError as error:
            raise DataFolderError(
                later(
                    "The data folder “{path}” cannot be used: {value}.",
                    path=path,
                    value=error.strerror or error,
                ),
                hint=later("Choose a folder that you may write to."),
            ) from error

    def release(self) -> None:
        """Let others use the folder."""
        self._lock.release()
