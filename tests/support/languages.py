"""Speaking another language for the length of a block, and what the window says in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLocale, QTranslator

from octavo import words
from octavo.resources import resource
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


def told(text: str, /, n: int | None = None, one: str | None = None, **values: object) -> str:
    """Return what the window says for a text of the program, in the language of this moment.

    Args:
        text: In English, as it stands in the code; for many where it depends on a number.
        n: That number.
        one: The English text for one, where the number can be that.
        values: What is put in.
    """
    found = _sayings().get(text)
    assert found, f"the program does not say “{text}”"
    if n is not None:
        values["n"] = n
    said = {
        words.Later(module, text, values, n if depends else None, one if depends else None).say()
        for module, depends in found
    }
    assert len(said) == 1, f"“{text}” is said as {said}"
    return said.pop()


@cache
def _sayings() -> dict[str, list[tuple[str, bool]]]:
    """Return of each text the modules that say it, and whether it depends on a number."""
    found: dict[str, list[tuple[str, bool]]] = {}
    catalogue = resource("translations", "octavo_de.ts")
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314 - a file of our own
        module = context.findtext("name", "")
        for message in context.iter("message"):
            said = found.setdefault(message.findtext("source", ""), [])
            said.append((module, message.get("numerus") == "yes"))
    return found
