"""The move itself: checks of the new folder, the copy, and the moment from which on it counts."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from octavo import data_place
from octavo.data_folder import DATABASE, POINTER, is_our_name, make_data_folder
from octavo.data_place import Reason
from octavo.engine.lock import DataFolder
from octavo.engine.store.sqlite_faults import explained
from octavo.errors import AppError, InputError
from octavo.moving import note as notes
from octavo.moving.copying import OF_PROCESSES, Copying, Progress, writing_to
from octavo.moving.giving_up import give_up
from octavo.moving.note import DRAFT, FILLED, FILLING, Note
from octavo.portable import MARKER
from octavo.words import say, say_many


@dataclasses.dataclass(frozen=True, slots=True)
class Moved:
    """What moving came to.

    Args:
        source, target: The old folder and the new one.
        files: How many files were moved.
        bytes: Their size.
        is_found: Whether the next start finds the new one without being told.
        emptied: Whether nothing is left of the old one.
    """

    source: Path
    target: Path
    files: int
    bytes: int
    is_found: bool
    emptied: bool

    @property
    def words(self) -> str:
        """It, for people."""
        said = [
            say_many(
                "{n} file, {size:,.1f} MB, is in “{target}” now, compared with what it was before.",
                "{n:,} files, {size:,.1f} MB, are in “{target}” now, each compared with what it "
                "was before.",
                self.files,
                size=self.bytes / 2**20,
                target=self.target,
            )
        ]
        if not self.is_found:
            said.append(
                say(
                    "Name that folder from now on where you named the old one: with --data-dir "
                    "or OCTAVO_DATA_DIR."
                )
            )
        if not self.emptied:
            said.append(say("“{source}” is not empty and was left there.", source=self.source))
        return " ".join(said)


def move(
    source: Path,
    target: Path,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Moved:
    """Move the data to another folder. Blocks for as long as the disks need.

    Args:
        source: The data folder; nobody may work in it.
        target: The new one: empty, or not there yet.
        progress: Told how far it is, in the thread of the call.
        stop: Set it to have everything stay where it was.

    Raises:
        InputError: there is no data, or the new folder cannot be used.
        MoveStoppedError: `stop` was set.
        FileWriteError: the new folder cannot be written to, or is full.
        DataFolderError: the data cannot be read, or another Octavo works in it.
    """
    if not (source / DATABASE).is_file():
        raise InputError(say("There is no data of Octavo in “{data_dir}”.", data_dir=source))
    folder = DataFolder(source)
    try:
        with explained(source):
            note, size = _fill(source, target, progress, stop or threading.Event())
    finally:
        folder.release()
    emptied = give_up(note)
    with explained(target):
        (target / FILLED).unlink()
    is_found = note.remembered and not os.environ.get(data_place.VARIABLE)
    return Moved(source, target, len(note.parts), size, is_found, emptied)


def check_move(source: Path, target: Path) -> int:
    """Look whether the data can be moved to a folder, as far as that can be told beforehand.

    Returns:
        The size of all that would be moved, in bytes.

    Raises:
        InputError: the new folder cannot be used, or has too little space.
        FileWriteError: it cannot be read.
        DataFolderError: the data cannot be read.
    """
    with explained(source):
        _check_place(source, target)
        size = Copying(source, target, _silent, threading.Event()).bytes
        _check_space(size, target)
        return size


def _fill(
    source: Path, target: Path, progress: Progress | None, stop: threading.Event
) -> tuple[Note, int]:
    """Copy everything and switch over to the copy; return what is to be given up."""
    remembered = data_place.lasting_place().folder.resolve() == source.resolve()
    note = Note(source=source, remembered=remembered)
    _check_place(source, target)
    with _taken_back(target):
        with writing_to(target):
            make_data_folder(target)
            _clear_unfinished(target)
            notes.write(target, note)
        _check_empty(target)
        copying = Copying(source, target, progress or _silent, stop)
        _check_space(copying.bytes, target)
        copying.copy()
        note = note.model_copy(update={"parts": copying.parts})
        with writing_to(target):
            notes.write(target, note)
        if remembered:
            data_place.remember(target)
        # From here on the new folder counts, come what may.
    with writing_to(target):
        (target / FILLING).replace(target / FILLED)
    return note, copying.bytes


def _check_place(source: Path, target: Path) -> None:
    """Refuse a place that cannot be the new one, before anything is written."""
    place = data_place.lasting_place()
    if place.reason is Reason.PORTABLE and place.folder == source:
        raise _refused(
            say("This Octavo is portable: its data lies beside it."),
            say("Move the whole folder, or delete “{marker}” first.", marker=MARKER),
        )
    here, there = source.resolve(), target.resolve()
    if here == there:
        raise _refused(say("The data is in “{path}” already.", path=target))
    if here in there.parents or there in here.parents:
        raise _refused(
            say("“{path}” and the data folder lie one inside the other.", path=target),
            say("Choose a folder beside it."),
        )
    if target.exists() and not target.is_dir():
        raise _refused(say("“{path}” is a file.", path=target), say("Choose a folder."))
    _check_empty(target, unfinished=True)


def _check_empty(target: Path, *, unfinished: bool = False) -> None:
    with writing_to(target):
        names = {path.name for path in target.iterdir()} if target.is_dir() else set()
    if unfinished and FILLING in names:  # of a move that was cut off: it is cleared
        names = {name for name in names if not is_our_name(name)}
    if names - {POINTER, FILLING, DRAFT} - OF_PROCESSES:
        raise _refused(
            say("“{path}” is not empty.", path=target),
            say("Choose an empty folder, or make a new one."),
        )


def _clear_unfinished(target: Path) -> None:
    """Remove what a move that was cut off has left; nobody has worked with it."""
    if not (target / FILLING).exists():
        return
    for path in target.iterdir():
        if is_our_name(path.name) and path.name not in OF_PROCESSES | {POINTER, FILLING}:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _check_space(needed: int, target: Path) -> None:
    with writing_to(target):
        while not target.exists():
            target = target.parent
        free = shutil.disk_usage(target).free
    if needed > free:
        raise _refused(
            say(
                "The data needs {needed:,} MB of space; there are {free:,} for “{path}”.",
                needed=needed // 2**20 + 1,
                free=free // 2**20,
                path=target,
            ),
            say("Free some space, or choose another folder."),
        )


@contextlib.contextmanager
def _taken_back(target: Path) -> Iterator[None]:
    """Leave the new folder as it was found if something hinders the move."""
    made = [path for path in (target, *target.parents) if not path.exists()]
    try:
        yield
    except BaseException:
        if data_place.lasting_place().folder == target:  # interrupted when it was done
            raise
        with contextlib.suppress(OSError):  # the note stays until all else is gone
            _clear_unfinished(target)
            (target / FILLING).unlink(missing_ok=True)
            for path in made:
                path.rmdir()
        raise


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _refused(message: str, hint: str = "") -> AppError:
    return InputError(
        message,
        title=say("The data was not moved"),
        hint=hint or say("Nothing was changed."),
    )
