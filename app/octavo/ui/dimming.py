"""Whether pages are dimmed while the window is dark, as the person chose."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from octavo.ui import theme
from octavo.ui.main_window import MainWindow
from octavo.ui.settings import WindowSettings


class PageDimming(QObject):
    """Keeps the choice, and has it seen at once.

    Args:
        app: The application.
        settings: Where the choice is kept.
        window: Tells what the person chooses.
    """

    def __init__(self, app: QApplication, settings: WindowSettings, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._settings = settings
        theme.dim_pages(app, on=settings.dims_pages)
        window.dimming_chosen.connect(self.choose)

    def choose(self, on: bool) -> None:
        """Take another choice of the person."""
        self._settings.dims_pages = on
        theme.dim_pages(self._app, on=on)
