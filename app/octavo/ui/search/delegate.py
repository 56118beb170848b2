"""Draws a row of what was found: what it is, and below it the text with the words marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from octavo.session.found import FoundThread
from octavo.ui import icons, theme
from octavo.ui.reading import direction_of, draw_line
from octavo.ui.search.model import FOUND_ROLE, headline
from octavo.ui.sidebar.thread_list import heading_font
from octavo.ui.widgets.rows import INSET, draw_row_ground

ROW_HEIGHT = 66
SHORT_ROW_HEIGHT = 36
HEADING_HEIGHT = 30
_PAD = 10
_ICON = 16
_LINES = 2

_Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """Draws headings and results; the list tells it which row the pointer is on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002 - Qt passes it
        found = index.data(FOUND_ROLE)
        if found is None:
            return QSize(0, HEADING_HEIGHT)
        return QSize(0, ROW_HEIGHT if found.text else SHORT_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        found = index.data(FOUND_ROLE)
        rect: QRect = option.rect
        painter.save()
        if found is None:
            self._draw_heading(painter, option, str(index.data()))
        else:
            draw_row_ground(painter, option, hovered=index.row() == self.hovered_row)
            inner = rect.adjusted(INSET + _PAD, 8, -INSET - _PAD, -4)
            self._draw_result(painter, inner, found, option.direction)
        painter.restore()

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        painter.setFont(heading_font())
        painter.setPen(QColor(theme.current().soft_ink))
        room: QRect = option.rect.adjusted(INSET + _PAD, 0, -INSET - _PAD, -5)
        draw_line(painter, room, text.upper(), option.direction, Qt.AlignmentFlag.AlignBottom)

    def _draw_result(
        self, painter: QPainter, inner: QRect, found: object, direction: Qt.LayoutDirection
    ) -> None:
        worn = theme.current()
        is_thread = isinstance(found, FoundThread)
        icon = QRect(inner.left(), inner.top() + 1, _ICON, _ICON)
        place = QRectF(QStyle.visualRect(direction, inner, icon))
        icons.paint(painter, "chat" if is_thread else "page", worn.soft_ink, place)
        room = QStyle.visualRect(direction, inner, inner.adjusted(_ICON + theme.SPACE_S, 0, 0, 0))
        painter.setLayoutDirection(direction)
        title_marks = found.title_marks if isinstance(found, FoundThread) else ()
        name = theme.font(theme.BASE_PX, QFont.Weight.DemiBold)
        first = QRectF(room.left(), room.top(), room.width(), 18)
        draw_marked(painter, first, headline(found), title_marks, name, worn.ink, lines=1)  # type: ignore[arg-type]
        text: str = found.text  # type: ignore[attr-defined]
        below = QRectF(room.left(), room.top() + 20, room.width(), 34)
        marks: Sequence[tuple[int, int]] = found.marks  # type: ignore[attr-defined]
        draw_marked(painter, below, text, marks, theme.font(theme.SMALL_PX), worn.soft_ink)


def draw_marked(
    painter: QPainter,
    room: QRectF,
    text: str,
    marks: Sequence[tuple[int, int]],
    font: QFont,
    color: str,
    *,
    lines: int = _LINES,
) -> None:
    """Draw text of at most some lines, the marked words on the highlight's ground."""
    worn = theme.current()
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    direction = painter.layoutDirection()
    option.setTextDirection(direction_of(text, direction))
    option.setAlignment(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
    layout.setTextOption(option)
    ranges = []
    for start, end in marks:
        marked = QTextLayout.FormatRange()
        marked.start = utf16_length(text[:start])
        marked.length = utf16_length(text[start:end])
        look = QTextCharFormat()
        look.setForeground(QColor(theme.LIGHT.ink))  # as on paper: light ink would be lost on it
        look.setBackground(QColor(worn.highlight) if worn.dark else worn.highlight_fill())
        marked.format = look
        ranges.append(marked)
    layout.setFormats(ranges)
    layout.beginLayout()
    height = 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    painter.setPen(QColor(color))
    layout.draw(painter, room.topLeft())


def utf16_length(text: str) -> int:
    """Return how many of Qt's characters a text has: those beyond U+FFFF count twice."""
    return len(text) + sum(c > "\uffff" for c in text)
