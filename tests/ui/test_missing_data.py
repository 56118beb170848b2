# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Data that is not where it was moved to: the start page offers ways on and begins nothing anew."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from octavo import data_place, missing_data, moving
from octavo.errors import InputError
from octavo.program import Program
from octavo.session.state import Problem
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.preferences import moving as preferences
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.start_page import StartPage
from support.qt import until
from support.shots import keep
from support.window import open_window


@pytest.fixture
def missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the data was moved to, but is not: it is in ``tmp_path / "away" / "Octavo"``."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    usual, config = tmp_path / "usual", tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(usual))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(config))
    away = tmp_path / "away" / "Octavo"
    away.mkdir(parents=True)
    (away / "octavo.sqlite").touch()
    folder = tmp_path / "disk" / "Octavo"
    data_place.remember(folder)
    return folder


def choose(monkeypatch: pytest.MonkeyPatch, module: object, folder: Path | None) -> None:
    """Let the person choose a folder in the dialog of folders."""

    async def chosen(*_: object) -> Path | None:
        return folder

    monkeypatch.setattr(module, "choose_folder", chosen)


def button(page: QWidget, text: str) -> TextButton:
    (found,) = [one for one in page.findChildren(TextButton) if one.text() == text]
    return found


async def question_of(program: Program) -> ConfirmDialog:
    def found() -> ConfirmDialog | None:
        shown = program.window.findChildren(ConfirmDialog)
        return next((one for one in shown if one.isVisible()), None)

    await until(found, "the question")
    question = found()
    assert question is not None
    return question


async def works_in(program: Program, folder: Path) -> None:
    await until(lambda: program.window.is_ready, "the window is up", seconds=60)
    dialog = await settings_of(program)
    assert dialog.data.folder.text() == str(folder)
    dialog.accept()


async def settings_of(program: Program) -> SettingsDialog:
    program.window.settings_asked.emit()

    def found() -> SettingsDialog | None:
        shown = program.window.findChildren(SettingsDialog)
        return next((one for one in shown if one.isVisible()), None)

    await until(found, "the settings")
    dialog = found()
    assert dialog is not None
    dialog.subjects.setCurrentRow(1)
    return dialog


async def test_the_person_points_at_where_it_is_now(
    missing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_window(missing) as program:
        page = program.window.start_page
        assert page.problem is not None
        assert "terminal" not in page.problem.hint
        keep(program.window, "missing-data")
        empty = tmp_path / "empty"
        empty.mkdir()
        choose(monkeypatch, missing_data, empty)
        button(page, "Choose the folder…").click()
        await until(
            lambda: page.problem is not None and str(empty) in page.problem.message, "no data there"
        )
        assert button(page, "Choose the folder…").isVisible()  # and can choose again

        choose(monkeypatch, missing_data, tmp_path / "away")  # the folder around it will do
        button(page, "Choose the folder…").click()
        await works_in(program, tmp_path / "away" / "Octavo")
    assert data_place.data_place().folder == tmp_path / "away" / "Octavo"
    assert not missing.exists()


async def test_who_chooses_no_folder_stays_on_the_page(
    missing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_window(missing) as program:
        page = program.window.start_page
        before = page.problem
        choose(monkeypatch, missing_data, None)
        button(page, "Choose the folder…").click()
        button(page, "Go on without it…").click()
        question = await question_of(program)
        question.cancel.click()
        await until(lambda: not question.isVisible(), "the question is gone")
        assert page.problem == before
    assert data_place.data_place().folder == missing
    assert not (missing / "octavo.sqlite").exists()


async def test_a_new_library_is_begun_when_asked_for_and_the_old_one_opened_again_later(
    missing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual, away = tmp_path / "usual", tmp_path / "away" / "Octavo"
    async with open_window(missing) as program:
        assert not usual.exists()
        button(program.window.start_page, "Go on without it…").click()
        question = await question_of(program)
        keep(question, "missing-data-new")
        question.accept_button.click()
        await works_in(program, usual)
        assert data_place.data_place().folder == usual

        dialog = await settings_of(program)
        choose(monkeypatch, preferences, usual)
        dialog.data.other_folder.click()
        await until(lambda: "already" in dialog.data.place.text(), "it is that one")
        choose(monkeypatch, preferences, away.parent)
        dialog.data.other_folder.click()
        question = await question_of(program)
        keep(question, "other-data")
        question.accept_button.click()
        await until(lambda: not program.window.is_ready, "it lets go of the new one")
        await works_in(program, away)
    assert data_place.data_place().folder == away
    assert (usual / "octavo.sqlite").is_file()


def test_data_is_found_in_the_folder_or_in_one_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "disk" / "Akten"
    inner.mkdir(parents=True)
    (inner / "octavo.sqlite").touch()
    assert moving.data_in(inner) == inner
    assert moving.data_in(tmp_path / "disk", "Akten") == inner
    with pytest.raises(InputError, match="no data of Octavo"):
        moving.data_in(tmp_path / "disk")


def test_all_lines_of_a_long_path_and_all_buttons_are_in_view(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(660, 560)
    path = "/media/anna/" + "a folder with a long name/" * 8 + "Octavo"
    page.show_problem(
        Problem("It is not there", f"It was moved to “{path}”.", path), is_missing=True
    )
    page.show()
    shown = [one for one in page.findChildren(QLabel) if one.isVisible()]
    assert sum(path in one.text() for one in shown) == 2
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width())
    buttons = [one for one in page.findChildren(TextButton) if one.isVisible()]
    assert len(buttons) == 4
    for one in (*shown, *buttons):
        assert one.height() >= one.minimumSizeHint().height()
        place = QRect(one.mapTo(page, QPoint()), one.size())
        assert page.rect().contains(place)
    keep(page, "missing-data-long")


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual data folder, which cannot be used: a file lies there."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    usual, config = tmp_path / "usual", tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(usual))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(config))
    usual.write_text("A file.")
    return usual


async def test_another_folder_is_chosen_for_good_where_the_usual_one_cannot_be_used(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = tmp_path / "things"
    things.mkdir()
    (things / "photo.jpg").touch()
    async with open_window(usual) as program:
        page = program.window.start_page
        assert page.problem is not None
        assert page.problem.message == f"“{usual}” is a file, and the data needs a folder."
        keep(program.window, "unusable-data")
        choose(monkeypatch, missing_data, usual / "inside")  # no better
        button(page, "Choose another folder…").click()
        await until(
            lambda: page.problem is not None and "inside" in page.problem.message, "no folder"
        )
        choose(monkeypatch, missing_data, things)
        button(page, "Choose another folder…").click()
        question = await question_of(program)
        assert "started" not in question.accessibleDescription()
        question.accept_button.click()
        await works_in(program, things / "Octavo")
    assert data_place.data_place().folder == things / "Octavo"


async def test_another_folder_holds_for_this_start_where_a_folder_was_named(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, empty = tmp_path / "named" / "data", tmp_path / "empty"
    named.parent.write_text("A file.")
    empty.mkdir()
    async with open_window(named) as program:
        page = program.window.start_page
        assert page.problem is not None
        assert page.problem.message.startswith(f"“{named.parent}” is a file")
        choose(monkeypatch, missing_data, empty)
        button(page, "Choose another folder…").click()
        (await question_of(program)).accept_button.click()
        await works_in(program, empty)
    assert data_place.data_place().folder == usual
