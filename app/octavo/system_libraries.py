"""Looks for the libraries that Qt loads from a Linux system, before Qt ends the process over one.

A wheel cannot say what it needs of the system, and many desktops lack a library or two.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from octavo.errors import AppError
from octavo.resources import resource

_INSTALL: Final = {
    "apt-get": "apt-get install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
}
"""How each package manager installs, in the order of the table's columns."""


class MissingLibraryError(AppError):
    """The system lacks libraries that the window needs."""

    default_title = "Libraries are missing"
    default_hint = "Install them with the system's package manager."


class Library(NamedTuple):
    """A library of the system.

    Args:
        use: ``any`` for every window, ``x11`` for those under X11.
        soname: Its name for the loader.
        packages: The packages that bring it, one for each package manager.
    """

    use: str
    soname: str
    packages: tuple[str, ...]


def require_for_window(environ: Mapping[str, str] = os.environ) -> None:
    """Make sure that a window can be opened on this system.

    Args:
        environ: Tells where the window is to be opened.

    Raises:
        MissingLibraryError: libraries are missing; it names them, and the command that brings them.
    """
    if sys.platform != "linux":
        return
    uses = {"any", "x11"} if _is_for_x11(environ) else {"any"}
    refuse_missing(library for library in known_libraries() if library.use in uses)


def refuse_missing(libraries: Iterable[Library]) -> None:
    """Raise `MissingLibraryError` if the system's loader lacks one of the libraries."""
    missing = [library for library in libraries if not _is_there(library.soname)]
    if not missing:
        return
    names = ", ".join(library.soname for library in missing)
    raise MissingLibraryError(
        f"Octavo's window needs libraries that this system lacks: {names}.",
        hint=_command(missing),
    )


def known_libraries() -> list[Library]:
    """Return the libraries of the table that comes with the program."""
    text = resource("system-libraries.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return [Library(row[0], row[1], tuple(row[2:])) for row in rows]


def _is_for_x11(environ: Mapping[str, str]) -> bool:
    platform = environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("xcb")
    return bool(environ.get("DISPLAY")) and not environ.get("WAYLAND_DISPLAY")


def _is_there(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _command(missing: Iterable[Library]) -> str | None:
    """Return the command that installs the libraries here, None where that is not known."""
    for column, (program, install) in enumerate(_INSTALL.items()):
        if shutil.which(program):
            packages = dict.fromkeys(library.packages[column] for library in missing)
            return f"Install them with: sudo {install} {' '.join(packages)}"
    return None
