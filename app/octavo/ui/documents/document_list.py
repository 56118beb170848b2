"""The list of a collection's documents, with a row's actions under pointer, menu and keys."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from octavo.session.state import CollectionItem, DocumentItem
from octavo.ui.documents.delegate import ROW_HEIGHT, DocumentDelegate
from octavo.ui.documents.model import ITEM_ROLE, DocumentsModel
from octavo.ui.documents.words import (
    ACTION_KEYS,
    ACTION_LABELS,
    ACTION_LABELS_MANY,
    DocumentAction,
    actions,
    common_actions,
)
from octavo.words import later, say

UNNAMED: Final = later("Without a name")
"""What a collection is called that has no name."""

_CHOOSING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


_GROUPS = (DocumentAction.DETAILS, DocumentAction.COPY_TO, DocumentAction.REMOVE)
"""What begins another group of the menu."""

_BY_KEYS: Final = {
    keys: action
    for action, keys in ACTION_KEYS.items()
    if action in (DocumentAction.BESIDE, DocumentAction.DETAILS, DocumentAction.RETRY)
}
"""What the list does by itself: the other keys are those of any list, and of removing."""

_OPENING = (DocumentAction.OPEN, DocumentAction.UNLOCK, DocumentAction.DETAILS)
"""What a click on a row may do: the first of these that the document offers."""


class DocumentList(QListView):
    """Shows a `DocumentsModel`.

    Signals:
        action_asked: A `DocumentAction` and the keys (tuple of str) of the documents that it is
            for.
        target_asked: `DocumentAction.COPY_TO` or ``MOVE_TO``, the keys, and the id of the
            collection that they shall go to; an empty one for a new collection.
    """

    action_asked = Signal(object, object)
    target_asked = Signal(object, object, str)

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents = model
        self._delegate = DocumentDelegate(self)
        self._pressed: tuple[str, DocumentAction] | None = None
        self._targets: Callable[[], Sequence[CollectionItem]] = tuple
        self._kept: tuple[list[str], str] = ([], "")  # selected and current while rows are new
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("Documents"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._on_activated)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)

    def offer_targets(self, targets: Callable[[], Sequence[CollectionItem]]) -> None:
        """Let documents be copied and moved to the collections that are told then."""
        self._targets = targets

    def take_focus(self) -> None:
        """Have the keys, on the first row if none is chosen yet."""
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def selected(self) -> list[DocumentItem]:
        """Return the documents that are selected, from the top."""
        # By ranges: an index for each of 5,000 rows, and what it says, would take 20 ms.
        ranges = self.selectionModel().selection().toList()
        rows = sorted(row for one in ranges for row in range(one.top(), one.bottom() + 1))
        return self._documents.items_in(rows)

    def natural_height(self) -> int:
        """Return the height at which nothing is scrolled, in pixels."""
        return self.model().rowCount() * ROW_HEIGHT

    def show_menu(self, index: QModelIndex, position: QPoint) -> None:
        """Open the menu of a row, or of all that are selected with it, at a place of the screen."""
        item = _item(index)
        if item is None:
            return
        chosen = self.selected()
        several = len(chosen) > 1 and any(one.key == item.key for one in chosen)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, chosen if several else [item])
        menu.popup(position)

    def fill_menu(self, menu: QMenu, items: Sequence[DocumentItem]) -> None:
        """Put into a menu what can be done with documents, with the keys of the list."""
        several = len(items) > 1
        keys = tuple(one.key for one in items)
        offered = common_actions(items) if several else [a for i in items for a in actions(i)]
        for action in offered:
            label = str(ACTION_LABELS[action])
            if action in _GROUPS and not menu.isEmpty():
                menu.addSeparator()
            if action in (DocumentAction.COPY_TO, DocumentAction.MOVE_TO):
                self._fill_targets(menu.addMenu(label), action, keys)
                continue
            text = ACTION_LABELS_MANY[action].say(n=len(keys)) if several else label
            entry = menu.addAction(text)
            entry.setShortcut(QKeySequence(ACTION_KEYS.get(action, "")))
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # only to be seen
            entry.triggered.connect(
                lambda _checked=False, a=action: self.action_asked.emit(a, keys)
            )

    def _fill_targets(self, menu: QMenu, action: DocumentAction, keys: tuple[str, ...]) -> None:
        for target in self._targets():
            entry = menu.addAction(target.name.replace("&", "&&") or str(UNNAMED))
            entry.triggered.connect(
                lambda _checked=False, t=target.id: self.target_asked.emit(action, keys, t)
            )
        menu.addSeparator()
        menu.addAction(say("New collection…")).triggered.connect(
            lambda: self.target_asked.emit(action, keys, "")
        )

    def dataChanged(
        self,
        top_left: QModelIndex | QPersistentModelIndex,
        bottom_right: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Draw what changed, and leave all rows where they are: each is as high as the others.

        The list view itself would lay out thousands of rows anew for each page that is read.
        """
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        self._hover(position)
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._button_at(position)
            if self._pressed is not None:
                return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        position = event.position().toPoint()
        if pressed is not None:
            if pressed == self._button_at(position):
                key, action = pressed
                self.action_asked.emit(action, (key,))
            return
        super().mouseReleaseEvent(event)
        item = _item(self.indexAt(position))
        chooses = event.modifiers() & _CHOOSING  # selects, and opens nothing
        if event.button() == Qt.MouseButton.LeftButton and item is not None and not chooses:
            self._open(item)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        self.show_menu(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_away(self.selected())
        elif (action := _BY_KEYS.get(QKeySequence(event.keyCombination()).toString())) is not None:
            self._do(action)
        else:
            super().keyPressEvent(event)

    def _do(self, action: DocumentAction) -> None:
        """Do something with the document that has the keys, or with all that are selected."""
        current = _item(self.currentIndex())
        one = [] if current is None else [current]
        items = self.selected() if action is DocumentAction.RETRY else one
        keys = tuple(item.key for item in items if action in actions(item))
        if keys:
            self.action_asked.emit(action, keys)

    def _take_away(self, items: Sequence[DocumentItem]) -> None:
        """Ask to remove what can be removed, and to cancel what is under way."""
        for action in (DocumentAction.REMOVE, DocumentAction.CANCEL):
            keys = tuple(item.key for item in items if action in actions(item))
            if keys:
                self.action_asked.emit(action, keys)

    def _keep_selection(self) -> None:
        current = _item(self.currentIndex())
        self._kept = [item.key for item in self.selected()], current.key if current else ""

    def _restore_selection(self) -> None:
        selected, current = self._kept
        model, choice = self._documents, self.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        if (row := model.row_of(current)) is not None:
            choice.setCurrentIndex(model.index(row), flag.NoUpdate)
        rows = sorted(row for key in selected if (row := model.row_of(key)) is not None)
        # As few ranges as can be, at once: row by row, 5,000 would take a second.
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(model.index(first), model.index(last))
        choice.select(chosen, flag.Select)

    def _on_activated(self, index: QModelIndex) -> None:
        item = _item(index)
        if item is not None:
            self._open(item)

    def _open(self, item: DocumentItem) -> None:
        action = next((one for one in actions(item) if one in _OPENING), None)
        if action is not None:
            self.action_asked.emit(action, (item.key,))

    def _button_at(self, position: QPoint) -> tuple[str, DocumentAction] | None:
        index = self.indexAt(position)
        item = _item(index)
        if item is None:
            return None
        row, direction = self.visualRect(index), self.layoutDirection()
        action = self._delegate.action_at(row, item, position, direction)
        return None if action is None else (item.key, action)

    def _hover(self, position: QPoint) -> None:
        index = self.indexAt(position)
        row = index.row() if _item(index) is not None else -1
        button = self._button_at(position)
        action = None if button is None else button[1]
        if (row, action) != (self._delegate.hovered_row, self._delegate.hovered_action):
            self._delegate.hovered_row = row
            self._delegate.hovered_action = action
            self.viewport().update()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of rows that follow each other; they are in order."""
    for _, run in itertools.groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        yield members[0], members[-1]


def _item(index: QModelIndex) -> DocumentItem | None:
    item = index.data(ITEM_ROLE) if index.isValid() else None
    return item if isinstance(item, DocumentItem) else None
