"""What every test with a window needs: Qt offscreen, its loop, and waiting without sleeping."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from octavo.ui import theme
from octavo.ui.loop import QtLoop


def make_loop() -> QtLoop:
    """Return a new loop on the application, which is made and dressed once."""
    return QtLoop(application())


def application() -> QApplication:
    """Return the application in the light theme."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["octavo"])
        app.setQuitOnLastWindowClosed(False)
    if app.style().objectName() != "fusion":
        theme.apply(app, theme.LIGHT)
    return app


async def until(condition: Callable[[], object], what: str, *, seconds: float = 10.0) -> None:
    """Let the loop run until a condition holds.

    Raises:
        AssertionError: the condition did not hold within the deadline.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        await asyncio.sleep(0.005)
