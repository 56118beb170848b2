"""Dialogs as coroutines: opened, never executed, so that the loop goes on while they are there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.fitting import fit
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say

_TEXT_WIDTH = 380


async def finished(dialog: QDialog) -> bool:
    """Open a dialog, wait for its end and tell whether it was accepted; then it is deleted.

    When the waiting is cancelled the dialog is closed.
    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[int] = loop.create_future()

    def on_finished(code: int) -> None:
        if not result.done():
            result.set_result(code)

    dialog.finished.connect(on_finished)
    if not isinstance(dialog, QFileDialog):
        fit(dialog)
    dialog.open()
    try:
        return await result == int(QDialog.DialogCode.Accepted)
    finally:
        dialog.finished.disconnect(on_finished)
        dialog.close()
        dialog.deleteLater()


class ConfirmDialog(QDialog):
    """One question, in plain text, with Cancel as the default where something would be lost."""

    def __init__(
        self, parent: QWidget | None, title: str, message: str, action: str, *, destructive: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        heading = plain_label(title, role="heading")
        text = plain_label(message, role="soft")
        self.cancel = TextButton(say("Cancel"))
        self.accept_button = TextButton(action, kind="danger" if destructive else "primary")
        chosen = self.cancel if destructive else self.accept_button
        for button in (self.cancel, self.accept_button):
            button.setAutoDefault(button is chosen)
            button.setDefault(button is chosen)
        chosen.setFocus()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(heading)
        column.addWidget(text)
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.cancel, self.accept_button))
        self.cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)


async def confirm(
    parent: QWidget | None, title: str, message: str, *, action: str, destructive: bool = False
) -> bool:
    """Ask whether to go on.

    Args:
        parent: The window that waits for the answer.
        title: The question, in a few words.
        message: What will happen.
        action: The verb on the button that goes on.
        destructive: Whether something would be lost.
    """
    return await finished(ConfirmDialog(parent, title, message, action, destructive=destructive))


async def tell(parent: QWidget | None, title: str, message: str) -> None:
    """Say something, until the person has read it."""
    dialog = ConfirmDialog(parent, title, message, say("Close"), destructive=False)
    dialog.cancel.hide()
    await finished(dialog)


async def choose_files(parent: QWidget | None, title: str, folder: Path) -> tuple[Path, ...]:
    """Ask for PDFs or text files, beginning in a folder; nothing if the person chose none."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        [
            say("PDF files (*.pdf *.PDF)"),
            say("Text and Markdown (*.txt *.TXT *.text *.md *.MD *.markdown *.rst *.tex *.csv)"),
            say("All files (*)"),
        ]
    )
    return await _chosen(dialog)


async def choose_file(
    parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]
) -> Path | None:
    """Ask for one file of some kinds, such as ``Web page (*.html)``; None if none was chosen."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(filters))
    chosen = await _chosen(dialog)
    return chosen[0] if chosen else None


async def choose_folder(parent: QWidget | None, title: str, folder: Path) -> Path | None:
    """Ask for a folder, beginning in another; None if the person chose none."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen = await _chosen(dialog)
    return chosen[0] if chosen else None


async def choose_new_file(
    parent: QWidget | None, title: str, suggestion: Path, filters: Sequence[str]
) -> Path | None:
    """Ask where to save a file; None if the person thinks better of it.

    Args:
        parent: The window that waits.
        title: Of the dialog.
        suggestion: Folder and name, without an ending.
        filters: Kinds of files such as ``Web page (*.html)``; the name that is returned has the
            ending of one of them, of the chosen one if the person typed another or none.
    """
    dialog = QFileDialog(parent, title, str(suggestion.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    endings = {one: one.rpartition("*.")[2].rstrip(")") for one in filters}
    dialog.setNameFilters(list(filters))
    # with it the dialog itself asks whether a file that exists shall be replaced
    dialog.setDefaultSuffix(endings[filters[0]])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(endings[chosen]))
    dialog.selectFile(suggestion.name)
    chosen = await _chosen(dialog)
    if not chosen or chosen[0].suffix[1:].lower() in endings.values():
        return chosen[0] if chosen else None
    path = chosen[0].with_name(f"{chosen[0].name}.{endings[dialog.selectedNameFilter()]}")
    if await asyncio.to_thread(path.exists) and not await confirm(
        parent,
        say("Replace the file?"),
        say("“{name}” exists already.", name=path.name),
        action=say("Replace"),
        destructive=True,
    ):
        return None
    return path


async def _chosen(dialog: QFileDialog) -> tuple[Path, ...]:
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    return tuple(Path(name) for name in chosen) if await finished(dialog) else ()


def plain_label(text: str, *, role: str = "") -> QLabel:
    """Return a label that wraps and takes its text as it is."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setMinimumWidth(_TEXT_WIDTH)
    label.setProperty("role", role)
    return label


def button_row(*buttons: TextButton) -> QHBoxLayout:
    """Return a dialog's last row: buttons at the right, the one that goes on last."""
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_S)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
