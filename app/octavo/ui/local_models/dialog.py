"""The dialog of models on this computer: two short lists, and a way to bring any other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from octavo.extras import how_to_add
from octavo.session.state import Problem
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.local_models.model_list import ModelList
from octavo.ui.local_models.row import explain
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.scrolling import Scrolling
from octavo.words import say

_WIDTH, _HEIGHT = 620, 640
_LONGEST = 2_000


class LocalModelsDialog(QDialog):
    """Shows the models; whoever opens it fetches, chooses and removes.

    Args:
        parent: The window that waits.
        can_run: Whether the part that runs models that write is installed.

    Attributes:
        writing: Those that write answers.
        judging: Those that put passages in order.

    Signals:
        address_asked: A model is to be fetched from this address.
        file_asked: A model is to be taken from a file.
    """

    address_asked = Signal(str)
    file_asked = Signal()

    def __init__(self, parent: QWidget | None, *, can_run: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Models on this computer"))
        lacks = say(
            "The part of Octavo that runs models is not installed, so none could answer:"
            " none is fetched before it is."
        )
        self.missing = plain_label(f"{lacks}\n{how_to_add('local')}", role="bad")
        self.missing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing.setVisible(not can_run)
        self.writing = ModelList(
            say("Write answers"),
            say(
                "They write answers without any other program. Get one, then choose it for an"
                " assistant."
            ),
            why_not="" if can_run else self.missing.text(),
        )
        self.judging = ModelList(
            say("Find the right passage"),
            say(
                "Octavo finds passages without any of these. One that is in use reads the best of"
                " them again, together with your question, and puts first what answers it."
            ),
            one_in_use=True,
        )
        self.problem = plain_label("", role="bad")
        self.problem.setVisible(False)
        self.address = QLineEdit()
        self.address.setMaxLength(_LONGEST)
        self.address.setPlaceholderText(say("https:// address of a GGUF file"))
        self.address.setAccessibleName(say("Address of another model"))
        self.fetch = TextButton(say("Get"))
        self.fetch.setEnabled(False)
        self.file = TextButton(say("From a file…"))
        self.close_button = TextButton(say("Close"))
        for button in (self.fetch, self.file, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        if can_run:
            self.address.textChanged.connect(lambda text: self.fetch.setEnabled(bool(text.strip())))
        else:
            for part in (self.address, self.fetch):
                part.setEnabled(False)
                explain(part, self.missing.text())
        self.address.returnPressed.connect(self._on_fetch_clicked)
        self.fetch.clicked.connect(self._on_fetch_clicked)
        self.file.clicked.connect(self.file_asked)
        self.close_button.clicked.connect(self.reject)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what did not work; None takes it away."""
        text = "" if problem is None else f"{problem.message} {problem.hint}".strip()
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _on_fetch_clicked(self) -> None:
        if address := self.address.text().strip():
            self.address.clear()
            self.address_asked.emit(address)

    def _lay_out(self) -> None:
        inner = QWidget()
        lists = QVBoxLayout(inner)
        lists.setContentsMargins(margins(0, 0, theme.SPACE_S, 0))
        lists.addWidget(self.judging)
        lists.addWidget(self.missing)
        lists.addWidget(self.writing)
        lists.addStretch(1)
        other = QHBoxLayout()
        other.setSpacing(theme.SPACE_S)
        other.addWidget(self.address, 1)
        other.addWidget(self.fetch)
        other.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Models on this computer"), role="heading"))
        column.addWidget(
            plain_label(
                say("They run here alone: nothing is sent anywhere. None comes unless you say so."),
                role="soft",
            )
        )
        column.addWidget(Scrolling(inner), 1)
        column.addWidget(plain_label(say("Another model"), role="caption"))
        column.addLayout(other)
        column.addWidget(self.problem)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(button_row(self.close_button))
        self.close_button.setFocus()  # not the list, which is first
        self.resize(_WIDTH, _HEIGHT)


async def show_local_models(
    parent: QWidget | None, serve: Callable[[LocalModelsDialog], None], *, can_run: bool
) -> None:
    """Show the models until the dialog is closed; ``serve`` fills and connects it before."""
    dialog = LocalModelsDialog(parent, can_run=can_run)
    serve(dialog)
    await finished(dialog)
