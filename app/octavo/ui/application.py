"""The Qt application of this process; as little as the first window needs."""

from __future__ import annotations

import os

from PySide6.QtWidgets import QApplication

_SCALE = "QT_SCALE_FACTOR"


def make_application(version: str, *, text_size: int = 100) -> QApplication:
    """Make the one application of this process.

    Args:
        version: The program's.
        text_size: Percent of the usual size, for text and all around it. Qt takes it from the
            environment and when the application is made only; what is set there already stays.
    """
    if text_size != 100:
        os.environ.setdefault(_SCALE, f"{text_size / 100:g}")
    app = QApplication(["octavo"])
    app.setApplicationName("octavo")
    app.setApplicationDisplayName("Octavo")
    app.setApplicationVersion(version)
    app.setDesktopFileName("octavo")
    app.setQuitOnLastWindowClosed(False)
    return app
