"""Assistants in their dialogs, and in the window over a real engine."""

import asyncio
import dataclasses
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from octavo.session.assistant_templates import templates
from octavo.session.state import AssistantItem, AssistantSettings, CollectionItem, DocumentState
from octavo.ui.assistants.dialog import (
    AssistantDialog,
    AssistantDraft,
    edit_assistant,
    new_assistant,
)
from octavo.ui.assistants.manager import AssistantCommand, ManagerDialog
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.model import ITEM_ROLE
from support.pdfs import make_pdf
from support.qt import until
from support.window import open_window, panel_of, press, type_question

PAGES = ("# Lease\n\nThe rent is due on the third working day of each month.",)
BEFORE = AssistantDraft(AssistantSettings(name="Octavo", instructions="Answer."), None)
COLLECTIONS = (CollectionItem("vs_1", "Contracts", 3), CollectionItem("vs_2", "", 1))


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        yield opened


async def _opened(window, kind):
    def found():
        return next((d for d in window.findChildren(kind) if d.isVisible()), None)

    await until(found, f"a {kind.__name__}")
    return found()


async def test_an_assistant_is_renamed(window):
    editing = asyncio.create_task(edit_assistant(window, BEFORE, ()))
    dialog = await _opened(window, AssistantDialog)
    dialog.name.setText("  Contract reader ")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    settings = dataclasses.replace(BEFORE.settings, name="Contract reader")
    assert await asyncio.wait_for(editing, 5) == AssistantDraft(settings, None)


async def test_instructions_take_line_breaks_and_ctrl_enter(window):
    editing = asyncio.create_task(edit_assistant(window, BEFORE, ()))
    dialog = await _opened(window, AssistantDialog)
    dialog.instructions.clear()
    QTest.keyClicks(dialog.instructions, "One")
    QTest.keyClick(dialog.instructions, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.instructions, "Two")
    QTest.keyClick(dialog.instructions, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert (await asyncio.wait_for(editing, 5)).settings.instructions == "One\nTwo"


async def test_a_nameless_assistant_cannot_be_saved(window):
    editing = asyncio.create_task(edit_assistant(window, BEFORE, ()))
    dialog = await _opened(window, AssistantDialog)
    dialog.name.clear()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert await asyncio.wait_for(editing, 5) is None


@pytest.mark.parametrize("settings", [BEFORE.settings, *templates()], ids=lambda one: one.name)
async def test_nothing_changed_is_nothing_to_save(window, settings):
    full = dataclasses.replace(settings, threshold=0.2, chunk_tokens=400, chunk_overlap=100)
    before = AssistantDraft(full, "vs_2")
    editing = asyncio.create_task(edit_assistant(window, before, COLLECTIONS))
    (await _opened(window, AssistantDialog)).accept()

    assert await asyncio.wait_for(editing, 5) is None


async def test_every_field_is_taken(window):
    making = asyncio.create_task(new_assistant(window, COLLECTIONS, templates()))
    dialog = await _opened(window, AssistantDialog)
    assert not dialog.save.isEnabled()
    dialog.template.setCurrentIndex(2)
    dialog.template.activated.emit(2)
    assert dialog.name.text() == "Contract reader"
    dialog.collection.setCurrentIndex(1)
    dialog.language.setCurrentText("German")
    dialog.fold.click()
    fields = dialog.advanced
    await until(fields.isVisible, "the fields unfold")  # the dialog scrolls on a low screen
    assert not fields.overlap.isEnabled()
    fields.temperature.setValue(0.3)
    fields.passages.setValue(12)
    fields.threshold.setValue(0.25)
    fields.chunk.setValue(400)
    fields.overlap.setValue(1000)
    dialog.save.click()

    draft = await asyncio.wait_for(making, 5)
    assert draft.vector_store_id == "vs_1"
    assert draft.settings == dataclasses.replace(
        templates()[1],
        language="German",
        temperature=0.3,
        passages=12,
        threshold=0.25,
        chunk_tokens=400,
        chunk_overlap=200,  # half of the size at most
    )


def test_the_first_assistant_cannot_be_deleted_by_key_or_button(qtbot):
    dialog = ManagerDialog(None)
    qtbot.addWidget(dialog)
    asked = []
    dialog.command_asked.connect(lambda command, key: asked.append((command, key)))
    dialog.show_assistants(
        [
            AssistantItem("a1", AssistantSettings("Octavo"), None, is_default=True),
            AssistantItem("a2", AssistantSettings("Tutor"), None),
        ],
        "a1",
    )
    dialog.show()
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert asked == []
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked == [(AssistantCommand.DELETE, "a2"), (AssistantCommand.EDIT, "a2")]


async def test_an_assistant_is_made_chosen_edited_and_deleted(program, tmp_path):
    window, header = program.window, program.window.header
    header._button.click()
    menu = header.assistants
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Octavo", "Edit…", "Test…", "New assistant…", "All assistants…"]
    menu.close()
    menu.new_asked.emit()
    dialog = await _opened(program.frame, AssistantDialog)
    dialog.name.setText("Contract reader")
    dialog.save.click()
    await until(lambda: header.assistant == "Contract reader", "it answers here")

    program.presenter.add([make_pdf(tmp_path / "lease.pdf", PAGES)])
    documents = window.sidebar.documents_model
    await until(
        lambda: (
            [documents.index(row).data(ITEM_ROLE).state for row in range(documents.rowCount())]
            == [DocumentState.READY]
        ),
        "its own collection",
    )
    type_question(program, "When is the rent due?")
    threads = program.presenter._session.threads
    await until(lambda: threads.items, "a thread")
    menu.edit_asked.emit()
    dialog = await _opened(program.frame, AssistantDialog)
    dialog.name.setText("Reader")
    dialog.save.click()
    await until(lambda: header.assistant == "Reader", "the new name")

    menu.actions()[0].trigger()
    await until(lambda: header.assistant == "Octavo", "the other one answers")
    await until(lambda: documents.rowCount() == 0, "it has no documents")
    menu.actions()[1].trigger()
    await until(lambda: documents.rowCount() == 1, "the documents of the first one")

    await until(
        lambda: (
            len(panel_of(program).messages) == 2
            and not program.presenter._session.conversation.answering(threads.items[0].id)
        ),
        "the answer",
    )
    await press(program, "Ctrl+Shift+A")
    manager = await _opened(program.frame, ManagerDialog)
    assert manager.list.currentItem().text() == "Reader"
    manager.buttons[AssistantCommand.DELETE].click()
    confirm = await _opened(program.frame, ConfirmDialog)
    said = " ".join(
        label.text() for label in confirm.findChildren(QWidget) if hasattr(label, "text")
    )
    assert "1 thread uses it; from then on “Octavo” answers there." in said
    assert "Its collection stays" in said
    confirm.accept_button.click()
    await until(lambda: manager.list.count() == 1, "it is gone")
    assert header.assistant == "Octavo"
    manager.reject()


async def test_who_is_chosen_while_the_first_question_is_sent_answers_in_its_thread(
    program, monkeypatch
):
    header, threads = program.window.header, program.presenter._session.threads
    header.assistants.new_asked.emit()
    dialog = await _opened(program.frame, AssistantDialog)
    dialog.name.setText("Reader")
    dialog.save.click()
    await until(lambda: header.assistant == "Reader", "it answers here")
    conversation, may_go_on = program.presenter._session.conversation, asyncio.Event()
    newest = conversation.newest

    async def held(thread_id):
        await may_go_on.wait()
        return await newest(thread_id)

    monkeypatch.setattr(conversation, "newest", held)
    type_question(program, "When is the rent due?")
    await until(lambda: threads.items, "a thread")
    default, reader = program.presenter._session.assistants.items
    assert threads.items[0].assistant_id == reader.id
    header.assistants.actions()[0].trigger()
    await until(lambda: threads.items[0].assistant_id == default.id, "the choice is kept")
    may_go_on.set()
    await until(lambda: len(panel_of(program).messages) == 2, "the answer")
    assert header.assistant == "Octavo"
    assert threads.items[0].assistant_id == default.id


async def test_an_assistant_goes_out_and_comes_in_as_a_file(program, tmp_path):
    QTest.keySequence(program.window, "Ctrl+Shift+A")
    manager = await _opened(program.frame, ManagerDialog)
    manager.buttons[AssistantCommand.EXPORT].click()
    dialog = await _opened(program.frame, QFileDialog)
    path = tmp_path / "octavo.json"
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    await until(path.exists, "the file")
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["name"] == "Octavo"

    path.write_text(json.dumps({**made, "name": "Came in"}), encoding="utf-8")
    await until(lambda: not _dialogs(program, QFileDialog), "the file dialog is gone")
    manager.buttons[AssistantCommand.IMPORT].click()
    dialog = await _opened(program.frame, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    draft = await _opened(program.frame, AssistantDialog)
    assert draft.name.text() == "Came in"
    draft.save.click()
    await until(lambda: manager.list.count() == 2, "it is there")

    path.write_text(json.dumps({**made, "base_url": "https://evil.example"}), encoding="utf-8")
    await until(lambda: not _dialogs(program, QFileDialog), "the file dialog is gone")
    manager.buttons[AssistantCommand.IMPORT].click()
    dialog = await _opened(program.frame, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()
    told = await _opened(program.frame, ConfirmDialog)
    assert told.windowTitle() == "This assistant cannot be imported"
    told.accept()
    assert manager.list.count() == 2
    manager.reject()


def _dialogs(program, kind):
    return [d for d in program.frame.findChildren(kind) if d.isVisible()]
