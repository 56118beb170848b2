"""The page view in the whole window: what is found and selected there becomes a question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.pdf.actions import PageAction, through_tabs
from support.pdfs import make_pdf
from support.qt import until
from support.window import open_window, pages_of, panel_of

_OF_MACOS: Final = frozenset(
    {
        *("Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+Space", "Ctrl+`", "Ctrl+H", "Ctrl+Alt+H", "Ctrl+M"),
        *("Ctrl+Shift+Q", "Ctrl+Alt+Esc", "Ctrl+Alt+D", "Ctrl+Shift+3", "Ctrl+Shift+4"),
        *("Ctrl+Shift+5", "Meta+Up", "Meta+Down", "Meta+Left", "Meta+Right"),
    }
)
"""Of these keys, with Command for Qt's ``Ctrl``, one logs the person out, others go elsewhere."""

_OF_OTHERS: Final = frozenset({"Alt+Tab", "Alt+F4"})


async def test_words_are_found_and_asked_about(tmp_path: Path) -> None:
    filler = ["Nothing of note."] * 3
    path = make_pdf(tmp_path / "lease.pdf", [*filler, "The deposit is three rents."])
    async with open_window(tmp_path / "data", [path]) as program:
        model = program.window.sidebar.documents_model

        def document() -> DocumentItem:
            item = model.data(model.index(0), Qt.ItemDataRole.UserRole)
            assert isinstance(item, DocumentItem)
            return item

        await until(lambda: model.rowCount() == 1, "the document is in the list", seconds=30)
        read = {DocumentState.SEARCHABLE, DocumentState.READY}
        await until(lambda: document().state in read, "it is read", seconds=60)
        assert program.presenter is not None
        await program.presenter.shown.open_document(document().file_id or "")
        view = pages_of(program)
        view.open_find()
        QTest.keyClicks(view.find_bar.edit, "three rents")
        await until(lambda: view.find_bar.count.text() == "1 of 1", "found", seconds=30)
        await until(lambda: view.canvas.page == 4, "its page")
        QTest.keyClick(view.find_bar.edit, Qt.Key.Key_Escape)
        composer = panel_of(program).composer
        composer.set_text("Is that usual?")
        view.doable.action(PageAction.ASK).trigger()
        quote = "“three rents” (lease.pdf, p. 4)\nIs that usual?"
        await until(lambda: composer.text == quote, "a question is begun")
        # the quote is typed over nothing: the cursor is behind it, where the person goes on
        assert composer.edit.textCursor().atEnd()


async def test_no_key_means_two_things_in_the_whole_window(tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        anywhere = [
            action
            for action in program.window.window().findChildren(QAction)
            if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
        ]
        keys = [keys.toString() for action in anywhere for keys in action.shortcuts()]
        assert "Ctrl+F" in keys
        assert sorted(keys) == sorted(set(keys))


async def test_no_key_is_one_that_a_system_keeps_for_itself(tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        actions = program.window.window().findChildren(QAction)
        keys = {keys.toString() for action in actions for keys in action.shortcuts()}
    tabs = {through_tabs(sys.platform), through_tabs(sys.platform, back=True)}
    assert tabs <= keys
    on_a_mac = keys - tabs | {through_tabs("darwin"), through_tabs("darwin", back=True)}
    assert not on_a_mac & _OF_MACOS
    assert not keys & _OF_OTHERS
    assert not [one for one in keys if one.startswith("Ctrl+Alt+")], "AltGr types letters with them"
