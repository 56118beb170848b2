"""Draws a document's row: name and state, a thin progress bar, buttons under the pointer."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from octavo.session.state import DocumentItem, DocumentState
from octavo.ui import icons, theme
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import (
    ACTION_ICONS,
    DocumentAction,
    actions,
    is_double,
    is_flagged,
    progress,
    state_line,
)
from octavo.ui.reading import draw_line
from octavo.ui.widgets.rows import INSET, draw_row_ground

ROW_HEIGHT = 54
_PAD = 10
_BUTTON = 24
_BAR = 3


class DocumentDelegate(QStyledItemDelegate):
    """Draws rows; the list tells it which row and which button the pointer is on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.hovered_action: DocumentAction | None = None

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt passes it
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt passes it
    ) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def action_at(
        self, row_rect: QRect, item: DocumentItem, position: QPoint, direction: Qt.LayoutDirection
    ) -> DocumentAction | None:
        """Return the button at a place of a row in a list of this direction."""
        for action, rect in self._buttons(row_rect, item, direction).items():
            if rect.contains(position):
                return action
        return None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        item: DocumentItem = index.data(ITEM_ROLE)
        worn = theme.current()
        rect: QRect = option.rect
        hovered = index.row() == self.hovered_row
        painter.save()
        draw_row_ground(painter, option, hovered=hovered)
        inner = rect.adjusted(INSET + _PAD, 0, -INSET - _PAD, 0)
        buttons = self._buttons(rect, item, option.direction) if hovered else {}
        self._draw_marks(painter, inner, item, buttons, option.direction)
        room = inner.adjusted(0, 0, -max(len(buttons), 1) * _BUTTON, 0)
        room = QStyle.visualRect(option.direction, inner, room)

        name_font = theme.font(theme.BASE_PX)
        painter.setFont(name_font)
        painter.setPen(QColor(worn.ink))
        name = QFontMetrics(name_font).elidedText(
            item.name, Qt.TextElideMode.ElideMiddle, room.width()
        )
        first = QRect(room.left(), rect.top() + 7, room.width(), 18)
        draw_line(painter, first, name, option.direction)

        second = theme.font(theme.SMALL_PX)
        painter.setFont(second)
        painter.setPen(QColor(_state_color(item, worn)))
        state = QFontMetrics(second).elidedText(
            state_line(item), Qt.TextElideMode.ElideRight, inner.width()
        )
        below = QRect(inner.left(), rect.top() + 26, inner.width(), 17)
        draw_line(painter, below, state, option.direction)
        self._draw_bar(painter, inner, item, option)
        painter.restore()

    def _draw_marks(
        self,
        painter: QPainter,
        inner: QRect,
        item: DocumentItem,
        buttons: dict[DocumentAction, QRect],
        direction: Qt.LayoutDirection,
    ) -> None:
        worn = theme.current()
        for action, rect in buttons.items():
            if action is self.hovered_action:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(worn.selection))
                painter.drawRoundedRect(rect, theme.CHIP_RADIUS, theme.CHIP_RADIUS)
            color = worn.ink if action is self.hovered_action else worn.soft_ink
            icons.paint(painter, ACTION_ICONS[action], color, _icon_rect(rect))
        if buttons:
            return
        mark = {
            DocumentState.READY: ("check", worn.soft_ink),
            DocumentState.LOCKED: ("lock", worn.warn),
            DocumentState.FAILED: ("warning", worn.bad),
        }
        if item.state in mark:
            name, color = mark[item.state]
            if item.state is DocumentState.READY and is_flagged(item):
                name, color = "warning", worn.warn
            if is_double(item):
                name, color = "info", worn.soft_ink
            place = QRect(inner.right() - 15, inner.top() + 8, 16, 16)
            mirrored = QStyle.visualRect(direction, inner, place)
            icons.paint(painter, name, color, QRectF(mirrored))

    def _draw_bar(
        self, painter: QPainter, inner: QRect, item: DocumentItem, option: QStyleOptionViewItem
    ) -> None:
        worn = theme.current()
        share = progress(item)
        if share is None:
            return
        track = QRectF(inner.left(), inner.bottom() - 6, inner.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.line))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if share > 0:
            done = max(_BAR, track.width() * min(share, 1.0))
            if option.direction is Qt.LayoutDirection.RightToLeft:
                track.setLeft(track.right() - done)
            else:
                track.setWidth(done)
            painter.setBrush(QColor(worn.accent))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)

    def _buttons(
        self, rect: QRect, item: DocumentItem, direction: Qt.LayoutDirection
    ) -> dict[DocumentAction, QRect]:
        shown = [action for action in actions(item) if action in ACTION_ICONS]
        right = rect.right() - INSET - 4
        places = (
            QRect(right - _BUTTON * (len(shown) - place), rect.top() + 4, _BUTTON, _BUTTON)
            for place in range(len(shown))
        )
        mirrored = (QStyle.visualRect(direction, rect, place) for place in places)
        return dict(zip(shown, mirrored, strict=True))


def _state_color(item: DocumentItem, worn: theme.Theme) -> str:
    if is_double(item):
        return worn.soft_ink
    if item.state is DocumentState.FAILED:
        return worn.bad
    if (
        item.state is DocumentState.LOCKED
        or is_flagged(item)
        or item.pages_failed
        or item.pages_empty
    ):
        return worn.warn
    return worn.soft_ink


def _icon_rect(button: QRect) -> QRectF:
    edge = icons.SMALL
    rect = QRectF(0, 0, edge, edge)
    rect.moveCenter(QRectF(button).center())
    return rect
