"""The tables of a filing: financial statements, five years of selected data, segments, taxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from support.filings.companies import Company, figures
from support.filings.pages import Pages

Year = dict[str, float]
Line = tuple[str, Callable[[Year], float] | None]


def amount(value: float) -> str:
    """Write an amount as statements do."""
    text = f"{abs(value):,.2f}" if isinstance(value, float) and value % 1 else f"{abs(value):,.0f}"
    return f"({text})" if value < 0 else text


def _named(name: str, sign: int = 1) -> Callable[[Year], float]:
    return lambda year: sign * year[name]


def current_assets(year: Year) -> float:
    """Return the sum of current assets."""
    names = ("cash", "securities", "receivables", "inventories", "other_current")
    return sum(year[name] for name in names)


def current_liabilities(year: Year) -> float:
    """Return the sum of current liabilities."""
    return year["short_debt"] + year["payables"] + year["accrued"]


def assets(year: Year) -> float:
    """Return total assets."""
    return current_assets(year) + sum(
        year[name] for name in ("ppe", "goodwill", "intangibles", "other")
    )


def _equity(year: Year) -> float:
    return assets(year) - current_liabilities(year) - year["long_debt"] - year["pension"]


def operations(year: Year) -> float:
    """Return cash provided by operating activities."""
    return year["net"] + year["depreciation"] + year["stock"]


INCOME: tuple[Line, ...] = (
    ("Net sales", _named("sales")),
    ("Operating expenses", None),
    ("Cost of sales", _named("cost")),
    ("Selling, general and administrative expenses", _named("overhead")),
    ("Research, development and related expenses", _named("research")),
    ("Restructuring charges", _named("restructuring")),
    ("Operating income", _named("operating")),
    ("Interest expense, net", _named("interest")),
    ("Income before income taxes", _named("pretax")),
    ("Provision for income taxes", _named("tax")),
    ("Net income", _named("net")),
    ("Weighted average common shares outstanding, diluted (millions)", _named("shares")),
    ("Earnings per share, diluted", _named("eps")),
)
BALANCE: tuple[Line, ...] = (
    ("Cash and cash equivalents", _named("cash")),
    ("Marketable securities, current", _named("securities")),
    ("Accounts receivable, net", _named("receivables")),
    ("Total inventories", _named("inventories")),
    ("Prepaids and other current assets", _named("other_current")),
    ("Total current assets", current_assets),
    ("Property, plant and equipment, net", _named("ppe")),
    ("Goodwill", _named("goodwill")),
    ("Intangible assets, net", _named("intangibles")),
    ("Other assets", _named("other")),
    ("Total assets", assets),
    ("Short-term borrowings and current portion of long-term debt", _named("short_debt")),
    ("Accounts payable", _named("payables")),
    ("Accrued payroll and other current liabilities", _named("accrued")),
    ("Total current liabilities", current_liabilities),
    ("Long-term debt", _named("long_debt")),
    ("Pension and postretirement benefits", _named("pension")),
    ("Total equity", _equity),
    ("Total liabilities and equity", assets),
)
CASH: tuple[Line, ...] = (
    ("Net income", _named("net")),
    ("Depreciation and amortization", _named("depreciation")),
    ("Stock-based compensation expense", _named("stock")),
    ("Net cash provided by operating activities", operations),
    ("Purchases of property, plant and equipment (PP&E)", _named("capex", -1)),
    ("Acquisitions, net of cash acquired", _named("bought", -1)),
    ("Net cash used in investing activities", lambda y: -y["capex"] - y["bought"]),
    ("Purchases of treasury stock", _named("repurchases", -1)),
    ("Dividends paid to shareholders", _named("dividends", -1)),
    ("Net cash used in financing activities", lambda y: -y["repurchases"] - y["dividends"]),
)
SELECTED: tuple[Line, ...] = (
    ("Net sales", _named("sales")),
    ("Net income", _named("net")),
    ("Earnings per share, diluted", _named("eps")),
    ("Total assets", assets),
    ("Long-term debt", _named("long_debt")),
    ("Capital expenditures", _named("capex")),
    ("Depreciation and amortization", _named("depreciation")),
    ("Cash dividends declared", _named("dividends")),
    ("Number of employees at year end", _named("people")),
)


def write(pages: Pages, company: Company, lines: Sequence[Line], years: Sequence[int]) -> None:
    """Write a table with a column for each year."""
    of = [figures(company, year) for year in years]
    rows = [
        (name, *("" if value is None else amount(value(year)) for year in of))
        for name, value in lines
    ]
    pages.table(("(Millions)", *map(str, years)), rows)


def parts(company: Company, year: int, kind: str) -> list[float]:
    """Return a year's sales of the three segments ("segments") or regions ("places")."""
    sales = figures(company, year)["sales"]
    shares = [company.chance(kind, i).uniform(1, 3) for i in range(3)]
    shares = [s * company.chance(kind, i, year).uniform(0.9, 1.12) for i, s in enumerate(shares)]
    made = [float(round(sales * one / sum(shares))) for one in shares[:2]]
    return [*made, sales - sum(made)]


def write_parts(pages: Pages, company: Company, kind: str, years: Sequence[int]) -> None:
    """Write the sales of segments or regions, a column for each year."""
    of = [parts(company, year, kind) for year in years]
    names = company.segments if kind == "segments" else company.places
    rows = [(name, *(amount(one[i]) for one in of)) for i, name in enumerate(names)]
    total = ("Total Company", *(amount(sum(one)) for one in of))
    pages.table(("Net sales (Millions)", *map(str, years)), [*rows, total])
