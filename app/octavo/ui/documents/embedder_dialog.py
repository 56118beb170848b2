"""The dialog in which a collection gets the model that compares meanings in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QVBoxLayout, QWidget

from octavo.session.embeddings import Embedding, state_of
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.fitting import fit
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class EmbedderDialog(QDialog):
    """Shows by what a collection is compared and how far a change is; another one can be chosen.

    Signals:
        chosen: With the name of a provider's model, or empty for the one that comes with Octavo.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None, collection: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Compare meanings"))
        self.state = plain_label("")
        self.model = plain_label("", role="soft")
        self.problem = plain_label("", role="bad")
        self.list = QComboBox()
        self.list.setEditable(True)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.list.setAccessibleName(say("What compares meanings"))
        self.list.addItem(say("The model that comes with Octavo"), "")
        completer = QCompleter(self.list.model(), self.list)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.list.setCompleter(completer)
        self.use = TextButton(say("Use"), kind="primary")
        self.leave = TextButton(say("Close"))
        self.use.setDefault(True)
        self.leave.setAutoDefault(False)
        self._embedder: str | None = None
        self._lay_out(collection)
        self.use.clicked.connect(lambda: self.chosen.emit(self.named))
        self.leave.clicked.connect(self.reject)
        self.list.editTextChanged.connect(self._refresh)
        self.list.setFocus()
        self.show_problem("")

    @property
    def named(self) -> str:
        """The model that the list names now; empty for the one that comes with Octavo."""
        text = self.list.currentText().strip()
        index = self.list.findText(text, Qt.MatchFlag.MatchFixedString)
        return text if index < 0 else str(self.list.itemData(index))

    def show_choices(self, names: Sequence[str]) -> None:
        """Offer models of hosts; what is typed or chosen by then stays."""
        before = self.list.currentText()
        for name in names:
            if self.list.findData(name) < 0:
                self.list.addItem(name, name)
        self.list.setEditText(before)

    def show_embedding(self, embedding: Embedding) -> None:
        """Show how the collection's vectors are; at first, the list shows what is chosen."""
        if self._embedder is None and embedding.embedder:
            self.show_choices([embedding.embedder])
            self.list.setCurrentIndex(self.list.findData(embedding.embedder))
        self._embedder = embedding.embedder
        self.state.setText(state_of(embedding))
        self.model.setText(embedding.model)
        self.model.setVisible(bool(embedding.model))
        self.show_problem(embedding.problem)

    def show_problem(self, problem: str) -> None:
        """Show what failed, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Keep the dialog as high as its texts, which come and go."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():  # not where it has to scroll
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
            fit(self)

    def _lay_out(self, collection: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        title = say("Compare meanings in “{name}”", name=collection)
        column.addWidget(plain_label(title, role="heading"))
        for label in (self.state, self.model, self.problem):
            column.addWidget(label)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(self.list)
        hint = say(
            "A model of a host gets the whole text of the collection. Hosts are added under “Model"
            " hosts”; a model that a host does not list is typed as host/model."
        )
        column.addWidget(plain_label(hint, role="soft"))
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.leave, self.use))

    def _refresh(self) -> None:
        """Let the same be chosen again only where it failed."""
        failed = bool(self.problem.text())
        named = self.named
        complete = not named or ("/" in named and all(named.split("/", 1)))
        self.use.setEnabled(complete and (named != self._embedder or failed))


async def show_embedders(
    parent: QWidget | None, collection: str, serve: Callable[[EmbedderDialog], None]
) -> None:
    """Show the dialog of a collection until it is closed; ``serve`` fills and connects it."""
    dialog = EmbedderDialog(parent, collection)
    serve(dialog)
    await finished(dialog)
