"""The guide is the one of the window's language; one that was added before stays."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.program import Program
from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.language import Language
from support.languages import spoken
from support.qt import until
from support.window import open_window, pages_of, panel_of, press


def names(program: Program) -> list[str]:
    model = program.window.sidebar.documents_model
    items = [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]
    return [item.name for item in items if item.state is DocumentState.READY]


async def test_the_guide_follows_the_language_and_the_old_one_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with open_window(data) as program:
        QTest.mouseClick(program.window.empty_state.try_guide, Qt.MouseButton.LeftButton)
        await until(lambda: names(program) == ["guide.pdf"], "the English guide", seconds=60)
    with spoken(Language.GERMAN):
        async with open_window(data) as program:
            await until(lambda: names(program) == ["guide.pdf"], "the documents")
            await press(program, "F1")
            await until(
                lambda: sorted(names(program)) == ["guide.pdf", "leitfaden.pdf"],
                "both guides",
                seconds=60,
            )


async def test_the_key_opens_the_guide_which_is_added_where_it_is_not_there(
    tmp_path: Path,
) -> None:
    async with open_window(tmp_path / "data") as program:
        await press(program, "F1")
        await until(lambda: names(program) == ["guide.pdf"], "the guide", seconds=60)
        await until(lambda: program.window.shows_page_view, "its pages")
        await until(lambda: pages_of(program).tabs.count() == 1, "the guide's tab")


async def test_a_guide_that_is_there_is_opened(tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        QTest.mouseClick(program.window.empty_state.try_guide, Qt.MouseButton.LeftButton)
        await until(lambda: names(program) == ["guide.pdf"], "the guide", seconds=60)
        assert not program.window.shows_page_view
        await press(program, "F1")
        await until(lambda: program.window.shows_page_view, "its pages")
        await until(lambda: pages_of(program).tabs.count() == 1, "the guide's tab")
        assert names(program) == ["guide.pdf"]


async def test_the_german_guide_suggests_german_questions(tmp_path: Path) -> None:
    with spoken(Language.GERMAN):
        async with open_window(tmp_path / "data") as program:
            QTest.mouseClick(program.window.empty_state.try_guide, Qt.MouseButton.LeftButton)
            suggestions = panel_of(program).suggestions
            await until(lambda: len(suggestions.buttons) == 4, "four questions", seconds=60)
            asked = [button.whole for button in suggestions.buttons]
            assert all(one.split()[0] in {"Darf", "Können", "Kann", "Was"} for one in asked)
            assert sum(one.startswith("Was gibt es zu") for one in asked) < 3
