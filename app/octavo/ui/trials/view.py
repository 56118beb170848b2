"""A trial: its questions, the button that puts them to the assistant, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from octavo.engine.evaluation.figures import Figure
from octavo.engine.evaluation.questions import Question
from octavo.session.trials.trial import TrialOutcome
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.insight.parts import text_label
from octavo.ui.trials.entry import QuestionEntry
from octavo.ui.trials.words import (
    answer_words,
    figure_words,
    found_words,
    quote_words,
    wanted_words,
)
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_SHORTEST: Final = 96
"""Pixels of the list's height at least."""

_USUAL: Final = 192
"""Pixels of its height that it asks for, with so many questions."""

_WIDE: Final = 480
"""Pixels from which on the list has all columns, and the buttons one row."""

_WORTH_LEAST: Final = (1, 4)
"""Columns that give way where there is less: what is expected is known, quotes are for the page."""


class TrialView(QWidget):
    """Shows a trial of one assistant; `octavo.ui.trials.presenter` runs it.

    Args:
        documents: Names of the documents that can be asked about.
        note: What is to be said before: how it is asked, and what is sent where.

    Signals:
        run_asked: The person wants all questions to be asked.
        cancel_asked: The person wants no more of it.
        load_asked: Questions are to be read from a file.
        save_asked: They are to be written to one.
        questions_changed: The list has other questions than before.
        place_asked: With the `Citation` to show.
    """

    run_asked = Signal()
    cancel_asked = Signal()
    load_asked = Signal()
    save_asked = Signal()
    questions_changed = Signal()
    place_asked = Signal(object)

    def __init__(self, documents: Sequence[str], note: str) -> None:
        super().__init__()
        self._questions: list[Question] = []
        self._outcomes: list[TrialOutcome] = []
        self.entry = QuestionEntry(documents)
        self.note = text_label(note, role="soft")
        self.list = _List()
        self.load = TextButton(say("Load…"))
        self.save = TextButton(say("Save…"))
        self.remove = TextButton(say("Remove"))
        self.run = TextButton(say("Run the test"), kind="primary")
        self.cancel = TextButton(say("Cancel"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("Progress of the test"))
        self.state = text_label("", role="soft")
        self.figures: dict[str, str] = {}
        self._figures = QGridLayout()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._of_list, self._of_test = QHBoxLayout(), QHBoxLayout()
        self._is_wide = True
        self._lay_out()
        self.entry.entered.connect(self._on_entered)
        self.load.clicked.connect(self.load_asked)
        self.save.clicked.connect(self.save_asked)
        self.remove.clicked.connect(self._on_removed)
        self.run.clicked.connect(self.run_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.list.itemClicked.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_chosen)
        self.list.currentItemChanged.connect(self._refresh)
        self.set_running(running=False)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the list."""
        return tuple(self._questions)

    @property
    def is_running(self) -> bool:
        """Whether the questions are being asked."""
        return not self.cancel.isHidden()

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show these questions, not asked yet."""
        self._questions = list(questions)
        self.list.clear()
        for question in questions:
            row = QTreeWidgetItem(self.list, [one_line(question.text), wanted_words(question)])
            for column in range(2):
                row.setToolTip(column, plain_tooltip(row.text(column)))
        self.list.updateGeometry()
        self.show_outcomes(())
        self.show_figures({})
        self.state.setText("")

    def show_outcomes(self, outcomes: Sequence[TrialOutcome]) -> None:
        """Show what came of the first questions."""
        self._outcomes = list(outcomes)
        for number in range(self.list.topLevelItemCount()):
            self._fill(number, outcomes[number] if number < len(outcomes) else None)
        self.bar.setRange(0, max(1, len(self._questions)))
        self.bar.setValue(len(outcomes))
        self._refresh()

    def add_outcome(self, outcome: TrialOutcome) -> None:
        """Show what came of the next question."""
        self._outcomes.append(outcome)
        self._fill(len(self._outcomes) - 1, outcome)
        self.bar.setValue(len(self._outcomes))
        self.show_progress()

    def show_progress(self) -> None:
        """Say how many questions were asked."""
        done, total = len(self._outcomes), len(self._questions)
        self.state.setText(say("{done} of {total} questions asked", done=done, total=total))

    def show_figures(self, figures: Mapping[str, Figure]) -> None:
        """Show figures in place of those before."""
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.figures = {name: figure_words(value) for name, value in figures.items()}
        for row, (name, words) in enumerate(self.figures.items()):
            label = QLabel(name)
            label.setProperty("role", "soft")
            label.setWordWrap(not self._is_wide)
            self._figures.addWidget(label, row, 0)
            self._figures.addWidget(QLabel(words), row, 1)

    def set_running(self, *, running: bool) -> None:
        """Tell whether the questions are being asked; meanwhile they cannot be changed."""
        comes, goes = (self.cancel, self.run) if running else (self.run, self.cancel)
        comes.show()
        if goes.hasFocus():
            comes.setFocus()  # or the keys would go anywhere
        goes.hide()
        self.bar.setVisible(running)
        self.entry.setEnabled(not running)
        self.load.setEnabled(not running)
        self._refresh()

    def minimumSizeHint(self) -> QSize:
        """Need no more width than a narrow column has: there all is laid out for it."""
        width = self.entry.minimumSizeHint().width() + 2 * theme.SPACE_XL
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= _WIDE) is not self._is_wide:
            self._suit(wide=not self._is_wide)

    def _suit(self, *, wide: bool) -> None:
        """Lay out what is too wide for a narrow column, or has room again."""
        self._is_wide = wide
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if wide else way.TopToBottom)
        if wide:
            self._of_list.insertWidget(2, self.remove)
        else:  # three would be too many beside each other
            self._of_test.insertWidget(0, self.remove)
        for column in _WORTH_LEAST:
            self.list.setColumnHidden(column, not wide)
        modes = QHeaderView.ResizeMode
        answers = modes.ResizeToContents if wide else modes.Stretch
        self.list.header().setSectionResizeMode(3, answers)
        for row in range(len(self.figures)):
            item = self._figures.itemAtPosition(row, 0)
            if item is not None and isinstance(label := item.widget(), QLabel):
                label.setWordWrap(not wide)
        self._figures.setColumnStretch(0, 0 if wide else 1)
        self._figures.setColumnStretch(1, 1 if wide else 0)

    def _lay_out(self) -> None:
        self._buttons.setSpacing(theme.SPACE_S)
        for button in (self.load, self.save, self.remove):
            self._of_list.addWidget(button)
        self._of_list.addStretch(1)
        self._of_test.addStretch(1)
        for button in (self.cancel, self.run):
            self._of_test.addWidget(button)
        for row in (self._of_list, self._of_test):
            row.setSpacing(theme.SPACE_S)
            self._buttons.addLayout(row)
        self._figures.setHorizontalSpacing(theme.SPACE_XL)
        self._figures.setVerticalSpacing(theme.SPACE_XS)
        self._figures.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_XL, theme.SPACE_S, theme.SPACE_XL, theme.SPACE_XL)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self.note)
        column.addWidget(self.entry)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons)
        column.addWidget(self.bar)
        column.addWidget(self.state)
        column.addLayout(self._figures)

    def _fill(self, number: int, outcome: TrialOutcome | None) -> None:
        row = self.list.topLevelItem(number)
        if row is None:
            return
        words = ("", "", "")
        if outcome is not None:
            words = (found_words(outcome), answer_words(outcome), quote_words(outcome))
        for column, text in enumerate(words, 2):
            row.setText(column, text)
            row.setToolTip(column, plain_tooltip(text))

    def _refresh(self) -> None:
        idle = not self.is_running
        self.run.setEnabled(bool(self._questions))
        self.save.setEnabled(bool(self._questions))
        self.remove.setEnabled(idle and self.list.currentItem() is not None)

    def _on_entered(self, question: Question) -> None:
        self.show_questions([*self._questions, question])
        self.questions_changed.emit()

    def _on_removed(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._questions):
            self.show_questions([*self._questions[:row], *self._questions[row + 1 :]])
            self.questions_changed.emit()

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        row = self.list.indexOfTopLevelItem(item)
        if row < len(self._outcomes) and (place := self._outcomes[row].place) is not None:
            self.place_asked.emit(place)


class _List(QTreeWidget):
    """The questions, and what came of them; a few need little height."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("Questions of the test"))
        self.setProperty("kind", "table")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(_SHORTEST)
        self.setHeaderLabels(
            [say("Question"), say("Expected"), say("Right page"), say("Answer"), say("Quotes")]
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        rows = self.topLevelItemCount() * self.sizeHintForRow(0)
        wanted = self.header().sizeHint().height() + rows + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), max(_SHORTEST, min(wanted, _USUAL)))
