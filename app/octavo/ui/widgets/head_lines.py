"""Rows of a list whose first line is their head: what follows it is said in soft ink."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from octavo.ui import theme
from octavo.ui.reading import direction_of


class HeadLines(QStyledItemDelegate):
    """Paints a row as the style does, but its lines after the first in soft ink.

    Each line begins at the edge where lines begin, and is read as its own letters are.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style = shown.widget.style()
        part = QStyle.SubElement.SE_ItemViewItemText
        room = style.subElementRect(part, shown, shown.widget)
        lines: list[str] = shown.text.split("\u2028")  # as Qt has put each line break
        shown.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        worn = theme.current()
        painter.save()
        painter.setFont(shown.font)
        painter.setClipRect(room)
        for number, line in enumerate(lines):
            painter.setPen(QColor(worn.soft_ink if number else worn.ink))
            room.setTop(room.top() + _draw(painter, room, line, shown.direction))
        painter.restore()


def show_heads(rows: QListWidget) -> None:
    """Have a list paint its rows so."""
    rows.setItemDelegate(HeadLines(rows))


def _draw(painter: QPainter, room: QRect, text: str, direction: Qt.LayoutDirection) -> int:
    """Draw a text into a room, in as many lines as it takes; return their height in pixels."""
    layout = QTextLayout(text, painter.font())
    option = QTextOption(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
    option.setTextDirection(direction_of(text, direction))
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(room.topLeft()))
    return round(height)
