"""Which way a text is read, and a window: a text's own letters tell, whatever the window's way is.

A file's name in English keeps its full stop at its end in a Hebrew window, and a question in Arabic
begins at the right of an English one.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QStyle

_WAYS = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}


def direction_of(text: str, otherwise: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction of the first letter that has one, else another."""
    ways = (_WAYS.get(unicodedata.bidirectional(letter)) for letter in text)
    return next((way for way in ways if way is not None), otherwise)


def draw_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    direction: Qt.LayoutDirection,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Draw a line of text at the edge where lines begin.

    Args:
        painter: Has font and pen.
        rect: The room.
        text: What fits into it.
        direction: Of the widget: it tells the edge.
        across: Where the line is in the height of the room.
    """
    painter.setLayoutDirection(direction_of(text, direction))
    edge = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(rect, int(edge | Qt.AlignmentFlag.AlignAbsolute | across), text)


def margins(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Return margins in pixels for a layout, which Qt does not mirror by itself.

    Args:
        start: At the edge where the lines of the window begin.
        top: Above.
        end: At the edge where they end.
        bottom: Below.
    """
    mirrored = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left, right = (end, start) if mirrored else (start, end)
    return QMargins(left, top, right, bottom)


def align_by_text(field: QPlainTextEdit) -> None:
    """Let a field begin at the edge where its text does; call it whenever the text has changed."""
    direction = direction_of(field.toPlainText(), field.layoutDirection())
    right_to_left = direction is Qt.LayoutDirection.RightToLeft
    flag = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option = field.document().defaultTextOption()
    if option.alignment() != flag:
        option.setAlignment(flag)
        field.document().setDefaultTextOption(option)
