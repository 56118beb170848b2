"""The notice of newer versions in the window: asked for in the menu, told beside the threads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

import octavo.window_session
from octavo import __version__
from octavo.program import Program
from octavo.publisher import Feed
from octavo.ui.dialogs import ConfirmDialog
from support.model_server import ModelServer, model_server, replies
from support.qt import until
from support.release_feed import KEY, NEWER, envelope
from support.shots import keep
from support.window import open_window


@pytest.fixture
async def publisher(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        made.models_answer = replies(200, envelope(NEWER))
        feed = Feed(f"{made.url}/releases.json", KEY)
        monkeypatch.setattr(octavo.window_session, "release_feed", lambda: feed)
        yield made


def _dialogs() -> list[ConfirmDialog]:
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, ConfirmDialog) and one.isVisible()]


async def answer(heading: str, *, agree: bool) -> None:
    """Wait for a dialog and press one of its buttons."""
    await until(lambda: [d for d in _dialogs() if d.windowTitle() == heading], heading)
    (dialog,) = _dialogs()
    keep(dialog, heading)
    (dialog.accept_button if agree else dialog.cancel).click()
    await until(lambda: not _dialogs(), "the dialog is gone")


async def is_known(program: Program) -> None:
    await until(program.window.updates_action.isEnabled, "what was chosen is known")


async def test_it_is_off_until_the_person_turns_it_on(
    publisher: ModelServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_page(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_page)
    async with open_window(tmp_path / "data") as program:
        await is_known(program)
        action, bar = program.window.updates_action, program.window.sidebar.undo_bar
        assert not action.isChecked()
        assert program.window.sidebar.source_words() == "On this computer · nothing is sent"
        action.trigger()
        await answer("Tell of new versions?", agree=False)
        assert not action.isChecked()
        assert publisher.others == []

        action.trigger()
        await answer("Tell of new versions?", agree=True)
        await until(lambda: bar.words == "Octavo 9.0.0 is out", "it is told")
        keep(program.frame, "updates")
        assert action.isChecked()
        foot = program.window.sidebar.source_words
        await until(lambda: foot() == "On this computer · asks for updates", "the foot says so")
        keep(program.frame, "updates-on")
        bar.button.click()
        await answer("Open this page in your browser?", agree=True)
        await until(lambda: opened == [NEWER["page"]], "the page is opened")

    async with open_window(tmp_path / "data") as program:  # the same day: nobody is asked
        await is_known(program)
        foot = program.window.sidebar.source_words
        await until(lambda: foot() == "On this computer · asks for updates", "the foot says so")
        assert program.window.updates_action.isChecked()
        program.window.updates_action.trigger()
        await until(lambda: not program.window.updates_action.isChecked(), "it is off")
        await until(lambda: foot() == "On this computer · nothing is sent", "the foot says so")
    assert len(publisher.others) == 1


async def test_who_has_the_newest_version_is_told_so(
    publisher: ModelServer, tmp_path: Path
) -> None:
    publisher.models_answer = replies(200, envelope({**NEWER, "version": __version__}))
    async with open_window(tmp_path / "data") as program:
        await is_known(program)
        program.window.updates_action.trigger()
        await answer("Tell of new versions?", agree=True)
        await answer("No newer version", agree=True)
        assert program.window.sidebar.undo_bar.words == ""


async def test_a_list_that_is_not_the_publishers_is_told_and_not_used(
    publisher: ModelServer, tmp_path: Path
) -> None:
    publisher.models_answer = replies(200, {**envelope(NEWER), "signature": "AAAA"})
    async with open_window(tmp_path / "data") as program:
        await is_known(program)
        program.window.updates_action.trigger()
        await answer("Tell of new versions?", agree=True)
        await answer("New versions could not be looked for", agree=True)
        assert program.window.updates_action.isChecked()
        assert program.window.sidebar.undo_bar.words == ""


async def test_a_build_that_knows_nobody_to_ask_says_so_in_the_menu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(octavo.window_session, "release_feed", lambda: None)
    async with open_window(tmp_path / "data") as program:
        action = program.window.updates_action
        assert not action.isEnabled()
        assert "not in this build" in action.text()
        assert action in program.window.menu.actions()
