"""The library in the window: collections, documents between them, undo, pause, finding, folders."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.name_dialog import NameDialog
from octavo.ui.documents.words import DocumentAction
from octavo.ui.theme import Scheme
from support.pdfs import make_many, make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, type_question

LEASE = ("The tenant may terminate this lease with three months' notice.", "The rent is due.")


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


def _names(program):
    return [item.name for item in _documents(program)]


async def _all_ready(program):
    await until(
        lambda: {d.state for d in _documents(program)} == {DocumentState.READY},
        "all are read",
        seconds=120,  # a busy machine takes its time to start the workers
    )


async def _menu(program, *path):
    """Open the menu of collections, and trigger the action at a path of labels in it."""
    heading = program.window.sidebar.heading
    QTest.mouseClick(heading.button, Qt.MouseButton.LeftButton)

    def found():
        return next((m for m in heading.findChildren(QMenu) if m.isVisible()), None)

    await until(found, "the menu")
    menu = found()
    keep(menu, "collections-menu")
    for label in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == label)
    action = next(a for a in menu.actions() if a.text().startswith(path[-1]))
    assert action.isEnabled(), path
    action.trigger()
    found().close()


async def _name(program, text):
    def found():
        dialogs = program.frame.findChildren(NameDialog)
        return next((dialog for dialog in dialogs if dialog.isVisible()), None)

    await until(found, "the dialog")
    dialog = found()
    dialog.field.selectAll()
    QTest.keyClicks(dialog.field, text)
    keep(dialog, "collection-name")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)


def test_a_name_that_is_taken_is_said_in_the_dialog_and_what_was_typed_stays(qtbot):
    dialog = NameDialog(None, "New collection", "Create", "", ["Mills"])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.field, " mills ")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.note.text() == "Another collection has this name."
    QTest.keyClicks(dialog.field, "two")
    assert dialog.note.text() == ""
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.name) == (1, "mills two")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_collections_are_made_chosen_renamed_and_deleted_with_undo(tmp_path, scheme):
    async with open_window(tmp_path / "data", scheme=scheme) as program:
        sidebar = program.window.sidebar
        program.presenter.add([make_pdf(tmp_path / "lease.pdf", LEASE)])
        await until(lambda: _names(program) == ["lease.pdf"], "the document")
        await _all_ready(program)

        await _menu(program, "New collection…")
        await _name(program, "Mills")
        await until(lambda: sidebar.heading.name == "Mills", "the new one is in view")
        assert _names(program) == []

        await _menu(program, "Documents ·")
        await until(lambda: _names(program) == ["lease.pdf"], "the first one is in view")
        sidebar.documents.setCurrentIndex(sidebar.documents_model.index(0))
        key = _documents(program)[0].key
        target = program.presenter._session.collections.items[1]
        assert target.name == "Mills"
        sidebar.documents.target_asked.emit(DocumentAction.MOVE_TO, (key,), target.id)
        await until(lambda: _names(program) == [], "it is moved")
        await until(lambda: sidebar.undo_bar.words == "Moved “lease.pdf” to “Mills”", "the undo")
        keep(program.window, f"moved-{scheme.value}")
        sidebar.undo_bar.button.click()
        await until(lambda: _names(program) == ["lease.pdf"], "it is back")

        await _menu(program, "Rename…")
        await _name(program, "Leases of Overton")
        await until(lambda: sidebar.heading.name == "Leases of Overton", "its new name")
        await _all_ready(program)
        await _menu(program, "Delete")
        await until(lambda: _names(program) == [], "it is deleted")
        await until(lambda: sidebar.undo_bar.words == "Deleted “Leases of Overton”", "the undo")
        sidebar.undo_bar.button.click()
        await until(lambda: _names(program) == ["lease.pdf"], "it is back")
        await until(lambda: sidebar.heading.name == "Leases of Overton", "and its name")
        keep(program.window, f"collections-{scheme.value}")


async def test_a_thread_looks_into_another_collection_besides(tmp_path):
    async with open_window(tmp_path / "data") as program:
        session = program.presenter._session
        program.presenter.add([make_pdf(tmp_path / "lease.pdf", LEASE)])
        await until(lambda: _names(program) == ["lease.pdf"], "the document")
        await _all_ready(program)
        await _menu(program, "New collection…")
        await _name(program, "Mills")
        await until(lambda: _names(program) == [], "the new one is in view")
        program.presenter.add([make_pdf(tmp_path / "mill.pdf", ("The mill was built in 1820.",))])
        await until(lambda: _names(program) == ["mill.pdf"], "the document")
        await _all_ready(program)
        type_question(program, "When was the mill built?")
        panel = program.presenter._panel
        await until(lambda: len(panel.messages) == 2, "an answer")
        thread_id = session.threads.items[0].id
        await until(lambda: not session.conversation.answering(thread_id), "its end")
        await _menu(program, "This thread looks also into", "Documents ·")
        await until(lambda: session.threads.get(thread_id).collection_id, "it does")
        note = program.window.sidebar.heading.note
        await until(lambda: note.text() == "Also searched: “Documents”", "it is said")
        keep(program.window, "also-searched")
        await program.presenter._new_thread()
        assert note.isHidden()
        await program.presenter._show_thread(thread_id)
        assert note.text() == "Also searched: “Documents”"
        type_question(program, "How can the tenant terminate the lease?")
        await until(
            lambda: any("three months" in message.text for message in panel.messages),
            "an answer from the other collection",
            seconds=60,
        )


async def test_reading_is_paused_by_file_and_as_a_whole_and_goes_on_after_a_restart(tmp_path):
    data = tmp_path / "data"
    async with open_window(data) as program:
        await _menu(program, "Pause all reading")
        heading = program.window.sidebar.heading
        await until(lambda: heading.note.text() == "Reading is paused", "it is said")
        program.presenter.add([make_many(tmp_path / "many.pdf", 60)])
        await until(
            lambda: [d.state for d in _documents(program)] == [DocumentState.PAUSED], "it is paused"
        )
        keep(program.window, "paused")
    async with open_window(data) as program:
        await until(
            lambda: [d.state for d in _documents(program)] == [DocumentState.PAUSED], "still paused"
        )
        assert program.window.sidebar.heading.note.text() == "Reading is paused"
        sidebar = program.window.sidebar
        sidebar.documents.action_asked.emit(DocumentAction.GO_ON, (_documents(program)[0].key,))
        await _all_ready(program)
        assert not sidebar.heading.note.isVisible()


async def _watch(program, folder):
    """Choose a folder to be watched in the dialog."""
    await _menu(program, "Watched folders", "Watch a folder…")

    def dialog():
        found = program.frame.findChildren(QFileDialog)
        return next((one for one in found if one.isVisible()), None)

    await until(dialog, "the dialog")
    # selectFile() waits for the file system; without it accept() would ask in a loop of its own
    dialog().findChild(QLineEdit, "fileNameEdit").setText(str(folder))
    dialog().accept()


async def test_a_folder_is_watched_and_said_to_be_away(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    make_pdf(folder / "lease.pdf", LEASE)
    async with open_window(tmp_path / "data") as program:
        await _watch(program, folder)
        await until(lambda: _names(program) == ["lease.pdf"], "its document", seconds=120)
        await _all_ready(program)
        folder.rename(tmp_path / "elsewhere")
        note = program.window.sidebar.heading.note
        await until(lambda: "not there now" in note.text(), "that it is away", seconds=60)
        assert _names(program) == ["lease.pdf"]
        keep(program.window, "folder-away")
        await _menu(program, "Watched folders", "Stop watching “papers”")
        await until(lambda: not note.isVisible(), "that it is let go")
        assert _names(program) == ["lease.pdf"]


async def test_a_folder_that_was_replaced_goes_on_and_the_person_decides_on_the_rest(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    make_pdf(folder / "lease.pdf", LEASE)
    async with open_window(tmp_path / "data") as program:
        await _watch(program, folder)
        await until(lambda: _names(program) == ["lease.pdf"], "its document", seconds=120)
        await _all_ready(program)
        folder.rename(tmp_path / "elsewhere")
        folder.mkdir()
        make_pdf(folder / "mill.pdf", ("The mill stands still.",))
        heading, bar = program.window.sidebar.heading, program.window.sidebar.undo_bar
        said = "“papers”: 1 PDF missing, kept here"
        await until(lambda: heading.note.text() == said, "what is missing", seconds=120)
        both = ["lease.pdf", "mill.pdf"]
        await until(lambda: sorted(_names(program)) == both, "the new one, too", seconds=120)
        await _all_ready(program)
        keep(program.window, "folder-replaced")
        await _menu(program, "Watched folders", "Remove the document missing in “papers”")
        await until(lambda: _names(program) == ["mill.pdf"], "it is removed")
        await until(lambda: not heading.note.isVisible(), "nothing is missing")
        QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
        await until(lambda: sorted(_names(program)) == both, "it is back")
        await until(lambda: heading.note.text() == said, "it is missing again")
        await _menu(program, "Watched folders", "Keep the document missing in “papers”")
        await until(lambda: not heading.note.isVisible(), "it is kept")
        assert sorted(_names(program)) == both


async def test_documents_are_found_and_removed_by_keys(tmp_path):
    async with open_window(tmp_path / "data") as program:
        sidebar = program.window.sidebar
        paths = [
            make_pdf(tmp_path / f"file {n}.pdf", (f"The number {n} stands here alone.",))
            for n in range(9)
        ]
        program.presenter.add(paths)
        await until(lambda: len(_documents(program)) == 9, "the documents")
        await _all_ready(program)
        field = sidebar.heading.field
        assert field.isVisible()
        place = field.mapTo(sidebar, field.rect().topLeft())
        field.setText("file 8")
        await until(sidebar.heading.note.isVisible, "how many there are")
        assert field.mapTo(sidebar, field.rect().topLeft()) == place, "it stays as one types"
        field.clear()
        sidebar.heading.field.setFocus()
        QTest.keyClicks(sidebar.heading.field, "file 4")
        assert _names(program) == ["file 4.pdf"]
        assert sidebar.heading.note.text() == "1 of 9 documents"
        keep(program.window, "found-documents")
        QTest.keyClick(sidebar.heading.field, Qt.Key.Key_Down)
        QTest.keyClick(sidebar.documents, Qt.Key.Key_Down)
        QTest.keyClick(sidebar.documents, Qt.Key.Key_Delete)
        await until(lambda: _names(program) == [], "it is removed")
        QTest.keyClick(sidebar.heading.field, Qt.Key.Key_Escape)
        await until(lambda: len(_documents(program)) == 8, "the others")
        QTest.keySequence(sidebar.documents, "Ctrl+Z")
        await until(lambda: len(_documents(program)) == 9, "it is back in its place")
        assert _names(program)[4] == "file 4.pdf"
        await _all_ready(program)
