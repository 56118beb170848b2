"""The command palette: type a few letters of what is to be done, and press Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.commands import Command
from octavo.ui.dialogs import finished
from octavo.ui.reading import draw_line
from octavo.words import say

_Index = QModelIndex | QPersistentModelIndex

_ROW = Qt.ItemDataRole.UserRole
KEYS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""What can be pressed instead."""

_WIDTH = 520
_HEIGHT = 420


class CommandPalette(QDialog):
    """A field above a list: the field keeps the keys, and moves through the list with arrows.

    Args:
        parent: The window.
        commands: What can be done; what cannot be done now is left out.
    """

    def __init__(self, parent: QWidget | None, commands: Sequence[Command]) -> None:
        super().__init__(parent)
        self._commands = [one for one in commands if one.action.isEnabled()]
        self.setWindowTitle(say("Commands"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("What would you like to do?"))
        self.field.setAccessibleName(say("What would you like to do?"))
        self.list = QListWidget()
        self.list.setProperty("kind", "field")
        self.list.setAccessibleName(say("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_KeysAtTheEnd(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setProperty("role", "soft")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_L,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.note, 1)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show)
        self.list.itemClicked.connect(lambda _: self.accept())
        self._show("")
        self.resize(_WIDTH, _HEIGHT)

    @property
    def chosen(self) -> QAction | None:
        """What the person chose, if they chose anything."""
        row = self.list.currentRow()
        return None if row < 0 else self._commands[int(self.list.item(row).data(_ROW))].action

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field or event.type() != QEvent.Type.KeyPress:
            return False
        key = cast("QKeyEvent", event).key()
        count = self.list.count()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if step and count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if count:
                self.accept()
            return True
        return False

    def _show(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.clear()
        for row, command in enumerate(self._commands):
            if all(word in command.text.casefold() for word in wanted):
                item = QListWidgetItem(command.text, self.list)
                item.setData(_ROW, row)
                item.setData(KEYS_ROLE, command.keys)
                spoken = f"{command.text}, {command.keys}" if command.keys else command.text
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.list.setCurrentRow(0)
        is_found = self.list.count() > 0
        self.list.setVisible(is_found)
        self.note.setVisible(not is_found)
        words = typed.strip()
        self.note.setText("" if is_found else say("Nothing is found for “{words}”.", words=words))


class _KeysAtTheEnd(QStyledItemDelegate):
    """Draws the keys of all commands in a column at the end of their rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        keys = str(index.data(KEYS_ROLE) or "")
        row: QRect = option.rect
        wide = option.fontMetrics.horizontalAdvance(keys) + theme.SPACE_M if keys else 0
        direction: Qt.LayoutDirection = option.direction
        text = QStyleOptionViewItem(option)
        self.initStyleOption(text, index)
        text.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, text, painter, widget)
        inner = row.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0)
        left = QStyle.alignedRect(
            direction,
            Qt.AlignmentFlag.AlignLeft,
            QSize(max(0, inner.width() - wide), inner.height()),
            inner,
        )
        worn = theme.current()
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(worn.ink))
        elided = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, left.width()
        )
        draw_line(painter, left, elided, direction)
        painter.setPen(QColor(worn.soft_ink))
        end = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignRight)
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(inner, int(end | across), keys)
        painter.restore()


async def choose_command(parent: QWidget, commands: Sequence[Command]) -> None:
    """Let the person choose a command, and do it."""
    palette = CommandPalette(parent, commands)
    if await finished(palette) and (action := palette.chosen) is not None:
        action.trigger()
