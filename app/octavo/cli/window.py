"""``octavo``: opens the window."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from octavo.cli.arguments import COMMANDS, Arguments
from octavo.cli.faults import EXIT_BAD_INPUT, EXIT_DONE, say
from octavo.cli.mistyped import may_be_command, nearest, what_instead
from octavo.data_place import DataFolderMissingError, require
from octavo.errors import AppError, DataFolderInUseError
from octavo.handover import HandOver, enter
from octavo.window_lock import WindowLock


class NoDisplayError(AppError):
    """There is nothing to open a window on."""

    default_title = "No display"


def window(arguments: Arguments, open_window: Callable[[Sequence[Path], Path], int]) -> int:
    """Open the window with the files that were named, or hand them to the one that is open.

    Files that are not there are reported here and in the window. If none is there, no window is
    opened where somebody can read that here, and none at all for a command that was mistyped.

    Raises:
        NoDisplayError: there is no display.
        DataFolderInUseError: another window is open and does not answer.
        DataFolderMissingError: the data was moved to a folder that is not there now.
    """
    files = [Path(word).expanduser().absolute() for word in arguments.words]
    missing = [one for one in zip(arguments.words, files, strict=True) if not one[1].exists()]
    for word, file in missing:
        # Only the first word can be meant as a command.
        is_first = word is arguments.words[0]
        say(f"There is no file “{file}”.", _no_command(word) if is_first else "")
    if files and len(missing) == len(files) and _is_read():
        return EXIT_BAD_INPUT
    if missing and missing[0][0] is arguments.words[0] and _is_meant_as_command(missing[0][0]):
        return EXIT_BAD_INPUT  # what follows is that command's, and for no window
    if not _has_display():
        raise NoDisplayError(
            "There is no display to open a window on.",
            hint='On a terminal use: octavo ask FILE... "QUESTION"',
        )
    try:
        require(arguments.data_dir)
        lock = enter(arguments.data_dir, HandOver(tuple(files), _activation_token()))
    except (DataFolderInUseError, DataFolderMissingError):
        if _is_read():
            raise
        lock = WindowLock(None)  # the window that opens says so, and can try again
    if lock is None:
        return EXIT_DONE
    with lock:
        return open_window(files, arguments.data_dir)


def _no_command(word: str) -> str:
    """Return what to say of a word that names no file, where it may be a mistyped command."""
    if not may_be_command(word):
        return ""
    return f"There is no command “{word}” either. {what_instead(word, COMMANDS)}"


def _is_meant_as_command(word: str) -> bool:
    return may_be_command(word) and nearest(word, COMMANDS) is not None


def _is_read() -> bool:
    """Whether somebody reads what is printed: a desktop that starts programs shows none of it."""
    if sys.stderr is None:
        return False
    try:
        kind = os.fstat(sys.stderr.fileno()).st_mode
    except (OSError, ValueError):  # no file of the system's
        return sys.stderr.isatty()
    # A desktop's journal is a socket, and nothing is a device.
    return sys.stderr.isatty() or stat.S_ISFIFO(kind) or stat.S_ISREG(kind)


def _activation_token() -> str:
    """Return the right to come to the front, where the desktop gave this start one."""
    return os.environ.get("XDG_ACTIVATION_TOKEN", "")


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    # Qt would end the process if it found none of these
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
