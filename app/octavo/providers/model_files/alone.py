"""Lets one program at a time bring a model of a name into a folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from octavo.errors import InputError
from octavo.file_locks import try_lock
from octavo.providers.model_files.keeping import cannot_keep
from octavo.words import later

LOCK: Final = ".lock"
"""Ending of the file that is locked meanwhile."""


@contextlib.contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Keep others, of this program and of any other, from fetching the same model meanwhile.

    The lock ends with the process that holds it, so none that was killed leaves it behind. It takes
    no thread: were this cancelled on the way there, nobody would let go of what the thread took.

    Args:
        folder: Of the models; made if needed.
        name: Of the model; one that a file can have.

    Raises:
        InputError: the model is being fetched.
        StorageFullError: the folder cannot be made or written to.
    """
    path = folder / f"{name}{LOCK}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _taken(path)
    except OSError as error:
        raise cannot_keep(error) from None
    if descriptor is None:
        raise InputError(
            later("The model “{name}” is being fetched already.", name=name),
            hint=later(
                "Wait for it, or stop it where it was begun: in the window, or on the command line."
            ),
        )
    try:
        yield
    finally:
        _let_go(path, descriptor)


def _taken(path: Path) -> int | None:
    """Return the open lock, or None if another has it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            is_ours = try_lock(descriptor)
        except OSError:  # a disk without locks keeps nobody out
            return descriptor
        if not is_ours:
            os.close(descriptor)
            return None
        if _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)  # who had it took the file away in between


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _let_go(path: Path, descriptor: int) -> None:
    # Before it is closed, while nobody else can have it; Windows deletes no file that is open.
    if os.name == "posix":
        with contextlib.suppress(OSError):
            path.unlink()
    os.close(descriptor)
    if os.name != "posix":
        with contextlib.suppress(OSError):  # another has taken it by now
            path.unlink()
