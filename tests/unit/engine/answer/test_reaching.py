"""A quote reaches on where the next sentence says what was asked for."""

from __future__ import annotations

import pytest

from octavo.engine.answer.reaching import reaching, whole_table
from octavo.engine.text.answer_kind import wanted_kind

RENT = "The payments are adjusted. The former one is replaced by 351.00 euros. All else stays."


def reached(clean: str, quote: str, question: str = "What is this about?") -> str:
    start = clean.index(quote)
    begin, end = reaching(clean, (start, start + len(quote)), wanted_kind(question))
    return clean[begin:end]


def test_a_quote_reaches_on_to_the_amount_that_is_asked_for() -> None:
    first = "The payments are adjusted."
    question = "How much is the new payment?"
    assert reached(RENT, first, question) == RENT[: RENT.index(" All else")]
    assert reached(RENT, first, "Why are the payments adjusted?") == first
    whole = "The former one is replaced by 351.00 euros."
    assert reached(RENT, whole, question) == whole


def test_a_date_or_the_number_of_a_clause_is_no_amount() -> None:
    first = "A 1 We adjust the monthly payments from 01.10.2024 on."
    clean = f"{first} The former payment of 332.97 euros becomes 351.00 euros."
    assert reached(clean, first, "How large is the new payment?") == clean
    named = "On 3 May 2024 and on 4. Mai 2025 two of 12 rooms were let."
    assert reached(f"{named} They have 30 m².", named, "How large are the rooms?") == named


@pytest.mark.parametrize(
    "clean",
    [
        "The payments are adjusted. All else stays. It is 351.00 euros.",
        "The payments are adjusted.\nIt is 351.00 euros.",
        "The payments are adjusted." + " It is said again and again" * 20 + ", 351.00 euros.",
    ],
)
def test_it_reaches_no_further_than_the_next_sentence_of_its_paragraph(clean: str) -> None:
    first = "The payments are adjusted."
    assert reached(clean, first, "How much is the new payment?") == first


def test_a_heading_is_quoted_with_what_stands_below_it() -> None:
    clean = (
        "Reporting side effects\nYou may write to the institute, box 3, in Bonn, at any time of the"
        " year. It answers.\nStorage\nKeep it dry."
    )
    assert reached(clean, "Reporting side effects") == clean[: clean.index(" It answers.")]
    assert reached(clean, "Storage") == "Storage\nKeep it dry."
    assert reached("Storage\nUse\nKeep it dry.", "Storage") == "Storage"
    assert reached("Storage\n" + "Keep it dry and " * 40, "Storage") == "Storage"
    assert reached("Storage", "Storage") == "Storage"


def test_a_row_stands_for_its_table_if_that_is_short() -> None:
    rows = "\n".join(f"{year}\t{year * 10}\t{year * 3}" for year in range(2000, 2040))
    clean = f"All rents are below.\nYear\tRent\tCharges\n{rows}\nThat is all."
    start = clean.index("Year")

    def around(row: str) -> str:
        at = clean.index(row)
        begin, end = whole_table(clean, (at, at + len(row)))
        return clean[begin:end]

    first = around("2001\t20010\t6003")
    assert first.startswith("Year\tRent\tCharges\n2000\t")
    assert len(first) <= 400
    assert clean[start:].startswith(first)
    assert first.count("\t") % 2 == 0
    assert around("2039\t20390\t6117") == "2039\t20390\t6117"
    assert around("All rents are below.") == "All rents are below."
    long = f"{'Name of it ' * 25}\t{'Amount of it ' * 25}\nOne\t5\nTwo\t6"
    at = long.index("One")
    assert whole_table(long, (at, at + 5)) == (at, at + 5)
