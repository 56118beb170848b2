"""The settings' list of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.commands import Command
from octavo.ui.dialogs import plain_label
from octavo.ui.preferences.other_keys import other_keys
from octavo.words import say


class KeysPage(QWidget):
    """All commands that have keys, then the keys that no menu shows."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.list = QTreeWidget()
        self.list.setAccessibleName(say("Keys"))
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        known = [(command.text, command.keys) for command in commands if command.keys]
        for text, keys in (*known, *other_keys()):
            row = QTreeWidgetItem(self.list, [text, keys])
            row.setToolTip(0, text)  # it may have too little room
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        said = say("Commands without keys are in the command palette, too (Ctrl+Shift+P).")
        column.addWidget(plain_label(said, role="soft"))
        column.addWidget(self.list, 1)
