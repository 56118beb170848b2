"""Finds the data in what a person points at."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from octavo.data_folder import DATABASE
from octavo.engine.store.sqlite_faults import explained
from octavo.errors import InputError
from octavo.words import say

NAME: Final = "Octavo"
"""What the data folder is called in a folder in which other things are."""


def data_in(folder: Path, *names: str) -> Path:
    """Return the folder if the data is in it, else one in it that has the data.

    People point at a disk as well as at the folder on it.

    Args:
        folder: What the person points at.
        names: What the data folder may be called, beside the name that it usually has.

    Raises:
        InputError: there is no data.
        DataFolderError: it cannot be looked into.
    """
    with explained(folder):
        for found in (folder, *(folder / name for name in (*names, NAME))):
            if (found / DATABASE).is_file():
                return found
    raise InputError(
        say("There is no data of Octavo in “{data_dir}”.", data_dir=folder),
        hint=say("It is the folder with the file “{name}” in it. Choose that one.", name=DATABASE),
    )


def room_in(folder: Path) -> tuple[Path, bool]:
    """Return where the data can be in a folder that a person points at, and whether it is there.

    Data that is there is found as by ``data_in``. Else a folder in which other things are gets one
    of its own for the data.

    Raises:
        DataFolderError: it cannot be looked into.
    """
    try:
        return data_in(folder), True
    except InputError:
        with explained(folder):
            is_empty = next(folder.iterdir(), None) is None
        return (folder if is_empty else folder / NAME), False
