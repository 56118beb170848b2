"""The dialog in which a collection gets its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from octavo.session.collections import MAX_NAME
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class NameDialog(QDialog):
    """One field; Enter accepts, Esc leaves all as it is.

    Args:
        parent: The window.
        title: What is asked for.
        action: The verb on the button that goes on.
        name: The present name.
        taken: Names of other collections, with which nobody gets out of here.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        action: str,
        name: str,
        taken: Iterable[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._before = name
        self._taken = {other.casefold() for other in taken}
        self.field = QLineEdit(name)
        self.field.setAccessibleName(say("Name of the collection"))
        self.field.setMaxLength(MAX_NAME)
        self.field.selectAll()
        self.note = plain_label("", role="soft")
        self.accept_button = TextButton(action, kind="primary")
        self.cancel = TextButton(say("Cancel"))
        self.accept_button.setDefault(True)
        self.cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(title, role="heading"))
        column.addWidget(self.field)
        column.addWidget(self.note)
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
        is_taken = self.name.casefold() in self._taken
        text = say("Another collection has this name.") if is_taken else ""
        self.note.setText(text)
        self.field.setAccessibleDescription(text)
        self.accept_button.setEnabled(not is_taken and self.name not in {"", self._before})


async def ask_name(
    parent: QWidget | None, title: str, action: str, name: str = "", *, taken: Iterable[str]
) -> str | None:
    """Ask for a name that is not taken; None if the person thinks better of it."""
    dialog = NameDialog(parent, title, action, name, taken)
    return dialog.name if await finished(dialog) else None
