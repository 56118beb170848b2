"""The dialog that tells why a document was not taken in, and what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from octavo.session.state import DocumentItem, Problem
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.documents.properties import file_rows, file_table
from octavo.ui.widgets.buttons import TextButton
from octavo.words import say


class FailureDialog(QDialog):
    """Tells of a document that has no report; accepted if it is to be tried again."""

    def __init__(self, parent: QWidget | None, item: DocumentItem, problem: Problem) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Properties"))
        self.close_button = TextButton(say("Close"), kind="primary")
        self.retry = TextButton(say("Try again"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(item.name, role="heading"))
        column.addWidget(plain_label(problem.title, role="soft"))
        column.addSpacing(theme.SPACE_S)
        for text in (problem.message, problem.hint):
            if text:
                column.addWidget(plain_label(text))
        column.addSpacing(theme.SPACE_S)
        column.addWidget(file_table(file_rows(item)))
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.retry, self.close_button))
        self.close_button.setDefault(True)
        self.retry.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.retry.clicked.connect(self.accept)


async def show_failure(parent: QWidget | None, item: DocumentItem, problem: Problem) -> bool:
    """Tell why a document was not taken in; return whether it is to be tried again."""
    return await finished(FailureDialog(parent, item, problem))
