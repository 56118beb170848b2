"""The window's language: the system's at first, or the one that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox

from octavo import words
from octavo.ui.language import Language, resolve, speak
from octavo.ui.settings import WindowSettings
from support.qt import application


@pytest.fixture
def _english_again() -> Iterator[None]:
    app = application()
    before = set(app.findChildren(QTranslator))
    yield
    words.install(None)
    QLocale.setDefault(QLocale.c())
    for translator in set(app.findChildren(QTranslator)) - before:
        app.removeTranslator(translator)
        translator.deleteLater()


def test_the_choice_is_kept(tmp_path: Path) -> None:
    assert WindowSettings(tmp_path).language is Language.SYSTEM
    settings = WindowSettings(tmp_path)
    settings.language = Language.GERMAN
    settings.save()
    assert WindowSettings(tmp_path).language is Language.GERMAN


@pytest.mark.usefixtures("_english_again")
def test_german_is_spoken_by_octavo_and_by_qt() -> None:
    assert speak(application(), Language.GERMAN) == "de"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    box.deleteLater()


@pytest.mark.usefixtures("_english_again")
def test_english_is_spoken_where_it_is_chosen() -> None:
    speak(application(), Language.ENGLISH)
    assert words.say("Cancel") == "Cancel"


def test_a_language_of_the_system_that_octavo_does_not_speak_becomes_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert resolve(Language.SYSTEM) == "en"
