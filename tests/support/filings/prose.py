"""The prose of filings: what every company says in nearly the same words, year after year."""

from __future__ import annotations

import random

from support.filings.companies import Company

_CAUSES = (
    """
changes in economic conditions|a decline in consumer confidence|volatility of commodity prices
foreign currency exchange rates|the loss of a major customer|disruptions in our supply chain
increased competition|failures of information systems|cyber attacks on us or our vendors
changes in tax law|new environmental regulation|the outcome of legal proceedings
our inability to hire and keep qualified employees|labor disputes|the spread of infectious disease
rising interest rates|a downgrade of our credit ratings|impairment of goodwill
product liability claims|failure to protect our intellectual property|natural disasters
the integration of acquired businesses|restructuring actions that do not save what we expect
changes in accounting standards|political instability|tariffs and trade restrictions
seasonality of our sales|dependence on a few suppliers|the cost of pension plans
lower capital expenditures of our customers
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_EFFECTS = (
    """
reduce our net sales|increase our cost of sales|lower our operating income and margins
limit our ability to pay dividends or repurchase shares|require additional capital expenditures
harm our reputation|delay the introduction of new products|increase our effective tax rate
weaken our liquidity and cash flows from operating activities|lead to restructuring charges
cause the price of our common stock to fall|lead to impairment charges
require us to record additional liabilities|make financing more expensive
reduce demand in one or more of our segments|expose us to fines and litigation
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_ENDS = (
    """
and there is no assurance that our insurance will be sufficient
which may be material to our consolidated financial statements
in particular in the regions from which most of our revenue comes
and our competitors may respond more quickly than we do
in ways that we cannot predict|even if we take the steps described elsewhere in this report
as they did in prior fiscal years|and the effect may last for several years
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_FRAMES = (
    "{cause} could {effect}, {end}.",
    "If {cause} should become more severe, this could {effect}, {end}.",
    "We are exposed to {cause}, and any of these may {effect}, {end}.",
    "Our business in {segment} depends on {products}, so that {cause} may {effect}.",
    "In {place}, {cause} may {effect} more than in other regions.",
)
_NOTES = """
We recognize revenue when control of {products} passes to the customer, in an amount that reflects \
the consideration that we expect to receive.
Inventories are stated at the lower of cost and net realizable value, cost being determined on a \
first-in, first-out basis.
Property, plant and equipment is recorded at cost and depreciated on a straight-line basis over \
the estimated useful lives, buildings over up to forty years and machinery over three to fifteen.
Goodwill is tested for impairment annually and whenever events suggest that the carrying amount of \
a reporting unit may exceed its fair value.
Deferred income taxes are recognized for temporary differences between the carrying amounts of \
assets and liabilities and their tax bases.
The preparation of financial statements requires estimates and assumptions that affect the amounts \
reported; actual results could differ from these estimates.
Research and development costs are expensed as incurred.
Leases with a term of more than twelve months are recognized as right-of-use assets and liabilities.
The Company uses derivative instruments to manage its exposure to interest rates, commodity prices \
and currencies, and does not hold them for trading.
Assets and liabilities of operations whose functional currency is not the U.S. dollar are \
translated at year-end exchange rates, income and expense at average rates.
Stock-based compensation is measured at grant date by the fair value of the award and recognized \
over the period in which it vests.
The Company accrues for restructuring when management commits to a plan and the termination \
benefits are probable and can be estimated.
Basic earnings per share is net income divided by the weighted average of shares outstanding; \
diluted earnings per share includes the effect of stock options.
The fair value of debt is estimated from quoted prices, or from current rates for debt of the same \
maturity.
The Company considers all highly liquid investments with maturities of three months or less when \
purchased to be cash equivalents.
Advertising costs are charged to operations in the year in which they are incurred.
Amounts due from customers are carried net of an allowance for expected credit losses.
The Company is self-insured for certain losses under workers' compensation and health plans.
""".strip().split("\n")
_RULES = """
the Sarbanes-Oxley Act|the Foreign Corrupt Practices Act|the Clean Air Act|the Securities Exchange \
Act|data protection laws|customs and export rules|occupational safety rules|antitrust laws
""".replace("\n", "").split("|")


def _filled(text: str, company: Company, chance: random.Random) -> str:
    said = text.format(
        cause=chance.choice(_CAUSES),
        effect=chance.choice(_EFFECTS),
        end=chance.choice(_ENDS),
        segment=chance.choice(company.segments),
        place=chance.choice(company.places),
        products=company.products,
    )
    return said[0].upper() + said[1:]


def risks(company: Company, topic: object, sentences: int) -> str:
    """Return a paragraph on risks; the same for all filings of a company but for a sentence."""
    chance = company.chance("risk", topic)
    return " ".join(_filled(chance.choice(_FRAMES), company, chance) for _ in range(sentences))


def policies(company: Company, topic: object, sentences: int) -> str:
    """Return a paragraph on accounting, of sentences that all companies share."""
    chance = company.chance("policy", topic)
    return " ".join(_filled(one, company, chance) for one in chance.sample(_NOTES, sentences))


def conduct(company: Company, topic: object) -> str:
    """Return a paragraph on what laws ask of the company."""
    chance = company.chance("conduct", topic)
    one, other = chance.sample(_RULES, 2)
    return (
        f"{company.legal} is subject to {one} and {other}, and to similar laws of the states and "
        f"countries in which it sells {company.products}. "
        f"{_filled('Compliance may {effect}, {end}.', company, chance)} Capital expenditures for "
        "environmental control facilities were not material in the fiscal years presented and are "
        "not expected to be in the next."
    )


def risk_titles(company: Company) -> list[str]:
    """Return the headings of risk factors, in an order of the company's own."""
    causes = company.chance("order").sample(_CAUSES, len(_CAUSES))
    return [f"{cause[0].upper()}{cause[1:]} may affect our results." for cause in causes]
