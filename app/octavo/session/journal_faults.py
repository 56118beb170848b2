"""Says in words why the journal of drops cannot be read or written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw

from octavo.errors import DataFolderError, StorageFullError
from octavo.words import say


@contextlib.contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what the database raises into an `AppError`; ``path`` is the journal's."""
    try:
        yield
    except (apsw.FullError, apsw.ReadOnlyError) as error:
        raise StorageFullError(
            say(
                "What was added or typed cannot be written to “{path}”: {error}.",
                path=path,
                error=error,
            )
        ) from error
    except (apsw.Error, OSError) as error:
        raise DataFolderError(
            say(
                "The file “{path}”, which keeps what was dropped, cannot be used: {error}.",
                path=path,
                error=error,
            )
        ) from error
