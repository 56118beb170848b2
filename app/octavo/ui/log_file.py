"""Where the window's messages and uncaught errors go."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import types
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from octavo.data_folder import make_data_folder

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class LogFile:
    """Keeps warnings, Qt's messages and errors that nobody caught in files, 3 MB at most."""

    def __init__(self) -> None:
        self._handler: logging.Handler | None = None

    def open(self, data_dir: Path) -> None:
        """Write to a data folder from now on; if that cannot be, the log is the terminal's."""
        self.close()
        folder = data_dir / "logs"
        try:
            make_data_folder(data_dir)
            folder.mkdir(exist_ok=True)
            keep = logging.handlers.RotatingFileHandler(
                folder / "octavo.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
            )
        except OSError as error:
            _log.warning("no log file: %s", error)
            return
        keep.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(keep)
        self._handler = keep

    def close(self) -> None:
        """Let go of the file."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None


def log_everything(on_bug: Callable[[BaseException], None]) -> None:
    """Let Qt's messages and errors that nobody caught go to the log.

    Args:
        on_bug: Told of each error that reached the top of a slot or of the program.
    """

    def on_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.INFO), "%s", message)

    def on_error(
        kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
    ) -> None:
        _log.error("error at the top", exc_info=(kind, error, trace))
        on_bug(error)

    qInstallMessageHandler(on_message)
    sys.excepthook = on_error
