"""Questions that the documents answer, offered in a thread that is still empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.chat.column import column_margins
from octavo.ui.insight.flow import FlowLayout
from octavo.ui.insight.parts import text_label
from octavo.ui.widgets.wrapped_button import WrappedButton
from octavo.words import say

MOST = 4


class Suggestions(QWidget):
    """A line of words and a few questions; hidden while there is nothing to say.

    Signals:
        question_chosen: With the question.
    """

    question_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[WrappedButton] = []
        self._label = text_label("", role="soft")
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.SPACE_S)
        self._column.addWidget(self._label)
        self._column.addWidget(self._holder)
        self.hide()

    def show_questions(self, questions: Sequence[str]) -> None:
        """Offer these questions in place of those before; none at all hides the line, too."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(question) for question in questions[:MOST]]
        for button in self.buttons:
            self._flow.addWidget(button)
        self._label.setText(say("Your documents can answer, for example:"))
        self._holder.setVisible(bool(self.buttons))
        self.setVisible(bool(self.buttons))

    def show_promise(self) -> None:
        """Say what comes of a question, where none can be offered: no thread is without a word."""
        self.show_questions(())
        self._label.setText(say("Every answer shows where it stands."))
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = column_margins(self.width())
        self._column.setContentsMargins(left, theme.SPACE_S, right, 0)

    def _button(self, question: str) -> WrappedButton:
        button = WrappedButton(one_line(question), kind="choice")
        button.clicked.connect(lambda: self.question_chosen.emit(question))
        return button
