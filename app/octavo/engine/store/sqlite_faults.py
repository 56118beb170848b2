"""What SQLite's errors mean for people: full, read-only, damaged, in use."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from octavo.engine.store.store import MissingError, StoreConflictError
from octavo.errors import DataFolderError, DataFolderInUseError, StorageFullError, Text
from octavo.words import later

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

# A quota or a size limit shows as a failed write, not as SQLITE_FULL.
_WRITE_FAULTS = frozenset(
    {
        apsw.SQLITE_IOERR_WRITE,
        apsw.SQLITE_IOERR_FSYNC,
        apsw.SQLITE_IOERR_DIR_FSYNC,
        apsw.SQLITE_IOERR_TRUNCATE,
        apsw.SQLITE_IOERR_SHMSIZE,
    }
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite or the system refuses as an error that says what became of ``path``.

    Raises:
        StorageFullError: no space, or no right to write.
        DataFolderInUseError: another program holds the database.
        DataFolderError: it cannot be opened or read, or it is damaged.
        StoreConflictError, MissingError: a constraint of the schema is broken.
    """
    try:
        yield
    except apsw.ConstraintError as error:
        if _code(error) == apsw.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise MissingError(str(error)) from error
        raise StoreConflictError(str(error)) from error
    except apsw.Error as error:
        meant = _meaning(error, path)
        if meant is None:
            raise
        raise meant from error
    except OSError as error:
        raise storage_error(error, path) from error


def storage_error(error: OSError, path: Path) -> DataFolderError:
    """Return what a failure of the file system means for people."""
    if error.errno in _FULL:
        return StorageFullError(later("There is no space left to write to {path}.", path=path))
    if error.errno in _READ_ONLY:
        return StorageFullError(
            later("{path} cannot be written to.", path=path),
            hint=later("Give yourself the right to write there, or choose another data folder."),
        )
    return DataFolderError(
        later("{path} cannot be used: {value}.", path=path, value=error.strerror or error)
    )


def damaged(path: Path, detail: Text) -> DataFolderError:
    """Return the error for a database that cannot be trusted any more."""
    return DataFolderError(
        later("{path} is damaged or is not Octavo's: {detail}.", path=path, detail=detail),
        hint=later("Restore it from a copy, or move it away to begin with an empty one."),
    )


def _code(error: apsw.Error) -> int:
    """Return SQLite's extended result code, which apsw's type stubs do not name."""
    code: int = getattr(error, "extendedresult", 0)
    return code


def _meaning(  # noqa: PLR0911 - one meaning per kind of error
    error: apsw.Error, path: Path
) -> DataFolderError | None:
    if isinstance(error, apsw.FullError):
        return StorageFullError(later("There is no space left to write to {path}.", path=path))
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError):
        return storage_error(OSError(errno.EACCES, "no right to write"), path)
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return DataFolderInUseError(
            later("Another program is working in {path}.", path=path),
            hint=later("Close it, then try again."),
        )
    if isinstance(error, apsw.CorruptError | apsw.NotADBError):
        return damaged(path, str(error))
    if isinstance(error, apsw.IOError):
        if _code(error) in _WRITE_FAULTS:
            return StorageFullError(
                later("{path} cannot be written to: {error}.", path=path, error=error)
            )
        return DataFolderError(later("{path} cannot be read: {error}.", path=path, error=error))
    if isinstance(error, apsw.CantOpenError):
        return DataFolderError(later("{path} cannot be opened: {error}.", path=path, error=error))
    return None
