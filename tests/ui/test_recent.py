"""The documents that were opened last: kept over restarts, told when they were removed."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton

from octavo.program import Program
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui.commands import commands_of
from octavo.ui.settings import MOST_RECENT, RecentDocument, WindowSettings
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import open_window, pages_of


def names_in_menu(program: Program) -> list[str]:
    return [one.text() for one in program.window.recent_menu.actions() if one.text()]


def document(program: Program) -> DocumentItem | None:
    model = program.window.sidebar.documents_model
    item = model.data(model.index(0), Qt.ItemDataRole.UserRole)
    return item if isinstance(item, DocumentItem) else None


async def test_recent_documents_are_opened_again_and_told_when_removed(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "R&D lease.pdf", ["The deposit is three rents."])
    data_dir = tmp_path / "data"
    async with open_window(data_dir, [path]) as program:
        assert not program.window.recent_menu.isEnabled()
        read = {DocumentState.SEARCHABLE, DocumentState.READY}
        await until(lambda: (one := document(program)) and one.state in read, "it is read")
        item = document(program)
        assert item is not None
        assert item.file_id is not None
        assert program.presenter is not None
        await program.presenter.shown.open_document(item.file_id)
        assert names_in_menu(program) == ["R&&D lease.pdf", "Forget this list"]
        assert "Recent documents › R&D lease.pdf" in {
            one.text for one in commands_of([program.window.menu])
        }
        await program.presenter._documents._remove([item])
        await until(lambda: program.window.shows(program.window.empty_state), "nothing is left")
        shown = program.window.empty_state.recent
        await until(shown.isVisible, "it is offered where nothing is")
        record(program.window, "recent")
        program.window.sidebar.undo_bar.undo()
        await until(lambda: program.window.shows_chat, "it is back")

    async with open_window(data_dir) as program:
        program.window.recent_menu.actions()[0].trigger()
        view = pages_of(program)
        await until(lambda: view.document is not None, "its pages are shown again")
        assert program.window.shows_page_view
        assert program.presenter is not None
        item = document(program)
        assert item is not None
        await program.presenter._documents._remove([item])
        await until(lambda: program.window.shows(program.window.empty_state), "it is gone")
        link = program.window.empty_state.recent.findChildren(QPushButton)[0]
        assert link.accessibleName() == "Open R&D lease.pdf"
        link.click()
        bar = program.window.problem_bar
        await until(lambda: bar.problem is not None, "it is said")
        assert bar.problem is not None
        assert bar.problem.message == "“R&D lease.pdf” was removed."
        assert names_in_menu(program) == []
        assert not program.window.empty_state.recent.isVisible()


def test_the_list_keeps_its_length_and_a_spoilt_one_is_empty(tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    settings.recent = tuple(RecentDocument(f"file-{n}", f"{n}, “é”.pdf") for n in range(12))
    settings.save()
    again = WindowSettings(tmp_path).recent
    assert len(again) == MOST_RECENT
    assert again[0] == RecentDocument("file-0", "0, “é”.pdf")
    for spoilt in ("{", "7", json.dumps([1]), json.dumps([["a"]])):
        store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        store.setValue("recent", spoilt)
        store.sync()
        assert WindowSettings(tmp_path).recent == ()
