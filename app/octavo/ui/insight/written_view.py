"""The part of a document's summary that a model writes: offered, on its way, there, or failed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from octavo.protocol.labels import extent
from octavo.protocol.phrases import retold
from octavo.protocol.written_summaries import (
    SummaryProgress,
    WrittenPart,
    WrittenStatement,
    WrittenSummary,
)
from octavo.session.insight import place_of_quote
from octavo.session.state import Citation, Problem
from octavo.ui import theme
from octavo.ui.chat.chips import one_line
from octavo.ui.insight.parts import chip_button, text_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import later, say, say_many

OFFER = later(
    "The model reads the whole document. What it writes is compared with it, and what is not found"
    " there is marked."
)
OFFER_PART = later(
    "The model reads this section. What it writes is compared with it, and what is not found there"
    " is marked."
)
LEAVING = later("It stops if you leave this page.")
NOT_FOUND = later("Not found in the document")
NOTHING = later("The model wrote nothing that says something of this document.")

_STEPS = 1000


class WrittenView(QWidget):
    """Shows what a model writes of a document.

    Args:
        model: Who writes, as it is named.
        sent: What is sent for it, and where.
        file_id: The document.
        filename: Its name.
        of_part: Whether it is of a part of the document alone.

    Signals:
        write_asked: The person wants it written, or written once more: whether anew.
        stop_asked: The person wants no more of it.
        place_asked: With the `Citation` to show, and all citations of its statement.
    """

    write_asked = Signal(bool)
    stop_asked = Signal()
    place_asked = Signal(object, object)

    def __init__(
        self, model: str, sent: str, file_id: str, filename: str, *, of_part: bool = False
    ) -> None:
        super().__init__()
        self._offer = OFFER_PART if of_part else OFFER
        self._sent = sent
        self._model = one_line(model)
        self._file_id = file_id
        self._filename = filename
        self.note = text_label("", role="soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("Parts of the document that are done"))
        self.write = TextButton(say("Have {model} write a summary", model=self._model))
        self.again = TextButton(say("Write it anew"), kind="quiet")
        self.stop = TextButton(say("Stop"), kind="quiet")
        buttons = QHBoxLayout()
        for button in (self.write, self.again, self.stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(theme.SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(self._texts)
        column.addLayout(buttons)
        self.write.clicked.connect(lambda: self.write_asked.emit(False))
        self.again.clicked.connect(lambda: self.write_asked.emit(True))
        self.stop.clicked.connect(self.stop_asked)
        self.show_offer()

    def show_offer(self) -> None:
        """Show that it can be written."""
        self._clear()
        self._show(f"{self._offer} {self._sent}", write=True)

    def show_progress(self, how_far: SummaryProgress) -> None:
        """Show how far it is, what it waits for, and a part that has just been written."""
        if how_far.part is not None and how_far.part.statements:
            self._add_part(how_far.part)
        self.bar.setValue(_STEPS * how_far.done // max(1, how_far.total))
        if how_far.wait is not None:
            text = say(
                "{reason} It is asked again in {seconds:.0f} s.",
                reason=retold(how_far.wait.reason, how_far.wait.phrases),
                seconds=how_far.wait.seconds,
            )
        else:
            text = say_many(
                "{model} reads the document in one go.",
                "{model} has done {done:,} of {n:,} parts.",
                how_far.total,
                model=self._model,
                done=how_far.done,
            )
        self._show(f"{text} {LEAVING}", bar=True, stop=True)

    def begin(self) -> None:
        """Show that it has been asked for."""
        self._clear()
        self.bar.setValue(0)
        self._show(say("{model} is asked…", model=self._model), bar=True, stop=True)
        self.stop.setFocus()

    def show_summary(self, summary: WrittenSummary) -> None:
        """Show what was written."""
        self._clear()
        said = say("Written by {model}, compared with the document.", model=one_line(summary.model))
        self._show(said, again=True)
        if not summary.statements:
            self._texts.addWidget(text_label(str(NOTHING)))
        for statement in summary.statements:
            self._add(statement)
        parts = [part for part in summary.parts if part.statements]
        if parts:
            label = text_label(say("What it wrote part by part").upper(), role="caption")
            self._texts.addWidget(label)
        for part in parts:
            self._add_part(part)

    def show_problem(self, problem: Problem) -> None:
        """Show why it was not written; below stand the document's own sentences anyway."""
        lines = (problem.title, problem.message, problem.hint)
        self._show("\n".join(line for line in lines if line), write=True)

    def _show(
        self,
        note: str,
        *,
        bar: bool = False,
        write: bool = False,
        again: bool = False,
        stop: bool = False,
    ) -> None:
        self.note.setText(note)
        self.bar.setVisible(bar)
        self.write.setVisible(write)
        self.again.setVisible(again)
        self.stop.setVisible(stop)

    def _clear(self) -> None:
        while (item := self._texts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add_part(self, part: WrittenPart) -> None:
        pages = str(extent(part.page_label, part.last_page_label))
        title = one_line(part.title)
        label = text_label(f"{title} · {pages}" if title else pages, role="heading")
        self._texts.addWidget(label)
        for statement in part.statements:
            self._add(statement)

    def _add(self, statement: WrittenStatement) -> None:
        places = [place_of_quote(q, self._file_id, self._filename) for q in statement.quotes]
        self._texts.addWidget(_StatementRow(statement, places, self))


class _StatementRow(QWidget):
    """A statement, and below it the chips of where it stands, or that it stands nowhere."""

    def __init__(
        self, statement: WrittenStatement, places: Sequence[Citation], view: WrittenView
    ) -> None:
        super().__init__()
        row = QHBoxLayout()
        for place in places:
            row.addWidget(
                chip_button(
                    place, lambda one: view.place_asked.emit(one, tuple(places)), short=True
                )
            )
        if not statement.supported:
            row.addWidget(text_label(str(NOT_FOUND), role="soft"), 1)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE_S)
        column.setSpacing(theme.SPACE_XS)
        text = text_label(one_line(statement.text), pixels=theme.CHAT_PX - 1)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
