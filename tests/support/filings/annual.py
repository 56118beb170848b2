"""Writes a filing: the sections of an annual report on Form 10-K, or fewer for a quarter."""

from __future__ import annotations

from pathlib import Path

from support.filings import prose, statements
from support.filings.companies import COMPANIES, Company, figures
from support.filings.pages import Pages

_CONTENTS = (
    "Business", "Risk Factors", "Unresolved Staff Comments", "Properties", "Legal Proceedings",
    "Mine Safety Disclosures", "Market for Registrant’s Common Equity", "Selected Financial Data",
    "Management’s Discussion and Analysis of Financial Condition and Results of Operations",
    "Quantitative and Qualitative Disclosures About Market Risk",
    "Financial Statements and Supplementary Data", "Consolidated Statement of Income",
    "Consolidated Balance Sheet", "Consolidated Statement of Cash Flows",
    "Notes to Consolidated Financial Statements", "Controls and Procedures",
    "Directors, Executive Officers and Corporate Governance", "Executive Compensation",
    "Principal Accountant Fees and Services", "Exhibits and Financial Statement Schedules",
)  # fmt: skip


def write_annual(path: Path, company: Company, year: int) -> tuple[dict[str, set[int]], int]:
    """Write an annual report; return on which pages what stands, and how many pages there are."""
    titles = ("10-K", "", f"{company.ticker.lower()}-{year}1231", "Document")
    head = company.chance("head").choice(("", f"{company.legal} Form 10-K", "Table of Contents"))
    pages = Pages(path, company.chance("title").choice(titles), head)
    _cover(pages, company, "10-K", f"For the fiscal year ended {company.ended(year)}")
    _contents(pages)
    _business(pages, company, year)
    _risk_factors(pages, company, year)
    _market(pages, company, year)
    _discussion(pages, company, year)
    _statements(pages, company, year)
    _notes(pages, company, year)
    _rest(pages, company, year)
    pages.save()
    return pages.places, pages.page


def write_quarter(path: Path, company: Company, year: int) -> tuple[dict[str, set[int]], int]:
    """Write a quarterly report of the second quarter."""
    pages = Pages(path, "10-Q", f"{company.legal} Form 10-Q")
    _cover(pages, company, "10-Q", f"For the quarterly period ended June 30, {year}")
    _contents(pages)
    pages.new_page()
    pages.heading("PART I. Financial Information")
    for name, lines in (
        ("Consolidated Statement of Income (Unaudited)", statements.INCOME),
        ("Consolidated Balance Sheet (Unaudited)", statements.BALANCE),
        ("Consolidated Statement of Cash Flows (Unaudited)", statements.CASH),
    ):
        pages.heading(f"{company.legal} and Subsidiaries {name}")
        statements.write(pages, company, lines, (year, year - 1))
    _prose(pages, company, "Notes to Consolidated Financial Statements", 14, prose.policies)
    _prose(pages, company, "Management’s Discussion and Analysis", 8, prose.risks)
    _prose(pages, company, "Risk Factors", 8, prose.risks)
    pages.save()
    return pages.places, pages.page


def _prose(pages: Pages, company: Company, title: str, count: int, kind: object) -> None:
    pages.heading(title)
    for i in range(count):
        if kind is prose.policies:
            pages.paragraph(prose.policies(company, (title, i), 4))
        else:
            pages.paragraph(prose.risks(company, (title, i), 5))


def _cover(pages: Pages, company: Company, form: str, period: str) -> None:
    pages.centred("UNITED STATES SECURITIES AND EXCHANGE COMMISSION", size=13, bold=True)
    pages.centred("Washington, D.C. 20549")
    pages.centred(f"FORM {form}", size=15, bold=True)
    pages.centred(f"☒ REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE ACT OF 1934. {period}")
    pages.centred(company.legal.upper(), size=16, bold=True)
    pages.centred("(Exact name of registrant as specified in its charter)")
    pages.centred(f"{company.state} (State of incorporation)")
    pages.centred(f"1 Main Street, {company.city} (Address of principal executive offices)")
    pages.mark("seat", "cover")
    notes = [
        (f"{rate}% Notes due {due}", f"{company.ticker}{due % 100}", "New York Stock Exchange")
        for rate, due in (("1.500", 2026), ("2.375", 2030), ("3.250", 2045))
    ]
    stock = ("Common Stock, par value $.01 per share", company.ticker, "New York Stock Exchange")
    pages.paragraph("Securities registered pursuant to Section 12(b) of the Act:")
    for title, symbol, exchange in (stock, *notes):
        pages.paragraph(f"{title}     {symbol}     {exchange}")
    pages.mark("debt securities")
    for question in (
        "Indicate by check mark if the registrant is a well-known seasoned issuer. Yes ☒ No ☐",
        (
            "Indicate by check mark whether the registrant has filed all reports required to be "
            "filed during the preceding 12 months. Yes ☒ No ☐"
        ),
        (
            "Indicate by check mark whether the registrant is a large accelerated filer, an "
            "accelerated filer, or an emerging growth company. Large accelerated filer ☒"
        ),
    ):
        pages.paragraph(question)


def _contents(pages: Pages) -> None:
    pages.new_page()
    pages.heading("TABLE OF CONTENTS")
    for i, title in enumerate(_CONTENTS, 1):
        pages.paragraph(f"Item {i}. {title} {'. ' * 30}{3 + 3 * i}")
    pages.new_page()


def _business(pages: Pages, company: Company, year: int) -> None:
    pages.heading("PART I")
    pages.heading("Item 1. Business.")
    pages.paragraph(
        f"{company.legal} is a {company.trade} company. Its business is managed in three segments: "
        f"{', '.join(company.segments)}. It sells {company.products}, and operates primarily in "
        f"{', '.join(company.places)}."
    )
    pages.mark("places", "segments named")
    for segment in company.segments:
        pages.heading(f"{segment} Business")
        for i in range(4):
            pages.paragraph(prose.risks(company, ("business", segment, i), 6))
    for title in ("Competition", "Raw Materials", "Patents and Trademarks", "Seasonality"):
        _prose(pages, company, title, 3, prose.risks)
    others = [one.legal for one in company.chance("rivals").sample(COMPANIES, 3)]
    pages.paragraph(f"Competitors, customers or suppliers of the Company are {', '.join(others)}.")
    pages.heading("Human Capital")
    people = statements.amount(figures(company, year)["people"])
    pages.paragraph(
        f"At {company.ended(year)}, the Company employed approximately {people} people, of whom "
        "about a third are covered by collective bargaining agreements."
    )
    pages.mark("people")
    for i in range(4):
        pages.paragraph(prose.conduct(company, i))
    pages.heading("Information about our Executive Officers")
    officers = [
        (company.chief, "Chairman and Chief Executive Officer", "58", str(year - 3)),
        (company.treasurer, "Executive Vice President and Chief Financial Officer", "51", "2014"),
        ("Hanna Lindqvist", "Executive Vice President, Legal Affairs", "55", "2013"),
    ]
    for name, office, age, since in officers:
        pages.paragraph(f"{name}, age {age}, {office} since {since}.")
    pages.mark("officers")


def _risk_factors(pages: Pages, company: Company, year: int) -> None:
    pages.heading("Item 1A. Risk Factors")
    for i, title in enumerate(prose.risk_titles(company)):
        pages.heading(title, size=10)
        for j in range(2):
            pages.paragraph(prose.risks(company, ("factor", i, j), 6))
        if i % 7 == 3:
            pages.paragraph(
                f"In fiscal {year} and {year - 1}, this reduced our net sales and our cash flows. "
                "See Management’s Discussion and Analysis and the Consolidated Balance Sheet."
            )
    pages.heading("Item 2. Properties.")
    pages.paragraph(
        f"The general offices of {company.legal}, its corporate research laboratories and certain "
        f"division laboratories are in {company.city}. It has plants in {company.places[0]} and "
        f"{company.places[1]}; properties, plants and equipment are in good condition."
    )
    pages.mark("seat")
    pages.heading("Item 3. Legal Proceedings.")
    pages.paragraph(
        "Discussion of legal matters is incorporated by reference from Part II, Item 8, Note 16, "
        "“Commitments and Contingencies,” of this document."
    )
    for i in range(3):
        pages.paragraph(prose.conduct(company, ("legal", i)))


def _market(pages: Pages, company: Company, year: int) -> None:
    now = figures(company, year)
    pages.heading("Item 5. Market for Registrant’s Common Equity and Issuer Purchases")
    pages.paragraph(prose.risks(company, "market", 4))
    pages.paragraph("Issuer purchases of equity securities in the fourth quarter (millions):")
    months = [company.chance("month", year, i).uniform(0.1, 0.6) for i in range(3)]
    names = ("First month", "Second month", "Third month")
    rows = [
        (name, f"{now['bought_shares'] * m / sum(months):.2f}", f"${150 + 40 * m:.2f}")
        for name, m in zip(names, months, strict=True)
    ]
    total = ("Total for the quarter", f"{now['bought_shares']:.2f}", "")
    pages.table(("", "Shares", "Average price"), [*rows, total])
    pages.mark("bought shares")
    pages.heading("Item 6. Selected Financial Data.")
    statements.write(pages, company, statements.SELECTED, [year - i for i in range(5)])
    pages.mark("selected")


def _discussion(pages: Pages, company: Company, year: int) -> None:
    now, before = figures(company, year), figures(company, year - 1)
    pages.heading(
        "Item 7. Management’s Discussion and Analysis of Financial Condition and Results of "
        "Operations."
    )
    _prose(pages, company, "OVERVIEW", 4, prose.risks)
    pages.heading("RESULTS OF OPERATIONS")
    margins = [100 * one["operating"] / one["sales"] for one in (now, before)]
    way = "increased" if margins[0] > margins[1] else "decreased"
    pages.paragraph(
        f"Operating income as a percent of net sales was {margins[0]:.1f} percent in {year}, "
        f"compared to {margins[1]:.1f} percent in {year - 1}. It {way} primarily because of "
        f"{company.chance('drive', year).choice(('raw material costs', 'selling prices'))}, "
        f"{company.chance('drove', year).choice(('litigation charges', 'higher productivity'))} "
        f"and restructuring charges of ${statements.amount(now['restructuring'])} million."
    )
    gross = [100 * one["gross"] / one["sales"] for one in (now, before)]
    pages.paragraph(
        f"Cost of sales was {100 - gross[0]:.1f} percent of net sales in {year} against "
        f"{100 - gross[1]:.1f} percent in {year - 1}, a gross margin of {gross[0]:.1f} percent "
        f"against {gross[1]:.1f} percent."
    )
    pages.mark("margins")
    for i in range(3):
        pages.paragraph(prose.risks(company, ("results", i), 5))
    pages.heading("Provision for Income Taxes")
    pages.paragraph(
        f"The effective tax rate was {now['rate']} percent in {year} and {before['rate']} percent "
        f"in {year - 1}. {prose.risks(company, 'tax', 3)}"
    )
    pages.mark("tax rate")
    pages.heading("PERFORMANCE BY BUSINESS SEGMENT")
    for i, segment in enumerate(company.segments):
        sales = [statements.parts(company, y, "segments")[i] for y in (year, year - 1)]
        change = 100 * (sales[0] / sales[1] - 1)
        pages.heading(f"{segment} ({year} results)")
        pages.paragraph(
            f"Net sales of {segment} were ${statements.amount(sales[0])} million, "
            f"{'up' if change > 0 else 'down'} {abs(change):.1f} percent in U.S. dollars."
        )
        pages.mark("segment sales")
        for j in range(3):
            pages.paragraph(prose.risks(company, ("segment", i, j), 5))
    pages.heading("FINANCIAL CONDITION AND LIQUIDITY")
    debt = now["short_debt"] + now["long_debt"]
    pages.paragraph(
        f"Total debt was ${statements.amount(debt)} million at {company.ended(year)}. "
        f"{prose.risks(company, 'debt', 4)}"
    )
    pages.mark("liquidity")
    pages.paragraph(
        f"Cash flows from investing activities: purchases of property, plant and equipment "
        f"were ${statements.amount(now['capex'])} million in {year} and "
        f"${statements.amount(before['capex'])} million in {year - 1}."
    )
    pages.mark("capex told")
    pages.paragraph(
        f"Cash dividends paid to shareholders totaled ${statements.amount(now['dividends'])} "
        f"million in {year}, and repurchases ${statements.amount(now['repurchases'])} million."
    )
    pages.mark("dividends told")
    _prose(pages, company, "CRITICAL ACCOUNTING ESTIMATES", 6, prose.policies)
    _prose(pages, company, "Item 7A. Disclosures About Market Risk.", 6, prose.risks)


def _statements(pages: Pages, company: Company, year: int) -> None:
    pages.new_page()
    pages.heading("Item 8. Financial Statements and Supplementary Data.")
    for i, title in enumerate(_CONTENTS[11:15]):
        pages.paragraph(f"{title} for the years ended {year}, {year - 1} {'. ' * 20}{60 + i}")
    pages.new_page()
    pages.heading("Report of Independent Registered Public Accounting Firm")
    pages.paragraph(f"To the Stockholders and Board of Directors of {company.legal}")
    for i in range(5):
        pages.paragraph(prose.policies(company, ("audit", i), 3))
    pages.paragraph(
        f"{company.auditor}, {company.city}. We have served as the Company’s auditor since 1975."
    )
    pages.mark("auditor")
    for name, lines, mark, count in (
        ("Consolidated Statement of Income", statements.INCOME, "income", 3),
        ("Consolidated Balance Sheet", statements.BALANCE, "balance", 2),
        ("Consolidated Statement of Cash Flows", statements.CASH, "cash flow", 3),
    ):
        pages.new_page()
        pages.heading(f"{company.legal} and Subsidiaries")
        ended = "At" if mark == "balance" else "Years ended"
        pages.heading(f"{name} {ended} {company.ended(year)}")
        statements.write(pages, company, lines, [year - i for i in range(count)])
        pages.mark(mark)
        pages.paragraph("The accompanying Notes are an integral part of this statement.")


def _notes(pages: Pages, company: Company, year: int) -> None:
    now = figures(company, year)
    three = (year, year - 1, year - 2)
    pages.new_page()
    pages.heading("Notes to Consolidated Financial Statements")
    _prose(pages, company, "NOTE 1. Significant Accounting Policies", 22, prose.policies)
    pages.heading("NOTE 2. Revenue")
    statements.write_parts(pages, company, "places", three)
    pages.mark("place sales")
    pages.heading("NOTE 3. Acquisitions and Divestitures")
    bought = company.chance("bought", year).sample(
        ("Tarn Filters", "Ostrey Labs", "Pell Analytics", "Brackwater Mills", "Quill Motion"), 2
    )
    pages.paragraph(
        f"In {year}, the Company completed the acquisition of {bought[0]} for "
        f"${statements.amount(now['bought'])} million, net of cash acquired, and purchased all "
        f"shares of {bought[1]}."
    )
    pages.mark("acquisitions")
    pages.paragraph(prose.policies(company, "acquired", 5))
    pages.heading("NOTE 4. Goodwill and Intangible Assets")
    pages.paragraph(prose.policies(company, "goodwill", 6))
    pages.heading("NOTE 5. Restructuring Actions")
    pages.paragraph(
        f"During {year} management approved restructuring actions with a pre-tax charge of "
        f"${statements.amount(now['restructuring'])} million. The accrued restructuring liability "
        f"at {company.ended(year)} was ${statements.amount(now['outstanding'])} million."
    )
    pages.mark("restructuring")
    for number, title in enumerate(
        ("Supplemental Income Statement Information", "Earnings Per Share", "Income Taxes",
         "Marketable Securities", "Long-Term Debt", "Pension Plans", "Derivatives",
         "Fair Value Measurements", "Leases", "Stock-Based Compensation"), 6
    ):  # fmt: skip
        _prose(pages, company, f"NOTE {number}. {title}", 7, prose.policies)
        if title == "Income Taxes":
            rows = [("Statutory U.S. tax rate", "21.0 %"), ("Other", f"{now['rate'] - 21:.1f} %")]
            total = ("Effective worldwide tax rate", f"{now['rate']} %")
            pages.table(("", str(year)), [*rows, total])
            pages.mark("tax rate")
    pages.heading("NOTE 16. Commitments and Contingencies")
    pages.paragraph(
        f"As of {company.ended(year)}, the Company is a named defendant in lawsuits of "
        f"approximately {statements.amount(now['matters'])} individual claimants, who allege harm "
        f"by {company.products}."
    )
    pages.mark("legal")
    for i in range(6):
        pages.paragraph(prose.conduct(company, ("contingent", i)))
    pages.heading("NOTE 17. Business Segments")
    statements.write_parts(pages, company, "segments", three)
    pages.mark("segment sales")
    _prose(pages, company, "NOTE 18. Subsequent Events", 3, prose.policies)


def _rest(pages: Pages, company: Company, year: int) -> None:
    pages.heading("Item 9A. Controls and Procedures.")
    for i in range(4):
        pages.paragraph(prose.conduct(company, ("controls", i)))
    pages.heading("Items 10 to 14. Directors, Compensation, Accountant Fees")
    pages.paragraph(
        "Information on directors, executive officers and principal accountant fees is "
        f"incorporated by reference from the proxy statement of the {year + 1} annual meeting."
    )
    pages.heading("Item 15. Exhibits, Financial Statement Schedules")
    for i in range(40):
        back = year - i % 6
        pages.paragraph(
            f"(10.{i}) Form of award agreement of {company.legal}, incorporated by reference from "
            f"the Annual Report on Form 10-K for the year ended {company.ended(back)}."
        )
    pages.heading("SIGNATURES")
    pages.paragraph(
        f"{company.legal}, by {company.treasurer}, Chief Financial Officer, February {year + 1}"
    )
    pages.paragraph(f"{company.chief}, Chairman and Chief Executive Officer")
    pages.mark("officers")
    pages.new_page()
    pages.heading("Exhibit 21. Subsidiaries of the Registrant")
    for one in company.chance("rivals").sample(COMPANIES, 3):
        pages.paragraph(f"{company.short} {one.short.split()[0]} Ventures LLC, Delaware")
    for i in range(30):
        pages.paragraph(f"{company.short} {company.segments[i % 3]} {company.places[i % 3]} Ltd.")
