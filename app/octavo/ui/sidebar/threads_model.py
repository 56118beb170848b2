"""The threads, grouped by day, as a Qt model: heading rows and thread rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from octavo.session.state import ThreadItem
from octavo.ui.sidebar.days import day_name, day_of
from octavo.ui.widgets.counted_rows import CountedRows
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import later

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The `ThreadItem` of a thread's row, None for a heading."""

UNTITLED = later("New thread")
PINNED = later("Pinned")
"""What stands above the threads that the person pinned."""

_Index = QModelIndex | QPersistentModelIndex

_Row = ThreadItem | dt.date | None
"""A thread, the day above those of a day, or None above those that are pinned.

Thousands of threads may have nearly as many days: what a day is called is said when it is seen.
"""


class ThreadsModel(CountedRows):
    """Rows of threads under the names of their days, below those that are pinned.

    Signals:
        rename_asked: Id of a thread and the title that the person typed.
    """

    rename_asked = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: tuple[ThreadItem, ...] = ()
        self._rows: list[_Row] = []
        self._today = dt.datetime.now().astimezone().date()

    def set_threads(self, threads: Sequence[ThreadItem]) -> None:
        """Take over all threads, newest first."""
        self._threads = tuple(threads)
        self._rebuild()

    def refresh_days(self) -> None:
        """Give the days their new names after midnight."""
        today = dt.datetime.now().astimezone().date()
        if today != self._today:
            self._today = today
            self._rebuild()

    def index_of(self, thread_id: str) -> QModelIndex:
        """Return the row of a thread; an invalid index if it is not in the list."""
        for row, entry in enumerate(self._rows):
            if isinstance(entry, ThreadItem) and entry.id == thread_id:
                return self.index(row)
        return QModelIndex()

    def is_heading(self, row: int) -> bool:
        """Tell whether a row stands above threads, with the name of their day."""
        return not isinstance(self._rows[row], ThreadItem)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: PLR0911 - one per case
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if not isinstance(entry, ThreadItem):
            is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._name(entry) if is_text else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return entry.title or str(UNTITLED)
            case Qt.ItemDataRole.EditRole:
                return entry.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(entry.title)
            case Qt.ItemDataRole.UserRole:
                return entry
            case _:
                return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002 - Qt passes it
        """Ask for another title; the row changes when the session has it."""
        entry = self._rows[index.row()] if index.isValid() else None
        title = " ".join(str(value).split())
        if not isinstance(entry, ThreadItem) or not title or title == entry.title:
            return False
        self.rename_asked.emit(entry.id, title)
        return True

    def _name(self, day: dt.date | None) -> str:
        return str(PINNED) if day is None else day_name(day, self._today)

    def _rebuild(self) -> None:
        rows: list[_Row] = []
        heading: dt.date | str | None = ""  # none yet
        for thread in sorted(self._threads, key=lambda one: not one.pinned):
            day = None if thread.pinned else min(day_of(thread.created_at), self._today)
            if day != heading:
                rows.append(day)
                heading = day
            rows.append(thread)
        if [_identity(row) for row in rows] == [_identity(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self._replace_rows(len(rows), lambda: self._take(rows))

    def _take(self, rows: list[_Row]) -> None:
        self._rows = rows


def _identity(row: _Row) -> object:
    return row.id if isinstance(row, ThreadItem) else row
