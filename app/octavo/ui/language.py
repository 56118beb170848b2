"""The window's language: loads the catalogues that belong to it, for our texts and for Qt's."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from octavo import words
from octavo.errors import ResourceError
from octavo.resources import resource

_log = logging.getLogger(__name__)


class Language(StrEnum):
    """The person's choice of language."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


NAMES = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
"""What the languages call themselves."""

_SOURCE = "en"


def resolve(choice: Language) -> str:
    """Return the code of the language to speak, such as ``de``; English where there is none."""
    if choice is not Language.SYSTEM:
        return choice.value
    for wanted in QLocale.system().uiLanguages():
        code = wanted.partition("-")[0]
        if code in {*Language}:
            return code
    return _SOURCE


def speak(app: QApplication, choice: Language) -> str:
    """Say all texts from now on in a language, also those of Qt's own dialogs.

    What is on the screen already stays as it is: call it before the window is made.

    Args:
        app: The application.
        choice: What the person chose.

    Returns:
        The code of the language.
    """
    code = resolve(choice)
    QLocale.setDefault(QLocale(code) if choice is not Language.SYSTEM else QLocale.system())
    words.install(None)
    if code == _SOURCE:
        return code
    own = QTranslator(app)
    try:
        path = resource("translations", f"octavo_{code}.qm")
    except ResourceError as error:
        _log.warning("no texts in “%s”: %s", code, error)
        return _SOURCE
    if not own.load(str(path)):
        _log.warning("texts in “%s” cannot be read: %s", code, path)
        return _SOURCE

    def catalogue(context: str, text: str, n: int | None) -> str | None:
        return own.translate(context, text, None, -1 if n is None else n) or None

    locale = QLocale(code)
    words.install(
        catalogue, code=code, thousands=locale.groupSeparator(), decimal=locale.decimalPoint()
    )
    _speak_qt(app, code)
    return code


def _speak_qt(app: QApplication, code: str) -> None:
    """Let Qt's own texts, such as those of its file dialog, be in the language."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qt = QTranslator(app)
    if qt.load(str(folder / f"qtbase_{code}.qm")):
        app.installTranslator(qt)
    else:
        _log.info("Qt has no texts in “%s” in %s", code, folder)
