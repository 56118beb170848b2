"""The window's frame: on the screen, in the right colours, before anything heavy is loaded.

It uses as little of Qt as it can: the first use of the namespace ``Qt`` costs a fifth of a bare
start, and every method that takes a colour or one of Qt's names for one uses it.
"""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from octavo.ui.palettes import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Theme
from octavo.ui.settings import Scheme, WindowSettings

SMALLEST: Final = QSize(900, 600)
FIRST: Final = QSize(1280, 800)
SIDEBAR_WIDTH: Final = 264

_FIRST_PAINT: Final = 0.25
"""Seconds to wait for the first paint before loading goes on without it."""


class WindowFrame(QWidget):
    """The top-level window; bare grounds at first, then whatever fills it.

    Args:
        settings: Where place, size and palette are kept.

    Signals:
        painted: It was on the screen for the first time.
        close_asked: The person wants it closed; nothing is closed yet.
    """

    painted = Signal()
    close_asked = Signal()

    def __init__(self, settings: WindowSettings) -> None:
        super().__init__()
        self._settings = settings
        self._content: QWidget | None = None
        self._painted = False
        self._ending = False
        self.setWindowTitle("Octavo")
        self._suit_screen()
        self.resize(FIRST)
        self.restoreGeometry(settings.geometry)

    def open(self, app: QApplication) -> None:
        """Show the frame and give it a moment to get painted; call it before the loop runs."""
        self.show()
        deadline = time.monotonic() + _FIRST_PAINT
        while not self._painted and time.monotonic() < deadline:
            app.processEvents()

    def fill(self, content: QWidget) -> None:
        """Put the content in, once the frame is on the screen."""
        self._content = content
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content)
        content.setFocus()  # no button looks chosen before anything was
        self.windowHandle().screenChanged.connect(self._suit_screen)

    def finish(self) -> None:
        """Keep place and size, and close for good."""
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        self._ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ending:
            event.accept()
            return
        event.ignore()
        self.close_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        if self._content is None:
            self._paint_grounds()
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def _suit_screen(self) -> None:
        # with large text, a small screen has no room for the usual least size
        self.setMinimumSize(SMALLEST.boundedTo(self.screen().availableSize()))

    def _paint_grounds(self) -> None:
        worn = self._guess()
        columns = self._settings.columns
        sidebar = columns[0] if columns else SIDEBAR_WIDTH
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self.width(), self.height(), _ground(worn.panel))
        painter.drawPixmap(0, 0, sidebar, self.height(), _ground(worn.window))
        painter.drawPixmap(sidebar, 0, 1, self.height(), _ground(worn.line))
        painter.end()

    def _guess(self) -> Theme:
        """Return the theme that the window will wear, as far as it can be told cheaply."""
        choice = self._settings.scheme
        if choice is Scheme.SYSTEM:
            return DARK if self.palette().window().color().lightness() < 128 else LIGHT
        if choice in {Scheme.HIGH_LIGHT, Scheme.HIGH_DARK}:
            return HIGH_DARK if choice.is_dark else HIGH_LIGHT
        return DARK if choice.is_dark else LIGHT


def _ground(colour: str) -> QPixmap:
    """Return a pixel to draw large: `QPainter.fillRect` would make Qt's whole namespace first."""
    pixel = QPixmap(1, 1)
    pixel.fill(QColor(colour))
    return pixel
