"""``octavo``: opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from octavo.cli.arguments import Arguments
from octavo.cli.faults import EXIT_BAD_INPUT, say
from octavo.errors import AppError


class NoDisplayError(AppError):
    """There is nothing to open a window on."""

    default_title = "No display"


def window(arguments: Arguments, open_window: Callable[[Sequence[Path], Path], int]) -> int:
    """Open the window with the files that were named; those that are not there are reported.

    Raises:
        NoDisplayError: there is no display.
    """
    files = [Path(word).expanduser().absolute() for word in arguments.words]
    missing = [file for file in files if not file.exists()]
    for file in missing:
        say(f"There is no file “{file}”.")
    if files and len(missing) == len(files):
        return EXIT_BAD_INPUT
    if not _has_display():
        raise NoDisplayError(
            "There is no display to open a window on.",
            hint='On a terminal use: octavo ask FILE... "QUESTION"',
        )
    return open_window([file for file in files if file not in missing], arguments.data_dir)


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    # Qt would end the process if it found none of these
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
