"""What the application wears, and where its messages and uncaught errors go."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import types
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon

from octavo.data_folder import make_data_folder
from octavo.ui import icons, theme
from octavo.ui.application import Application
from octavo.ui.theme import Scheme

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Appearance(QObject):
    """Keeps the palette as the person chose it, following the system where that is the choice."""

    def __init__(self, app: Application, choice: Scheme) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.setWindowIcon(QIcon(icons.pixmap("octavo", "", 128)))
        self._dress()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

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
            dark = self._choice is Scheme.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        theme.apply(self._app, theme.resolve(self._choice))

    def _on_system_changed(self) -> None:
        if theme.current() is not theme.resolve(self._choice):
            self._dress()


def log_everything(data_dir: Path, on_bug: Callable[[BaseException], None]) -> None:
    """Keep warnings, Qt's messages and errors that nobody caught in log files.

    Args:
        data_dir: The data folder; in it the files are kept, 3 MB at most. If that cannot be, the
            log is the terminal's.
        on_bug: Told of each error that reached the top of a slot or of the program.
    """
    folder = data_dir / "logs"
    try:
        make_data_folder(data_dir)
        folder.mkdir(exist_ok=True)
        keep = logging.handlers.RotatingFileHandler(
            folder / "octavo.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError as error:
        _log.warning("no log file: %s", error)
    else:
        keep.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(keep)

    def on_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", message)

    def on_error(
        kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
    ) -> None:
        _log.error("error at the top", exc_info=(kind, error, trace))
        on_bug(error)

    qInstallMessageHandler(on_message)
    sys.excepthook = on_error
