"""Text files in the window: chosen, asked about, and shown with the cited passage marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from octavo.session.plain_text import PlainText
from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import DocumentAction
from octavo.ui.pdf.text_sheet import TextSheet
from octavo.ui.theme import Scheme
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import click_chip, open_window, pages_of, panel_of, type_question

NOTES = (
    "# The mill \U0001d4dc\n\n"
    + "".join(f"Line {n} of what was said before.\n\n" for n in range(80))
    + "The mill of Overton was built in 1742 by the brothers Hale.\n\nIt has three floors.\n"
)


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


async def _read(program, count):
    ended = {DocumentState.READY, DocumentState.FAILED}
    await until(
        lambda: (
            len(_documents(program)) == count
            and all(one.state in ended for one in _documents(program))
        ),
        "all are read",
        seconds=120,
    )


async def test_a_text_file_is_chosen_asked_about_and_shown(tmp_path):
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    async with open_window(tmp_path / "data") as program:
        program.window.add_files_asked.emit()

        def dialog():
            found = program.frame.findChildren(QFileDialog)
            return next((one for one in found if one.isVisible()), None)

        await until(dialog, "the dialog")
        assert any("*.md" in one and "*.txt" in one for one in dialog().nameFilters())
        dialog().findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "notes.md"))
        dialog().accept()
        await _read(program, 1)
        type_question(program, "When was the mill of Overton built?")
        await until(
            lambda: (
                len(panel_of(program).messages) == 2 and panel_of(program).messages[1].citations
            ),
            "the answer",
        )
        await click_chip(program)
        view = pages_of(program)
        await until(lambda: view.sheet.marked, "the text")
        assert view.sheet.marked == "The mill of Overton was built in 1742 by the brothers Hale."
        assert view.sheet.isVisible()
        assert not view.canvas.isVisible()
        assert view.name.text() == "notes.md"
        keep(program.frame, "text-file")
        program.window.choose_scheme(Scheme.DARK)
        keep(program.frame, "text-file-dark")
        program.window.choose_scheme(Scheme.LIGHT)
        view.close_button.click()
        key = _documents(program)[0].key
        program.window.sidebar.documents.action_asked.emit(DocumentAction.OPEN, (key,))
        await until(lambda: view.sheet.isVisible() and view.isVisible(), "it is opened again")
    async with open_window(tmp_path / "data") as program:
        view = pages_of(program)
        await until(lambda: view.sheet.isVisible() and view.isVisible(), "it is in view again")
        assert view.sheet.toPlainText() == NOTES
        assert program.presenter is not None
        presenter = program.presenter.shown._pages.leading
        assert presenter.file_id is not None
    assert presenter.file_id is None, "it wants nothing any more"


async def test_a_pdf_takes_the_place_of_a_text_and_what_is_neither_says_so(tmp_path):
    (tmp_path / "notes.txt").write_text("The mill stands still.", encoding="utf-8")
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    lease = make_pdf(tmp_path / "lease.pdf", ["The rent is due on Monday."])
    async with open_window(tmp_path / "data") as program:
        program.presenter.add([tmp_path / "notes.txt", tmp_path / "letter.docx", lease])
        await _read(program, 3)
        by_name = {one.name: one for one in _documents(program)}
        failed = by_name["letter.docx"].problem
        assert failed.title == "This kind of file cannot be read"
        assert "PDF and text files" in failed.message
        listed, view = program.window.sidebar.documents, pages_of(program)
        for name, is_text in (("notes.txt", True), ("lease.pdf", False), ("notes.txt", True)):
            listed.action_asked.emit(DocumentAction.OPEN, (by_name[name].key,))
            await until(
                lambda shown=name: view.name.text() == shown and not view.message.isVisible(), name
            )
            await until(lambda text=is_text: view.sheet.isVisible() is text, "its kind")
            assert view.canvas.isVisible() is not is_text
        program.window.sidebar.documents.action_asked.emit(
            DocumentAction.REMOVE, (by_name["notes.txt"].key,)
        )
        await until(lambda: not view.sheet.isVisible(), "its text is gone with it")


def test_a_passage_is_marked_behind_signs_that_qt_counts_twice(qtbot):
    sheet = TextSheet()
    qtbot.addWidget(sheet)
    text = "\U0001d4dc\U0001d4dc mill and \U0001d4dc wheel"
    sheet.show_text(text)
    sheet.mark(text.index("and"), text.index(" wheel"))
    assert sheet.marked == "and \U0001d4dc"
    qtbot.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert sheet.textCursor().selectedText() == text
    QTest.keyClicks(sheet, "x")
    assert sheet.toPlainText() == text


@pytest.mark.parametrize(
    ("page", "quote", "span"),
    [(2, "the  rent\nis due", (15, 30)), (2, "not there", (14, 14)), (9, "rent", None)],
)
def test_a_quote_is_looked_for_from_its_page_on(page, quote, span):
    text = PlainText("file-1", "a.txt", "The rent is d\n the rent is due", {1: 0, 2: 14}, True)
    assert text.passage(page, quote) == span
