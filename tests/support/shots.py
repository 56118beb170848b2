"""Pictures of the window, for people to look at.

Those of the main paths are kept by every run, in ``build/shots``; those of details where
``OCTAVO_SHOTS`` names a folder.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from support.recorded import FOLDER


def record(widget: QWidget, name: str) -> None:
    """Keep what a widget's window looks like on a main path, with menus and dialogs over it."""
    window = widget.window()
    picture = window.grab()
    painter = QPainter(picture)
    for above in sorted(QApplication.topLevelWidgets(), key=_depth):
        if above is not window and above.isVisible():
            painter.drawPixmap(window.mapFromGlobal(above.pos()), above.grab())
    painter.end()
    FOLDER.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(FOLDER / f"{name}.png"))


def _depth(window: QWidget) -> int:
    """Return how many windows a window was opened over: it lies above all of them."""
    depth = 0
    below = window.parentWidget()
    while below is not None:
        depth += 1
        below = below.window().parentWidget()
    return depth


def keep(widget: QWidget, name: str) -> None:
    """Save what a widget looks like, if somebody wants to see it."""
    folder = os.environ.get("OCTAVO_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{name}.png"))
