# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Moving the data folder from the settings, while the window stays open."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QWidget

from octavo import data_place, moving, portable
from octavo.handover import HandOver, enter
from octavo.program import Program
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.preferences import moving as module
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.widgets.buttons import TextButton
from octavo.window_lock import WindowLock
from support.qt import until
from support.shots import keep
from support.window import open_window


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual data folder of a system that is the test's own."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    data, config = tmp_path / "data", tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(data))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(config))
    return data


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the person choose a folder in the dialog of folders."""

    async def chosen(*_: object) -> Path:
        return folder

    monkeypatch.setattr(module, "choose_folder", chosen)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pretend to be an AppImage in a folder of the person's own."""
    folder = tmp_path / "stick"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("APPIMAGE", str(folder / "Octavo.AppImage"))
    monkeypatch.setattr(portable, "is_frozen", lambda: True)
    return folder


async def settings_of(program: Program) -> SettingsDialog:
    program.window.settings_asked.emit()
    await until(lambda: program.window.findChild(SettingsDialog), "the settings")
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.subjects.setCurrentRow(1)
    return dialog


async def agree(dialog: SettingsDialog) -> None:
    dialog.data.move_folder.click()
    await until(lambda: dialog.findChild(ConfirmDialog), "the question")
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    assert not dialog.data.place.isVisible()  # of another folder that was refused
    assert not question.accept_button.isDefault()
    keep(question, "moving-question")
    question.accept_button.click()


async def test_everything_moves_and_the_window_goes_on_with_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    async with open_window(data) as program:
        window = program.window
        dialog = await settings_of(program)

        choose(monkeypatch, data)
        dialog.data.move_folder.click()
        await until(lambda: "one inside the other" in dialog.data.place.text(), "it is refused")
        keep(dialog, "moving-refused")

        (disk / "others").touch()
        choose(monkeypatch, disk)
        await agree(dialog)
        target = disk / "Octavo"
        await until((target / "octavo.sqlite").is_file, "it is moved", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        keep(window, "moving-done")
        assert str(target) in _told(program)
        assert not data.exists()
        assert data_place.data_place().folder == target

        # the window is the one of the new folder, for other starts too
        assert await asyncio.to_thread(enter, target, HandOver()) is None

        dialog = await settings_of(program)
        assert dialog.data.folder.text() == str(target)
        dialog.accept()
    lock = WindowLock.take(target)
    assert lock is not None
    lock.release()
    assert (target / "window.ini").is_file()
    assert not data.exists()


class _Held:
    """Holds a move once the first bytes are copied."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.stop = threading.Event()
        self.go_on = threading.Event()

    def move(
        self, source: Path, target: Path, tell: Callable[[int, int], None], stop: threading.Event
    ) -> moving.Moved:
        self.stop = stop

        def held(done: int, total: int) -> None:
            tell(done, total)
            if not self.arrived.is_set():
                self.arrived.set()
                assert self.go_on.wait(60)

        return _MOVE(source, target, held, stop)


_MOVE = moving.move


async def test_cancelled_the_window_goes_on_with_the_old_folder(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = _Held()
    monkeypatch.setattr(moving, "move", held.move)
    choose(monkeypatch, tmp_path / "new")
    async with open_window(data) as program:
        window = program.window
        await agree(await settings_of(program))
        await until(held.arrived.is_set, "the move is going on", seconds=60)
        cancel = _button(window.start_page, "Cancel")
        await until(cancel.isVisible, "it can be cancelled")
        assert window.start_page.accessibleName().startswith("Moving everything")
        keep(window, "moving-going-on")
        cancel.click()
        held.go_on.set()
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        assert "Moving was stopped" in _told(program)
        assert not (tmp_path / "new").exists()
        assert (data / "octavo.sqlite").is_file()
        keep(window, "moving-stopped")


async def test_closed_in_the_middle_nothing_has_moved(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = _Held()
    monkeypatch.setattr(moving, "move", held.move)
    choose(monkeypatch, tmp_path / "new")
    async with open_window(data) as program:
        await agree(await settings_of(program))
        await until(held.arrived.is_set, "the move is going on", seconds=60)
        program.frame.close()
        await until(held.stop.is_set, "it is told to stop")
        held.go_on.set()
    assert not (tmp_path / "new").exists()
    assert (data / "octavo.sqlite").is_file()
    assert data_place.data_place().folder == data


async def test_data_that_is_not_there_is_missed_until_it_comes_back(
    data: Path, tmp_path: Path
) -> None:
    target, away = tmp_path / "disk" / "Octavo", tmp_path / "away"
    async with open_window(data):
        pass
    moving.move(data, target)
    target.rename(away)
    async with open_window(target) as program:
        page = program.window.start_page
        assert page.problem is not None
        assert page.problem.title == "The data folder is not there"
        keep(program.window, "moving-missed")
        assert not (target / "octavo.sqlite").exists()
        moving.use(away)
        _button(page, "Try again").click()
        await until(lambda: program.window.is_ready, "the window is up", seconds=60)
        dialog = await settings_of(program)
        assert dialog.data.folder.text() == str(away)
        dialog.accept()
    assert not (target / "octavo.sqlite").exists()


def _told(program: Program) -> str:
    problem = program.window.problem_bar.problem
    assert problem is not None
    return problem.message


def _button(page: QWidget, text: str) -> TextButton:
    found = [one for one in page.findChildren(TextButton) if one.text() == text]
    assert len(found) == 1
    return found[0]


async def test_octavo_is_made_portable_with_all_its_data(data: Path, stick: Path) -> None:
    async with open_window(data) as program:
        window = program.window
        dialog = await settings_of(program)
        dialog.data.make_portable.click()
        await until(lambda: dialog.findChild(ConfirmDialog), "the question")
        question = dialog.findChild(ConfirmDialog)
        assert question is not None
        keep(question, "portable-question")
        question.accept_button.click()
        target = stick / "Octavo data"
        await until((stick / portable.MARKER).is_file, "it is portable", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        keep(window, "portable-done")
        assert "Octavo is portable now" in window.problem_bar.problem.title
        assert (target / "octavo.sqlite").is_file()
        assert not data.exists()
        assert not data_place.pointer_file().exists()
        assert data_place.data_place() == data_place.Place(target, data_place.Reason.PORTABLE)
        dialog = await settings_of(program)
        assert dialog.data.folder.text() == str(target)
        assert "is portable" in dialog.data.portable.text()
        assert not dialog.data.make_portable.isVisible()
        dialog.accept()


async def test_data_that_was_moved_is_told_of_where_the_program_could_not_be_made_portable(
    data: Path, stick: Path
) -> None:
    (stick / portable.MARKER).mkdir()  # nothing can be written there
    async with open_window(data) as program:
        window = program.window
        dialog = await settings_of(program)
        dialog.data.make_portable.click()
        await until(lambda: dialog.findChild(ConfirmDialog), "the question")
        question = dialog.findChild(ConfirmDialog)
        assert question is not None
        question.accept_button.click()
        await until(lambda: window.problem_bar.problem, "what became of it", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        problem = window.problem_bar.problem
        assert problem is not None
        assert problem.title == "The data was moved, but Octavo is not portable"
        assert str(stick / "Octavo data") in problem.message, "where it is now"
        assert "cannot be written" in problem.message, "why it is not portable"
        assert "Unpack Octavo into a folder" in problem.hint
        assert "each start finds the data where it is now" in problem.hint
        keep(window, "portable-not-done")
    assert data_place.data_place().folder == stick / "Octavo data"


async def test_what_hinders_it_is_said_where_it_was_asked_for(data: Path, stick: Path) -> None:
    async with open_window(data) as program:
        dialog = await settings_of(program)
        (stick / "Octavo data").mkdir()
        (stick / "Octavo data" / "others").touch()
        dialog.data.make_portable.click()
        await until(lambda: "is not empty" in dialog.data.place.text(), "why it cannot be")
        assert not (stick / portable.MARKER).exists()
        dialog.accept()


async def test_a_folder_that_was_named_at_the_start_is_said_to_hinder_it(
    data: Path, tmp_path: Path, stick: Path
) -> None:
    async with open_window(tmp_path / "named") as program:
        dialog = await settings_of(program)
        assert "was named when Octavo was started" in dialog.data.portable.text()
        assert not dialog.data.make_portable.isVisible()
        dialog.accept()
    assert not data.exists()
