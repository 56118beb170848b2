"""Icons: one family of SVG outlines, drawn in the colour and at the sharpness that is asked."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from octavo.resources import resource

SMALL: Final = 16
LARGE: Final = 20
_RATIOS: Final = (1.0, 2.0)
_STROKE: Final = "#000000"


def icon(name: str, color: str, size: int = SMALL, *, active: str | None = None) -> QIcon:
    """Return an icon of ``resources/icons``.

    Args:
        name: File name without ending, such as ``trash``.
        color: ``#rrggbb`` for the outline.
        size: Edge in logical pixels.
        active: Colour while the pointer is over its button or the button is checked.

    Raises:
        ResourceError: if the installed program has no such icon.
    """
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, color, size, ratio))
        if active is not None:
            made.addPixmap(pixmap(name, active, size, ratio), QIcon.Mode.Active)
    return made


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap of ``size`` logical pixels at a device pixel ratio."""
    renderer = _renderer(name, color)
    edge = round(size * ratio)
    drawn = QPixmap(QSize(edge, edge))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint(painter: QPainter, name: str, color: str, rect: QRectF) -> None:
    """Draw an icon into a square with a painter."""
    _renderer(name, color).render(painter, rect)


@lru_cache(maxsize=128)
def _renderer(name: str, color: str) -> QSvgRenderer:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace(_STROKE, color).encode()))
