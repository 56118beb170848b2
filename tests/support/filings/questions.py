"""Questions to filings as analysts ask them: each names a company and a year."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from support.filings.companies import Company

# What is asked, and marks of pages any of which answers it.
_ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (("What is the FY{y} capital expenditure amount (in USD millions) for {c}? Give a response to "
     "the question by relying on the details shown in the cash flow statement."), ("cash flow",)),
    (("Assume that you are a public equities analyst. Answer the following question by primarily "
     "using information that is shown in the balance sheet: what is the year end FY{y} net PPNE "
     "for {c}? Answer in USD billions."), ("balance",)),
    ("What was {c}'s effective tax rate in {y}?", ("tax rate",)),
    ("How many people did {c} employ at the end of fiscal {y}?", ("people", "selected")),
    ("Who audited the {y} financial statements of {c}?", ("auditor",)),
    ("Is {c} a capital-intensive business based on FY{y} data?",
     ("cash flow", "balance", "income", "capex told")),
    (("What drove operating margin change as of FY{y} for {c}? If operating margin is not a useful "
     "metric for a company like this, then please state that and explain why."), ("margins",)),
    ("Which segment of {c} had the highest sales growth in {y}?", ("segment sales",)),
    ("What are the geographies that {c} primarily operates in as of FY{y}?",
     ("places", "place sales")),
    (("What is the FY{y} fixed asset turnover ratio for {c}? Fixed asset turnover ratio is defined "
     "as: FY{y} revenue / (average PP&E between FY{b} and FY{y}). Round your answer to two decimal "
     "places. Calculate (or extract) the answer from the statement of income and the statement of "
     "financial position."), ("income", "balance")),
    (("Does {c} have a reasonably healthy liquidity profile based on its quick ratio for FY{y}? If "
     "the quick ratio is not relevant to measure liquidity, please state that and explain why."),
     ("balance", "liquidity")),
    ("Did {c} report any materially important ongoing legal battles in {y}?", ("legal",)),
    (("Which debt securities are registered to trade on a national securities exchange under {c}'s "
     "name as of {y}?"), ("debt securities",)),
    ("What are major acquisitions that {c} has done in FY{y}?", ("acquisitions",)),
    (("How much (in USD millions) did {c} pay out in cash dividends for FY{y}? Please base your "
     "judgments on the information provided primarily in the statement of cash flows."),
     ("cash flow",)),
    ("How many shares did {c} buy back in the fourth quarter of {y}?", ("bought shares",)),
    (("What is {c}'s FY{y} days payable outstanding (DPO)? DPO is defined as: 365 * (average "
     "accounts payable between FY{b} and FY{y}) / (FY{y} COGS + change in inventory between FY{b} "
     "and FY{y}). Round your answer to two decimal places. Address the question by using the line "
     "items and information shown within the balance sheet and the P&L statement."),
     ("income", "balance")),
    ("How much restructuring liability was outstanding at {c} at the end of {y}?",
     ("restructuring",)),
    ("Who was the CFO of {c} in {y}?", ("officers",)),
    (("Does {c} have an improving gross margin profile as of FY{y}? If gross margin is not a "
     "useful metric for a company like this, then state that and explain why."),
     ("margins", "income")),
    (("What is {c}'s FY{y} unadjusted EBITDA margin? Define unadjusted EBITDA as unadjusted "
     "operating income + depreciation and amortization (from cash flow statement). Answer in units "
     "of percents and round to one decimal place."), ("income", "cash flow")),
    ("Roughly how much revenue did {c} make in {y}, in USD billions?",
     ("income", "selected", "segment sales", "place sales")),
    ("What was the diluted EPS of {c} for {y}?", ("income", "selected")),
    ("How much did {c} spend on R&D in FY{y}?", ("income",)),
    ("According to the balance sheet, how much long-term debt did {c} have at year end FY{y}?",
     ("balance",)),
)  # fmt: skip
_OF_QUARTER: tuple[tuple[str, tuple[str, ...]], ...] = (
    (("Which debt securities are registered to trade on a national securities exchange under {c}'s "
     "name as of Q2 of {y}?"), ("debt securities",)),
)  # fmt: skip

_OF_EACH = 4


def questions(
    pdf: str, company: Company, year: int, places: Mapping[str, set[int]], number: int
) -> list[dict[str, Any]]:
    """Return some questions to a filing in the form of ``octavo eval``.

    Args:
        pdf: The filing's name.
        company: Whose it is.
        year: Of which it is.
        places: On which pages what stands.
        number: Of the filing: each begins elsewhere in the list of what may be asked.
    """
    asked = _ASKED if "cash flow" in places else _OF_QUARTER
    first = _OF_EACH * number
    some = [asked[(first + i) % len(asked)] for i in range(min(_OF_EACH, len(asked)))]
    name = random.Random(number).choice((company.short, company.short, company.legal.rstrip(".")))
    return [
        {
            "question": text.format(c=name, y=year, b=year - 1),
            "pdf": pdf,
            "gold_pages": sorted(set().union(*(places[mark] for mark in marks))),
        }
        for text, marks in some
    ]
