"""Speaking another language for the length of a block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, QTranslator

from octavo import words
from octavo.ui.language import Language, speak
from support.qt import application


@contextmanager
def spoken(language: Language) -> Iterator[str]:
    """Speak a language, yield its code, and go back to English."""
    app = application()
    before = set(app.findChildren(QTranslator))
    locale = QLocale()
    try:
        yield speak(app, language)
    finally:
        words.install(None)
        QLocale.setDefault(locale)
        for translator in set(app.findChildren(QTranslator)) - before:
            app.removeTranslator(translator)
            translator.deleteLater()
