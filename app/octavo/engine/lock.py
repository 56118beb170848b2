"""One process per data folder: a lock that ends with the process, however it ends."""

from __future__ import annotations

import os
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
            if (file := _file_in_its_way(path)) is not None:
                raise DataFolderError(
                    later("“{path}” is a file, and the data needs a folder.", path=file),
                    hint=later("Choose a folder that you may write to."),
                ) from error
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


def _file_in_its_way(path: Path) -> Path | None:
    """Return what is no folder where one has to be, if that is why there is none."""
    there = next((one for one in (path, *path.parents) if os.path.lexists(one)), None)
    return None if there is None or there.is_dir() else there
