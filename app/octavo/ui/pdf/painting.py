"""What is painted upon a page: the marks of a passage, and why the page cannot be shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from octavo.session.state import Problem
from octavo.ui import theme


def draw_marks(painter: QPainter, marks: Sequence[QRectF]) -> None:
    """Mark rectangles of a passage like a felt pen: the words stay as dark as they are."""
    worn = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPen(QColor(worn.highlight_outline), 1)
    outline.setCosmetic(True)
    ground = QPainterPath()  # one for all: where lines overlap it must not get darker
    ground.setFillRule(Qt.FillRule.WindingFill)
    for mark in marks:
        ground.addRoundedRect(mark.adjusted(-1, -1, 1, 1), 2, 2)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(ground, worn.highlight_fill())
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.strokePath(ground, outline)
    painter.restore()


def draw_problem(painter: QPainter, page: QRectF, problem: Problem) -> None:
    """Say on a page, given in pixels of the view, why it cannot be shown."""
    painter.save()
    painter.resetTransform()
    painter.setFont(theme.font(theme.BASE_PX))
    painter.setPen(QColor(theme.LIGHT.soft_ink))  # pages are paper in both themes
    text = "\n".join(part for part in ("This page cannot be shown.", problem.message) if part)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(page.adjusted(24, 24, -24, -24), int(flags), text)
    painter.restore()
