"""The documents of a collection as a Qt model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from octavo.session.state import DocumentItem
from octavo.ui.documents.words import description, spoken
from octavo.ui.widgets.elided_label import plain_tooltip

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The `DocumentItem` of a row."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class DocumentsModel(QAbstractListModel):
    """One row per document, in the order of the collection."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[DocumentItem] = []
        self._rows: dict[str, int] = {}

    def set_items(self, items: Sequence[DocumentItem]) -> None:
        """Take over the whole list; rows that stay keep their selection."""
        new = list(items)
        kept = {item.key for item in new}
        for row in reversed(range(len(self._items))):
            if self._items[row].key not in kept:
                self.beginRemoveRows(_NO_PARENT, row, row)
                del self._items[row]
                self.endRemoveRows()
        before = [item.key for item in self._items]
        if before == [item.key for item in new[: len(before)]]:
            self._append(new[len(before) :])
        else:
            self.beginResetModel()
            self._items = list(new)
            self.endResetModel()
        self._rows = {item.key: row for row, item in enumerate(new)}
        for item in new:
            self.change_item(item)

    def change_item(self, item: DocumentItem) -> None:
        """Take over one document; one that is not in the list is not for this model."""
        row = self._rows.get(item.key)
        if row is None or self._items[row] == item:
            return
        self._items[row] = item
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def item(self, key: str) -> DocumentItem | None:
        """Return a document by its key."""
        row = self._rows.get(key)
        return None if row is None else self._items[row]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(description(item))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(item)
            case Qt.ItemDataRole.UserRole:
                return item
            case _:
                return None

    def _append(self, items: list[DocumentItem]) -> None:
        if items:
            first = len(self._items)
            self.beginInsertRows(_NO_PARENT, first, first + len(items) - 1)
            self._items += items
            self.endInsertRows()
