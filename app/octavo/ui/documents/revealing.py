"""Shows a file in the system's file manager."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from octavo.errors import InputError
from octavo.session.names import display_name
from octavo.words import say


async def reveal(path: Path) -> None:
    """Open the folder of a file, with the file chosen where the system can do that.

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
    if not _show(path):
        raise InputError(say("The system has no program to show “{folder}”.", folder=path.parent))


def _show(path: Path) -> bool:
    command = {
        "darwin": ("open", ["-R", str(path)]),
        "win32": ("explorer", [f"/select,{path}"]),
    }.get(sys.platform)
    if command is not None:
        return bool(QProcess.startDetached(*command)[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
