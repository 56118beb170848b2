"""Files as people drop them: folders walked, what cannot be used refused."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import stat
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from octavo.errors import InputError
from octavo.protocol.files import MAX_FILE_BYTES
from octavo.session.names import display_name
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import say

_DIGEST_BLOCK = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that was given or found in a folder; with a problem if it cannot be used."""

    path: Path
    name: str
    bytes: int
    problem: Problem | None = None


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """Return what the paths name: files themselves, and the PDFs in folders, in order of name.

    Blocks on the file system; call it off the loop. Links to folders are followed, each folder
    once. Whatever cannot be used is returned with its problem.
    """
    found: list[FoundFile] = []
    seen: set[Path] = set()
    for path in paths:
        for one in _expand(path):
            if one.path not in seen:
                seen.add(one.path)
                found.append(one)
    return found


def _expand(path: Path) -> Iterator[FoundFile]:
    try:
        path = path.absolute()
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _refused(path, _unusable(path, error))
        return
    if not is_folder:
        yield look_at(path)
        return
    empty = True
    for one in _walk(path):
        empty = False
        yield one
    if empty:
        yield _refused(
            path,
            InputError(
                say("There is no PDF in the folder “{path}”.", path=display_name(path)),
                title=say("No PDFs"),
                hint=say("Of a folder, only PDFs are taken. Text files can be added themselves."),
            ),
        )


def _walk(folder: Path) -> Iterator[FoundFile]:
    unreadable: list[OSError] = []
    visited: set[tuple[int, int]] = set()
    for root, folders, names in os.walk(folder, followlinks=True, onerror=unreadable.append):
        try:
            status = Path(root).stat()
        except OSError as gone:
            unreadable.append(gone)
            folders.clear()
            continue
        if (status.st_dev, status.st_ino) in visited:  # a link led back here
            folders.clear()
            continue
        visited.add((status.st_dev, status.st_ino))
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(".pdf"):
                yield look_at(Path(root, name))
    for error in unreadable:
        path = Path(error.filename or folder)
        yield _refused(path, _unusable(path, error))


def look_at(path: Path) -> FoundFile:
    """Tell whether a file can be used; it is not opened."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return _refused(path, _unusable(path, error))
    name = display_name(path)
    # opening a pipe would hang and a device may never end: neither is ever opened
    if not stat.S_ISREG(status.st_mode):
        return _refused(
            path, InputError(say("“{name}” is not a file but a device or a pipe.", name=name))
        )
    if status.st_size == 0:
        return _refused(
            path,
            InputError(say("“{name}” has no content.", name=name), title=say("This file is empty")),
        )
    if status.st_size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 2**20
        return _refused(
            path,
            InputError(
                say(
                    "“{name}” is too large. It has {size:,} MB; at most {limit:,} MB can be read.",
                    name=name,
                    size=status.st_size // 2**20,
                    limit=limit,
                ),
                title=say("This file is too large"),
                hint=say("Split it into parts."),
            ),
            status.st_size,
        )
    return FoundFile(path, name, status.st_size)


def _unusable(path: Path, error: OSError | ValueError) -> InputError:
    name = display_name(path)
    if isinstance(error, FileNotFoundError | ValueError):  # ValueError: a NUL in the name
        return InputError(
            say("There is no file “{name}”.", name=name), title=say("This file is not there")
        )
    if isinstance(error, PermissionError):
        return InputError(
            say("“{name}” may not be read.", name=name),
            title=say("No permission"),
            hint=say("Change its permissions, or copy it to a folder of yours."),
        )
    reason = error.strerror or str(error)
    return InputError(say("“{name}” cannot be opened: {reason}.", name=name, reason=reason))


def _refused(path: Path, error: InputError, size: int = 0) -> FoundFile:
    return FoundFile(path, display_name(path), size, problem_of(error))


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting, should the file have become a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def digest(path: Path, stop: threading.Event) -> str:
    """Return the sha256 of a file's content in hex; blocks, so call it off the loop.

    Raises:
        InputError: the file cannot be read (any more), or ``stop`` was set meanwhile.
    """
    sha256 = hashlib.sha256()
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            while block := file.read(_DIGEST_BLOCK):
                if stop.is_set():
                    raise InputError(say("Reading was stopped."))
                sha256.update(block)
    except OSError as error:
        raise _unusable(path, error) from error
    return sha256.hexdigest()
