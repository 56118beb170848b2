"""The dialog in which a collection gets its name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from octavo.session.collections import MAX_NAME
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class NameDialog(QDialog):
    """One field; Enter accepts, Esc leaves all as it is."""

    def __init__(self, parent: QWidget | None, title: str, action: str, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._before = name
        self.field = QLineEdit(name)
        self.field.setAccessibleName(say("Name of the collection"))
        self.field.setMaxLength(MAX_NAME)
        self.field.selectAll()
        self.accept_button = TextButton(action, kind="primary")
        self.cancel = TextButton(say("Cancel"))
        self.accept_button.setDefault(True)
        self.cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(title, role="heading"))
        column.addWidget(self.field)
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.cancel, self.accept_button))
        self.accept_button.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._refresh)
        self.field.setFocus()
        self._refresh()

    @property
    def name(self) -> str:
        """What the field says now."""
        return " ".join(self.field.text().split())

    def _refresh(self) -> None:
        self.accept_button.setEnabled(self.name not in {"", self._before})


async def ask_name(parent: QWidget | None, title: str, action: str, name: str = "") -> str | None:
    """Ask for a name; None if the person thinks better of it."""
    dialog = NameDialog(parent, title, action, name)
    return dialog.name if await finished(dialog) else None
