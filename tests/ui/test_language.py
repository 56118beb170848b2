"""The window's language: the system's at first, or the one that was chosen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from octavo.ui.language import Language, resolve
from octavo.ui.settings import WindowSettings
from octavo.ui.sidebar.days import day_name
from octavo.ui.sidebar.threads_model import UNTITLED
from support.languages import spoken


def test_the_choice_is_kept(tmp_path: Path) -> None:
    assert WindowSettings(tmp_path).language is Language.SYSTEM
    settings = WindowSettings(tmp_path)
    settings.language = Language.GERMAN
    settings.save()
    assert WindowSettings(tmp_path).language is Language.GERMAN


def test_german_is_spoken_by_octavo_and_by_qt() -> None:
    with spoken(Language.GERMAN) as code:
        assert code == "de"
        assert str(UNTITLED) == "Neues Gespräch"
        assert day_name(dt.date(2026, 3, 5), dt.date(2026, 4, 1)) == "5. März"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
        box.deleteLater()
    assert str(UNTITLED) == "New thread"


def test_english_is_spoken_where_it_is_chosen() -> None:
    with spoken(Language.ENGLISH) as code:
        assert code == "en"
        assert str(UNTITLED) == "New thread"


def test_a_language_of_the_system_that_octavo_does_not_speak_becomes_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert resolve(Language.SYSTEM) == "en"
