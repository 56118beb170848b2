"""The Qt application of this process; as little as the first window needs."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication


def make_application(version: str) -> QApplication:
    """Make the one application of this process."""
    app = QApplication(["octavo"])
    app.setApplicationName("octavo")
    app.setApplicationDisplayName("Octavo")
    app.setApplicationVersion(version)
    app.setDesktopFileName("octavo")
    app.setQuitOnLastWindowClosed(False)
    return app
