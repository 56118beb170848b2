"""Lets a widget scroll where it has too little room, and only there stop the Tab key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Shows a widget, as wide as it is itself.

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
        """Ask for the width of what is shown, and of the bar beside it."""
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = self._content.minimumSizeHint().width() + bar
        return QSize(wanted, super().minimumSizeHint().height())

    def _on_range_changed(self, _least: int, most: int) -> None:
        # where nothing scrolls, the keys could do nothing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)
