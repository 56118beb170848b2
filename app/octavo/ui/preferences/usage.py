"""The settings' page about tokens and costs, and what stands between it and the session."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from octavo.days import month_in_words
from octavo.protocol.usage import UsageItem
from octavo.session.prices import Price, cost, cost_words
from octavo.session.usage import UsageReport
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.words import number, say

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class UsagePage(QWidget):
    """Months and their models in a table; below it, what a million tokens of a model cost.

    Signals:
        price_chosen: A model's name and its `Price`, or None to forget it.
    """

    price_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._report = UsageReport((), {})
        self.table = QTreeWidget()
        self.table.setAccessibleName(say("Tokens by month and model"))
        self.table.setHeaderLabels(
            [say("Month"), say("Answers"), say("Read"), say("Written"), say("Cost")]
        )
        _right_aligned(self.table.headerItem())
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.model = QComboBox()
        self.model.setEditable(True)
        self.model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.model.setAccessibleName(say("Model"))
        self.read = _field(say("Price to read"), say("to read"))
        self.written = _field(say("Price to write"), say("to write"))
        self.currency = _field(say("Currency"), say("currency"))
        self.set_price = TextButton(say("Set"))
        self.forget = TextButton(say("Forget"))
        self.status = plain_label("", role="soft")
        self.nothing = plain_label(say("No model has answered yet."))
        for button in (self.set_price, self.forget):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for field in (self.read, self.written, self.currency):
            row.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        for button in (self.set_price, self.forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(
            plain_label(
                say("Tokens of models that wrote answers. Quotes need no model and cost nothing."),
                role="soft",
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("What a million tokens cost, as your host says:")))
        column.addWidget(self.model)
        column.addLayout(row)
        column.addLayout(buttons)
        column.addWidget(self.status)
        column.addStretch(0)
        self.model.currentTextChanged.connect(self._on_model)
        self.set_price.clicked.connect(self._on_set)
        self.forget.clicked.connect(lambda: self._choose(None))
        self.show_report(self._report)

    def show_report(self, report: UsageReport) -> None:
        """Show what was used, and what is known of its costs."""
        self._report = report
        self.table.clear()
        for month, items in groupby(report.used, key=lambda one: one.month):
            some = list(items)
            top = _right_aligned(QTreeWidgetItem(self.table, _cells(_month(month), some, report)))
            for one in some:
                _right_aligned(QTreeWidgetItem(top, _cells(one.model, [one], report)))
        self.table.expandAll()
        names = sorted({one.model for one in report.used} | set(report.prices))
        chosen = self.model.currentText()
        self.model.blockSignals(True)
        self.model.clear()
        self.model.addItems(names)
        self.model.setCurrentText(chosen or (names[0] if names else ""))
        self.model.blockSignals(False)
        self._on_model(self.model.currentText())
        self.table.setVisible(bool(report.used))
        self.nothing.setVisible(not report.used)
        self.show_status("")

    def show_status(self, text: str) -> None:
        """Say what is missing, or went wrong."""
        self.status.setText(text)

    def _on_model(self, name: str) -> None:
        price = self._report.prices.get(name)
        self.forget.setEnabled(price is not None)
        self.read.setText("" if price is None else number(price.read, "f"))
        self.written.setText("" if price is None else number(price.written, "f"))
        self.currency.setText("" if price is None else price.currency)

    def _on_set(self) -> None:
        try:
            price = Price.model_validate(
                {
                    "read": self.read.text().strip().replace(",", "."),
                    "written": self.written.text().strip().replace(",", "."),
                    "currency": self.currency.text().strip().upper(),
                }
            )
        except ValidationError:
            self.show_status(
                say("A price is two amounts, such as 1.75 and 14, and a currency, such as USD.")
            )
            return
        self._choose(price)

    def _choose(self, price: Price | None) -> None:
        if name := self.model.currentText().strip():
            self.price_chosen.emit(name, price)


def _cells(name: str, used: Sequence[UsageItem], report: UsageReport) -> list[str]:
    counts = (
        sum(one.answers for one in used),
        sum(one.prompt_tokens for one in used),
        sum(one.completion_tokens for one in used),
    )
    costs = cost_words(cost(used, report.prices))
    return [name, *(say("{count:,}", count=count) for count in counts), costs]


def _month(text: str) -> str:
    """Return in words a month that is written as ``2026-11``."""
    year, _, month = text.partition("-")
    return str(month_in_words(int(year), int(month)))


def _right_aligned(item: QTreeWidgetItem) -> QTreeWidgetItem:
    for index in range(1, item.columnCount()):
        item.setTextAlignment(index, _RIGHT)
    return item


def _field(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(20)
    return field
