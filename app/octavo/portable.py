"""Portable mode: a packaged program that keeps everything beside itself, on a stick for instance.

A marker beside the program makes it so. Then settings, documents and all else lie in one folder
beside it, and nothing is written elsewhere, except keys and passwords that a person gives: these
are in the keychain of the machine and do not travel.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from octavo.errors import FileWriteError, InputError
from octavo.frozen import is_frozen
from octavo.words import say

MARKER: Final = "octavo-portable.txt"
DATA: Final = "Octavo data"

_MARKER_TEXT: Final = """\
While this file lies beside Octavo, everything that Octavo keeps is in the folder "Octavo data"
beside it, and nowhere else. Delete the file to let Octavo use the system's place for data again.
"""


def portable_data() -> Path | None:
    """Return the data folder of a portable program; None if this one is not."""
    folder = _program_folder()
    return folder / DATA if folder is not None and (folder / MARKER).is_file() else None


def make_portable() -> Path:
    """Have this program keep everything beside itself from now on; return that folder.

    Raises:
        InputError: it is not a packaged program.
        FileWriteError: nothing can be written beside it.
    """
    folder = _program_folder()
    if folder is None:
        raise InputError(
            say("This Octavo runs in Python; only a packaged one can be portable."),
            hint=say("Name a folder with --data-dir instead."),
        )
    try:
        (folder / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        (folder / DATA).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=folder, value=error.strerror or error),
            title=say("This Octavo cannot be portable"),
            hint=say("Unpack Octavo into a folder that you may write to."),
        ) from error
    return folder / DATA


def _program_folder() -> Path | None:
    """Return the folder that a person sees the program in; None where it is no single thing."""
    if not is_frozen():
        return None
    image = os.environ.get("APPIMAGE")  # the program itself is mounted somewhere else
    program = Path(image or sys.executable).absolute()
    if sys.platform == "darwin":
        program = next((one for one in program.parents if one.suffix == ".app"), program)
    return program.parent
