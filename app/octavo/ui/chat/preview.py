"""What a citation says, beside the pointer: place, the strip of the page, the quote."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat.chips import tooltip
from octavo.ui.pdf.painting import dim
from octavo.words import say

WIDTH: Final = 380
"""Pixels of the strip."""

_BELOW: Final = 18


class CitationPreview(QFrame):
    """A small window that takes no focus and no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("kind", "preview")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._citation: Citation | None = None
        self._where = QPoint()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)  # made by `tooltip`, all of it escaped
        self.words.setWordWrap(True)
        self.words.setFixedWidth(WIDTH)
        self.strip = QLabel()
        self.strip.setAccessibleName(say("The place on the page"))
        self.strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_M,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.words)
        column.addWidget(self.strip)

    @property
    def citation(self) -> Citation | None:
        """What is shown; None while it is hidden."""
        return self._citation if self.isVisible() else None

    def show_citation(self, citation: Citation, where: QPoint) -> None:
        """Show a citation near a place of the screen; the strip may come later."""
        self._citation = citation
        self._where = where
        self.words.setText(tooltip(citation))
        self.strip.hide()
        self._place()
        self.show()

    def show_strip(self, citation: Citation, image: QImage) -> None:
        """Show the strip of a page if its citation is still the one in view."""
        if citation is not self.citation:
            return
        ratio = self.devicePixelRatio()
        wide = round(WIDTH * ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        pixels = QPixmap.fromImage(image.scaledToWidth(wide, smooth))
        painter = QPainter(pixels)
        dim(painter, QRectF(pixels.rect()))
        painter.end()
        pixels.setDevicePixelRatio(ratio)
        self.strip.setPixmap(pixels)
        self.strip.show()
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(self._where.x(), screen.right() - self.width())
        top = self._where.y() + _BELOW
        if top + self.height() > screen.bottom():
            top = self._where.y() - _BELOW - self.height()
        self.move(max(screen.left(), left), max(screen.top(), top))
