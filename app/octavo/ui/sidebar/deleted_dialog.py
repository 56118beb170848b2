"""The threads that were deleted lately: brought back, or deleted for good."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from octavo.session.state import ThreadItem
from octavo.session.threads import KEPT_DAYS
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.sidebar.days import day_today
from octavo.ui.sidebar.threads_model import UNTITLED
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.head_lines import show_heads
from octavo.words import say

_ID = Qt.ItemDataRole.UserRole


class _Code(IntEnum):
    RESTORE = 2
    DELETE = 3


@dataclasses.dataclass(frozen=True, slots=True)
class DeletedChoice:
    """What is to be done with which threads."""

    thread_ids: tuple[str, ...]
    restore: bool


class DeletedDialog(QDialog):
    """A list with two buttons; Enter restores, nothing is lost by accident."""

    def __init__(self, parent: QWidget | None, threads: Sequence[ThreadItem]) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Recently deleted"))
        self.list = QListWidget()
        self.list.setProperty("kind", "field")
        self.list.setAccessibleName(say("Deleted threads"))
        show_heads(self.list)
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        for thread in threads:
            shown = f"{thread.title or UNTITLED}\n{day_today(thread.deleted_at)}"
            item = QListWidgetItem(shown, self.list)
            item.setData(_ID, thread.id)
        self.restore = TextButton(say("Restore"), kind="primary")
        self.delete = TextButton(say("Delete for good…"), kind="danger")
        self.close_button = TextButton(say("Close"))
        self.restore.setDefault(True)
        for button in (self.delete, self.close_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Recently deleted"), role="heading"))
        words = say("Threads are kept for {days} days after they were deleted.", days=KEPT_DAYS)
        column.addWidget(
            plain_label(words if threads else say("No thread was deleted lately."), role="soft")
        )
        column.addWidget(self.list, 1)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(button_row(self.close_button, self.delete, self.restore))
        self.restore.clicked.connect(lambda: self.done(_Code.RESTORE))
        self.delete.clicked.connect(lambda: self.done(_Code.DELETE))
        self.close_button.clicked.connect(self.reject)
        self.list.itemSelectionChanged.connect(self._refresh)
        self.list.itemActivated.connect(lambda: self.done(_Code.RESTORE))
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._refresh()
        self.resize(460, 420)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the threads that are selected."""
        return tuple(str(item.data(_ID)) for item in self.list.selectedItems())

    def _refresh(self) -> None:
        for button in (self.restore, self.delete):
            button.setEnabled(bool(self.list.selectedItems()))


async def choose_deleted(
    parent: QWidget | None, threads: Sequence[ThreadItem]
) -> DeletedChoice | None:
    """Let the person choose deleted threads, and what is to be done with them."""
    dialog = DeletedDialog(parent, threads)
    await finished(dialog)
    if dialog.result() not in {_Code.RESTORE, _Code.DELETE} or not dialog.chosen:
        return None
    return DeletedChoice(dialog.chosen, restore=dialog.result() == _Code.RESTORE)
