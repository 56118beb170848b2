"""What a search found as a Qt model: threads and pages, each group under its heading."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from octavo.session.found import Found, FoundPage, FoundThread
from octavo.ui.chat.chips import one_line, page_label
from octavo.ui.sidebar.threads_model import UNTITLED
from octavo.words import say

FOUND_ROLE = Qt.ItemDataRole.UserRole
"""The `FoundThread` or `FoundPage` of a row, None for a heading."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class FoundModel(QAbstractListModel):
    """Rows of what was found under “Threads” and “Pages”."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | FoundThread | FoundPage] = []

    def show(self, found: Found) -> None:
        """Show what was found."""
        self.beginResetModel()
        self._rows = []
        if found.threads:
            self._rows += [say("Threads"), *found.threads]
        if found.pages:
            self._rows += [say("Pages"), *found.pages]
        self.endResetModel()

    def is_heading(self, row: int) -> bool:
        """Tell whether a row is a group's name."""
        return isinstance(self._rows[row], str)

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row if isinstance(row, str) else headline(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row if isinstance(row, str) else f"{headline(row)}: {one_line(row.text)}"
            case Qt.ItemDataRole.UserRole:
                return None if isinstance(row, str) else row
            case _:
                return None


def headline(row: FoundThread | FoundPage) -> str:
    """Return the first line of a row."""
    if isinstance(row, FoundThread):
        return row.title or str(UNTITLED)
    return f"{one_line(row.filename)} · {page_label(one_line(row.label))}"
