"""The fields in which a question of a trial is entered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from octavo.engine.evaluation.questions import Question
from octavo.session.insight import LONGEST_QUESTION
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say

_PAGES: Final = re.compile(r"\s*\d{1,6}(\s*[,;\s]\s*\d{1,6})*\s*")
_NARROWEST: Final = 120


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
        self._lay_out()
        self.question.textChanged.connect(self._refresh)
        self.pages.textChanged.connect(self._refresh)
        self.unanswerable.toggled.connect(self._refresh)
        self.add.clicked.connect(self._on_added)
        for field in (self.question, self.pages, self.expected):
            field.returnPressed.connect(self._on_added)
        self._refresh()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(theme.SPACE_XS)
        labelled = (
            (say("Question"), self.question, 0, 0, 3),
            (say("Document"), self.document, 2, 0, 1),
            (say("Pages"), self.pages, 2, 1, 1),
            (say("Expected text"), self.expected, 2, 2, 1),
        )
        for text, field, row, column, span in labelled:
            label = QLabel(text)
            label.setProperty("role", "soft")
            label.setBuddy(field)
            field.setAccessibleName(text)
            field.setMinimumWidth(_NARROWEST)
            grid.addWidget(label, row, column, 1, span)
            grid.addWidget(field, row + 1, column, 1, span)
        grid.addWidget(self.unanswerable, 4, 0, 1, 2)
        grid.addWidget(self.add, 4, 2, Qt.AlignmentFlag.AlignRight)
        for column, stretch in enumerate((3, 1, 2)):
            grid.setColumnStretch(column, stretch)

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
