"""What stands above the documents: the collection's name, its menu, a field to look for some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from octavo.ui import icons, theme
from octavo.ui.documents.collection_menu import (
    CollectionAnswers,
    CollectionChoice,
    collection_menu,
)
from octavo.ui.documents.model import DocumentsModel
from octavo.ui.documents.shown import ORDER_LABELS, DocumentOrder
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import ElidedLabel, plain_tooltip
from octavo.ui.widgets.rows import INSET
from octavo.words import later, say

DOCUMENTS: Final = later("Documents")
"""What the heading says as long as the collection has no name of its own."""

_FIELD_FROM: Final = 8
"""Documents from which on there is a field to look for some."""

_ARROW: Final = 12


class DocumentsHeading(QWidget):
    """Name and menu of the collection, “add”, and from some documents on a field and the order.

    Signals:
        menu_asked: The person wants the menu of collections.
        add_files_asked: The person wants to choose PDFs.
        resized: It has become higher or lower.
        left_down: The person goes on from the field to the list.
    """

    menu_asked = Signal()
    add_files_asked = Signal()
    resized = Signal()
    left_down = Signal()

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._name = str(DOCUMENTS)
        self._menu_of: tuple[Callable[[], CollectionChoice], CollectionAnswers] | None = None
        self.button = QPushButton()
        self.button.setProperty("kind", "heading")
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setIconSize(QSize(_ARROW, _ARROW))
        self.button.setAccessibleName(say("Collection"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_files = IconButton("plus", say("Add PDFs… (Ctrl+O)"))
        self.field = _Field()
        self.order = IconButton("sort", say("Sort the documents"))
        self.note = ElidedLabel()
        self.note.setProperty("role", "soft")
        self._tools = QWidget()
        self._lay_out()
        self.button.clicked.connect(self.menu_asked)
        self.add_files.clicked.connect(self.add_files_asked)
        self.field.textChanged.connect(model.look_for)
        self.field.left_down.connect(self.left_down)
        self.order.clicked.connect(self._on_order_asked)
        model.counted.connect(self._on_counted)
        self._note = ""
        self._refresh()
        self._on_counted()

    @property
    def name(self) -> str:
        """The name of the collection."""
        return self._name

    def show_collection(self, name: str) -> None:
        """Show a collection's name; an empty one stands for a collection that is not made yet."""
        self._name = name or str(DOCUMENTS)
        self._refresh()

    def show_note(self, note: str) -> None:
        """Say something above the list, such as that reading is paused; or nothing more."""
        self._note = note
        self._on_counted()

    def offer_menu(self, to: CollectionAnswers, choice: Callable[[], CollectionChoice]) -> None:
        """Tell what the menu of collections shows whenever it is wanted, and who is told of it."""
        self._menu_of = choice, to

    def make_menu(self) -> QMenu | None:
        """Return the menu of collections as it is now, if there is one yet."""
        if self._menu_of is None:
            return None
        choice, to = self._menu_of
        return collection_menu(self, choice(), to)

    def open_menu(self) -> None:
        """Open the menu of collections below the name; it is deleted when it is closed."""
        if menu := self.make_menu():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.addWidget(self.button, 0)
        first.addStretch(1)
        first.addWidget(self.add_files)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(theme.SPACE_XS)
        tools.addWidget(self.field, 1)
        tools.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, INSET, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(first)
        column.addWidget(self._tools)
        column.addWidget(self.note)  # below the field, which stays where it is as one types

    def _on_counted(self) -> None:
        many = self._model.total >= _FIELD_FROM or bool(self._model.words)
        hits = self._model.rowCount()
        found = (
            say("{n:,} of {total:,} documents", n=hits, total=self._model.total)
            if self._model.words
            else ""
        )
        text = " · ".join(filter(None, (self._note, found)))
        before = (self._tools.isHidden(), self.note.isHidden())
        self._tools.setVisible(many)
        self.note.setText(text)
        self.note.setVisible(bool(text))
        if before != (self._tools.isHidden(), self.note.isHidden()):
            self.resized.emit()

    def _on_order_asked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for order, label in ORDER_LABELS.items():
            action = menu.addAction(str(label))
            action.setCheckable(True)
            action.setChecked(order is self._model.order)
            action.triggered.connect(lambda _on=False, o=order: self._sort_by(o))
        menu.popup(self.order.mapToGlobal(QPoint(0, self.order.height())))

    def _sort_by(self, order: DocumentOrder) -> None:
        self._model.sort_by(order)
        self.order.setAccessibleDescription(str(ORDER_LABELS[order]))

    def _refresh(self) -> None:
        font = theme.font(theme.SMALL_PX, QFont.Weight.DemiBold)
        self.button.setFont(font)
        self.note.setFont(theme.font(theme.SMALL_PX))
        room = max(60, self.width() - 2 * INSET - self.add_files.sizeHint().width() - 40)
        text = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.button.setText(text.replace("&", "&&"))
        self.button.setToolTip(plain_tooltip(say("Collection: {name}", name=self._name)))
        self.button.setAccessibleDescription(self._name)
        self.button.setIcon(icons.icon("chevron-down", theme.current().soft_ink, _ARROW))


class _Field(QLineEdit):
    """Takes words; Esc clears it, the arrow down goes on to the list.

    Signals:
        left_down: The arrow down was pressed.
    """

    left_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(say("Find in this list"))
        self.setAccessibleName(say("Find in this list"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
