"""The window over a real engine: threads, the assistant, documents, problems."""

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
)

from octavo.errors import ApiConnectionError
from octavo.session.events import DocumentChanged
from octavo.session.state import DocumentState, MessageState
from octavo.ui import theme
from octavo.ui.chat.details_dialog import DetailsDialog
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.chat.message_actions import ACTION_KEYS
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.failure_dialog import FailureDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import DocumentAction
from octavo.ui.insight.passages_view import PassagesView
from octavo.ui.problems import trouble_of
from octavo.ui.sidebar.deleted_dialog import DeletedDialog
from octavo.ui.sidebar.threads_model import PINNED, UNTITLED
from octavo.ui.theme import Scheme
from support.pdfs import make_pdf
from support.qt import application, until
from support.shots import keep
from support.window import (
    chip_places,
    click_chip,
    open_window,
    pages_of,
    panel_of,
    press,
    type_question,
)

PAGES = ("# Lease\n\nThe rent is due on the third working day of each month.",)


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        yield opened


async def _dialog(program, kind):
    def found():
        return next((d for d in program.frame.findChildren(kind) if d.isVisible()), None)

    await until(found, f"a {kind.__name__}")
    return found()


def _threads(program):
    model = program.window.sidebar.threads_model
    return [model.index(row).data() for row in range(model.rowCount()) if not model.is_heading(row)]


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


def _states(program):
    return {one.name: one.state for one in _documents(program)}


async def _read(program, path):
    program.presenter.add([path])
    ended = {DocumentState.READY, DocumentState.FAILED}
    await until(lambda: [d.state for d in _documents(program) if d.state in ended], "it is read")


async def _ask(program, question):
    panel = panel_of(program)
    program.window.sidebar.new_thread.click()
    await until(lambda: not panel.messages, "an empty thread")
    type_question(program, question)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "the answer"
    )


async def test_threads_are_made_renamed_and_deleted(program):
    window = program.window
    await _ask(program, "What about the rent?")
    assert _threads(program) == ["What about the rent?"]
    await _ask(program, "What about the deposit?")
    assert _threads(program) == ["What about the deposit?", "What about the rent?"]
    model = window.sidebar.threads_model
    model.setData(model.index(1), "Deposit")
    await until(lambda: _threads(program) == ["Deposit", "What about the rent?"], "its title")
    assert window.header.title == program.frame.windowTitle() == "Deposit"

    QTest.keyClick(window.sidebar.threads, Qt.Key.Key_Delete)
    await until(lambda: _threads(program) == ["What about the rent?"], "it is deleted")
    await until(lambda: window.header.title == "What about the rent?", "the other is shown")
    panel = panel_of(program)
    await until(lambda: [m.text for m in panel.messages[:1]] == ["What about the rent?"], "it")


async def test_a_new_thread_is_no_thread_before_its_first_question(program):
    await _ask(program, "What about the rent?")
    QTest.keySequence(program.window, "Ctrl+N")
    await until(lambda: program.window.header.title == str(UNTITLED), "an empty thread")

    assert _threads(program) == ["What about the rent?"]
    assert not program.window.sidebar.threads.selectionModel().hasSelection()
    assert panel_of(program).composer.edit.hasFocus()


async def test_a_deleted_thread_comes_back_by_key_and_from_the_list_of_deleted_ones(program):
    window = program.window
    await _ask(program, "What about the rent?")
    threads, bar = window.sidebar.threads, window.sidebar.undo_bar
    threads.setFocus()
    QTest.keyClick(threads, Qt.Key.Key_Delete)
    await until(lambda: not _threads(program), "it is deleted")
    assert bar.words == "Deleted “What about the rent?”"
    assert not program.frame.findChildren(QDialog)
    QTest.keySequence(threads, "Ctrl+Z")
    await until(lambda: _threads(program) == ["What about the rent?"], "it is back")
    await until(lambda: len(panel_of(program).messages) == 2, "it is shown")
    assert not bar.words

    QTest.keySequence(window, "Ctrl+Shift+Backspace")
    await until(lambda: not _threads(program), "it is deleted")
    window.deleted_asked.emit()
    dialog = await _dialog(program, DeletedDialog)
    assert dialog.list.count() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await until(lambda: _threads(program) == ["What about the rent?"], "it is back")


async def test_a_thread_that_is_deleted_for_good_is_gone(program):
    await _ask(program, "What about the rent?")
    QTest.keySequence(program.window, "Ctrl+Shift+Backspace")
    await until(lambda: not _threads(program), "it is deleted")
    program.window.deleted_asked.emit()
    (await _dialog(program, DeletedDialog)).delete.click()
    (await _dialog(program, ConfirmDialog)).accept_button.click()
    threads = program.presenter._session.threads
    await until(lambda: not threads.put_away_items, "it is gone")
    program.window.deleted_asked.emit()
    dialog = await _dialog(program, DeletedDialog)
    assert dialog.list.count() == 0
    assert not dialog.restore.isEnabled()
    dialog.reject()


async def test_a_thread_is_pinned_duplicated_and_copied_by_keys(program):
    await _ask(program, "What about the rent?")
    QTest.keySequence(program.window, "Ctrl+Shift+L")
    model = program.window.sidebar.threads_model
    await until(lambda: model.index(0).data() == str(PINNED), "it is pinned")
    QTest.keySequence(program.window, "Ctrl+Shift+D")
    copy = "Copy of What about the rent?"
    await until(lambda: _threads(program) == ["What about the rent?", copy], "the copy")
    await until(lambda: program.window.header.title == copy, "it is shown")
    await until(lambda: len(panel_of(program).messages) == 2, "with its answer")

    clipboard = QGuiApplication.clipboard()
    QTest.keySequence(program.window, "Ctrl+Shift+M")
    await until(lambda: clipboard.text().startswith(f"# {copy}"), "it is copied as Markdown")
    QTest.keySequence(program.window, "Ctrl+Shift+T")
    await until(lambda: clipboard.text().startswith(f"{copy}\n"), "it is copied as text")
    QTest.keySequence(program.window, "F2")
    await until(lambda: program.window.sidebar.threads.findChild(QLineEdit), "the title's field")


@pytest.mark.parametrize("form", ["md", "html", "pdf", "json"])
async def test_a_thread_is_exported_to_the_file_that_the_person_names(program, tmp_path, form):
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    await _ask(program, "When is the rent due?")
    QTest.keySequence(program.window, "Ctrl+E")
    dialog = await _dialog(program, QFileDialog)
    path = tmp_path / f"answers.{form}"
    assert dialog.selectedFiles()[0].endswith("When is the rent due.md")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    await until(path.exists, "the file")

    if form == "pdf":
        pages = PdfReader(path).pages
        text = " ".join(pages[0].extract_text().split())
    else:
        text = path.read_text(encoding="utf-8")
    assert "When is the rent due?" in text
    assert "third working day" in text
    assert "lease.pdf" in text


@pytest.mark.parametrize("way", ["the guide", "a drop"])
async def test_the_first_documents_put_the_cursor_into_the_question_field(program, tmp_path, way):
    window = program.window
    # where Qt puts the focus when the person comes back to a window without a chat
    window.sidebar.new_thread.setFocus()
    if way == "the guide":
        QTest.mouseClick(window.empty_state.try_guide, Qt.MouseButton.LeftButton)
    else:
        program.presenter.add([make_pdf(tmp_path / "lease.pdf", PAGES)])
    await until(lambda: window.shows_chat, "the chat")
    QTest.keyClicks(program.frame.focusWidget(), "When is")
    assert panel_of(program).composer.edit.toPlainText() == "When is"
    await until(lambda: _documents(program)[0].state is DocumentState.READY, "it is read")


async def test_the_first_documents_do_not_end_the_renaming_of_a_thread(program, tmp_path):
    window = program.window
    await _ask(program, "What about the rent?")
    window.sidebar.new_thread.click()
    await until(lambda: not window.shows_chat, "the empty state")
    threads = window.sidebar.threads
    threads.edit(window.sidebar.threads_model.index(1))
    program.presenter.add([make_pdf(tmp_path / "lease.pdf", PAGES)])
    await until(lambda: window.shows_chat, "the chat")
    assert isinstance(program.frame.focusWidget(), QLineEdit)
    await until(lambda: _documents(program)[0].state is DocumentState.READY, "it is read")


async def test_a_document_is_shown_removed_and_brought_back(program, tmp_path):
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    window = program.window
    key = _documents(program)[0].key
    window.sidebar.documents.action_asked.emit(DocumentAction.OPEN, (key,))
    view = pages_of(program)
    await until(lambda: window.shows_page_view and view.name.text() == "lease.pdf", "its pages")
    view.close_button.click()
    assert not window.shows_page_view

    window.sidebar.documents.action_asked.emit(DocumentAction.REMOVE, (key,))
    await until(lambda: not _documents(program), "it is removed")
    await until(lambda: not window.shows_chat, "the empty state")
    assert window.sidebar.undo_bar.words == "Removed “lease.pdf”"
    window.sidebar.undo_bar.button.click()
    await until(lambda: _documents(program), "it is back")
    await until(lambda: _documents(program)[0].state is DocumentState.READY, "it is read")


async def test_two_removals_are_both_undone_the_last_one_first(program, tmp_path):
    names = ["ferry.pdf", "lease.pdf", "mill.pdf"]
    program.presenter.add([make_pdf(tmp_path / one, [f"What the {one} says."]) for one in names])
    await until(lambda: _states(program) == dict.fromkeys(names, DocumentState.READY), "all read")
    sidebar = program.window.sidebar
    listed, bar = sidebar.documents, sidebar.undo_bar
    listed.setFocus()
    for name in ("lease.pdf", "mill.pdf"):
        row = list(_states(program)).index(name)
        listed.setCurrentIndex(sidebar.documents_model.index(row))
        QTest.keyClick(listed, Qt.Key.Key_Delete)
        await until(lambda gone=name: bar.words == f"Removed “{gone}”", "it is removed")
    assert list(_states(program)) == ["ferry.pdf"]
    assert bar.earlier.text() == "then 1 more"
    keep(program.frame, "two-removals")
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    await until(lambda: list(_states(program)) == ["ferry.pdf", "mill.pdf"], "one is back")
    assert bar.words == "Removed “lease.pdf”"
    assert not bar.earlier.isVisible()
    QTest.keySequence(listed, "Ctrl+Z")
    await until(lambda: _states(program) == dict.fromkeys(names, DocumentState.READY), "all back")
    assert not bar.isVisible()


async def test_the_page_of_a_document_closes_when_it_is_removed_and_its_chip_says_so(
    program, tmp_path
):
    window, view = program.window, pages_of(program)
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    await _ask(program, "When is the rent due?")
    await click_chip(program)
    await until(lambda: view.canvas.marks, "its page")
    cache = tmp_path / "data" / "cache" / "pages"
    assert list(cache.iterdir())

    window.sidebar.documents.action_asked.emit(DocumentAction.REMOVE, (_documents(program)[0].key,))
    await until(lambda: not _documents(program), "it is removed")
    assert not window.shows_page_view
    assert not list(cache.iterdir())

    await click_chip(program)
    await until(view.message.isVisible, "what has become of it")
    assert "“lease.pdf” was removed." in view.message.text()
    assert "file-" not in view.message.text()
    assert not view.foot.isVisible()


async def test_files_are_pasted_wherever_the_focus_is(program, tmp_path):
    window = program.window
    panel = panel_of(program)
    parts = (window.sidebar.threads, window.sidebar.documents, panel.composer.edit)
    for number, part in enumerate((window, *parts, panel.transcript)):
        path = make_pdf(tmp_path / f"{number}.pdf", (f"Page of document {number}.",))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        QGuiApplication.clipboard().setMimeData(mime)
        QTest.keyClick(part, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await until(lambda n=number: len(_documents(program)) == n + 1, f"{part} takes a file")
    await until(lambda: {d.state for d in _documents(program)} == {DocumentState.READY}, "all read")


async def test_a_file_that_failed_is_removed_without_asking(program, tmp_path):
    broken = tmp_path / "notes.pdf"
    broken.write_text("nothing")
    await _read(program, broken)
    assert _documents(program)[0].state is DocumentState.FAILED
    key = _documents(program)[0].key
    program.window.sidebar.documents.action_asked.emit(DocumentAction.REMOVE, (key,))

    await until(lambda: not _documents(program), "it is removed")


async def test_a_click_on_a_file_that_failed_tells_why(program, tmp_path):
    broken = tmp_path / "notes.pdf"
    broken.write_text("nothing")
    await _read(program, broken)
    view = program.window.sidebar.documents
    row = view.visualRect(view.model().index(0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    dialog = await _dialog(program, FailureDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    problem = _documents(program)[0].problem
    assert problem.message in said
    assert "This file cannot be read" in said
    assert str(broken) in said
    told = []
    program.presenter._session.events.subscribe(told.append)
    dialog.retry.click()
    await until(
        lambda: any(
            isinstance(one, DocumentChanged) and one.document.state is DocumentState.READING
            for one in told
        ),
        "the next try",
    )


async def test_what_may_pass_is_tried_again(program):
    tries = []

    async def act():
        tries.append(1)
        if len(tries) == 1:
            raise ApiConnectionError("The server is away.")

    program.presenter._work.start(act, name="act")
    bar = program.window.problem_bar
    await until(lambda: bar.problem, "the problem")
    assert bar.problem.title == "No connection"
    bar._action.click()
    await until(lambda: len(tries) == 2, "the second try")
    assert bar.problem is None


async def test_the_palette_is_chosen(program, tmp_path):
    program.window.scheme_chosen.emit(Scheme.DARK)
    assert theme.current() is theme.DARK
    program.window.scheme_chosen.emit(Scheme.LIGHT)
    assert theme.current() is theme.LIGHT
    assert application().palette().window().color().name() == theme.LIGHT.window


async def test_every_button_has_a_name(program):
    program.window.show_trouble(trouble_of(ApiConnectionError("Away.")), lambda: None)
    buttons = program.window.findChildren(QAbstractButton)
    for button in (one for one in buttons if not one.isHidden()):
        assert button.text() or button.accessibleName(), button


async def test_answers_are_copied_given_again_explained_and_branched_by_keys(program, tmp_path):
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    await _ask(program, "When is the rent due?")
    panel, window = panel_of(program), program.window
    old = panel.messages[1]
    QTest.keySequence(window, "Ctrl+Shift+C")
    assert "[lease.pdf, p. 1]" in QGuiApplication.clipboard().text()

    QTest.keySequence(window, "Ctrl+R")
    await until(
        lambda: len(panel.messages) == 2 and panel.messages[1].id != old.id, "the new answer"
    )
    assert panel.messages[1].text == old.text

    QTest.keySequence(window, "Ctrl+I")
    dialog = await _dialog(program, DetailsDialog)
    assert "lease.pdf · p. 1" in dialog.passages.item(0).text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: not program.frame.findChildren(QDialog), "the dialog is gone")

    await press(program, "Ctrl+Shift+Y")
    await until(lambda: isinstance(program.presenter.insight_page.view, PassagesView), "why")
    program.presenter.insight_page.back.click()

    await until(lambda: not program.frame.findChildren(QDialog), "the dialog is gone")
    await press(program, "Ctrl+Shift+B")
    await until(lambda: len(_threads(program)) == 2, "the branch")
    await until(lambda: window.header.title.startswith("Branch: "), "it is shown")


async def test_every_key_for_a_message_does_what_it_is_for(program, tmp_path):
    asked = []
    program.window.message_action_asked.connect(asked.append)
    for key in ACTION_KEYS.values():
        await press(program, key)
    assert asked == list(ACTION_KEYS)


async def test_an_edited_question_is_asked_in_a_copy(program, tmp_path):
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    await _ask(program, "When is the rent du?")
    QTest.keySequence(program.window, "Ctrl+Shift+E")
    dialog = await _dialog(program, EditQuestionDialog)
    assert not dialog.ask.isEnabled()
    dialog.field.setPlainText("When is the rent due?")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(
        lambda: _threads(program) == ["When is the rent due?", "When is the rent du?"], "the copy"
    )
    panel = panel_of(program)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "its answer"
    )
    assert panel.messages[0].text == "When is the rent due?"


async def test_the_pointer_on_a_citation_shows_the_place_on_its_page(program, tmp_path):
    await _read(program, make_pdf(tmp_path / "lease.pdf", PAGES))
    await _ask(program, "When is the rent due?")
    transcript = panel_of(program).transcript
    place = chip_places(program)[0]
    where = transcript.viewport().mapToGlobal(place)
    QApplication.sendEvent(transcript.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, where))
    preview = transcript.preview
    assert "third working day" in preview.words.text()
    await until(preview.strip.isVisible, "the strip of the page")
    image = preview.strip.pixmap().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(0, 380, 3) for y in range(0, image.height(), 2)
    }
    assert any(QColor(one).saturation() > 60 for one in colours), "the passage is marked"
    assert image.height() < 200
