"""Copying the files of a data folder, and comparing the copies with what was read."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from octavo.data_folder import DATABASE, POINTER, is_our_name
from octavo.engine.store.durable import sync_folder
from octavo.errors import AppError, FileWriteError, InputError
from octavo.moving.note import FILLED, FILLING, Part
from octavo.words import later, say

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many; each is copied once and compared once."""

_PORTION: Final = 1024 * 1024
OF_PROCESSES: Final = frozenset({"octavo.lock", "octavo.window.lock", "handover"})
"""What the processes that work in a folder say to each other: no data."""

_STAYS: Final = OF_PROCESSES | {"cache", POINTER, FILLING, FILLED}
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class MoveStoppedError(AppError):
    """The person did not want to go on; everything is where it was."""

    default_title = later("The data was not moved")


class Copying:
    """Copies what belongs to a data folder into another folder.

    Args:
        source: The data folder, which nobody works in.
        target: The other folder.
        progress: Told how far it is.
        stop: Set by another thread when nothing more is wanted.

    Attributes:
        parts: What is copied, the database last.
        bytes: Its size; what lies there under several names counts once.

    Raises:
        InputError: a link is in the folder.
        OSError: it cannot be read.
    """

    def __init__(
        self, source: Path, target: Path, progress: Progress, stop: threading.Event
    ) -> None:
        self._source = source
        self._target = target
        self._progress = progress
        self._stop = stop
        self._done = 0
        self._digests: dict[str, str] = {}
        self._copied: dict[tuple[int, int], str] = {}
        self.parts = tuple(
            Part(name=name, bytes=status.st_size, changed=status.st_mtime_ns)
            for name in our_files(source)
            for status in [(source / name).stat()]
        )
        self.bytes = sum(
            {self._inode(part): part.bytes for part in self.parts}.values(),
        )

    def copy(self) -> None:
        """Copy everything and read it again.

        Raises:
            MoveStoppedError: it is not wanted any more.
            FileWriteError: the other folder cannot be written to, or does not keep what is written.
            OSError: the data folder cannot be read.
        """
        fresh = [part for part in self.parts if self._copy(part)]
        with writing_to(self._target):
            for folder in {(self._target / part.name).parent for part in self.parts}:
                sync_folder(folder)
        for part in fresh:
            if self._digest(self._target / part.name) != self._digests[part.name]:
                raise FileWriteError(
                    say(
                        "“{path}” is not as it was written: the disk does not keep what is "
                        "written to it.",
                        path=self._target / part.name,
                    ),
                    title=say("The data was not moved"),
                    hint=say("Nothing was changed. Choose a folder on another disk."),
                )

    def _inode(self, part: Part) -> tuple[int, int]:
        status = (self._source / part.name).stat()
        return status.st_dev, status.st_ino

    def _copy(self, part: Part) -> bool:
        """Copy a file; a second name of one that is there is only linked, and False returned."""
        target = self._target / part.name
        with writing_to(self._target):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        inode = self._inode(part)
        if (before := self._copied.get(inode)) is not None:
            with contextlib.suppress(OSError):  # a disk without links
                os.link(self._target / before, target)
                return False
        self._copied[inode] = part.name
        digest = hashlib.sha256()
        with (self._source / part.name).open("rb") as read:
            with writing_to(self._target):
                written = target.open("xb")
            with contextlib.closing(written):
                while piece := read.read(_PORTION):
                    digest.update(piece)
                    with writing_to(self._target):
                        written.write(piece)
                    self._tell(len(piece))
                with writing_to(self._target):
                    written.flush()
                    os.fsync(written.fileno())
        with writing_to(self._target):
            os.utime(target, ns=(part.changed, part.changed))
        self._digests[part.name] = digest.hexdigest()
        return True

    def _digest(self, path: Path) -> str:
        digest = hashlib.sha256()
        with writing_to(self._target), path.open("rb") as file:
            while piece := file.read(_PORTION):
                digest.update(piece)
                self._tell(len(piece))
        return digest.hexdigest()

    def _tell(self, size: int) -> None:
        if self._stop.is_set():
            raise MoveStoppedError(
                say("Moving was stopped. Everything is in “{path}” as before.", path=self._source)
            )
        self._done += size
        self._progress(min(self._done, 2 * self.bytes), 2 * self.bytes)


def our_files(folder: Path) -> list[str]:
    """Return the files of a data folder that go along when it is moved, the database last.

    Raises:
        InputError: a link is among them.
        OSError: the folder cannot be read.
    """
    names = []
    for top in sorted(folder.iterdir()):
        if is_our_name(top.name) and top.name not in _STAYS and not _is_made_anew(top.name):
            names += [path.relative_to(folder).as_posix() for path in _files_in(top)]
    kept = [name for name in names if not _is_made_anew(name)]
    return sorted(kept, key=lambda name: (name.startswith(DATABASE), name))


def _is_made_anew(name: str) -> bool:
    return name.endswith(("-shm", "partial"))


def _files_in(path: Path) -> Iterator[Path]:
    if path.is_symlink():
        raise InputError(
            say("“{path}” is a link to something elsewhere.", path=path),
            title=say("The data was not moved"),
            hint=say("Put the files themselves in its place, then try again."),
        )
    if path.is_dir():
        for inner in sorted(path.iterdir()):
            yield from _files_in(inner)
    elif path.is_file():
        yield path


@contextlib.contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Raise what the system refuses in words.

    Raises:
        FileWriteError: something cannot be written.
    """
    try:
        yield
    except OSError as error:
        title = say("The data was not moved")
        if error.errno in _FULL:
            raise FileWriteError(
                say("There is no space left for “{path}”.", path=folder),
                title=title,
                hint=say("Nothing was changed. Free some space, or choose another folder."),
            ) from error
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=folder, value=error.strerror or error),
            title=title,
            hint=say("Nothing was changed. Choose a folder that you may write to."),
        ) from error
