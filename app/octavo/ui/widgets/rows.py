"""What the rows of all lists of the sidebar have in common."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from octavo.ui import theme

INSET: Final = 14
"""Distance of a row's ground from the edges of its list, in pixels."""


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, hovered: bool) -> None:
    """Draw the ground of a row: chosen, under the pointer, or with the keyboard's focus."""
    worn = theme.current()
    rect: QRect = option.rect
    state: QStyle.StateFlag = option.state
    ground = QRectF(rect.adjusted(INSET, 1, -INSET, -1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or hovered:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.selection if selected else worn.hover))
        painter.drawRoundedRect(ground, theme.RADIUS, theme.RADIUS)
    draw_row_focus(painter, option, ground)


def draw_row_focus(painter: QPainter, option: QStyleOptionViewItem, ground: QRectF) -> None:
    """Draw a ring into the ground of a row that has the keys, if it was reached by them."""
    state: QStyle.StateFlag = option.state
    focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    if (state & focused) == focused:
        painter.setPen(QPen(QColor(theme.current().accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
