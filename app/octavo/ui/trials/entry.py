"""The fields in which a question of a trial is entered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from octavo.engine.evaluation.questions import Question
from octavo.session.insight import LONGEST_QUESTION
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say

_PAGES: Final = re.compile(r"\s*\d{1,6}(\s*[,;\s]\s*\d{1,6})*\s*")
_NARROWEST: Final = 120

_BESIDE: Final = 440
"""Pixels from which on the document stands beside pages and text; with fewer, above them."""


class QuestionEntry(QWidget):
    """Takes one question after the other.

    Args:
        documents: Names of the documents that can be asked about.

    Signals:
        entered: With the `Question`; the fields are empty again then.
    """

    entered = Signal(object)

    def __init__(self, documents: Sequence[str]) -> None:
        super().__init__()
        self.question = QLineEdit()
        self.question.setMaxLength(LONGEST_QUESTION)
        self.document = QComboBox()
        self.document.setMinimumContentsLength(12)
        for name in documents:
            self.document.addItem(one_line(name), name)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(say("such as 3, 5"))
        self.expected = QLineEdit()
        self.expected.setPlaceholderText(say("need not be given"))
        self.unanswerable = QCheckBox(say("The document does not say it"))
        self.add = TextButton(say("Add"))
        self._grid = QGridLayout(self)
        self._labels: dict[QWidget, QLabel] = {}
        self._is_wide = True
        self._make_labels()
        self._place()
        self.question.textChanged.connect(self._refresh)
        self.pages.textChanged.connect(self._refresh)
        self.unanswerable.toggled.connect(self._refresh)
        self.add.clicked.connect(self._on_added)
        for field in (self.question, self.pages, self.expected):
            field.returnPressed.connect(self._on_added)
        self._refresh()

    def minimumSizeHint(self) -> QSize:
        """Need no more than two fields beside each other; the layout puts them so."""
        return QSize(2 * _NARROWEST + theme.SPACE_M, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _BESIDE) is not self._is_wide:
            self._is_wide = not self._is_wide
            self._place()

    def _make_labels(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        for text, field in (
            (say("Question"), self.question),
            (say("Document"), self.document),
            (say("Pages"), self.pages),
            (say("Expected text"), self.expected),
        ):
            label = self._labels[field] = QLabel(text)
            label.setProperty("role", "soft")
            label.setBuddy(field)
            field.setAccessibleName(text)
            field.setMinimumWidth(_NARROWEST)

    def _place(self) -> None:
        """Put everything where it stands at this width."""
        wide = self._is_wide
        places = (
            (self.question, 0, 0, 3 if wide else 2),
            (self.document, 2, 0, 1 if wide else 2),
            (self.pages, 2 if wide else 4, 1 if wide else 0, 1),
            (self.expected, 2 if wide else 4, 2 if wide else 1, 1),
        )
        for field, row, column, span in places:
            self._grid.addWidget(self._labels[field], row, column, 1, span)
            self._grid.addWidget(field, row + 1, column, 1, span)
        self._grid.addWidget(self.unanswerable, 6, 0, 1, 2)
        row, column = (6, 2) if wide else (7, 1)
        self._grid.addWidget(self.add, row, column, Qt.AlignmentFlag.AlignRight)
        for number, stretch in enumerate((3, 1, 2) if wide else (1, 1, 0)):
            self._grid.setColumnStretch(number, stretch)

    def _refresh(self) -> None:
        asks = not self.unanswerable.isChecked()
        self.pages.setEnabled(asks)
        self.expected.setEnabled(asks)
        pages = self.pages.text()
        fits = bool(_PAGES.fullmatch(pages)) if pages.strip() else True
        complete = bool(self.question.text().strip()) and self.document.count() > 0
        self.add.setEnabled(complete and (fits or not asks))

    def _on_added(self) -> None:
        if not self.add.isEnabled():
            return
        name = str(self.document.currentData())
        answerable = not self.unanswerable.isChecked()
        pages = re.findall(r"\d+", self.pages.text()) if answerable else []
        expected = self.expected.text().strip() if answerable else ""
        made = Question(
            text=self.question.text().strip(),
            pdf=name,
            gold=frozenset((name, int(page)) for page in pages if int(page) > 0),
            answers=(expected,) if expected else (),
            answerable=answerable,
        )
        for field in (self.question, self.pages, self.expected):
            field.clear()
        self.unanswerable.setChecked(False)
        self.question.setFocus()
        self.entered.emit(made)
