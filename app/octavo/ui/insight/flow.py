"""Layouts that go on in the next line where the first is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from octavo.ui import theme


class FlowLayout(QLayout):
    """Puts widgets beside each other, and below where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.SPACE_XS)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return Qt.LayoutDirection.LeftToRight if parent is None else parent.layoutDirection()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        direction = self._direction()
        for item in self._items:
            hint = item.sizeHint()
            width = min(hint.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            wraps = width < hint.width() and item.hasHeightForWidth()
            height = item.heightForWidth(width) if wraps else hint.height()
            if move:
                at = QRect(QPoint(x, y), QSize(width, height))
                item.setGeometry(QStyle.visualRect(direction, rect, at))
            x += width + self.spacing()
            line = max(line, height)
        return y + line - rect.y()


class ColumnsLayout(FlowLayout):
    """Puts columns of one width beside each other, as many as there is room for, the others below.

    Args:
        least: Pixels that a column is wide at least.
    """

    def __init__(self, least: int) -> None:
        super().__init__()
        self._least = least
        self.setSpacing(theme.SPACE_L)

    def minimumSize(self) -> QSize:
        return QSize(self._least if self._items else 0, super().minimumSize().height())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if not self._items:
            return 0
        gap = self.spacing()
        across = max(1, min(len(self._items), (rect.width() + gap) // (self._least + gap)))
        width = (rect.width() - (across - 1) * gap) // across
        direction = self._direction()
        y = rect.y()
        for first in range(0, len(self._items), across):
            row = self._items[first : first + across]
            height = max(_height(item, width) for item in row)
            for place, item in enumerate(row if move else ()):
                at = QRect(rect.x() + place * (width + gap), y, width, height)
                item.setGeometry(QStyle.visualRect(direction, rect, at))
            y += height + gap
        return y - gap - rect.y()


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
