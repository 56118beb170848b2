# ruff: noqa: ASYNC240 - a test may wait for its own small files
"""Backups in the window: made from the settings, and brought back while it stays open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from octavo.backup import back_up
from octavo.program import Program
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.main_window import MainWindow
from octavo.ui.preferences import backups as module
from octavo.ui.preferences.dialog import SettingsDialog
from support.pdfs import make_many, make_pdf
from support.qt import until
from support.shots import keep
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


def _documents(program: Program) -> list[DocumentItem]:
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


async def _restore(window: MainWindow) -> None:
    window.settings_asked.emit()
    await until(lambda: window.findChild(SettingsDialog), "the settings")
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.data.restore.click()
    await until(lambda: dialog.findChild(ConfirmDialog), "the question", seconds=30)
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    question.accept_button.click()


async def test_a_backup_is_brought_back_while_documents_are_read(
    tmp_path: Path, chosen: Path
) -> None:
    """What is read stops whole: it lies in the data of before, and nothing of it is in the new."""
    data = tmp_path / "data"
    async with open_window(
        data, [make_pdf(tmp_path / "lease.pdf", ["The rent is due."])]
    ) as program:
        window = program.window

        def states() -> dict[str, DocumentState]:
            return {item.name: item.state for item in _documents(program)}

        await until(
            lambda: states() == {"lease.pdf": DocumentState.READY}, "it is read", seconds=30
        )
        await asyncio.to_thread(back_up, data, chosen)
        assert program.presenter is not None
        program.presenter.add([make_many(tmp_path / "long.pdf", 1500)])

        def is_read() -> bool:
            return any(
                item.pages_done > 0 for item in _documents(program) if item.name == "long.pdf"
            )

        await until(is_read, "the other one is being read", seconds=60)
        await _restore(window)
        await until(lambda: list(data.glob("before-restore-*")), "it is restored", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        await until(
            lambda: states() == {"lease.pdf": DocumentState.READY}, "what was kept is there"
        )
        assert window.problem_bar.problem is not None
        assert window.problem_bar.problem.title == "The backup is restored"
        keep(window, "restored-while-reading")

    (aside,) = data.glob("before-restore-*")
    async with open_window(aside) as program:  # nothing of what was begun is lost
        names = {item.name for item in _documents(program)}
        assert names == {"lease.pdf", "long.pdf"}
