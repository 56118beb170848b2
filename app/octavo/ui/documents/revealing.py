"""Shows a file in the system's file manager."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path, PurePath, PureWindowsPath
from typing import Protocol

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from octavo.errors import InputError
from octavo.session.names import display_name
from octavo.words import say


class Opener(Protocol):
    """What of a system opens folders; each method tells whether that began.

    ``platform`` is the system's name as in ``sys.platform``.
    """

    @property
    def platform(self) -> str: ...

    def open_url(self, url: QUrl) -> bool:
        """Open a folder in whatever program the system has for it."""
        ...

    def start(self, program: str, arguments: list[str]) -> bool:
        """Start a program that takes a list of arguments."""
        ...

    def start_by_line(self, program: str, line: str) -> bool:
        """Start a program of Windows that reads its arguments from one line, as it stands."""
        ...


class SystemOpener:
    """Implements ``Opener`` by the system that this runs on."""

    @property
    def platform(self) -> str:
        return sys.platform

    def open_url(self, url: QUrl) -> bool:
        return QDesktopServices.openUrl(url)

    def start(self, program: str, arguments: list[str]) -> bool:
        return bool(QProcess.startDetached(program, arguments)[0])

    def start_by_line(self, program: str, line: str) -> bool:
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                os.startfile(program, arguments=line)  # noqa: S606 - Windows' own, by its path
                return True
        return False


async def reveal(path: Path, opener: Opener | None = None) -> None:
    """Open the folder of a file, with the file chosen where the system can do that.

    Args:
        path: The file.
        opener: Opens the folder; the system does without it.

    Raises:
        InputError: it is not there any more, or the system has no file manager.
    """
    if not await asyncio.to_thread(path.exists):
        raise InputError(
            say(
                "“{name}” is not in “{folder}” any more.",
                name=display_name(path),
                folder=path.parent,
            ),
            title=say("The file is not there"),
            hint=say("What Octavo took in stays in the collection."),
        )
    if not show_in_folder(path, opener or SystemOpener()):
        raise InputError(say("The system has no program to show “{folder}”.", folder=path.parent))


def show_in_folder(path: PurePath, opener: Opener) -> bool:
    """Have the folder of a file opened, the way that the opener's system has for it."""
    if opener.platform == "darwin":
        return opener.start("open", ["-R", str(path)])
    if opener.platform == "win32":
        # Explorer takes its line apart at commas that stand outside of quotes: the switch must
        # stand outside, and the path, which may have commas, inside.
        root = PureWindowsPath(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        return opener.start_by_line(str(root / "explorer.exe"), f'/select,"{path}"')
    return opener.open_url(QUrl.fromLocalFile(str(path.parent)))
