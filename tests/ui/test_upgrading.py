"""Data of an older version is brought up to date at the start, and the window says so."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import apsw
import pytest
from pytestqt.qtbot import QtBot

from octavo import upgrading
from octavo.engine.store.sqlite_schema import open_database, shipped_migrations
from octavo.ui.main_window import MainWindow
from octavo.ui.settings import WindowSettings
from octavo.ui.widgets.buttons import TextButton
from support.qt import until
from support.shots import keep
from support.window import open_window


async def test_the_start_page_says_that_and_how_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrading, "_PATIENCE", 0.0)
    told: list[tuple[str, bool]] = []
    show = MainWindow.show_progress

    def shown(window: MainWindow, title: str, message: str, *, can_cancel: bool) -> None:
        show(window, title, message, can_cancel=can_cancel)
        buttons = window.start_page.findChildren(TextButton)
        told.append((title, any(one.isVisible() for one in buttons)))
        keep(window, "upgrading")

    monkeypatch.setattr(MainWindow, "show_progress", shown)
    data = tmp_path / "data"
    older = {number: sql for number, sql in shipped_migrations().items() if number < 8}
    writer, readers = open_database(data / "octavo.sqlite", 1, older)
    for connection in (writer, *readers):
        connection.close()
    async with open_window(data) as program:
        await until(lambda: program.window.is_ready, "the window is up", seconds=60)
        assert told == [("Bringing your library up to date…", False)]
        assert program.window.sidebar.isEnabled()
    with contextlib.closing(apsw.Connection(str(data / "octavo.sqlite"))) as now:
        assert now.pragma("user_version") == max(shipped_migrations())


async def test_nothing_is_said_of_an_upgrade_that_is_done_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrading, "_PATIENCE", 60.0)
    window = MainWindow(WindowSettings(tmp_path))
    qtbot.addWidget(window)
    shown = upgrading.UpgradeShown(window)
    shown.tell(0.0)
    shown.tell(0.9)
    await asyncio.sleep(0)  # what was asked of the loop is done
    assert not window.start_page.accessibleName().startswith("Bringing")
