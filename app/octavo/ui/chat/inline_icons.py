"""Icons in the text of the transcript, to click like the words beside them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from octavo.ui import icons
from octavo.ui import theme as look
from octavo.ui.chat.styles import ICON, ICON_CHOSEN

_BELOW: Final = 3.0
"""How far an icon hangs below the baseline, in pixels."""

_CHOSEN: Final = 50
"""Of 255: how strongly what is chosen is filled behind its outline."""


class IconObject(QPyTextObject):
    """Draws the icons of a document; name and colour come with their character format."""

    def intrinsicSize(
        self,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002, ARG002
    ) -> QSizeF:
        """Return the room that an icon takes: as high as the text, so that clicks find it."""
        return QSizeF(icons.SMALL, QFontMetricsF(look.font(look.BASE_PX)).ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | object,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002, N803
        format: QTextFormat,  # noqa: A002
    ) -> None:
        """Draw an icon around the baseline at the foot of ``rect``."""
        room = QRectF(rect)  # type: ignore[arg-type]
        top = room.bottom() + _BELOW - icons.SMALL
        body = QRectF(room.left(), top, icons.SMALL, icons.SMALL)
        color = format.toCharFormat().foreground().color()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if format.boolProperty(ICON_CHOSEN):
            ground = QColor(color)
            ground.setAlpha(_CHOSEN)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            around = body.adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(around, look.CHIP_RADIUS, look.CHIP_RADIUS)
        icons.paint(painter, str(format.property(ICON)), color.name(), body)
        painter.restore()
