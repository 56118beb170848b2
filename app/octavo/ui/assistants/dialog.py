"""The dialog of an assistant: its name and what it is told to do."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton

MAX_NAME = 256
"""Characters of a name, as the interface allows."""


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantEdit:
    """What the person wants the assistant to be."""

    name: str
    instructions: str


class AssistantDialog(QDialog):
    """One column of labels above fields; Enter in the name or Ctrl+Enter anywhere saves."""

    def __init__(self, parent: QWidget | None, before: AssistantEdit) -> None:
        super().__init__(parent)
        self.setWindowTitle("Assistant")
        self.name = QLineEdit(before.name)
        self.name.setMaxLength(MAX_NAME)
        self.instructions = QPlainTextEdit(before.instructions)
        self.instructions.setTabChangesFocus(True)
        self.instructions.setMinimumHeight(140)
        self.save = TextButton("Save", kind="primary")
        self.cancel = TextButton("Cancel")
        self._lay_out()
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._refresh)
        self.name.selectAll()
        self.name.setFocus()
        self._refresh()

    @property
    def edit(self) -> AssistantEdit:
        """What the fields say now."""
        return AssistantEdit(self.name.text().strip(), self.instructions.toPlainText().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save.click()
            return
        super().keyPressEvent(event)

    def _refresh(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(plain_label("Assistant", role="heading"))
        column.addSpacing(theme.SPACE_M)
        column.addWidget(_field_label("&Name", self.name))
        column.addWidget(self.name)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(_field_label("&Instructions", self.instructions))
        column.addWidget(self.instructions, 1)
        column.addSpacing(theme.SPACE_XS)
        column.addWidget(
            plain_label(
                "Answers on this computer are quotes from your documents. The instructions "
                "are used when a language model writes the answers.",
                role="soft",
            )
        )
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.cancel, self.save))
        self.resize(480, self.sizeHint().height())


async def edit_assistant(parent: QWidget | None, before: AssistantEdit) -> AssistantEdit | None:
    """Let the person change an assistant; None if nothing is to be changed."""
    dialog = AssistantDialog(parent, before)
    if not await finished(dialog):
        return None
    after = dialog.edit
    return after if after != before else None


def _field_label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return label
