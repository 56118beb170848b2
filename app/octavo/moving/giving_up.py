"""Emptying the old folder after a move, and finishing a move that was cut off."""

from __future__ import annotations

import contextlib
import logging
import shutil
from pathlib import Path
from typing import Final

from octavo.data_folder import DATABASE, POINTER, is_our_name
from octavo.data_place import Reason, lasting_place, remember, require, usual_folder
from octavo.engine.lock import DataFolder
from octavo.engine.store.sqlite_faults import explained
from octavo.errors import DataFolderError, InputError
from octavo.moving import note as notes
from octavo.moving.copying import OF_PROCESSES, our_files
from octavo.moving.note import FILLED, FILLING, Note
from octavo.words import say

_log = logging.getLogger(__name__)

_UNIMPORTANT: Final = ("logs/", "window.ini")
"""What may have been written to by the program that moves it all."""


def finish_move(data_dir: Path) -> None:
    """Do the rest of a move that was cut off after everything was copied and compared.

    Args:
        data_dir: The folder that is to be opened.

    Raises:
        DataFolderMissingError: data was moved there, and is not there now.
        DataFolderError: the folder was not filled to the end, or cannot be used.
    """
    require(data_dir)
    with explained(data_dir):
        filling = data_dir / FILLING
        if filling.exists():
            note = notes.read(filling)
            place = lasting_place()
            is_whole = note is not None and note.parts and note.remembered
            if not is_whole or place.reason is not Reason.REMEMBERED or place.folder != data_dir:
                raise _not_whole(data_dir, note)
            filling.replace(data_dir / FILLED)
        filled = data_dir / FILLED
        if (note := notes.read(filled)) is None:
            return
        give_up(note)
        filled.unlink()


def use(folder: Path) -> None:
    """Take the data in a folder for that of every start without a word about it.

    Raises:
        InputError: there is no data.
        FileWriteError: where it is cannot be noted.
        DataFolderError: the folder was not filled to the end, or cannot be read.
    """
    with explained(folder):
        if not (folder / DATABASE).is_file() and folder != usual_folder():
            raise InputError(
                say("There is no data of Octavo in “{data_dir}”.", data_dir=folder),
                hint=say("To move the data there: octavo data move FOLDER"),
            )
        if (folder / FILLING).exists():
            note = notes.read(folder / FILLING)
            if note is None or not note.parts:
                raise _not_whole(folder, note)
        remember(folder)


def give_up(note: Note) -> bool:
    """Remove what was moved from the old folder, and the folder if nothing else is in it.

    A folder that somebody works in, or in which anything that was moved has changed since, stays
    as it is: it may hold what the new one does not.

    Returns:
        Whether nothing of it is left.
    """
    source = note.source
    if not source.is_dir():
        return True
    try:
        folder = DataFolder(source)
    except DataFolderError as error:
        _log.warning("the old data folder stays: %s", error)
        return False
    try:
        if not _is_as_moved(note):
            _log.warning("the old data folder stays: it has changed since it was copied")
            return False
        _remove(note)
    except OSError as error:
        _log.warning("the old data folder stays in part: %s", error)
    finally:
        folder.release()
    return _remove_rest(source)


def _is_as_moved(note: Note) -> bool:
    """Tell whether what is still there is what was copied; what is gone was given up."""
    parts = {part.name: part for part in note.parts}
    for name in our_files(note.source):
        if name.startswith(_UNIMPORTANT):
            continue
        found = (note.source / name).stat()
        part = parts.get(name)
        if part is None or (found.st_size, found.st_mtime_ns) != (part.bytes, part.changed):
            return False
    return True


def _remove(note: Note) -> None:
    # The database first: a folder without documents must not be taken for one that is whole.
    for part in sorted(note.parts, key=lambda part: not part.name.startswith(DATABASE)):
        (note.source / part.name).unlink(missing_ok=True)
    for name in ("cache", "handover"):
        shutil.rmtree(note.source / name, ignore_errors=True)
    for path in note.source.iterdir():
        if path.name.endswith("-shm") and is_our_name(path.name):
            path.unlink()
        elif path.is_dir() and is_our_name(path.name):
            for inner in sorted(path.rglob("*"), reverse=True):
                _remove_empty(inner)
            _remove_empty(path)


def _remove_empty(path: Path) -> None:
    if path.is_dir():
        with contextlib.suppress(OSError):  # others are still in it
            path.rmdir()


def _remove_rest(source: Path) -> bool:
    """Remove the locks, and the folder if it is empty then; return whether no data is in it."""
    try:
        names = {path.name for path in source.iterdir()}
        if not names <= OF_PROCESSES | {POINTER}:
            return False
        for name in names - {POINTER}:
            path = source / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        if POINTER not in names:  # else the system's folder for settings is the same one
            source.rmdir()
    except OSError as error:  # Windows keeps a lock that is held
        _log.info("the old data folder is empty but stays: %s", error)
    return True


def _not_whole(data_dir: Path, note: Note | None) -> DataFolderError:
    if note is None:
        return DataFolderError(
            say("Moving data to “{path}” was not finished.", path=data_dir),
            hint=say("Use the folder that it was to come from, or choose another."),
        )
    return DataFolderError(
        say(
            "Moving data to “{path}” was not finished. Everything is still in “{source}”.",
            path=data_dir,
            source=note.source,
        ),
        hint=say("Use that folder, and move it again if you like."),
    )
