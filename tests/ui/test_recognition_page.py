"""The settings' page about text recognition."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from octavo.pdf.recognition_choice import chosen_languages
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.recognition import RecognitionPage, language_name
from octavo.ui.preferences.state import Recognition
from support.qt import until
from support.shots import keep
from support.window import open_window

FOUND = Recognition("Tesseract (/usr/bin/tesseract)", ("deu", "eng", "chi_sim"))


def test_languages_have_their_own_names() -> None:
    assert language_name("deu") == "Deutsch"
    assert language_name("eng") == "English"
    assert language_name("chi_sim").endswith("(chi_sim)")
    assert language_name("zzz") == "zzz"


def test_languages_are_ticked_and_unticked(qtbot) -> None:
    page = RecognitionPage()
    qtbot.addWidget(page)
    page.show_found(FOUND)
    page.show()
    told: list[tuple[str, ...]] = []
    page.languages_chosen.connect(told.append)
    assert not page.list.isVisible()
    page.mode.setCurrentIndex(1)
    page.mode.activated.emit(1)
    assert page.list.isVisible()
    assert "at least one" in page.note.text()
    page.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert "the next time" in page.note.text()
    page.mode.setCurrentIndex(0)
    page.mode.activated.emit(0)
    assert told == [(), ("deu",), ()]
    assert not page.list.isVisible()


def test_nothing_installed_says_how_to_get_it(qtbot) -> None:
    page = RecognitionPage()
    qtbot.addWidget(page)
    page.show_found(Recognition("", command="sudo apt install tesseract-ocr"))
    page.show()
    assert page.found.text().endswith("sudo apt install tesseract-ocr")
    assert not page.mode.isVisible()
    page.show_found(Recognition("Tesseract", fault="It is broken."))
    assert "does not work: It is broken." in page.found.text()


async def test_what_is_found_is_shown_and_what_is_chosen_is_kept(
    tmp_path: Path, monkeypatch
) -> None:
    async def found(_: object) -> Recognition:
        return FOUND

    monkeypatch.setattr("octavo.keeping.OfferedKeeping.recognition", found)
    async with open_window(tmp_path / "data") as program:
        program.window.settings_asked.emit()
        await until(lambda: program.window.findChild(SettingsDialog), "the settings")
        dialog = program.window.findChild(SettingsDialog)
        assert dialog is not None
        dialog.subjects.setCurrentRow(2)
        page = dialog.recognition
        await until(lambda: page.list.count() == 3, "the languages")
        page.mode.setCurrentIndex(1)
        page.mode.activated.emit(1)
        page.list.item(0).setCheckState(Qt.CheckState.Checked)
        await until(lambda: chosen_languages(tmp_path / "data") == ("deu",), "it is kept")
        keep(dialog, "recognition")
        dialog.accept()
