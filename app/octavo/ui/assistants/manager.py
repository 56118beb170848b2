"""All assistants in one dialog, which stays open while others are opened from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from octavo.session.state import AssistantItem
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.head_lines import show_heads
from octavo.words import later, say

_ID = Qt.ItemDataRole.UserRole


class AssistantCommand(StrEnum):
    """What can be done in the dialog."""

    NEW = "new"
    EDIT = "edit"
    TEST = "test"
    DUPLICATE = "duplicate"
    EXPORT = "export"
    IMPORT = "import"
    DELETE = "delete"


_LABELS: Final = {
    AssistantCommand.NEW: later("New…"),
    AssistantCommand.EDIT: later("Edit…"),
    AssistantCommand.TEST: later("Test…"),
    AssistantCommand.DUPLICATE: later("Duplicate"),
    AssistantCommand.EXPORT: later("Export…"),
    AssistantCommand.IMPORT: later("Import…"),
    AssistantCommand.DELETE: later("Delete…"),
}

_KEYS: Final = {
    AssistantCommand.NEW: "Ctrl+N",
    AssistantCommand.EDIT: "F2",
    AssistantCommand.TEST: "Ctrl+T",
    AssistantCommand.DUPLICATE: "Ctrl+D",
    AssistantCommand.EXPORT: "Ctrl+E",
    AssistantCommand.IMPORT: "Ctrl+O",
    AssistantCommand.DELETE: "Del",
}

_WITHOUT_CHOICE: Final = frozenset({AssistantCommand.NEW, AssistantCommand.IMPORT})


class ManagerDialog(QDialog):
    """A list with buttons beside it.

    Signals:
        command_asked: An `AssistantCommand` and the id of the assistant that is chosen, or nothing.
    """

    command_asked = Signal(object, str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Assistants"))
        self._items: tuple[AssistantItem, ...] = ()
        self.list = QListWidget()
        self.list.setProperty("kind", "field")
        self.list.setAccessibleName(say("Assistants"))
        self.list.setWordWrap(True)
        show_heads(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: dict[AssistantCommand, TextButton] = {}
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE_S)
        for command in AssistantCommand:
            kind = "danger" if command is AssistantCommand.DELETE else ""
            label = str(_LABELS[command])
            button = TextButton(label, kind=kind)
            button.setAutoDefault(False)
            keys = QKeySequence(_KEYS[command])
            native = keys.toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{label.rstrip('…')} ({native})")
            QShortcut(keys, self, lambda c=command: self._ask(c))
            button.clicked.connect(lambda _checked=False, c=command: self._ask(c))
            self.buttons[command] = button
            side.addWidget(button)
        side.addStretch(1)
        self.close_button = TextButton(say("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("Assistants"), role="heading"))
        column.addLayout(row, 1)
        column.addLayout(button_row(self.close_button))
        self.list.currentRowChanged.connect(self._refresh)
        self.list.itemActivated.connect(lambda: self._ask(AssistantCommand.EDIT))
        self.list.setFocus()
        self.resize(560, 420)

    @property
    def chosen(self) -> str:
        """Id of the assistant that is chosen; empty if none is."""
        row = self.list.currentRow()
        return "" if row < 0 else str(self.list.item(row).data(_ID))

    def show_assistants(self, assistants: Sequence[AssistantItem], chosen: str) -> None:
        """Show these, and choose one by its id."""
        self._items = tuple(assistants)
        self.list.clear()
        for number, one in enumerate(assistants):
            about = " ".join(one.settings.description.split())
            item = QListWidgetItem(f"{one.name}\n{about}" if about else one.name, self.list)
            item.setData(_ID, one.id)
            if one.id == chosen:
                self.list.setCurrentRow(number)
        if not self.chosen and assistants:
            self.list.setCurrentRow(0)
        self._refresh()

    def _ask(self, command: AssistantCommand) -> None:
        if self.buttons[command].isEnabled():
            self.command_asked.emit(command, self.chosen)

    def _refresh(self) -> None:
        chosen = next((one for one in self._items if one.id == self.chosen), None)
        for command, button in self.buttons.items():
            button.setEnabled(command in _WITHOUT_CHOICE or chosen is not None)
        if chosen is not None and chosen.is_default:
            self.buttons[AssistantCommand.DELETE].setEnabled(False)


async def manage_assistants(parent: QWidget | None, serve: Callable[[ManagerDialog], None]) -> None:
    """Show all assistants until the person closes the list; ``serve`` connects it before."""
    dialog = ManagerDialog(parent)
    serve(dialog)
    await finished(dialog)
