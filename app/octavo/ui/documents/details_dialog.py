"""The dialog that tells what became of a document's pages, what was found in it, what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from octavo.protocol.reports import FileReport
from octavo.session.report_words import needs_recognition, remarks_of
from octavo.session.state import DocumentItem
from octavo.ui import icons, theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.documents.properties import add_properties
from octavo.ui.fitting import FOCUS_LINE
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.scrolling import Scrolling
from octavo.words import say, say_many

_TALLEST = 320
"""Pixels of the list of remarks; a longer one is scrolled."""


class DetailsDialog(QDialog):
    """Shows a report; accepted if the pages that need it are to be read again."""

    def __init__(self, parent: QWidget | None, item: DocumentItem, report: FileReport) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Properties"))
        self.close_button = TextButton(say("Close"), kind="primary")
        self.read_again = TextButton(say("Read again"))
        self.copy_button = TextButton(say("Copy"))
        self.command = QLineEdit(report.recognition.install or "")
        self._lacking = needs_recognition(report)
        self.remarks = [one.text for one in remarks_of(report)]
        self._lay_out(item, report)
        self.close_button.setDefault(True)
        for button in (self.read_again, self.copy_button):
            button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.read_again.clicked.connect(self.accept)
        self.copy_button.clicked.connect(self._on_copy_clicked)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        self.copy_button.setText(say("Copied"))

    def _lay_out(self, item: DocumentItem, report: FileReport) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(item.name, role="heading"))
        column.addWidget(plain_label(_summary(item, report), role="soft"))
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self._listed(item, report))
        if self._lacking:
            column.addSpacing(theme.SPACE_S)
            self._lay_out_recognition(column, report)
        column.addSpacing(theme.SPACE_L)
        buttons = [self.read_again] if self._lacking else []
        column.addLayout(button_row(*buttons, self.close_button))
        self.close_button.setFocus()  # not the list, which is first

    def _lay_out_recognition(self, column: QVBoxLayout, report: FileReport) -> None:
        if report.recognition.available:
            column.addWidget(
                plain_label(
                    say("Text recognition is installed: the pages that need it can be read now."),
                    role="soft",
                )
            )
            return
        column.addWidget(
            plain_label(
                say(
                    "Octavo reads pictures of text with the program Tesseract, which is not "
                    "installed. This installs it; then have the pages read again:"
                ),
                role="soft",
            )
        )
        self.command.setReadOnly(True)
        self.command.setAccessibleName(say("Command that installs Tesseract"))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.command, 1)
        row.addWidget(self.copy_button)
        column.addLayout(row)

    def _listed(self, item: DocumentItem, report: FileReport) -> QWidget:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_S)
        remarks = remarks_of(report)
        for remark in remarks:
            rows.addLayout(_row(remark.text, warns=remark.is_warning))
        if not remarks:
            rows.addWidget(plain_label(say("All pages have text, and nothing odd was found.")))
        add_properties(rows, item, report)
        rows.addStretch(1)
        area = Scrolling(inside)
        height = inside.sizeHint().height() + 2 * FOCUS_LINE
        area.setFixedHeight(min(height, _TALLEST))
        return area


def _row(text: str, *, warns: bool) -> QHBoxLayout:
    worn = theme.current()
    mark = QLabel()
    name, color = ("warning", worn.warn) if warns else ("info", worn.soft_ink)
    mark.setPixmap(icons.icon(name, color).pixmap(icons.SMALL, icons.SMALL))
    row = QHBoxLayout()
    row.setSpacing(theme.SPACE_S)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(plain_label(text), 1)
    return row


def _summary(item: DocumentItem, report: FileReport) -> str:
    pages = say_many("{n} page", "{n:,} pages", report.pages_total)
    parts = [pages, say("{pages_text:,} with text", pages_text=item.pages_text)]
    if item.pages_recognised:
        parts.append(
            say("{pages_recognised:,} of them recognised", pages_recognised=item.pages_recognised)
        )
    if item.pages_empty:
        parts.append(say("{pages_empty:,} empty", pages_empty=item.pages_empty))
    if item.pages_failed:
        parts.append(say("{pages_failed:,} not read", pages_failed=item.pages_failed))
    if report.encryption is not None:
        lock = (
            say("opens with a password") if item.needs_password else say("opens without a password")
        )
        parts.append(
            say("encrypted ({encryption}), {lock}", encryption=report.encryption, lock=lock)
        )
    return " · ".join(parts)


async def show_report(parent: QWidget | None, item: DocumentItem, report: FileReport) -> bool:
    """Show a document's report; return whether the pages that need it are to be read again."""
    return await finished(DetailsDialog(parent, item, report))
