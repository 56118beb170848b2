"""The dialog in which a question is asked in other words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.reading import align_by_text
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class EditQuestionDialog(QDialog):
    """One field; Ctrl+Enter asks, Esc leaves all as it is."""

    def __init__(self, parent: QWidget | None, question: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Edit the question"))
        self._before = question
        self.field = QPlainTextEdit(question)
        self.field.setAccessibleName(say("Your question"))
        self.field.setTabChangesFocus(True)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setMinimumHeight(110)
        self.ask = TextButton(say("Ask again"), kind="primary")
        self.ask.setToolTip(say("Ask again (Ctrl+Enter)"))
        self.cancel = TextButton(say("Cancel"))
        self.ask.setDefault(True)
        self.cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Edit the question"), role="heading"))
        column.addWidget(self.field, 1)
        words = say("The thread goes on from there in a copy. This one stays as it is.")
        column.addWidget(plain_label(words, role="soft"))
        column.addSpacing(theme.SPACE_M)
        column.addLayout(button_row(self.cancel, self.ask))
        self.ask.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._refresh)
        self.field.textChanged.connect(lambda: align_by_text(self.field))
        align_by_text(self.field)
        self.field.setFocus()
        self._refresh()
        self.resize(520, self.sizeHint().height())

    @property
    def question(self) -> str:
        """What the field says now."""
        return self.field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask.click()
            return
        super().keyPressEvent(event)

    def _refresh(self) -> None:
        self.ask.setEnabled(self.question not in {"", self._before})


async def edit_question(parent: QWidget | None, question: str) -> str | None:
    """Let the person put a question in other words; None if it is to stay as it is."""
    dialog = EditQuestionDialog(parent, question)
    return dialog.question if await finished(dialog) else None
