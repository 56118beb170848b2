"""An older program on newer data: window and command line say how to go back, and do it."""

from __future__ import annotations

import contextlib

from octavo.engine.store.sqlite_schema import open_database, shipped_migrations
from support.qt import until
from support.window import open_window

SHIPPED = shipped_migrations()
LATER = {**SHIPPED, max(SHIPPED) + 1: "ALTER TABLE assistants ADD COLUMN colour TEXT;"}


async def test_a_click_goes_back_to_the_data_of_before_the_upgrade(tmp_path):
    """Security 18."""
    data = tmp_path / "data"
    data.mkdir()
    for migrations in (SHIPPED, LATER):
        writer, _ = open_database(data / "octavo.sqlite", 0, migrations)
        with contextlib.closing(writer):
            pass
    async with open_window(data) as program:
        page = program.window.start_page
        assert page.problem.title == "This data belongs to a newer Octavo"
        assert "go back to the copy" in page.problem.hint
        assert page._go_back.isVisibleTo(page)
        page._go_back.click()
        await until(lambda: program.window.is_ready, "it opens with the copy", seconds=30)
        told = program.window.problem_bar.problem
        (aside,) = data.glob("newer-*")
        assert str(aside) in told.message
    async with open_window(data) as program:
        assert program.window.is_ready
        assert program.window.problem_bar.problem is None
