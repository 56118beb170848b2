"""What comes to the window from outside: from other starts and the system; what is not there."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from octavo.handover import HandOver, make_folder, take_all
from octavo.session.engine_words import quoted
from octavo.session.names import display_name
from octavo.session.state import Problem
from octavo.ui.application import Application
from octavo.ui.tasks import TaskOwner
from octavo.words import say

_TOKEN: Final = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - a name
_NAMED: Final = 3
"""Missing files that are named; of more, the number is told."""

_log = logging.getLogger(__name__)


class Arrivals(QObject):
    """Takes what is to be opened as soon as it is there; nothing is looked for by time.

    Args:
        app: Told by the system.
        data_dir: The data folder, in which other starts hand over.
        tasks: Owner of the reading.

    Signals:
        came: A `HandOver`.
    """

    came = Signal(object)

    def __init__(self, app: Application, data_dir: Path, tasks: TaskOwner) -> None:
        super().__init__()
        self._app = app
        self._data_dir = data_dir
        self._tasks = tasks
        self._reading: asyncio.Task[None] | None = None
        self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)

    def open(self) -> None:
        """Take from now on, beginning with what is there already."""
        self._app.opening_asked.connect(self._on_opening_asked)
        self._on_opening_asked()
        self._watch()

    def use(self, data_dir: Path) -> None:
        """Take from this data folder from now on: another one, or one that was not there before."""
        self._unwatch()
        self._data_dir = data_dir
        self._watch()

    def _watch(self) -> None:
        if not self._data_dir.is_dir():  # it may be on a disk that is not connected
            return
        try:
            folder = make_folder(self._data_dir)
        except OSError as error:  # the window says itself why the folder cannot be used
            _log.warning("nothing can be handed over to this window: %s", error)
            return
        if not self._watcher.addPath(str(folder)):
            _log.warning("nothing can be handed over to this window: %s is not watched", folder)
        self._look()

    def close(self) -> None:
        """Take nothing any more: another start waits until this process has ended."""
        self._app.opening_asked.disconnect(self._on_opening_asked)
        self._unwatch()
        # here and now, not when a thread of the garbage collector's choice comes upon it: Qt's
        # watcher has to end in its own thread
        self._watcher.deleteLater()
        self.deleteLater()

    def _unwatch(self) -> None:
        for folder in self._watcher.directories():
            self._watcher.removePath(folder)

    def _on_opening_asked(self) -> None:
        if asked := self._app.take_asked():
            self.came.emit(HandOver(asked))

    def _look(self) -> None:
        if self._reading is None or self._reading.done():
            self._reading = self._tasks.start(self._take(), name="take what was handed over")
        else:
            self._again = True

    async def _take(self) -> None:
        while True:
            self._again = False
            for one in await asyncio.to_thread(take_all, self._data_dir):
                self.came.emit(one)
            if not self._again:
                return


def come_forward(frame: QWidget, token: str = "") -> None:
    """Bring the window before the others, or let it ask for attention where it may not come.

    Args:
        frame: The window.
        token: The right to do so that the desktop gave to another start; empty for none.
    """
    if token:
        os.environ[_TOKEN] = token  # Qt takes it from there, and removes it
    if frame.isMinimized():
        frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)
    frame.raise_()
    frame.activateWindow()
    if not frame.isActiveWindow():
        QApplication.alert(frame)


async def apart(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return those of some paths that are there, and those that are not."""

    def look() -> tuple[list[Path], list[Path]]:
        there = {path for path in paths if path.exists()}
        return [p for p in paths if p in there], [p for p in paths if p not in there]

    return await asyncio.to_thread(look)


def not_there(missing: Sequence[Path]) -> Problem:
    """Say of files that should be opened that they are not there."""
    hint = say("Perhaps it was moved or renamed.")
    if len(missing) == 1:
        path = missing[0]
        message = say(
            "There is no file “{name}” in “{folder}”.",
            name=display_name(path),
            folder=display_name(path.parent),
        )
        return Problem(say("This file is not there"), message, hint)
    names = ", ".join(quoted(display_name(path)) for path in missing[:_NAMED])
    if len(missing) > _NAMED:
        names += " …"
    return Problem(
        say("{n:,} files are not there", n=len(missing)),
        f"{names}.",
        say("Perhaps they were moved or renamed."),
    )
