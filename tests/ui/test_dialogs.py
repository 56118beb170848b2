"""Dialogs as coroutines: the loop goes on while they are open."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from octavo.ui import dialogs
from support.qt import until


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


async def _opened(window, kind=QDialog):
    await until(lambda: _dialog(window, kind) is not None, "the dialog")
    return _dialog(window, kind)


def _dialog(window, kind):
    return next((d for d in window.findChildren(kind) if d.isVisible()), None)


async def test_enter_keeps_what_would_be_lost(window):
    asking = asyncio.create_task(
        dialogs.confirm(window, "Delete?", "It is gone then.", action="Delete", destructive=True)
    )
    dialog = await _opened(window)
    assert dialog.cancel.isDefault()
    assert not dialog.accept_button.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert await asyncio.wait_for(asking, 5) is False


async def test_the_button_goes_on(window):
    asking = asyncio.create_task(
        dialogs.confirm(window, "Delete?", "Gone.", action="Delete", destructive=True)
    )
    dialog = await _opened(window)
    dialog.accept_button.click()

    assert await asyncio.wait_for(asking, 5) is True


async def test_a_harmless_question_is_answered_by_enter_and_escape(window):
    for key, answer in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        asking = asyncio.create_task(dialogs.confirm(window, "Go on?", "It helps.", action="Go on"))
        QTest.keyClick(await _opened(window), key)
        assert await asyncio.wait_for(asking, 5) is answer
        await until(lambda: not window.findChildren(QDialog), "the dialog is deleted")


async def test_cancelling_the_waiting_closes_the_dialog(window):
    asking = asyncio.create_task(dialogs.confirm(window, "Go on?", "It helps.", action="Go on"))
    await _opened(window)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking

    await until(lambda: not window.findChildren(QDialog), "the dialog is gone")


async def test_names_in_a_question_are_never_interpreted(window):
    """Security 3."""
    asking = asyncio.create_task(
        dialogs.confirm(window, "Remove?", "“<img src=x>.pdf” goes.", action="Remove")
    )
    dialog = await _opened(window)
    labels = dialog.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    dialog.reject()
    await asking


async def test_files_and_folders_are_chosen(window, tmp_path):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    file = tmp_path / "a.pdf"
    file.touch()
    folder = tmp_path / "contracts"
    folder.mkdir()
    choosing = asyncio.create_task(dialogs.choose_files(window, "Add PDFs", tmp_path))
    dialog = await _opened(window, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(file))
    dialog.accept()
    assert await asyncio.wait_for(choosing, 5) == (file,)

    choosing = asyncio.create_task(dialogs.choose_folder(window, "Add a folder", tmp_path))
    dialog = await _opened(window, QFileDialog)
    dialog.reject()
    assert await choosing is None

    choosing = asyncio.create_task(dialogs.choose_folder(window, "Add a folder", tmp_path))
    dialog = await _opened(window, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(folder))
    dialog.accept()
    assert await asyncio.wait_for(choosing, 5) == folder


async def test_a_new_file_gets_the_ending_of_the_kind_that_was_chosen(window, tmp_path):
    kinds = ("Markdown (*.md)", "JSON (*.json)")

    def choosing():
        return asyncio.create_task(
            dialogs.choose_new_file(window, "Export", tmp_path / "Lease", kinds)
        )

    for name, kind, expected in (
        ("Lease", 0, "Lease.md"),
        ("Lease", 1, "Lease.json"),
        ("Lease.json", 0, "Lease.json"),
        ("v1.2", 1, "v1.2.json"),
    ):
        chosen = choosing()
        dialog = await _opened(window, QFileDialog)
        box = dialog.findChild(QComboBox, "fileTypeCombo")
        box.setCurrentIndex(kind)
        box.textActivated.emit(kinds[kind])
        box.activated.emit(kind)
        dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / name))
        dialog.accept()
        assert await asyncio.wait_for(chosen, 5) == tmp_path / expected

    (tmp_path / "v1.2.md").write_text("old", encoding="utf-8")
    chosen = choosing()
    dialog = await _opened(window, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "v1.2"))
    dialog.accept()
    (await _opened(window, dialogs.ConfirmDialog)).cancel.click()
    assert await asyncio.wait_for(chosen, 5) is None
