"""What is painted behind the text: question bubbles, code, problem bars, quote bars, rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument
from PySide6.QtWidgets import QTextEdit

from octavo.ui import theme as look
from octavo.ui.chat import styles
from octavo.ui.chat.styles import Ground

_LOW: Final = 2.0
"""Qt sets text low in a line of fixed height (at four fifths); grounds follow, in pixels."""


def paint_in(view: QTextEdit, area: QRect, theme: look.Theme) -> None:
    """Paint the grounds that are in an area of a view, which is in the pixels of its viewport."""
    painter = QPainter(view.viewport())
    offset = view.verticalScrollBar().value()
    painter.translate(0, -offset)
    first = view.cursorForPosition(area.topLeft()).block()
    paint(painter, view.document(), first, offset + area.bottom(), theme)
    painter.end()


def paint(
    painter: QPainter, document: QTextDocument, first: QTextBlock, bottom: float, theme: look.Theme
) -> None:
    """Paint all grounds from a block down to ``bottom``, in document coordinates."""
    width = document.textWidth()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for blocks in _groups(document, first, bottom):
        ground = Ground(blocks[0].blockFormat().intProperty(styles.GROUND))
        area = _lines(blocks[0]).united(_lines(blocks[-1]))
        match ground:
            case Ground.QUESTION:
                _box(painter, _bubble(blocks[0], area, width), theme.question)
            case Ground.CODE | Ground.PROBLEM:
                box = _wide(blocks[0], area, width)
                color = theme.problem if ground is Ground.PROBLEM else theme.question
                _box(painter, box, color)
            case Ground.QUOTE:
                left = blocks[0].blockFormat().doubleProperty(styles.BAR)
                bar = QRectF(left, area.top(), 3, area.height())
                painter.setBrush(QColor(theme.line))
                painter.drawRoundedRect(bar, 1.5, 1.5)
            case Ground.RULE:
                left = blocks[0].blockFormat().leftMargin()
                middle = round(area.center().y())
                painter.fillRect(QRectF(left, middle, width - left, 1), QColor(theme.line))


def _groups(
    document: QTextDocument, block: QTextBlock, bottom: float
) -> Iterator[list[QTextBlock]]:
    """Yield the runs of blocks that share a ground.

    Of one that reaches far above or below what is painted only one block there is taken, so that
    its rounded corners are out of view: a quote may have a thousand blocks.
    """
    block = _before(block)
    layout = document.documentLayout()
    group: list[QTextBlock] = []
    while block.isValid() and layout.blockBoundingRect(block).top() <= bottom + styles.BOX_PAD_Y:
        if group and not _continues(block):
            yield group
            group = []
        if block.blockFormat().intProperty(styles.GROUND):
            group.append(block)
        block = block.next()
    if block.isValid() and group and _continues(block):
        group.append(block)
    if group:
        yield group


def _before(block: QTextBlock) -> QTextBlock:
    """Return the block above, if this one continues its ground."""
    return block.previous() if _continues(block) else block


def _continues(block: QTextBlock) -> bool:
    made = block.blockFormat()
    ground = made.intProperty(styles.GROUND)
    before = block.previous().blockFormat().intProperty(styles.GROUND)
    return bool(ground) and ground == before and not made.boolProperty(styles.STARTS)


def _lines(block: QTextBlock) -> QRectF:
    """Return the room of a block's lines: their fixed heights, their natural widths."""
    layout = block.layout()
    count = layout.lineCount()
    area = QRectF()
    for index in range(count):
        area = area.united(layout.lineAt(index).naturalTextRect())
    top = layout.position()
    height = count * block.blockFormat().lineHeight()
    return QRectF(area.left() + top.x(), top.y() + _LOW, area.width(), height)


def _bubble(block: QTextBlock, area: QRectF, width: float) -> QRectF:
    right = width - block.blockFormat().rightMargin()
    box = QRectF(area.left(), area.top(), right - area.left(), area.height())
    return box.adjusted(
        -styles.BUBBLE_PAD_X, -styles.BUBBLE_PAD_Y, styles.BUBBLE_PAD_X, styles.BUBBLE_PAD_Y
    )


def _wide(block: QTextBlock, area: QRectF, width: float) -> QRectF:
    made = block.blockFormat()
    left, right = made.leftMargin(), width - made.rightMargin()
    box = QRectF(left, area.top(), right - left, area.height())
    return box.adjusted(-styles.BOX_PAD_X, -styles.BOX_PAD_Y, styles.BOX_PAD_X, styles.BOX_PAD_Y)


def _box(painter: QPainter, box: QRectF, color: str) -> None:
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(box, look.RADIUS, look.RADIUS)
