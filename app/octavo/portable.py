"""Portable mode: a packaged program that keeps everything beside itself, on a stick for instance.

A marker beside the program makes it so. Then settings, documents and all else lie in one folder
beside it, and nothing is written elsewhere, except keys and passwords that a person gives: these
are in the keychain of the machine and do not travel.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final

from octavo.errors import FileWriteError, InputError
from octavo.frozen import is_frozen
from octavo.words import later, say

MARKER: Final = "octavo-portable.txt"
DATA: Final = "Octavo data"

_INSTALLED: Final = {"linux": ("/opt", "/usr"), "darwin": ("/Applications",)}
"""Where programs are installed for all."""

_UNINSTALLER: Final = "uninstall.exe"
"""Lies beside a program that was installed on Windows."""

_REFUSED: Final = later("This Octavo cannot be portable")

_MARKER_TEXT: Final = """\
While this file lies beside Octavo, everything that Octavo keeps is in the folder "Octavo data"
beside it, and nowhere else. Delete the file to let Octavo use the system's place for data again.
"""


def portable_data() -> Path | None:
    """Return the data folder of a portable program; None if this one is not."""
    folder = _program_folder()
    return folder / DATA if folder is not None and (folder / MARKER).is_file() else None


def portable_place() -> Path:
    """Return the folder in which this program would keep everything if it were portable.

    Raises:
        InputError: it is not a packaged program, or one that was installed or is another person's.
        FileWriteError: nothing can be written beside it, as far as that can be told without trying.
    """
    folder = _program_folder()
    if folder is None:
        raise InputError(
            say("This Octavo runs in Python; only a packaged one can be portable."),
            hint=say("Name a folder with --data-dir instead."),
        )
    try:
        _refuse_shared(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _not_written(folder, error) from error
    return folder / DATA


def make_portable() -> Path:
    """Have this program keep everything beside itself from now on; return that folder.

    Raises:
        InputError, FileWriteError: as `portable_place`.
    """
    data = portable_place()
    try:
        (data.parent / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        data.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _not_written(data.parent, error) from error
    return data


def _not_written(folder: Path, error: OSError) -> FileWriteError:
    return FileWriteError(
        say("“{path}” cannot be written: {value}.", path=folder, value=error.strerror or error),
        title=_REFUSED,
        hint=say("Unpack Octavo into a folder that you may write to."),
    )


def _refuse_shared(folder: Path) -> None:
    """Refuse a program that others start, too, or that an installer will remove or replace.

    Its data would be one person's, whom it then shuts others out for, and stay behind with nobody
    knowing of it.
    """
    hint = say(
        "Unpack the archive, or put the AppImage, into a folder of your own and make that one "
        "portable; or keep the data elsewhere with: octavo data move FOLDER"
    )
    if _is_installed(folder):
        raise InputError(
            say("The Octavo in “{folder}” is installed, not carried about.", folder=folder),
            title=_REFUSED,
            hint=hint,
        )
    if hasattr(os, "geteuid") and os.geteuid() == 0 and _is_for_others(folder):
        raise InputError(
            say("The Octavo in “{folder}” is not the administrator's alone.", folder=folder),
            title=_REFUSED,
            hint=say("Do it as the person whom it belongs to, without sudo."),
        )


def _is_installed(folder: Path) -> bool:
    """Whether the program lies where programs are installed, or beside what uninstalls it."""
    places = [Path(place) for place in _INSTALLED.get(sys.platform, ())]
    if sys.platform == "win32":
        names = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
        places = [Path(os.environ[name]) for name in names if os.environ.get(name)]
    real = folder.resolve()
    return (folder / _UNINSTALLER).exists() or any(
        real.is_relative_to(place.resolve()) for place in places
    )


def _is_for_others(folder: Path) -> bool:
    """Whether the folder belongs to somebody else, or other people come into it."""
    if folder.stat().st_uid != os.geteuid():
        return True
    return all(one.stat().st_mode & stat.S_IXOTH for one in [folder, *folder.parents])


def _program_folder() -> Path | None:
    """Return the folder that a person sees the program in; None where it is no single thing."""
    if not is_frozen():
        return None
    image = os.environ.get("APPIMAGE")  # the program itself is mounted somewhere else
    program = Path(image or sys.executable).absolute()
    if sys.platform == "darwin":
        program = next((one for one in program.parents if one.suffix == ".app"), program)
    return program.parent
