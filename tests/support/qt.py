"""What every test with a window needs: Qt offscreen, its loop, and waiting without sleeping."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from octavo.ui import theme
from octavo.ui.application import Application
from octavo.ui.loop import QtLoop
from support import looks
from support.waiting import until as until  # noqa: PLC0414 - handed on


def make_loop() -> QtLoop:
    """Return a new loop on the application, which is made and dressed once."""
    return QtLoop(application())


def application() -> Application:
    """Return the application in the light theme."""
    app = QApplication.instance()
    if not isinstance(app, Application):
        looks.prepare_screen()
        app = Application(["octavo"])
        app.setQuitOnLastWindowClosed(False)
    if app.style().objectName() != "fusion":
        theme.apply(app, theme.LIGHT)
    return app
