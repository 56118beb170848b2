"""Keeps the window where it can be seen and reached when screens come and go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_HANDLE: Final = QRect(0, 0, 120, 24)
"""How much of a window's top must be on a screen, so that a person can take hold of it."""


def brought_back(window: QRect, screens: Sequence[QRect]) -> QRect:
    """Return where a window belongs: where it is, if it can be reached there.

    Args:
        window: Its place with its frame.
        screens: The room for windows on each screen, the primary one first; not empty.
    """
    top = QRect(window.left(), window.top(), window.width(), _HANDLE.height())
    for screen in screens:
        seen = screen.intersected(top)
        if seen.width() >= _HANDLE.width() and seen.height() >= _HANDLE.height():
            return window
    home = max(screens, key=lambda screen: _area(screen.intersected(window)))  # first of equals
    size = window.size().boundedTo(home.size())
    left = min(max(window.left(), home.left()), home.right() - size.width() + 1)
    top_edge = min(max(window.top(), home.top()), home.bottom() - size.height() + 1)
    return QRect(left, top_edge, size.width(), size.height())


class OnScreen(QObject):
    """Brings a window back when the screen that it was on has gone.

    Args:
        app: Knows the screens.
        window: A top-level window.
    """

    def __init__(self, app: QGuiApplication, window: QWidget) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        # the system may move it by itself: look when it has had the time to
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        app.screenRemoved.connect(self._soon.start)
        app.primaryScreenChanged.connect(self._soon.start)

    def _look(self) -> None:
        window = self._window
        # there is no screen for a moment when the only one is exchanged
        if not self._app.screens() or window.isMaximized() or window.isFullScreen():
            return
        primary = self._app.primaryScreen()
        others = [screen for screen in self._app.screens() if screen is not primary]
        room = [screen.availableGeometry() for screen in (primary, *others)]
        place = window.frameGeometry()
        back = brought_back(place, room)
        if back != place:
            window.resize(window.size() + back.size() - place.size())
            window.move(back.topLeft())


def _area(place: QRect) -> int:
    return max(0, place.width()) * max(0, place.height())
