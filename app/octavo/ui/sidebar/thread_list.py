"""The list of threads: chosen by click or arrow keys, renamed in place, deleted by key or menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from octavo.session.state import ThreadItem
from octavo.ui import theme
from octavo.ui.reading import draw_line
from octavo.ui.sidebar.thread_actions import ThreadAction, fill_menu, suit
from octavo.ui.sidebar.threads_model import ITEM_ROLE, ThreadsModel
from octavo.ui.widgets.rows import INSET, draw_row_ground
from octavo.words import say

ROW_HEIGHT = 34
"""Of threads and headings alike: the view then asks for the height of one, not of thousands."""

_PAD = 10
_Index = QModelIndex | QPersistentModelIndex


class ThreadDelegate(QStyledItemDelegate):
    """Draws days in small capitals and threads below them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt passes it
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        worn = theme.current()
        rect: QRect = option.rect
        text = str(index.data())
        is_thread = index.data(ITEM_ROLE) is not None
        painter.save()
        if is_thread:
            draw_row_ground(painter, option, hovered=index.row() == self.hovered_row)
            font = theme.font(theme.BASE_PX)
            inner = rect.adjusted(INSET + _PAD, 0, -INSET - _PAD, 0)
            align = Qt.AlignmentFlag.AlignVCenter
        else:
            font = heading_font()
            text = text.upper()
            inner = rect.adjusted(INSET, 0, -INSET, -5)
            align = Qt.AlignmentFlag.AlignBottom
        painter.setFont(font)
        painter.setPen(QColor(worn.ink if is_thread else worn.soft_ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        draw_line(painter, inner, shown, option.direction, align)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002 - Qt passes it
        editor = QLineEdit(parent)
        editor.setProperty("kind", "inline")
        editor.setAccessibleName(say("Title of the thread"))
        editor.setMaxLength(200)
        return editor

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: _Index,  # noqa: ARG002 - Qt passes it
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(INSET, 1, -INSET, -1))


class ThreadList(QListView):
    """Shows a `ThreadsModel`.

    Signals:
        thread_chosen: Id of the thread that the person went to.
        action_asked: A `ThreadAction` and the id of the thread that it is for.
    """

    thread_chosen = Signal(str)
    action_asked = Signal(object, str)

    def __init__(self, model: ThreadsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = ThreadDelegate(self)
        self._chosen = ""
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("Threads"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        model.modelReset.connect(self._on_model_reset)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def natural_height(self) -> int:
        """Return the height at which nothing is scrolled, in pixels."""
        return self._model.rowCount() * ROW_HEIGHT

    def choose(self, thread_id: str) -> None:
        """Mark a thread as the one in view, without saying so."""
        self._chosen = thread_id
        index = self._model.index_of(thread_id)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        if not index.isValid():
            self.clearSelection()

    def show_menu(self, index: QModelIndex, position: QPoint) -> None:
        """Open a row's menu at a place of the screen."""
        thread = _thread(index)
        if thread is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = fill_menu(menu, lambda action: self.action_asked.emit(action, thread.id))
        actions[ThreadAction.DELETE].setShortcut(QKeySequence(Qt.Key.Key_Delete))
        suit(actions, thread)
        menu.popup(position)

    def rename(self, thread_id: str) -> None:
        """Let the person type another title in a thread's row."""
        index = self._model.index_of(thread_id)
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def dataChanged(
        self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Draw what changed and leave all rows where they are, which a list view would not."""
        QAbstractItemView.dataChanged(self, top_left, bottom_right, list(roles))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        else:
            index = self.indexAt(event.pos())
            place = event.globalPos()
        self.show_menu(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        thread = _thread(self.currentIndex())
        if thread is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.action_asked.emit(ThreadAction.DELETE, thread.id)
            return
        super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        thread = _thread(current)
        if thread is not None and thread.id != self._chosen:
            self._chosen = thread.id
            self.thread_chosen.emit(thread.id)

    def _on_model_reset(self) -> None:
        self.choose(self._chosen)


def heading_font() -> QFont:
    """Return the font of the headings of the sidebar."""
    font = theme.font(theme.CAPTION_PX, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    return font


def _thread(index: QModelIndex) -> ThreadItem | None:
    item = index.data(ITEM_ROLE) if index.isValid() else None
    return item if isinstance(item, ThreadItem) else None
