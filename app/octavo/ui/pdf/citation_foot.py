"""The foot of the page view, which leads through the citations of an answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from octavo.ui import theme
from octavo.ui.widgets.buttons import IconButton
from octavo.words import say


class CitationFoot(QWidget):
    """Tells which of an answer's citations is shown, and leads to the others.

    Signals:
        wanted: With the index of another citation of the same answer.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.before = IconButton("chevron-left", say("Citation before (Shift+F8)"))
        self.after = IconButton("chevron-right", say("Next citation (F8)"))
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setProperty("role", "soft")
        self._index = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_S)
        row.addStretch(1)
        for part in (self.before, self.label, self.after):
            row.addWidget(part)
        row.addStretch(1)
        self.before.clicked.connect(self.go_back)
        self.after.clicked.connect(self.go_on)

    def show_place(self, index: int, count: int, *notes: str) -> None:
        """Tell which citation (index from 0) is shown, of how many; nothing if there is none."""
        self._index = index
        self.label.setText(
            " · ".join((say("citation {number} of {count}", number=index + 1, count=count), *notes))
        )
        self.before.setVisible(count > 1)
        self.after.setVisible(count > 1)
        self.before.setEnabled(index > 0)
        self.after.setEnabled(index < count - 1)
        self.setVisible(count > 0)

    def go_on(self) -> None:
        """Want the next citation."""
        self.wanted.emit(self._index + 1)

    def go_back(self) -> None:
        """Want the citation before."""
        self.wanted.emit(self._index - 1)
