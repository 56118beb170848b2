"""A person who comes back to the window finds it as things are now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.errors import StorageFullError
from octavo.program import Program
from octavo.ui import returning
from octavo.ui.problems import trouble_of
from support.qt import until
from support.window import open_window, panel_of


@pytest.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    async with open_window(tmp_path / "data") as opened:
        yield opened


def come_back(program: Program) -> None:
    QApplication.sendEvent(program.frame, QEvent(QEvent.Type.WindowActivate))


async def test_that_nothing_can_be_saved_is_said_as_long_as_it_is_so(program: Program) -> None:
    assert program.presenter is not None
    session, bar = program.presenter._session, program.window.problem_bar
    journal = session.library._journal
    await journal.run(lambda db: db.execute("PRAGMA query_only = on").close())
    QTest.keyClicks(panel_of(program).composer.edit, "What about the mill?")
    await until(lambda: bar.problem is not None, "it is said")
    assert bar.problem is not None
    assert bar.problem.title == "Nothing can be saved"
    come_back(program)
    await session.look_for_room()
    assert bar.problem is not None

    await journal.run(lambda db: db.execute("PRAGMA query_only = off").close())
    come_back(program)
    await until(lambda: bar.problem is None, "it is said no more")


async def test_what_can_be_tried_again_stays_and_so_does_another_problem(program: Program) -> None:
    assert program.presenter is not None
    session, bar = program.presenter._session, program.window.problem_bar
    program.window.show_trouble(trouble_of(StorageFullError("No room.")), lambda: None)
    await session.look_for_room()
    assert bar.problem is not None
    program.window.show_trouble(trouble_of(ValueError("a fault")))
    await session.look_for_room()
    assert bar.problem is not None


async def test_a_thread_that_was_deleted_elsewhere_is_gone_when_the_person_comes_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.presenter is not None
    session = program.presenter._session
    thread = await session.threads.create()
    model = program.window.sidebar.threads_model
    assert thread.id in {item.id for item in session.threads.items}
    await session.conversation._client.delete_thread(thread.id)
    come_back(program)  # too soon after the start
    assert session.threads.items
    monkeypatch.setattr(returning, "REST", 0.0)
    rows = model.rowCount()
    come_back(program)
    await until(lambda: not session.threads.items, "it is gone")
    assert model.rowCount() < rows
