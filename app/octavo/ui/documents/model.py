"""The documents of a collection as a Qt model: those that are looked for, in the chosen order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from octavo.session.state import DocumentItem
from octavo.ui.documents.shown import DocumentOrder, shown
from octavo.ui.documents.words import description, spoken
from octavo.ui.widgets.elided_label import plain_tooltip

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The `DocumentItem` of a row."""

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()

_SETTLES_MS: Final = 250
"""After a change that may move a row; many documents change at once while they are read."""

_FEW_REMOVED: Final = 50
"""Rows that are removed one by one; more are a new list."""


class DocumentsModel(QAbstractListModel):
    """One row per document that is shown.

    Signals:
        counted: Documents came or went, or others are shown.
    """

    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, DocumentItem] = {}
        self._items: list[DocumentItem] = []
        self._rows: dict[str, int] = {}
        self._words = ""
        self._order = DocumentOrder.ADDED
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._arrange)

    @property
    def total(self) -> int:
        """Number of documents, shown or not."""
        return len(self._all)

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._words

    @property
    def order(self) -> DocumentOrder:
        """What the rows are sorted by."""
        return self._order

    def look_for(self, words: str) -> None:
        """Show only documents that have these words in name, title, language or state."""
        if words != self._words:
            self._words = words
            self._arrange()

    def sort_by(self, order: DocumentOrder) -> None:
        """Sort the rows."""
        if order is not self._order:
            self._order = order
            self._arrange()

    def set_items(self, items: Sequence[DocumentItem]) -> None:
        """Take over the whole list; rows that stay keep their selection."""
        self._all = {item.key: item for item in items}
        self._arrange()

    def change_item(self, item: DocumentItem) -> None:
        """Take over one document; one that is not in the list is not for this model."""
        if item.key not in self._all:
            return
        self._all[item.key] = item
        self._show(item)
        if (self._words or self._order is not DocumentOrder.ADDED) and not (
            self._settling.isActive()
        ):
            self._settling.start()

    def item(self, key: str) -> DocumentItem | None:
        """Return a document by its key."""
        return self._all.get(key)

    def row_of(self, key: str) -> int | None:
        """Return the row of a document, if it is shown."""
        return self._rows.get(key)

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

    def _show(self, item: DocumentItem) -> None:
        row = self._rows.get(item.key)
        if row is None or self._items[row] is item:
            return
        if self._items[row] != item:
            self._items[row] = item
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _arrange(self) -> None:
        """Show what is to be shown now, with as little change as there is."""
        self._settling.stop()
        new = shown(tuple(self._all.values()), self._words, self._order)
        kept = {item.key for item in new}
        gone = [row for row, item in enumerate(self._items) if item.key not in kept]
        stay = [item.key for item in self._items if item.key in kept]
        appended = stay == [item.key for item in new[: len(stay)]]
        if appended and len(gone) <= _FEW_REMOVED:
            for row in reversed(gone):
                self.beginRemoveRows(_NO_PARENT, row, row)
                del self._items[row]
                self.endRemoveRows()
            self._append(new[len(stay) :])
        else:
            self.beginResetModel()
            self._items = list(new)
            self._rows = {item.key: row for row, item in enumerate(new)}
            self.endResetModel()
        self._rows = {item.key: row for row, item in enumerate(new)}
        for item in new:
            self._show(item)
        self.counted.emit()

    def _append(self, items: list[DocumentItem]) -> None:
        if items:
            first = len(self._items)
            self.beginInsertRows(_NO_PARENT, first, first + len(items) - 1)
            self._items += items
            self.endInsertRows()
