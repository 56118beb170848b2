"""Where the data folder is when nobody names one: beside the program, where it was moved, or usual.

``--data-dir`` and ``OCTAVO_DATA_DIR`` go before all of these. A folder that was moved is noted in a
small file in the system's folder for settings, which also stays when the data is elsewhere.
"""

from __future__ import annotations

import dataclasses
import json
import os
from enum import Enum, auto
from pathlib import Path
from typing import Final

import platformdirs

from octavo.data_folder import DATABASE, POINTER
from octavo.errors import DataFolderError, FileWriteError, InputError
from octavo.portable import MARKER, portable_data
from octavo.words import later, say

VARIABLE: Final = "OCTAVO_DATA_DIR"

_FOLDER: Final = "folder"


class DataFolderMissingError(DataFolderError):
    """The data was moved to a folder that is not there now."""

    default_title = later("The data folder is not there")


class Reason(Enum):
    """Why the data folder is the one it is."""

    NAMED = auto()
    """By the variable."""
    REMEMBERED = auto()
    """The data was moved there."""
    PORTABLE = auto()
    """The program is portable, and it lies beside it."""
    USUAL = auto()
    """The system's place for such data."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A data folder, and why it is the one."""

    folder: Path
    reason: Reason


def data_place() -> Place:
    """Return the data folder of a program that was started without ``--data-dir``.

    Raises:
        DataFolderError: the note of where the data was moved to cannot be read.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Place(Path(named).expanduser().absolute(), Reason.NAMED)
    return lasting_place()


def lasting_place() -> Place:
    """Return the data folder of every start without a word about it; raises as `data_place`."""
    portable = portable_data()
    if portable is not None:
        return Place(portable, Reason.PORTABLE)
    remembered = _remembered()
    if remembered is not None:
        return Place(remembered, Reason.REMEMBERED)
    return Place(usual_folder(), Reason.USUAL)


def usual_folder() -> Path:
    """Return the system's place for such data."""
    return Path(platformdirs.user_data_dir("Octavo", appauthor=False))


def pointer_file() -> Path:
    """Return the file that notes where the data was moved to; it need not be there."""
    return Path(platformdirs.user_config_dir("Octavo", appauthor=False), POINTER)


def remember(folder: Path) -> None:
    """Note where the data is from now on; of the usual place there is no note.

    Raises:
        InputError: this program is portable, and its data lies beside it.
        FileWriteError: the note cannot be written.
    """
    if portable_data() is not None:
        raise InputError(
            say("This Octavo is portable: its data lies beside it."),
            hint=say("Move the whole folder, or delete “{marker}” first.", marker=MARKER),
        )
    note = pointer_file()
    draft = note.with_name(f"{note.name}.partial")
    try:
        if folder == usual_folder():
            note.unlink(missing_ok=True)
            return
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as file:
            file.write(json.dumps({_FOLDER: str(folder)}))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(note)
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=note, value=error.strerror or error),
            hint=say("It notes where the data is. Make the folder writable, then try again."),
        ) from error


def forget() -> None:
    """Note no more where the data was moved to: a portable program needs no note elsewhere.

    Raises:
        FileWriteError: the note cannot be removed.
    """
    note = pointer_file()
    try:
        note.unlink(missing_ok=True)
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=note, value=error.strerror or error)
        ) from error


def require(folder: Path) -> None:
    """Make sure that data which was moved to a folder is there.

    A disk that is not connected must not be taken for a first start with no documents.

    Raises:
        DataFolderMissingError: it is not there.
        DataFolderError: the note of where the data was moved to cannot be read.
    """
    if folder == _remembered() and not (folder / DATABASE).is_file():
        raise DataFolderMissingError(
            say("The data was moved to “{path}”, and that is not there now.", path=folder),
            hint=say(
                "Connect the disk that it is on and try again. If it has another place now, tell "
                "Octavo on a terminal: octavo data use FOLDER"
            ),
        )


def _remembered() -> Path | None:
    note = pointer_file()
    try:
        folder = json.loads(note.read_bytes())[_FOLDER]  # no pydantic: the window waits for this
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _unreadable(note) from error
    if not isinstance(folder, str) or not Path(folder).is_absolute():
        raise _unreadable(note)
    return Path(folder)


def _unreadable(note: Path) -> DataFolderError:
    return DataFolderError(
        say("“{path}”, which notes where the data is, cannot be read.", path=note),
        hint=say("Tell Octavo on a terminal where it is: octavo data use FOLDER"),
    )
