"""What the application wears."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon

from octavo.ui import icons, theme
from octavo.ui.application import Application
from octavo.ui.theme import Scheme


class Appearance(QObject):
    """Keeps the palette as the person chose it, following the system where that is the choice.

    Args:
        app: The application.
        choice: The person's choice.
        still: Whether nothing is to move by itself.
    """

    def __init__(self, app: Application, choice: Scheme, *, still: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.setWindowIcon(QIcon(icons.pixmap("octavo", "", 128)))
        self._dress()
        theme.keep_still(app, on=still)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def app(self) -> Application:
        """The application that is dressed."""
        return self._app

    @property
    def choice(self) -> Scheme:
        """The person's choice."""
        return self._choice

    def choose(self, choice: Scheme) -> None:
        """Take another choice and show it."""
        self._choice = choice
        self._dress()

    def _dress(self) -> None:
        hints = self._app.styleHints()
        if self._choice is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:  # for what the system draws around the window
            dark = self._choice.is_dark
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        theme.apply(self._app, theme.resolve(self._choice))

    def _on_system_changed(self) -> None:
        if theme.current() is not theme.resolve(self._choice):
            self._dress()
