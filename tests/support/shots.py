"""Pictures of the window, for people to look at.

Those of the main paths are kept by every run, in ``build/shots``; those of details where
``OCTAVO_SHOTS`` names a folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from support import looks
from support.recorded import FOLDER

_BEHIND: Final = "#808080"
"""Where the screen would be seen beside a window."""


def record(widget: QWidget, name: str) -> None:
    """Keep what a widget's window looks like on a main path, with menus and dialogs over it.

    What of them is beyond the window is in the picture, too. A look of its own has a folder of its
    own.
    """
    window = widget.window()
    others = [one for one in QApplication.topLevelWidgets() if one is not window]
    shown = [window, *sorted((one for one in others if one.isVisible()), key=_depth)]
    area = QRect()
    for one in shown:
        area = area.united(one.geometry())
    ratio = window.devicePixelRatioF()
    picture = QPixmap(area.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(_BEHIND)
    painter = QPainter(picture)
    for one in shown:
        painter.drawPixmap(one.geometry().topLeft() - area.topLeft(), one.grab())
    painter.end()
    folder = FOLDER / looks.worn().name
    folder.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(folder / f"{name}.png"))


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
