"""Chooses what answers: a list that is searched by typing, and below it what is to be known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from octavo.session.model_hosts import ModelChoice
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.providers.ending import is_soon_gone, said_of_end
from octavo.words import say


class ModelPicker(QWidget):
    """A list of models whose names are searched for what is typed, anywhere in them.

    Signals:
        chosen: With the name of another model.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QComboBox()
        self.list.setEditable(True)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.list.setMaxVisibleItems(12)
        self.note = plain_label("", role="soft")
        self._choices: dict[str, ModelChoice] = {}
        completer = QCompleter(self.list.model(), self.list)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.list.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.list)
        column.addWidget(self.note)
        self.setFocusProxy(self.list)
        self.list.currentIndexChanged.connect(self._on_chosen)
        if (line := self.list.lineEdit()) is not None:
            line.editingFinished.connect(self._on_edited)

    @property
    def model(self) -> str:
        """The chosen model's name; empty for quotes."""
        return str(self.list.currentData() or "")

    def show_choices(self, quotes: str, choices: Sequence[ModelChoice], present: str) -> None:
        """Fill the list; what answers now is in it even if it is not there.

        Args:
            quotes: What answering without a model is called.
            choices: The models.
            present: The name of the one that answers now; empty for quotes.
        """
        self._choices = {one.name: one for one in choices}
        self.list.clear()
        self.list.addItem(quotes, "")
        for one in choices:
            self.list.addItem(one.label or one.name, one.name)
        if self.list.findData(present) < 0:
            self.list.addItem(say("{model} (not there now)", model=present), present)
        self.list.setCurrentIndex(self.list.findData(present))
        self._on_chosen()

    def _on_edited(self) -> None:
        """Take what was typed if it names a model, else go back to the chosen one."""
        index = self.list.findText(self.list.currentText(), Qt.MatchFlag.MatchFixedString)
        if index >= 0:
            self.list.setCurrentIndex(index)
        self.list.setEditText(self.list.itemText(self.list.currentIndex()))

    def _on_chosen(self) -> None:
        choice = self._choices.get(self.model)
        today = dt.datetime.now(tz=dt.UTC).date()
        self.note.setText("" if choice is None else note_of(choice, today))
        self.note.setVisible(choice is not None)
        warned = choice is not None and is_soon_gone(choice, today)
        self.note.setProperty("role", "bad" if warned else "soft")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        self.chosen.emit(self.model)


def note_of(choice: ModelChoice, today: dt.date) -> str:
    """Say what is to be known of a model: how much it takes at once, and until when it is there."""
    if choice.is_told:
        text = say("Takes {n:,} tokens at once.", n=choice.context_tokens)
    else:
        text = say(
            "Its host does not tell how much it takes: {n:,} tokens are assumed.",
            n=choice.context_tokens,
        )
    return f"{said_of_end(choice, today)} {text}".lstrip()
