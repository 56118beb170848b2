"""The dialog for passwords of locked documents, one after the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.dialogs import button_row, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say, say_many

_LONGEST = 1_000


class PasswordDialog(QDialog):
    """Asks for the password of one document at a time; whoever opens it says what comes next.

    Args:
        parent: The window that waits.
        place: Where passwords can be remembered, as people call it; None if nowhere.

    Signals:
        entered: The password, and whether it is to be remembered.
        skipped: The person has no password for this document.
    """

    entered = Signal(str, bool)
    skipped = Signal()

    def __init__(self, parent: QWidget | None, place: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Password"))
        self.message = plain_label("", role="soft")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(_LONGEST)
        self.password.setAccessibleName(say("Password"))
        self.wrong = plain_label("", role="bad")
        self.shown = QCheckBox(say("&Show what is typed"))
        self.remember = QCheckBox(say("&Remember it in {place}", place=place) if place else "")
        self.remember.setVisible(place is not None)
        self.note = plain_label(_note(place), role="soft")
        self.skip = TextButton(say("Skip"))
        self.cancel = TextButton(say("Cancel"))
        self.open_button = TextButton(say("Open"), kind="primary")
        self._busy = False
        self._lay_out()
        self._connect()
        self._refresh()

    def show_document(self, message: str, *, more: int = 0) -> None:
        """Ask for the password of the next document.

        Args:
            message: What is locked.
            more: How many others wait behind it.
        """
        if more:
            others = say_many(
                "One more document waits for its password.",
                "{n:,} more documents wait for their passwords.",
                more,
            )
            message = f"{message} {others}"
        self.message.setText(message)
        self.skip.setVisible(more > 0)
        self._start_over("")

    def show_wrong(self, message: str) -> None:
        """Say why the document is not open, and ask again."""
        self._start_over(message)

    def show_busy(self) -> None:
        """Take nothing while a password is tried."""
        self._busy = True
        self._refresh()

    def _start_over(self, wrong: str) -> None:
        self._busy = False
        self.password.clear()
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self._refresh()
        self.password.setFocus()
        self.adjustSize()

    def _on_open_clicked(self) -> None:
        if not self._busy and self.password.text():
            self.entered.emit(self.password.text(), self.remember.isChecked())

    def _refresh(self) -> None:
        self.password.setEnabled(not self._busy)
        self.open_button.setText(say("Opening…") if self._busy else say("Open"))
        self.open_button.setEnabled(not self._busy and bool(self.password.text()))

    def _lay_out(self) -> None:
        label = QLabel(say("&Password"))
        label.setBuddy(self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(plain_label(say("This PDF needs a password"), role="heading"))
        column.addWidget(self.message)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(label)
        column.addWidget(self.password)
        column.addWidget(self.wrong)
        column.addSpacing(theme.SPACE_XS)
        column.addWidget(self.shown)
        column.addWidget(self.remember)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.note)
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.cancel, self.skip, self.open_button))

    def _connect(self) -> None:
        self.open_button.setDefault(True)
        for button in (self.cancel, self.skip):
            button.setAutoDefault(False)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.cancel.clicked.connect(self.reject)
        self.skip.clicked.connect(self.skipped)
        self.password.textChanged.connect(self._refresh)
        self.shown.toggled.connect(self._on_shown_toggled)

    def _on_shown_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)


def _note(place: str | None) -> str:
    kept = say("What is read of it lies in Octavo’s data folder like the text of other documents.")
    if place is None:
        known = say("This system has no keychain: the password is known until Octavo is closed.")
        return f"{kept} {known}"
    return kept
