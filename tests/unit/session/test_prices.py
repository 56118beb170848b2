"""One's own price list, and what tokens come to by it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from octavo.errors import DataFolderError
from octavo.protocol.usage import UsageItem
from octavo.session.prices import Price, Prices, cost, cost_words

EURO = Price(read=Decimal("0.15"), written=Decimal("0.6"), currency="EUR")
DOLLAR = Price(read=Decimal(2), written=Decimal(8), currency="USD")


def used(model: str, read: int, written: int) -> UsageItem:
    return UsageItem(
        month="2026-11", model=model, answers=1, prompt_tokens=read, completion_tokens=written
    )


async def test_prices_are_kept_changed_and_taken_away(tmp_path: Path) -> None:
    prices = Prices(tmp_path / "new" / "prices.json")
    assert await prices.all() == {}
    await prices.put("b/two", DOLLAR)
    await prices.put("a/one", DOLLAR)
    await prices.put("a/one", EURO)
    assert await Prices(tmp_path / "new" / "prices.json").all() == {"a/one": EURO, "b/two": DOLLAR}
    await prices.put("b/two", None)
    assert await prices.all() == {"a/one": EURO}
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["prices.json"]


async def test_a_list_that_cannot_be_read_is_said_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "prices.json"
    file.write_text('{"version": 1, "models": {"a": {"read": "cheap"}}}')
    with pytest.raises(DataFolderError, match=r"prices.json cannot be read"):
        await Prices(file).put("a", EURO)
    assert "cheap" in file.read_text()


def test_costs_are_added_up_by_currency_and_what_has_no_price_costs_nothing_known() -> None:
    prices = {"a": EURO, "b": DOLLAR}
    items = [used("a", 1_000_000, 0), used("a", 0, 500_000), used("b", 1000, 100), used("c", 9, 9)]
    assert cost(items, prices) == {"EUR": Decimal("0.45"), "USD": Decimal("0.0028")}
    assert cost(items, {}) == {}


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({}, ""),
        ({"EUR": Decimal("1234.5")}, "1,234.50 EUR"),
        ({"EUR": Decimal("0.45"), "USD": Decimal("0.0028")}, "0.45 EUR + 0.0028 USD"),
        ({"USD": Decimal(0)}, "0.00 USD"),
        ({"USD": Decimal("0.0000000001")}, "0.00000000 USD"),
    ],
)
def test_small_costs_are_told_with_digits_that_say_something(
    amounts: dict[str, Decimal], words: str
) -> None:
    assert cost_words(amounts) == words


@pytest.mark.parametrize("wrong", [{"read": -1}, {"written": "NaN"}, {"currency": "euro"}])
def test_a_price_is_an_amount_in_a_currency(wrong: dict[str, object]) -> None:
    given = {"read": 1, "written": 2, "currency": "EUR", **wrong}
    with pytest.raises(ValidationError):
        Price.model_validate(given)
