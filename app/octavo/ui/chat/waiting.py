"""The question that is asked next: written while an answer was still coming."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say


class WaitingRow(QWidget):
    """Hidden while nothing waits.

    Signals:
        taken_back: The person wants to have the question back.
    """

    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = ""
        self._words = ElidedLabel()
        self._words.setProperty("role", "soft")
        self.button = TextButton(say("Take back"), kind="link")
        self.button.setProperty("dense", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(theme.SPACE_L, 0, theme.SPACE_S, 0))
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.taken_back)
        self.hide()

    @property
    def question(self) -> str:
        """What waits; empty if nothing does."""
        return self._question

    def show_question(self, question: str) -> None:
        """Show what waits; nothing if it is empty."""
        self._question = question
        words = say("Asked next: {question}", question=question) if question else ""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(question))
