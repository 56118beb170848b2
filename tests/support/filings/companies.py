"""The companies that file, and their figures of each year: the same in every filing."""

from __future__ import annotations

import dataclasses
import random
import zlib


@dataclasses.dataclass(frozen=True, slots=True)
class Company:
    """A made-up company.

    Args:
        legal: Its name on the cover.
        short: Its name in questions.
        ticker: On the exchange.
        trade: What it does.
        segments, products, places: What its parts, products and regions are called.
        city, state: Of its seat.
        auditor, chief, treasurer: Who audits it, its chief executive and chief financial officer.
        year_end: Month and day on which its year ends; January is that of the next year.
        scale: Its sales, in millions, before growth.
    """

    legal: str
    short: str
    ticker: str
    trade: str
    segments: tuple[str, str, str]
    products: str
    places: tuple[str, str, str]
    city: str
    state: str
    auditor: str
    chief: str
    treasurer: str
    year_end: str
    scale: float

    def ended(self, year: int) -> str:
        """Return the last day of a fiscal year."""
        return f"{self.year_end}, {year + self.year_end.startswith('January')}"

    def chance(self, *about: object) -> random.Random:
        """Return a generator that always says the same about this company and something."""
        return random.Random(zlib.crc32(repr((self.ticker, *about)).encode()))


COMPANIES = (
    Company(
        "Northfield Industries, Inc.", "Northfield Industries", "NFI", "diversified technology",
        ("Safety and Industrial", "Transportation", "Consumer"), "adhesives, abrasives and filters",
        ("Americas", "Asia Pacific", "Europe"), "Duluth", "Minnesota", "Harlow & Pryce LLP",
        "Miriam Oldgate", "Peter Saxby", "December 31", 31000,
    ),
    Company(
        "Northfield Foods Company", "Northfield Foods", "NFF", "packaged food",
        ("Cereals", "Snacks", "Pet Food"), "breakfast cereals, bars and dry pet food",
        ("North America", "Latin America", "Europe"), "Omaha", "Nebraska", "Tallis Grant LLP",
        "Edwin Marchetti", "Carla Voss", "May 31", 17000,
    ),
    Company(
        "Meridian Health Corporation", "Meridian Health", "MRH", "pharmacy and health services",
        ("Pharmacy Services", "Retail", "Health Benefits"), "prescriptions, vaccines and plans",
        ("United States", "Puerto Rico", "Canada"), "Providence", "Rhode Island",
        "Harlow & Pryce LLP", "Susan Achterberg", "Daniel Reyes", "December 31", 190000,
    ),
    Company(
        "Meridian Power Holdings Corp.", "Meridian Power", "MPH", "electric utility",
        ("Generation", "Transmission", "Renewables"), "electricity and natural gas",
        ("Virginia", "Indiana", "Panama"), "Richmond", "Virginia", "Castell Dunmore LLP",
        "Andre Whitlock", "Joan Petersen", "December 31", 10500,
    ),
    Company(
        "Halcyon Beverages Inc.", "Halcyon", "HLC", "beverage",
        ("Sparkling", "Water and Tea", "Spirits"), "soft drinks, bottled water and gin",
        ("North America", "Europe", "Asia, Middle East and Africa"), "Atlanta", "Georgia",
        "Tallis Grant LLP", "Rosa Delacroix", "Martin Eyre", "December 31", 36000,
    ),
    Company(
        "Corvane Semiconductor, Inc.", "Corvane", "CRVN", "semiconductor",
        ("Data Center", "Client", "Embedded"), "microprocessors, graphics units and adaptive chips",
        ("United States", "China", "Singapore"), "Santa Clara", "California",
        "Castell Dunmore LLP", "Lin Haverford", "Devi Ramanathan", "December 31", 7000,
    ),
    Company(
        "Bestway Electronics Co., Inc.", "Bestway", "BWE", "consumer electronics retail",
        ("Domestic", "International", "Online"), "computers, appliances and services",
        ("United States", "Canada", "Mexico"), "Richfield", "Minnesota", "Castell Dunmore LLP",
        "Corinne Bright", "Matthew Billings", "January 29", 43000,
    ),
    Company(
        "Amberley Packaging plc", "Amberley", "AMBY", "packaging",
        ("Flexibles", "Rigid Packaging", "Closures"), "pouches, films, bottles and closures",
        ("North America", "Western Europe", "Emerging Markets"), "Bristol", "Delaware",
        "Harlow & Pryce LLP", "Ronan Delane", "Michael Casamir", "June 30", 12500,
    ),
)  # fmt: skip

# What is filed: 23 annual and 3 quarterly reports. The years of a company follow each other, so
# that each figure stands in the reports of later years, too.
FILED: dict[str, tuple[int, ...]] = {
    "NFI": (2018, 2021, 2022),
    "NFF": (2019, 2020, 2022),
    "MRH": (2018, 2019, 2022),
    "MPH": (2019, 2020, 2021),
    "HLC": (2017, 2021, 2022),
    "CRVN": (2015, 2021, 2022),
    "BWE": (2019, 2021),
    "AMBY": (2020, 2021, 2022),
}
QUARTERS: dict[str, tuple[int, ...]] = {"NFI": (2023,), "BWE": (2023,), "AMBY": (2023,)}


def figures(company: Company, year: int) -> dict[str, float]:
    """Return a year's figures, in millions of dollars unless a name says otherwise."""
    sales = company.scale
    for past in range(2011, year + 1):
        sales *= company.chance("growth", past).uniform(0.94, 1.11)
    chance = company.chance("year", year)

    def share(low: float, high: float) -> float:
        return round(sales * chance.uniform(low, high))

    made = {"sales": round(sales), "cost": share(0.52, 0.68), "overhead": share(0.13, 0.18)}
    made["research"], made["restructuring"] = share(0.02, 0.05), share(0.002, 0.012)
    made["gross"] = made["sales"] - made["cost"]
    made["operating"] = made["gross"] - made["overhead"] - made["research"] - made["restructuring"]
    made["interest"] = share(0.006, 0.012)
    made["pretax"] = made["operating"] - made["interest"]
    made["rate"] = round(chance.uniform(17.0, 26.0), 1)  # percent
    made["tax"] = round(made["pretax"] * made["rate"] / 100)
    made["net"] = made["pretax"] - made["tax"]
    made["shares"] = round(company.scale / 40 * chance.uniform(0.95, 1.05), 1)
    made["eps"] = round(made["net"] / made["shares"], 2)
    made["depreciation"], made["capex"] = share(0.03, 0.05), share(0.03, 0.07)
    made["dividends"], made["repurchases"] = share(0.02, 0.04), share(0.01, 0.05)
    made["stock"], made["bought"] = share(0.005, 0.01), share(0.01, 0.06)
    made["cash"], made["securities"] = share(0.05, 0.12), share(0.01, 0.04)
    made["receivables"], made["inventories"] = share(0.1, 0.15), share(0.08, 0.14)
    made["other_current"] = share(0.02, 0.04)
    made["ppe"], made["goodwill"] = share(0.2, 0.35), share(0.2, 0.4)
    made["intangibles"], made["other"] = share(0.08, 0.15), share(0.04, 0.08)
    made["payables"], made["accrued"] = share(0.08, 0.13), share(0.05, 0.09)
    made["short_debt"], made["long_debt"] = share(0.02, 0.05), share(0.25, 0.4)
    made["pension"] = share(0.03, 0.06)
    made["people"] = 100 * round(sales * chance.uniform(0.0195, 0.0225)) + 40 * (year % 7)
    made["matters"] = chance.randint(1100, 4200)  # claimants
    made["bought_shares"] = round(chance.uniform(0.4, 3.9), 1)
    made["outstanding"] = share(0.001, 0.006)  # of restructuring, at the year's end
    return made
