# ruff: noqa: PLC0415 - what is heavy is imported when the window is on the screen
"""The window's way in: the frame on the screen first, then the program that fills it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from octavo import __version__, data_place
from octavo.crash_report import CrashReports
from octavo.errors import DataFolderError
from octavo.portable import portable_data
from octavo.ui.application import make_application
from octavo.ui.frame import WindowFrame
from octavo.ui.language import speak
from octavo.ui.settings import WindowSettings, keep_qt_settings_in


def run(files: Sequence[Path], data_dir: Path) -> int:
    """Open the window, and add files to it.

    Args:
        files: PDFs and folders to add to the collection in view.
        data_dir: Where everything is kept; made if needed.

    Returns:
        The exit code of the program.
    """
    shown_dir = data_dir
    try:
        data_place.require(data_dir)
    except DataFolderError:  # the program says so; nothing must be written there meanwhile
        shown_dir = data_place.pointer_file().parent
    with CrashReports(shown_dir, __version__) as reports:
        settings = WindowSettings(shown_dir)
        if portable_data() == data_dir:
            keep_qt_settings_in(data_dir)
        app = make_application(__version__, text_size=settings.text_size)
        speak(app, settings.language)
        frame = WindowFrame(settings)
        frame.open(app)

        from octavo.program import Program
        from octavo.ui import loop
        from octavo.ui.appearance import Appearance
        from octavo.ui.heap import keep_together
        from octavo.ui.log_file import LogFile, log_everything
        from octavo.ui.settings import Motion

        keep_together()
        appearance = Appearance(app, settings.scheme, still=settings.motion is Motion.LESS)
        log = LogFile()
        log.open(shown_dir)
        program = Program(frame, settings, appearance, data_dir, files, log, reports=reports)
        log_everything(program.show_bug)
        return loop.run(app, program.run)
