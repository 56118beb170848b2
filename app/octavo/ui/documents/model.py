"""The documents of a collection as a Qt model: those that are looked for, in the chosen order."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from octavo.session.state import DocumentItem
from octavo.ui.documents.arranging import Arranging
from octavo.ui.documents.shown import DocumentOrder
from octavo.ui.documents.words import description, spoken
from octavo.ui.widgets.counted_rows import CountedRows
from octavo.ui.widgets.elided_label import plain_tooltip

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The `DocumentItem` of a row."""

_Index = QModelIndex | QPersistentModelIndex

_SETTLES_MS: Final = 250
"""After a change that may move a row; many documents change at once while they are read."""

_FEW_REMOVED: Final = 50
"""Rows that are removed one by one; more are a new list."""


_FLAGS: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)


class DocumentsModel(CountedRows):
    """One row per document that is shown.

    A long list is sorted and looked through in slices: what is shown stays until that is done.

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
        self._arranging = Arranging(self._show_arranged, self)
        self._out_of_date = False  # what is being arranged
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._rearrange)

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
        self._rearrange()

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

    def items_in(self, rows: Iterable[int]) -> list[DocumentItem]:
        """Return the documents of rows."""
        return [self._items[row] for row in rows]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

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

    def _rearrange(self) -> None:
        """Arrange what has changed, but not before what is being arranged is shown.

        Documents that change again and again would else keep it from ever being shown.
        """
        self._settling.stop()
        if self._arranging.is_active:
            self._out_of_date = True
        else:
            self._arrange()

    def _arrange(self) -> None:
        """Work out what is to be shown now; what was being worked out is given up."""
        self._settling.stop()
        self._out_of_date = False
        self._arranging.begin(tuple(self._all.values()), self._words, self._order)

    def _show_arranged(self, arranged: list[DocumentItem]) -> None:
        """Show documents with as little change as there is."""
        new = [self._all[item.key] for item in arranged if item.key in self._all]
        rows = {item.key: row for row, item in enumerate(new)}
        gone = [row for row, item in enumerate(self._items) if item.key not in rows]
        stay = [item.key for item in self._items if item.key in rows]
        appended = stay == [item.key for item in new[: len(stay)]]
        if appended and len(gone) <= _FEW_REMOVED:
            for row in reversed(gone):
                self._remove_rows(row, 1, functools.partial(self._items.__delitem__, row))
            if more := new[len(stay) :]:
                self._insert_rows(len(stay), len(more), lambda: self._items.extend(more))
            self._rows = rows
            for item in new[: len(stay)]:
                self._show(item)
        else:
            self._replace_rows(len(new), lambda: self._take(new, rows))
        self.counted.emit()
        if self._out_of_date:
            self._arrange()

    def _take(self, items: list[DocumentItem], rows: dict[str, int]) -> None:
        self._items, self._rows = items, rows
