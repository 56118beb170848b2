"""What the window says before it has any document: one sentence, one drawing, where to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.settings import RecentDocument
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_MOST_LINKS: Final = 3
_LINK_WIDTH: Final = 160


_DRAWN_FROM = 480
"""Pixels of height from which on there is room for the drawing above all else."""


class PageDrawing(QWidget):
    """A page with a marked passage, and the chip that leads to it, on a dashed drop target."""

    _SIZE = QSize(264, 216)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(self._SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn.faint), 1.5, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(worn.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        self._draw_page(painter, QRectF(64, 28, 118, 160), worn)
        self._draw_chip(painter, QRectF(158, 118, 62, 26), worn)

    def _draw_page(self, painter: QPainter, page: QRectF, worn: theme.Theme) -> None:
        fold = 22.0
        outline = QPainterPath(page.topLeft())
        outline.lineTo(page.right() - fold, page.top())
        outline.lineTo(page.right(), page.top() + fold)
        outline.lineTo(page.bottomRight())
        outline.lineTo(page.bottomLeft())
        outline.closeSubpath()
        pen = QPen(QColor(worn.faint if worn.dark else worn.line), 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(QColor("#ffffff" if not worn.dark else worn.raised))
        painter.drawPath(outline)
        corner = QPointF(page.right() - fold, page.top() + fold)
        painter.drawPolyline(
            [QPointF(corner.x(), page.top()), corner, QPointF(page.right(), corner.y())]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        lines = (0.5, 0.0, 0.86, 0.92, 0.78, 0.0, 0.9, 0.84, 0.6)
        for number, share in enumerate(lines):
            if share == 0.0:
                continue
            line = QRectF(
                page.left() + 16, page.top() + 22 + number * 14, (page.width() - 32) * share, 4
            )
            if number in {3, 4}:
                painter.setBrush(worn.highlight_fill())
                painter.drawRoundedRect(line.adjusted(-3, -4, 3, 4), 3, 3)
            painter.setBrush(QColor(worn.soft_ink if number == 0 else worn.line))
            if number in {3, 4}:
                painter.setBrush(QColor(worn.highlight_outline))
            painter.drawRoundedRect(line, 2, 2)

    def _draw_chip(self, painter: QPainter, chip: QRectF, worn: theme.Theme) -> None:
        painter.setPen(QPen(QColor(worn.panel), 3))
        painter.setBrush(QColor(worn.chip))
        painter.drawRoundedRect(chip, theme.CHIP_RADIUS, theme.CHIP_RADIUS)
        painter.setPen(QColor(worn.accent))
        painter.setFont(theme.font(theme.SMALL_PX))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), say("p. 12"))


class EmptyState(QWidget):
    """Stands in place of the chat while there is nothing to talk about.

    Signals:
        add_files_asked: The person wants to choose PDFs.
        guide_asked: The person wants to try the guide that comes with the program.
        recent_chosen: The `RecentDocument` that the person wants to see again.
    """

    add_files_asked = Signal()
    guide_asked = Signal()
    recent_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_files = TextButton(say("Add PDFs…"), kind="primary")
        self.try_guide = TextButton(say("Try the guide"))
        self._drawing = PageDrawing()
        sentence = QLabel(say("Drop PDFs here, ask, and see the page."))
        sentence.setProperty("role", "title")
        promise = QLabel(say("Every answer shows where it stands."))
        promise.setProperty("role", "soft")
        for label in (sentence, promise):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.add_files)
        buttons.addWidget(self.try_guide)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(0)
        column.addStretch(4)
        column.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.SPACE_XL)
        column.addWidget(sentence)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(promise)
        column.addSpacing(theme.SPACE_XL)
        column.addLayout(buttons)
        column.addSpacing(theme.SPACE_L)
        self.recent = QWidget()
        self._links = QHBoxLayout(self.recent)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(theme.SPACE_S)
        self.recent.hide()
        column.addWidget(self.recent, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        self.add_files.clicked.connect(self.add_files_asked)
        self.try_guide.clicked.connect(self.guide_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # on a low screen the words and what to do go before the drawing
        self._drawing.setVisible(self.height() >= _DRAWN_FROM)

    def show_recent(self, documents: Sequence[RecentDocument]) -> None:
        """Show the names of the newest of some documents, each a way to it."""
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        label = QLabel(say("Opened lately:"))
        label.setProperty("role", "soft")
        self._links.addWidget(label)
        metrics = self.fontMetrics()
        for one in documents[:_MOST_LINKS]:
            name = metrics.elidedText(one.name, Qt.TextElideMode.ElideMiddle, _LINK_WIDTH)
            link = TextButton(name.replace("&", "&&"), kind="link")
            link.setToolTip(plain_tooltip(one.name) if name != one.name else "")
            link.setAccessibleName(say("Open {name}", name=one.name))
            link.clicked.connect(lambda _on=False, chosen=one: self.recent_chosen.emit(chosen))
            self._links.addWidget(link)
        self.recent.setVisible(bool(documents))
