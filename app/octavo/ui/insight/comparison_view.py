"""A comparison: a question, the documents it is put to, and what each says, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from octavo.protocol.insight import ComparedFile
from octavo.protocol.languages_apart import said_of_document
from octavo.session.insight import LONGEST_QUESTION, place_of_quote
from octavo.session.state import Citation, DocumentItem, Problem
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.insight.flow import ColumnsLayout, FlowLayout
from octavo.ui.insight.parts import QuoteRow, text_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import later, say

CHOSEN_AT_FIRST = 3
"""Documents that are chosen when none was named."""

NOT_COVERED = later("Does not seem to cover this.")
CLOSEST = later("Its closest pages:")
_COLUMN = 232
_WAITING = later("Looking…")


class ComparisonView(QWidget):
    """Takes a question and shows a column for each document.

    Args:
        documents: Those that can be asked.
        chosen: Ids of the files that are chosen at first; the first few, if it is empty.

    Signals:
        compare_asked: With the question and the ids of the chosen files.
        place_asked: With the `Citation` to show, and all citations of its document.
        places_asked: With the citations of two documents, which are to be shown side by side.
    """

    compare_asked = Signal(str, object)
    place_asked = Signal(object, object)
    places_asked = Signal(object, object)

    def __init__(self, documents: Sequence[DocumentItem], chosen: Sequence[str] = ()) -> None:
        super().__init__()
        self._names = {d.file_id: d.name for d in documents if d.file_id is not None}
        first = list(chosen) or list(self._names)[:CHOSEN_AT_FIRST]
        self.question = QLineEdit()
        self.question.setMaxLength(LONGEST_QUESTION)
        self.question.setPlaceholderText(say("A question to each of the chosen documents"))
        self.question.setAccessibleName(say("Question"))
        self.ask = TextButton(say("Compare"), kind="primary")
        self.side_by_side = TextButton(say("Show the pages side by side"), kind="quiet")
        self._places: dict[str, tuple[Citation, ...]] = {}  # by files, those that have any
        self.choices: dict[str, QPushButton] = {}
        self.columns: dict[str, _Column] = {}
        self._table = ColumnsLayout(_COLUMN)
        self._lay_out(first)
        self.ask.clicked.connect(self._on_asked)
        self.side_by_side.clicked.connect(self._on_side_by_side)
        self.question.returnPressed.connect(self._on_asked)
        self.question.textChanged.connect(self._refresh)
        self._refresh()
        self.setFocusProxy(self.question)

    @property
    def chosen(self) -> list[str]:
        """Ids of the files that are chosen now."""
        return [file_id for file_id, one in self.choices.items() if one.isChecked()]

    def show_columns(self, file_ids: Sequence[str]) -> None:
        """Show an empty column for each file, in place of those before."""
        for column in self.columns.values():
            self._table.removeWidget(column)
            column.deleteLater()
        self._places.clear()
        self.side_by_side.hide()
        self.columns = {one: _Column(self._names.get(one, one)) for one in file_ids}
        for column in self.columns.values():
            self._table.addWidget(column)

    def show_compared(self, compared: ComparedFile) -> None:
        """Show what a document says."""
        column = self.columns.get(compared.file_id)
        if column is None:
            return
        places = tuple(
            place_of_quote(quote, compared.file_id, compared.filename) for quote in compared.quotes
        )
        note = ""
        if compared.kind == "not_covered":
            apart = compared.languages_apart
            why = "" if apart is None else said_of_document(apart)
            said = (NOT_COVERED, why, CLOSEST if places else "")
            note = " ".join(str(part) for part in said if part)
        rows = [QuoteRow(one, lambda p: self._open(p, places), short=True) for one in places]
        column.fill(note, rows)
        if places:
            self._places[compared.file_id] = places
        self.side_by_side.setVisible(len(self._places) > 1)

    def show_problem(self, file_id: str, problem: Problem) -> None:
        """Show why a document cannot be asked."""
        if file_id in self.columns:
            self.columns[file_id].fill(f"{problem.message} {problem.hint}".strip(), [])

    def _lay_out(self, first: Sequence[str]) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.SPACE_S)
        top.addWidget(self.question, 1)
        top.addWidget(self.ask)
        holder = QWidget()
        flow = FlowLayout(holder)
        for file_id, name in self._names.items():
            chip = QPushButton(_shortened(name))
            chip.setProperty("kind", "choice")
            chip.setCheckable(True)
            chip.setChecked(file_id in first)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setAccessibleName(one_line(name))
            chip.toggled.connect(self._refresh)
            self.choices[file_id] = chip
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_XL, theme.SPACE_S, theme.SPACE_XL, theme.SPACE_XL)
        column.setSpacing(theme.SPACE_M)
        column.addLayout(top)
        column.addWidget(holder)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(self._table)
        column.addWidget(self.side_by_side, alignment=Qt.AlignmentFlag.AlignLeft)
        self.side_by_side.hide()
        column.addStretch(1)

    def _refresh(self) -> None:
        self.ask.setEnabled(bool(self.question.text().strip()) and bool(self.chosen))

    def _on_asked(self) -> None:
        if self.ask.isEnabled():
            self.compare_asked.emit(self.question.text().strip(), self.chosen)

    def _on_side_by_side(self) -> None:
        """Show the first two documents that say anything, in the order of their columns."""
        first, second = [self._places[one] for one in self.columns if one in self._places][:2]
        self.places_asked.emit(first, second)

    def _open(self, place: Citation, beside: tuple[Citation, ...]) -> None:
        self.place_asked.emit(place, beside)


class _Column(QFrame):
    """What one document says; says that it is looking until it is filled."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.name.setText(one_line(name))
        self.name.setProperty("role", "heading")
        self.note = text_label(str(_WAITING), role="soft")
        self.quotes: list[QuoteRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_S)
        self._column.addWidget(self.name)
        self._column.addWidget(self.note)
        self._column.addStretch(1)

    def fill(self, note: str, quotes: Sequence[QuoteRow]) -> None:
        """Show the quotes, and what is to be said before them."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        for row in quotes:
            self._column.insertWidget(self._column.count() - 1, row)
        self.quotes = list(quotes)


def _shortened(name: str) -> str:
    text = one_line(name).replace("&", "&&")
    return text if len(text) <= 40 else f"{text[:24]}…{text[-12:]}"
