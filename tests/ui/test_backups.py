# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Backups in the window: made from the settings, and brought back while it stays open."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.preferences import backups as module
from octavo.ui.preferences.dialog import SettingsDialog
from support.qt import until
from support.window import open_window


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the person choose one and the same file in each dialog of files."""
    path = tmp_path / "all.octavo-backup"

    async def choose(*_: object) -> Path:
        return path

    monkeypatch.setattr(module, "choose_new_file", choose)
    monkeypatch.setattr(module, "choose_file", choose)
    return path


async def test_a_backup_is_made_and_brought_back(tmp_path: Path, chosen: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        window = program.window
        window.settings_asked.emit()
        await until(lambda: window.findChild(SettingsDialog), "the settings")
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        page = dialog.data

        chosen.write_text("something else", encoding="utf-8")
        page.restore.click()
        await until(lambda: "is not a backup" in page.status.text(), "it is refused")
        await until(page.restore.isEnabled, "another can be chosen")

        page.back_up.click()
        await until(lambda: "checked" in page.status.text(), "the backup is made", seconds=30)
        assert page.back_up.isEnabled()

        page.restore.click()
        await until(lambda: dialog.findChild(ConfirmDialog), "the question")
        question = dialog.findChild(ConfirmDialog)
        assert question is not None
        assert not question.accept_button.isDefault()
        question.accept_button.click()
        data = tmp_path / "data"
        await until(lambda: list(data.glob("before-restore-*")), "it is restored", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        assert window.problem_bar.isVisibleTo(window)
        assert not list(data.glob("restoring*"))
