"""Asks what is to be printed: on which printer, which pages, on which paper, how often."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.dialogs import button_row, plain_label
from octavo.ui.printing.choice import FoundPrinters, PrintChoice, PrinterItem
from octavo.ui.printing.page_numbers import page_numbers
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.number_field import leave_room
from octavo.words import say

_PAPERS: Final = (
    QPageSize.PageSizeId.A4,
    QPageSize.PageSizeId.Letter,
    QPageSize.PageSizeId.A3,
    QPageSize.PageSizeId.A5,
    QPageSize.PageSizeId.Legal,
)
_MOST_COPIES: Final = 99
_ALL, _THIS, _SOME = range(3)


class PrintDialog(QDialog):
    """Takes a `PrintChoice`; or the person would rather have another program print.

    Args:
        parent: The window.
        found: The printers of the system.
        count: Pages of the document; None for what has no pages before it is on paper, of which
            all is printed, and which no other program can open.
        page: The one that is looked at, counted from 1.

    Attributes:
        elsewhere: Whether the document is to be opened in another program instead.
    """

    def __init__(
        self, parent: QWidget | None, found: FoundPrinters, count: int | None, page: int = 1
    ) -> None:
        super().__init__(parent)
        self._printers = found.items
        self._answered = found.answered
        self._has_pages = count is not None
        self._count = count or 0
        self._page = page
        self.elsewhere = False
        self.setWindowTitle(say("Print"))
        self.printer = QComboBox()
        self.pages = QComboBox()
        self.some = QLineEdit()
        self.paper = QComboBox()
        self.copies = QSpinBox()
        leave_room(self.copies)
        self.print_button = TextButton(say("Print"), kind="primary")
        self.outside_button = TextButton(say("Open in another program…"))
        self.cancel_button = TextButton(say("Cancel"))
        self._fill()
        self._lay_out()
        self._connect()
        self._suit_printer()
        self._refresh()

    @property
    def choice(self) -> PrintChoice:
        """What the person wants."""
        item = self._printer_item
        return PrintChoice(
            None if item is None else item.name,
            tuple(self._chosen_pages()),
            QPageSize.PageSizeId(self.paper.currentData()),
            self.copies.value() if item is not None else 1,
        )

    @property
    def _printer_item(self) -> PrinterItem | None:
        row = self.printer.currentIndex()
        return self._printers[row] if 0 <= row < len(self._printers) else None

    def _fill(self) -> None:
        for one in self._printers:
            self.printer.addItem(one.description or one.name)
        self.printer.addItem(say("Save as a PDF file"))
        self.pages.addItem(say("All pages ({count})", count=self._count))
        self.pages.addItem(say("The page in view ({page})", page=self._page))
        self.pages.addItem(say("Some pages"))
        self.some.setPlaceholderText(say("for example 1-3, 8"))
        for paper in _PAPERS:
            self.paper.addItem(QPageSize.name(paper), paper)
        self.copies.setRange(1, _MOST_COPIES)
        for field, name in (
            (self.printer, say("Printer")),
            (self.pages, say("Pages")),
            (self.some, say("Which pages, of {count}", count=self._count)),
            (self.paper, say("Paper")),
            (self.copies, say("Copies")),
        ):
            field.setAccessibleName(name)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(theme.SPACE_S)
        for field in (self.printer, self.pages, self.some, self.paper, self.copies):
            form.addRow(field.accessibleName(), field)
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("Print"), role="heading"))
        if not self._printers:
            column.addWidget(plain_label(self.why_none, role="soft"))
        column.addLayout(form)
        column.addSpacing(theme.SPACE_S)
        column.addLayout(button_row(self.outside_button, self.cancel_button, self.print_button))
        self.print_button.setDefault(True)
        self._form.setRowVisible(self.pages, self._has_pages)
        self.outside_button.setVisible(self._has_pages)

    @property
    def why_none(self) -> str:
        """Why there is no printer to choose."""
        if not self._answered:
            why = say("This computer's printers did not answer.")
        else:
            why = say("No printer is set up on this computer.")
        if not self._has_pages:
            return f"{why} {say('Save the pages as a PDF file.')}"
        advice = say("Save the pages as a PDF file, or open the document in another program.")
        return f"{why} {advice}"

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(self._suit_printer)
        self.pages.currentIndexChanged.connect(self._refresh)
        self.some.textChanged.connect(self._refresh)
        self.print_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.outside_button.clicked.connect(self._on_outside)

    def _suit_printer(self) -> None:
        """Have the paper that a printer has, and ask for copies only where there can be any."""
        item = self._printer_item
        row = self.paper.findData(_usual_paper() if item is None else item.paper)
        self.paper.setCurrentIndex(max(row, 0))
        self._form.setRowVisible(self.copies, item is not None)
        self.print_button.setText(say("Save…") if item is None else say("Print"))

    def _refresh(self) -> None:
        some = self.pages.currentIndex() == _SOME
        self._form.setRowVisible(self.some, some)
        self.print_button.setEnabled(not self._has_pages or bool(self._chosen_pages()))

    def _chosen_pages(self) -> list[int]:
        match self.pages.currentIndex():
            case row if row == _ALL:
                return list(range(1, self._count + 1))
            case row if row == _THIS:
                return [self._page]
            case _:
                return page_numbers(self.some.text(), self._count)

    def _on_outside(self) -> None:
        self.elsewhere = True
        self.reject()


def _usual_paper() -> QPageSize.PageSizeId:
    metric = QLocale().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    return QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter
