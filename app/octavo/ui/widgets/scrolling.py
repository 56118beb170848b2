"""Areas that scroll: calm as long as they are clicked, and with an edge once the keys are there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from octavo.ui import theme
from octavo.ui.reading import margins
from octavo.ui.widgets.keys_went import BY_KEYS, show_reached


class CalmScrollArea(QScrollArea):
    """Shows by its edge that the keys have come to it; a click needs no such sign."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            show_reached(self, reached=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        show_reached(self, reached=False)


class Scrolling(CalmScrollArea):
    """Shows a widget, as wide as it is itself, and stops the Tab key only where it scrolls.

    Args:
        content: The widget; it is as wide as this, and scrolls up and down.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        for part in (content, self.viewport()):
            part.setAutoFillBackground(False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, bar.maximum())

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of what is shown, and of the bar beside it with its gap."""
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = self._content.minimumSizeHint().width() + bar + theme.SPACE_S
        return QSize(wanted, super().minimumSizeHint().height())

    def _on_range_changed(self, _least: int, most: int) -> None:
        gap = theme.SPACE_S if most else 0  # or the bar would touch the ends of lines
        self.setViewportMargins(margins(0, 0, gap, 0))
        # where nothing scrolls, the keys could do nothing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)
