"""The list of a collection's documents, with a row's actions under pointer, menu and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from octavo.session.state import DocumentItem
from octavo.ui.documents.delegate import ROW_HEIGHT, DocumentDelegate
from octavo.ui.documents.model import ITEM_ROLE, DocumentsModel
from octavo.ui.documents.words import ACTION_LABELS, DocumentAction, actions
from octavo.words import say


class DocumentList(QListView):
    """Shows a `DocumentsModel`.

    Signals:
        action_asked: A `DocumentAction` and the key of the document that it is for.
    """

    action_asked = Signal(object, str)

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = DocumentDelegate(self)
        self._pressed: tuple[str, DocumentAction] | None = None
        self._menu: QMenu | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("Documents"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._on_activated)

    def natural_height(self) -> int:
        """Return the height at which nothing is scrolled, in pixels."""
        return self.model().rowCount() * ROW_HEIGHT

    def show_menu(self, index: QModelIndex, position: QPoint) -> None:
        """Open a row's menu at a place of the screen."""
        item = _item(index)
        if item is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in actions(item):
            entry = menu.addAction(str(ACTION_LABELS[action]))
            entry.triggered.connect(
                lambda _checked=False, a=action, k=item.key: self.action_asked.emit(a, k)
            )
        menu.popup(position)

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
                self.action_asked.emit(action, key)
            return
        super().mouseReleaseEvent(event)
        item = _item(self.indexAt(position))
        if event.button() == Qt.MouseButton.LeftButton and item is not None:
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
        item = _item(self.currentIndex())
        if item is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            wanted = (DocumentAction.REMOVE, DocumentAction.CANCEL)
            for action in wanted:
                if action in actions(item):
                    self.action_asked.emit(action, item.key)
                    return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        item = _item(index)
        if item is not None:
            self._open(item)

    def _open(self, item: DocumentItem) -> None:
        for action in (DocumentAction.OPEN, DocumentAction.UNLOCK, DocumentAction.DETAILS):
            if action in actions(item):
                self.action_asked.emit(action, item.key)
                return

    def _button_at(self, position: QPoint) -> tuple[str, DocumentAction] | None:
        index = self.indexAt(position)
        item = _item(index)
        if item is None:
            return None
        action = self._delegate.action_at(self.visualRect(index), item, position)
        return None if action is None else (item.key, action)

    def _hover(self, position: QPoint) -> None:
        index = self.indexAt(position)
        item = _item(index)
        row = index.row() if item is not None else -1
        action = (
            self._delegate.action_at(self.visualRect(index), item, position)
            if item is not None
            else None
        )
        if (row, action) != (self._delegate.hovered_row, self._delegate.hovered_action):
            self._delegate.hovered_row = row
            self._delegate.hovered_action = action
            self.viewport().update()


def _item(index: QModelIndex) -> DocumentItem | None:
    item = index.data(ITEM_ROLE) if index.isValid() else None
    return item if isinstance(item, DocumentItem) else None
