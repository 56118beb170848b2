"""The settings' page about the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class DataPage(QWidget):
    """Where everything is.

    Signals:
        folder_asked: The person wants to see the data folder.
    """

    folder_asked = Signal()

    def __init__(self, data_dir: Path) -> None:
        super().__init__()
        self.folder = plain_label(str(data_dir))
        self.folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.folder.setAccessibleName(say("Data folder"))
        self.show_folder = TextButton(say("Show the folder"))
        self.show_folder.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Data folder"), role="heading"))
        column.addWidget(self.folder)
        column.addLayout(_row(self.show_folder))
        column.addStretch(1)
        self.show_folder.clicked.connect(self.folder_asked)


def _row(*buttons: TextButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_S)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
