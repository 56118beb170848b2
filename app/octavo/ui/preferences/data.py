"""The settings' page about the data folder and its backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.session.backup_plan import BackupPlan
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.preferences.automatic import AutomaticBackups
from octavo.ui.preferences.state import Portability
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class DataPage(QWidget):
    """Where everything is, and how to keep a second copy of it.

    Signals:
        folder_asked: The person wants to see the data folder.
        move_asked: The person wants to have it elsewhere.
        portable_asked: The person wants to have it beside the program.
        other_asked: The person wants to work with other data.
        backup_asked: The person wants to keep a copy.
        restore_asked: The person wants a copy to take the place of what is there.
    """

    folder_asked = Signal()
    move_asked = Signal()
    portable_asked = Signal()
    other_asked = Signal()
    backup_asked = Signal()
    restore_asked = Signal()

    def __init__(self, data_dir: Path, backups: BackupPlan, portability: Portability) -> None:
        super().__init__()
        self.folder = plain_label(str(data_dir))
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.folder.setAccessibleName(say("Data folder"))
        self.show_folder = TextButton(say("Show the folder"))
        self.move_folder = TextButton(say("Move…"))
        self.other_folder = TextButton(say("Open another…"))
        self.make_portable = TextButton(say("Make it portable…"))
        self.make_portable.setVisible(portability.folder is not None)
        self.portable = plain_label(_portable_words(portability), role="soft")
        self.place = plain_label("", role="soft")
        self.place.hide()
        self.back_up = TextButton(say("Back up…"))
        self.restore = TextButton(say("Restore…"))
        self.status = plain_label("", role="soft")
        self.status.hide()
        self.automatic = AutomaticBackups(backups)
        folder_row = (self.show_folder, self.move_folder, self.other_folder)
        for button in (*folder_row, self.make_portable, self.back_up, self.restore):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Data folder"), role="heading"))
        column.addWidget(self.folder)
        column.addLayout(_row(*folder_row))
        column.addWidget(self.place)
        for button in (self.move_folder, self.other_folder):
            button.setEnabled(not portability.is_portable)
        column.addSpacing(theme.SPACE_L)
        column.addWidget(plain_label(say("Portable mode"), role="heading"))
        column.addWidget(self.portable)
        column.addLayout(_row(self.make_portable))
        column.addSpacing(theme.SPACE_L)
        column.addWidget(plain_label(say("Backup"), role="heading"))
        column.addWidget(
            plain_label(
                say(
                    "A backup is one file with all documents, threads and assistants. Each part of "
                    "it is checked when it is written and when it is restored. Keys and passwords "
                    "are not in it: they stay in the system’s keychain."
                ),
                role="soft",
            )
        )
        column.addLayout(_row(self.back_up, self.restore))
        column.addWidget(self.status)
        column.addWidget(self.automatic)
        column.addStretch(1)
        self.show_folder.clicked.connect(self.folder_asked)
        self.move_folder.clicked.connect(self.move_asked)
        self.make_portable.clicked.connect(self.portable_asked)
        self.other_folder.clicked.connect(self.other_asked)
        self.back_up.clicked.connect(self.backup_asked)
        self.restore.clicked.connect(self.restore_asked)

    def show_place(self, text: str) -> None:
        """Say why the data folder cannot be moved, or another opened."""
        self.place.setText(text)
        self.place.setVisible(bool(text))

    def show_status(self, text: str, *, busy: bool = False) -> None:
        """Say how the backup goes on; nothing else can be begun meanwhile."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.back_up.setEnabled(not busy)
        self.restore.setEnabled(not busy)


def _portable_words(portability: Portability) -> str:
    if portability.is_portable:
        return say(
            "This Octavo is portable: everything is in this folder beside it. Keys and "
            "passwords are in the keychain of this computer and do not travel."
        )
    if portability.folder is None:
        return " ".join((say("Octavo cannot carry its data with it here."), portability.reason))
    return say(
        "Octavo can keep everything in “{folder}”, beside itself, and be carried about with it, on "
        "a stick for instance.",
        folder=portability.folder,
    )


def _row(*buttons: TextButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_S)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
