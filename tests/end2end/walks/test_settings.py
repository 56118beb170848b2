"""Settings: palette, language, backup and restore, another data folder; and the command palette."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from PySide6.QtGui import QColor

from octavo import data_place
from octavo.program import Program
from octavo.ui import theme
from octavo.ui.assistants.manager import ManagerDialog
from octavo.ui.command_palette import CommandPalette
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.language import Language
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.settings import WindowSettings
from support.hands import (
    RIGHT,
    answer_file_dialog,
    choose,
    click,
    click_row,
    dialog_of,
    is_gone,
    pick,
    press,
    scroll_to,
    type_text,
)
from support.languages import spoken, told
from support.looks import Look
from support.outcomes import all_read, names
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop, open_window, shoot

pytestmark = pytest.mark.window

MADE = "The backup holds {n:,} documents and all else: {size:,.1f} MB, checked."
MADE_OF_ONE = "The backup holds {n} document and all else: {size:,.1f} MB, checked."
APPEARANCE, DATA, PRIVACY = 0, 1, 4


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual data folder of a system that is the test's own."""
    monkeypatch.delenv("OCTAVO_DATA_DIR", raising=False)
    data, config = tmp_path / "data", tmp_path / "config"
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(data))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(config))
    return data


async def settings_of(program: Program, subject: int) -> SettingsDialog:
    """Open the settings by their keys, at a subject."""
    await press(program.window, "Ctrl+,")
    dialog = await dialog_of(SettingsDialog)
    click_row(dialog.subjects, subject)
    assert dialog.pages.currentIndex() == subject
    return dialog


@pytest.mark.also_small
async def test_palette_and_language_are_chosen_and_a_command_is_found(
    look: Look, data: Path
) -> None:
    grounds, called = [theme.LIGHT.panel, theme.DARK.panel], [told("Light"), told("Dark")]
    before = int(look.scheme.is_dark)
    async with open_window(data) as program:
        window = program.window
        area = window.rect()
        corner = area.bottomRight() - area.center() / 8  # beside the sidebar
        if look.is_mirrored:
            corner.setX(area.width() - corner.x())
        assert shoot(window).pixelColor(corner) == QColor(grounds[before])
        dialog = await settings_of(program, APPEARANCE)
        await pick(dialog.appearance.scheme, called[1 - before])
        assert shoot(window).pixelColor(corner) == QColor(grounds[1 - before])
        await pick(dialog.appearance.language, "Deutsch")
        note = told("It will be so when Octavo is opened the next time.")
        assert dialog.appearance.note.text() == note
        record(window, "settings-1-appearance")
        click_row(dialog.subjects, PRIVACY)
        record(window, "settings-2-privacy")
        await press(dialog, "Esc")
        await is_gone(dialog)

        await press(window, "Ctrl+Shift+P")
        palette = await dialog_of(CommandPalette)
        type_text("assist")
        offered = [palette.list.item(row).text() for row in range(palette.list.count())]
        assert offered[0] == told("Assistants…")
        assert all("assist" in one.casefold() for one in offered)
        record(window, "settings-3-palette")
        await press(palette, "Return")
        manager = await dialog_of(ManagerDialog)
        await press(manager, "Esc")
        await is_gone(manager)
    kept = WindowSettings(data)
    assert kept.language is Language.GERMAN
    with spoken(kept.language):
        async with open_window(data, scheme=kept.scheme) as program:
            assert program.window.sidebar.new_thread.text() == "Neues Gespräch"
            assert program.window.empty_state.add_files.text() == "PDF-Dateien hinzufügen …"
            record(program.window, "settings-4-next-start")


async def test_everything_is_backed_up_restored_and_moved(data: Path, tmp_path: Path) -> None:
    kept, disk = tmp_path / "all.octavo-backup", tmp_path / "disk"
    disk.mkdir()
    async with open_window(data) as program:
        window = program.window
        drop(window, drag(window, [make_pdf(tmp_path / "lease.pdf", ["The rent is due."])]))
        await all_read(program, ["lease.pdf"])
        dialog = await settings_of(program, DATA)
        page = dialog.data
        await scroll_to(page.back_up)
        click(page.back_up)
        await answer_file_dialog(kept)
        await until(lambda: kept.exists() and page.back_up.isEnabled(), "the backup is made")
        assert page.status.text() == told(
            MADE, n=1, one=MADE_OF_ONE, size=kept.stat().st_size / 2**20
        )
        record(window, "settings-5-backup")
        click(dialog.close_button)
        await is_gone(dialog)

        click_row(window.sidebar.documents, 0, button=RIGHT)
        await choose(told("Remove"))
        await until(lambda: not names(program), "the document is removed")
        dialog = await settings_of(program, DATA)
        await scroll_to(dialog.data.restore)
        click(dialog.data.restore)
        await answer_file_dialog(kept)
        click((await dialog_of(ConfirmDialog)).accept_button)
        await until(lambda: list(data.glob("before-restore-*")), "it is restored", seconds=60)
        await until(lambda: window.is_ready, "the window is up again", seconds=60)
        await all_read(program, ["lease.pdf"])
        assert not window.sidebar.undo_bar.isVisible(), "what was undone with other data is gone"
        assert window.problem_bar.problem is not None
        assert window.problem_bar.problem.title == told("The backup is restored")
        record(window, "settings-6-restored")

        dialog = await settings_of(program, DATA)
        click(dialog.data.move_folder)
        await answer_file_dialog(disk)
        question = await dialog_of(ConfirmDialog)
        record(window, "settings-7-move")
        click(question.accept_button)
        await until((disk / "octavo.sqlite").is_file, "it is moved", seconds=60)
        await until(lambda: window.is_ready and not data.exists(), "all is there", seconds=60)
        await all_read(program, ["lease.pdf"])
        assert data_place.data_place().folder == disk
        dialog = await settings_of(program, DATA)
        assert dialog.data.folder.text() == str(disk)
        record(window, "settings-8-moved")
        await press(dialog, "Esc")
        await is_gone(dialog)
