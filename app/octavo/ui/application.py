"""The Qt application of this process; as little as the first window needs."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

_SCALE = "QT_SCALE_FACTOR"


class Application(QApplication):
    """Keeps the files that the system asks to open: macOS names none on the command line.

    Signals:
        opening_asked: There are files to take; they may have come long before the window is up.
    """

    opening_asked = Signal()

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._asked: list[Path] = []

    def take_asked(self) -> tuple[Path, ...]:
        """Return the files that the system has asked to open since this was called last."""
        asked, self._asked = tuple(self._asked), []
        return asked

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if event.file():  # else it is the address of something elsewhere, which is not opened
                self._asked.append(Path(event.file()))
                self.opening_asked.emit()
            return True
        return super().event(event)


def make_application(version: str, *, text_size: int = 100) -> Application:
    """Make the one application of this process.

    Args:
        version: The program's.
        text_size: Percent of the usual size, for text and all around it. Qt takes it from the
            environment and when the application is made only; what is set there already stays.
    """
    if text_size != 100:
        os.environ.setdefault(_SCALE, f"{text_size / 100:g}")
    app = Application(["octavo"])
    app.setApplicationName("octavo")
    app.setApplicationDisplayName("Octavo")
    app.setApplicationVersion(version)
    app.setDesktopFileName("octavo")
    app.setQuitOnLastWindowClosed(False)
    return app
