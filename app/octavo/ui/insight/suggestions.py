"""Questions that the documents answer, offered in a thread that is still empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.chat.column import column_margins
from octavo.ui.insight.flow import FlowLayout
from octavo.ui.insight.parts import text_label
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

MOST = 4

_NARROWEST = 120
"""Pixels of a question that does not fit."""


class Suggestions(QWidget):
    """A line of words and a few questions; hidden while there are none.

    Signals:
        question_chosen: With the question.
    """

    question_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._label = text_label(say("Your documents can answer, for example:"), role="soft")
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.SPACE_S)
        self._column.addWidget(self._label)
        self._column.addWidget(self._holder)
        self.hide()

    def show_questions(self, questions: Sequence[str]) -> None:
        """Offer these questions in place of those before."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(question) for question in questions[:MOST]]
        for button in self.buttons:
            self._flow.addWidget(button)
        self.setVisible(bool(self.buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = column_margins(self.width())
        self._column.setContentsMargins(left, theme.SPACE_S, right, 0)

    def _button(self, question: str) -> QPushButton:
        button = _Choice(one_line(question))
        button.setProperty("kind", "choice")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.question_chosen.emit(question))
        return button


class _Choice(QPushButton):
    """Shows as much of its text as fits, from its beginning; all of it is its tooltip then."""

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._whole = plain_tooltip(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.setToolTip("" if self._fitting(option) == option.text else self._whole)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._fitting(option)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _fitting(self, option: QStyleOptionButton) -> str:
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        mnemonic = Qt.TextFlag.TextShowMnemonic.value
        return self.fontMetrics().elidedText(
            option.text, Qt.TextElideMode.ElideRight, room, mnemonic
        )
