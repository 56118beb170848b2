"""How a page is painted: its paper, the marks of a passage, why it cannot be shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from octavo.session.state import Problem
from octavo.ui import theme
from octavo.words import say


def draw_paper(painter: QPainter, paper: QRect, seen: QRect, image: QImage | None) -> None:
    """Paint a page in device pixels: an image of its size is copied, not resampled.

    Args:
        painter: Counts in device pixels.
        paper: The whole page.
        seen: The part that is in view.
        image: The page, in any size; None if it is not there yet.
    """
    white = QColor(theme.PAPER)
    if image is None:
        painter.fillRect(seen, white)
    elif _same_size(image, paper):
        painter.fillRect(seen, white)
        painter.drawImage(paper.topLeft(), image)
    else:
        # only what is seen: beyond 32,767 pixels Qt's painter counts wrong
        across, down = image.width() / paper.width(), image.height() / paper.height()
        left, top = (seen.left() - paper.left()) * across, (seen.top() - paper.top()) * down
        part = QRectF(left, top, seen.width() * across, seen.height() * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(seen), image, part)
    dim(painter, QRectF(seen))


def dim(painter: QPainter, area: QRectF) -> None:
    """Darken what is painted of a page, if that is wanted: white becomes the dimmed paper."""
    if theme.paper() == theme.PAPER:
        return
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(area, QColor(theme.paper()))
    painter.restore()


def _same_size(image: QImage, paper: QRect) -> bool:
    wider, higher = image.width() - paper.width(), image.height() - paper.height()
    return abs(wider) <= 1 and abs(higher) <= 1


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


class Layer(Enum):
    """What may lie on pages besides the passage of a citation, in the order of painting."""

    FOUND = "found"
    CURRENT = "current"
    SELECTED = "selected"


_ALPHA: Final = {Layer.FOUND: 0.16, Layer.CURRENT: 0.20, Layer.SELECTED: 0.30}


def draw_layer(painter: QPainter, layer: Layer, rects: Sequence[QRectF]) -> None:
    """Lay a colour over rectangles, so that the words stay as dark as they are."""
    if not rects:
        return
    accent = theme.LIGHT.accent  # pages are paper in both themes
    fill = QColor(accent)
    fill.setAlphaF(_ALPHA[layer])
    ground = QPainterPath()
    ground.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        ground.addRect(rect)
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillPath(ground, fill)
    if layer is Layer.CURRENT:  # not by its colour alone
        outline = QPen(QColor(accent), 1.5)
        outline.setCosmetic(True)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.strokePath(ground, outline)
    painter.restore()


def draw_problem(painter: QPainter, room: QRectF, problem: Problem, ink: QColor) -> None:
    """Say why a page cannot be shown, in the room of the view's pixels that it has."""
    painter.save()
    painter.resetTransform()
    painter.setFont(theme.font(theme.BASE_PX))
    painter.setPen(ink)
    text = "\n".join(part for part in (say("This page cannot be shown."), problem.message) if part)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room.adjusted(24, 0, -24, 0), int(flags), text)
    painter.restore()
