# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Automatic backups: chosen in the settings, made while the window is open, failures told."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from pathlib import Path

import pytest

from octavo import keeping
from octavo.backup import BackupSchedule, check
from octavo.program import Program
from octavo.session.backup_plan import BackupPlan, Every, read_plan, write_plan
from octavo.ui.preferences import automatic_presenter as module
from octavo.ui.preferences.automatic import AutomaticBackups
from octavo.ui.preferences.dialog import SettingsDialog
from support.qt import until
from support.shots import keep
from support.window import open_window


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that the person chooses; backups need not wait for the start."""
    folder = tmp_path / "stick"
    folder.mkdir()

    async def chosen(*_: object) -> Path:
        return folder

    monkeypatch.setattr(module, "choose_folder", chosen)
    monkeypatch.setattr(keeping, "BackupSchedule", partial(BackupSchedule, patience=0))
    return folder


async def settings_of(program: Program) -> SettingsDialog:
    program.window.settings_asked.emit()
    await until(lambda: program.window.findChild(SettingsDialog), "the settings")
    dialog = program.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.subjects.setCurrentRow(1)
    return dialog


def choose(view: AutomaticBackups, every: Every) -> None:
    field = view.every_field
    field.setCurrentIndex(field.findData(every))
    field.activated.emit(field.currentIndex())


async def test_turned_on_in_the_settings_one_is_made_and_said(tmp_path: Path, folder: Path) -> None:
    data = tmp_path / "data"
    async with open_window(data) as program:
        dialog = await settings_of(program)
        view = dialog.data.automatic
        assert view.every is Every.NEVER
        assert not view.keep_field.isVisible()
        keep(dialog, "automatic-off")
        choose(view, Every.DAY)
        await until(lambda: read_plan(data / "backups.json").made, "one is made")
        (backup,) = folder.iterdir()
        assert check(backup).documents == 0
        assert str(folder) in view.status.text()
        dialog.accept()
        await until(lambda: program.window.findChild(SettingsDialog) is None, "they are closed")

        dialog = await settings_of(program)
        assert "checked" in dialog.data.automatic.status.text()
        keep(dialog, "automatic-made")
        choose(dialog.data.automatic, Every.NEVER)
        await until(
            lambda: read_plan(data / "backups.json").every is Every.NEVER, "it is turned off"
        )
        dialog.accept()


async def test_settings_that_are_closed_while_the_plan_is_kept_show_no_error(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data, closed, kept = tmp_path / "data", asyncio.Event(), asyncio.Event()
    change = BackupSchedule.change

    async def slowly(self: BackupSchedule, every: Every, folder: Path | None, keep: int) -> object:
        plan = await change(self, every, folder, keep)
        await closed.wait()
        kept.set()
        return plan

    monkeypatch.setattr(BackupSchedule, "change", slowly)
    async with open_window(data) as program:
        dialog = await settings_of(program)
        choose(dialog.data.automatic, Every.DAY)
        await until(lambda: read_plan(data / "backups.json").every is Every.DAY, "it is kept")
        dialog.accept()
        await until(lambda: program.window.findChild(SettingsDialog) is None, "they are closed")
        closed.set()
        await kept.wait()
        await asyncio.sleep(0)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_missing_disk_is_told_in_the_window_and_in_the_settings(
    tmp_path: Path, folder: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    folder.rmdir()
    write_plan(data / "backups.json", BackupPlan(every=Every.WEEK, folder=folder))
    async with open_window(data) as program:
        bar = program.window.problem_bar
        await until(lambda: bar.problem is not None, "it is told")
        assert bar.problem is not None
        assert bar.problem.title == "The backup was not made"
        assert str(folder) in bar.problem.message
        keep(program.window, "automatic-failed-window")
        dialog = await settings_of(program)
        assert "was not made" in dialog.data.automatic.status.text()
        keep(dialog, "automatic-failed")
        dialog.accept()


async def test_a_folder_in_the_data_folder_is_refused_where_it_was_asked_for(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"

    async def chosen(*_: object) -> Path:
        return data

    monkeypatch.setattr(module, "choose_folder", chosen)
    async with open_window(data) as program:
        dialog = await settings_of(program)
        view = dialog.data.automatic
        choose(view, Every.DAY)
        await until(lambda: "in the data folder" in view.status.text(), "it is refused")
        assert view.every is Every.NEVER
        dialog.accept()
