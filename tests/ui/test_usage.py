"""Tokens and costs in the settings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from octavo.protocol.usage import UsageItem
from octavo.session.prices import Price, Prices
from octavo.session.usage import UsageReport
from octavo.ui.language import Language
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.usage import UsagePage
from support.languages import spoken
from support.qt import until
from support.window import open_window

PRICE = Price(read=Decimal("1.75"), written=Decimal(14), currency="USD")
USED = (
    UsageItem(
        month="2026-11", model="b/two", answers=12, prompt_tokens=24_000, completion_tokens=3_000
    ),
    UsageItem(
        month="2026-11", model="a/<b>one</b>", answers=1, prompt_tokens=900, completion_tokens=40
    ),
    UsageItem(
        month="2026-10", model="b/two", answers=2, prompt_tokens=4_000, completion_tokens=100
    ),
)


@pytest.fixture
def page(qtbot) -> UsagePage:
    made = UsagePage()
    qtbot.addWidget(made)
    made.show_report(UsageReport(USED, {"b/two": PRICE}))
    return made


def row(item) -> list[str]:
    return [item.text(index) for index in range(5)]


def test_months_have_the_sums_of_their_models_and_costs_where_a_price_is_known(page) -> None:
    november, october = (page.table.topLevelItem(i) for i in range(2))
    assert row(november) == ["November 2026", "13", "24,900", "3,040", "0.084 USD"]
    assert row(november.child(0)) == ["b/two", "12", "24,000", "3,000", "0.084 USD"]
    assert row(november.child(1)) == ["a/<b>one</b>", "1", "900", "40", ""]
    assert row(october) == ["October 2026", "2", "4,000", "100", "0.0084 USD"]


def test_months_numbers_and_costs_are_german_in_a_german_window(qtbot) -> None:
    with spoken(Language.GERMAN):
        page = UsagePage()
        qtbot.addWidget(page)
        page.show_report(UsageReport(USED, {"b/two": PRICE}))
        march = UsageItem(
            month="2026-03", model="b/two", answers=1, prompt_tokens=10**9, completion_tokens=0
        )
        assert row(page.table.topLevelItem(0)) == [
            *("November 2026", "13", "24.900", "3.040", "0,084 USD")
        ]
        page.model.setCurrentText("b/two")
        assert page.read.text() == "1,75"
        page.show_report(UsageReport((march,), {"b/two": PRICE}))
        assert row(page.table.topLevelItem(0))[0] == "März 2026"
        assert row(page.table.topLevelItem(0))[4] == "1.750,00 USD"


def test_a_price_is_set_shown_and_forgotten(page) -> None:
    told: list[tuple[str, object]] = []
    page.price_chosen.connect(lambda model, price: told.append((model, price)))
    page.model.setCurrentText("a/<b>one</b>")
    assert not page.forget.isEnabled()
    page.read.setText("0,15")
    page.written.setText("0.6")
    page.currency.setText("eur")
    QTest.mouseClick(page.set_price, Qt.MouseButton.LeftButton)
    euro = Price(read=Decimal("0.15"), written=Decimal("0.6"), currency="EUR")
    page.model.setCurrentText("b/two")
    assert (page.read.text(), page.written.text(), page.currency.text()) == ("1.75", "14", "USD")
    QTest.mouseClick(page.forget, Qt.MouseButton.LeftButton)
    assert told == [("a/<b>one</b>", euro), ("b/two", None)]


@pytest.mark.parametrize("amount", ["", "-1", "cheap", "nan"])
def test_what_is_no_price_is_said_and_not_told(page, amount: str) -> None:
    told: list[object] = []
    page.price_chosen.connect(lambda *chosen: told.append(chosen))
    page.read.setText(amount)
    QTest.mouseClick(page.set_price, Qt.MouseButton.LeftButton)
    assert "two amounts" in page.status.text()
    assert not told


def _page_with(dialog: SettingsDialog, page: QWidget) -> QWidget:
    """Return the page of the settings that a widget stands in."""
    pages = [dialog.pages.widget(row) for row in range(dialog.pages.count())]
    return next(one for one in pages if one.isAncestorOf(page))


async def test_prices_that_are_set_in_the_window_are_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with open_window(data) as program:
        program.window.settings_asked.emit()
        await until(
            lambda: any(d.isVisible() for d in program.window.findChildren(SettingsDialog)), "them"
        )
        dialog = program.window.findChild(SettingsDialog)
        usage = dialog.usage
        dialog.subjects.setCurrentRow(dialog.pages.indexOf(_page_with(dialog, usage)))
        assert usage.nothing.isVisible()
        assert usage.nothing.text() == "No model has answered yet."
        assert not usage.table.isVisible()  # an empty one pushed these words out of sight
        below = usage.status.mapTo(dialog.pages, QPoint(0, usage.status.height())).y()
        assert below <= dialog.pages.height()
        usage.model.setCurrentText("openai/gpt-5.2")
        for field, text in ((usage.read, "1.75"), (usage.written, "14"), (usage.currency, "usd")):
            field.setText(text)
        QTest.mouseClick(usage.set_price, Qt.MouseButton.LeftButton)
        await until(usage.forget.isEnabled, "the price is kept")
        assert await Prices(data / "prices.json").all() == {"openai/gpt-5.2": PRICE}
        dialog.accept()
        await until(lambda: not program.window.findChildren(SettingsDialog), "the dialog is gone")
