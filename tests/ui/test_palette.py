"""The palette in a real window: it has what is chosen in the sidebar, done by keys alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu

from octavo.program import Program
from octavo.session.state import DocumentState
from octavo.ui import theme
from octavo.ui.command_palette import CommandPalette
from octavo.ui.commands import commands_of
from octavo.ui.documents.details_dialog import DetailsDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.name_dialog import NameDialog
from octavo.ui.language import Language
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.view import PageView
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.keys import KeysPage
from octavo.ui.preferences.other_keys import other_keys
from octavo.ui.settings import WindowSettings
from support.languages import spoken
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, pages_of, press

D = TypeVar("D", bound=QDialog)


@pytest_asyncio.fixture
async def program(tmp_path: Path) -> AsyncIterator[Program]:
    names = ("annex.pdf", "lease.pdf")
    files = [make_pdf(tmp_path / name, (f"The rent of {name} is due.",)) for name in names]
    async with open_window(tmp_path / "data", files) as made:
        model = made.window.sidebar.documents_model
        await until(
            lambda: (
                model.rowCount() == 2
                and {model.index(n).data(ITEM_ROLE).state for n in (0, 1)} == {DocumentState.READY}
            ),
            "both are read",
        )
        yield made


async def _shown(program: Program, kind: type[D]) -> D:
    await until(lambda: program.frame.findChild(kind), f"a {kind.__name__}")
    found = program.frame.findChild(kind)
    assert found is not None
    return found


async def _palette(program: Program, typed: str) -> list[str]:
    """Open the palette by its keys, type, and return what it offers then."""
    await press(program, "Ctrl+Shift+P")
    palette = await _shown(program, CommandPalette)
    QTest.keyClicks(palette.field, typed)
    keep(palette, f"palette-{typed}")
    return [palette.list.item(row).text() for row in range(palette.list.count())]


async def _choose(program: Program, typed: str) -> None:
    """Do the first thing that the palette finds."""
    assert await _palette(program, typed)
    palette = await _shown(program, CommandPalette)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    await until(lambda: program.frame.findChild(CommandPalette) is None, "the palette is gone")


async def test_what_is_chosen_in_the_list_is_in_the_palette(program: Program) -> None:
    assert await _palette(program, "selected") == []
    palette = await _shown(program, CommandPalette)
    assert palette.note.isVisible()
    assert palette.note.text() == "Nothing is found for “selected”."
    palette.field.clear()
    assert palette.list.isVisible()
    assert not palette.note.isVisible()
    QTest.keyClick(await _shown(program, CommandPalette), Qt.Key.Key_Escape)
    await until(lambda: program.frame.findChild(CommandPalette) is None, "the palette is gone")
    await press(program, "Alt+2")
    documents = program.window.sidebar.documents
    assert documents.hasFocus()
    offered = await _palette(program, "selected")
    for name in ("Show", "Open beside", "Summary", "Properties…", "Remove", "Show in folder"):
        assert f"Selected document › {name}" in offered
    assert "Selected document › Move to › New collection…" in offered
    palette = await _shown(program, CommandPalette)
    palette.field.setText("selected properties")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    dialog = await _shown(program, DetailsDialog)
    dialog.reject()
    await until(lambda: program.frame.findChild(DetailsDialog) is None, "it is gone")

    documents.selectAll()
    assert "2 selected documents › Remove 2 documents" in await _palette(program, "selected")
    palette = await _shown(program, CommandPalette)
    palette.field.setText("remove 2")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    await until(lambda: not program.window.sidebar.documents_model.rowCount(), "both are gone")


async def test_the_collection_is_renamed_and_deleted_from_the_palette(program: Program) -> None:
    heading = program.window.sidebar.heading
    assert heading.name == "Documents"
    offered = await _palette(program, "collection")
    assert {"Collection › Rename…", "Collection › Watched folders › Watch a folder…"} <= {*offered}
    palette = await _shown(program, CommandPalette)
    palette.field.setText("collection › rename")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    dialog = await _shown(program, NameDialog)
    QTest.keyClicks(dialog.focusWidget(), "Leases")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    await until(lambda: heading.name == "Leases", "its name")
    await _choose(program, "collection delete")
    await until(lambda: heading.name == "Documents", "it is deleted")
    assert program.window.sidebar.undo_bar.words == "Deleted “Leases”"


async def test_the_list_s_own_keys_do_what_its_menu_shows(program: Program) -> None:
    documents = program.window.sidebar.documents
    await press(program, "Alt+2")
    await press(program, "Shift+F10")
    menu = documents.findChild(QMenu)
    assert isinstance(menu, QMenu)
    shown = {one.text(): one.shortcut().toString() for one in menu.actions() if one.text()}
    assert shown["Show"] == "Return"
    assert shown["Properties…"] == "Alt+Return"
    assert shown["Remove"] == "Del"
    menu.close()
    QTest.keyClick(documents, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    (await _shown(program, DetailsDialog)).reject()
    await until(lambda: program.frame.findChild(DetailsDialog) is None, "it is gone")
    QTest.keyClick(documents, Qt.Key.Key_Return)
    await until(lambda: program.window.shows_page_view, "its pages")
    QTest.keyClick(documents, Qt.Key.Key_Down)
    QTest.keyClick(documents, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: len(program.frame.findChildren(PageView)) == 2, "the other, beside")


async def test_pages_are_dimmed_by_key_and_stay_so(program: Program, tmp_path: Path) -> None:
    await press(program, "Alt+2")
    QTest.keyClick(program.window.sidebar.documents, Qt.Key.Key_Return)
    await until(lambda: pages_of(program).document is not None, "its pages")
    await press(program, "Ctrl+Shift+I")
    assert theme.dims_pages()
    assert WindowSettings(tmp_path / "data").dims_pages
    assert await _palette(program, "dim pages") == ["Pages › Dim pages in the dark"]
    palette = await _shown(program, CommandPalette)
    action = palette.chosen
    assert action is not None
    assert action.isChecked()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    await until(lambda: program.frame.findChild(CommandPalette) is None, "the palette is gone")
    await press(program, "Ctrl+,")
    dialog = await _shown(program, SettingsDialog)
    assert dialog.appearance.dims_pages.isChecked()
    QTest.keyClick(dialog.appearance.dims_pages, Qt.Key.Key_Space)
    assert not theme.dims_pages()
    assert not WindowSettings(tmp_path / "data").dims_pages
    dialog.reject()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_no_two_rows_of_the_palette_have_one_name(
    qtbot, tmp_path: Path, language: Language
) -> None:
    with spoken(language):
        window = MainWindow(WindowSettings(tmp_path))
        qtbot.addWidget(window)
        pages = PageView()
        qtbot.addWidget(pages)
        commands = commands_of([window.menu, window.header.assistants, pages.actions_menu])
        names = [one.text for one in commands]
        page = KeysPage(commands)
        qtbot.addWidget(page)
        listed = [page.list.topLevelItem(n).text(0) for n in range(page.list.topLevelItemCount())]
        keep(page, f"keys-{language.value or 'system'}")
    assert len(names) == len({*names})
    bare = [name.rpartition(" › ")[2] for name in names]
    finding = [name for name in bare if name.startswith(("Find in", "Search", "Such", "Im Dok"))]
    assert len(finding) == len({*finding}) == 2
    assert len(listed) == len({*listed})


def test_keys_that_no_menu_shows_are_listed_with_where_they_work(qtbot) -> None:
    page = KeysPage(())
    qtbot.addWidget(page)
    rows = [page.list.topLevelItem(n) for n in range(page.list.topLevelItemCount())]
    listed = [(row.text(0), row.text(1)) for row in rows]
    assert listed == other_keys()
    for row in (
        ("Documents › Properties…", "Alt+Return"),
        ("Threads › Delete", "Del"),
        ("Question › New line", "Shift+Return"),
        ("Conversation › Select text (all arrows)", "Shift+Right"),
        ("Pages › First page, last page", "Home, End"),
        ("Finding › Close", "Esc"),
    ):
        assert row in listed
