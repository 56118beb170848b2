"""Looks for the libraries and the display that Qt needs, before Qt ends the process over one.

A wheel cannot say what it needs of the system, and many desktops lack a library or two.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from octavo.errors import AppError, InputError
from octavo.resources import resource

_INSTALL: Final = {
    "apt-get": "apt-get install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
}
"""How each package manager installs, in the order of the table's columns."""

_DISPLAYS: Final = {"x11": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
"""Ways to a screen, and the variables that tell where it is."""

_LACKED: Final = re.compile(r"(\S+): cannot open shared object file: No such file")
"""What the loader says where it finds no file. The name can be that of a library which the one that
was asked for needs."""


class MissingLibraryError(AppError):
    """The system lacks libraries that the window needs."""

    default_title = "Libraries are missing"
    default_hint = "Install them with the system's package manager."


class DisplayUnreachableError(InputError):
    """No display answers where the environment says that there is one."""


class Library(NamedTuple):
    """A library of the system.

    Args:
        use: ``any`` for every window, ``x11`` or ``wayland`` for those on such a display.
        soname: Its name for the loader.
        packages: The packages that bring it, one for each package manager.
    """

    use: str
    soname: str
    packages: tuple[str, ...]


def require_for_window(
    environ: Mapping[str, str] = os.environ, carried: Mapping[str, Path] | None = None
) -> None:
    """Make sure that a window can be opened on this system.

    Where the environment names two displays, Qt takes the one that works: one is enough.

    Args:
        environ: Tells where the window is to be opened.
        carried: Libraries that the program brings along, by soname. Those that the system lacks are
            loaded from there; Qt then finds them by their names.

    Raises:
        MissingLibraryError: libraries are missing; it names them, and the command that brings them.
        DisplayUnreachableError: the display does not answer, or refuses this person.
    """
    if sys.platform != "linux":
        return
    libraries = known_libraries()
    displays = _displays(environ)
    if not displays:
        refuse_missing((one for one in libraries if one.use == "any"), carried)
    problems: list[AppError] = []
    for use in displays:
        try:
            refuse_missing((one for one in libraries if one.use in {"any", use}), carried)
            _refuse_unreachable(use, environ)
        except (MissingLibraryError, DisplayUnreachableError) as problem:
            problems.append(problem)
    if displays and len(problems) == len(displays):
        # what can be installed is said rather than what is switched off
        raise min(problems, key=lambda one: isinstance(one, DisplayUnreachableError))


def refuse_missing(libraries: Iterable[Library], carried: Mapping[str, Path] | None = None) -> None:
    """Raise `MissingLibraryError` if the system's loader lacks one of the libraries.

    Args:
        libraries: What is needed, each after those that it needs itself.
        carried: As of `require_for_window`.
    """
    needed = list(libraries)
    lacking = dict.fromkeys(_lacking(library.soname, carried or {}) for library in needed)
    lacking.pop("", None)
    if not lacking:
        return
    known = {library.soname: library for library in [*known_libraries(), *needed]}
    raise MissingLibraryError(
        f"Octavo's window needs libraries that this system lacks: {', '.join(lacking)}.",
        hint=_command([known[name] for name in lacking if name in known]),
    )


def known_libraries() -> list[Library]:
    """Return the libraries of the table that comes with the program."""
    text = resource("system-libraries.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return [Library(row[0], row[1], tuple(row[2:])) for row in rows]


def _displays(environ: Mapping[str, str]) -> list[str]:
    """Return the ways to a screen that Qt will try; none where it needs none."""
    platforms = [name for name in environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    if not platforms:
        return [use for use, variable in _DISPLAYS.items() if environ.get(variable)]
    kinds = {"xcb": "x11", "way": "wayland"}
    named = [kinds.get(name[:3], "") for name in platforms]
    return [] if "" in named else named


def _lacking(soname: str, carried: Mapping[str, Path]) -> str:
    """Load a library; return which one is lacking for that, an empty text if none is."""
    try:
        ctypes.CDLL(soname)
    except OSError as error:
        fault = error
    else:
        return ""
    if soname in carried:
        try:
            ctypes.CDLL(str(carried[soname]), mode=ctypes.RTLD_GLOBAL)
        except OSError as error:
            fault = error
        else:
            return ""
    # in a packaged program the loader's own words are behind those of what has packed it
    found = _LACKED.match(str(fault.__cause__ or fault))
    return found[1] if found else soname


def _command(missing: Sequence[Library]) -> str | None:
    """Return the command that installs the libraries here, None where that is not known."""
    for column, (program, install) in enumerate(_INSTALL.items()):
        if missing and shutil.which(program):
            packages = dict.fromkeys(library.packages[column] for library in missing)
            return f"Install them with: sudo {install} {' '.join(packages)}"
    return None


def _refuse_unreachable(use: str, environ: Mapping[str, str]) -> None:
    variable = _DISPLAYS[use]
    name = environ.get(variable, "")
    if (_x11_answers if use == "x11" else _wayland_answers)(name):
        return
    raise DisplayUnreachableError(
        f"The display “{name}”, which {variable} names, does not answer or lets nobody in."
        if name
        else f"There is no display to open a window on: {variable} names none.",
        hint='Start Octavo on the desktop itself. On a terminal use: octavo ask FILE... "QUESTION"',
    )


def _x11_answers(name: str) -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_connection_has_error.restype = ctypes.c_int
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.restype = None
    connection = xcb.xcb_connect(os.fsencode(name), None)
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)


def _wayland_answers(name: str) -> bool:
    if "WAYLAND_SOCKET" in os.environ:  # a connection that is open already, and good for one use
        return True
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.argtypes = (ctypes.c_char_p,)
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_disconnect.argtypes = (ctypes.c_void_p,)
    wayland.wl_display_disconnect.restype = None
    connection = wayland.wl_display_connect(os.fsencode(name) if name else None)
    if connection is None:
        return False
    wayland.wl_display_disconnect(connection)
    return True
