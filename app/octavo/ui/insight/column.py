"""A column of the chat's width in the middle of a view."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.chat.column import column_margins


class CentredColumn(QWidget):
    """Keeps what is added to ``body`` in a column that is no wider than the chat's."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setSpacing(theme.SPACE_S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = column_margins(self.width())
        self.body.setContentsMargins(left, theme.SPACE_S, right, theme.SPACE_XL)
