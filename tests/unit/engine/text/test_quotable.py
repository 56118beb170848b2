"""What of a passage may be quoted, and what of it is a heading."""

from __future__ import annotations

import pytest

from octavo.engine.text.quotable import (
    as_said,
    below_headings,
    is_bare,
    label_of,
    names_of,
    quotable,
    quoted_part,
    rows_of,
    weighed_text,
    with_first_row,
)

SENTENCE = "The deposit amounts to 2,400 euros."


def quoted(text: str) -> list[str]:
    return [text[slice(*below_headings(text, span))] for span in quotable(text)]


@pytest.mark.parametrize(
    "heading",
    [
        "Deposit",
        "Deposit 2022",
        "4.2 Deposit",
        "§ 5 Deposit",
        "DEPOSIT",
        "Deposit and Keys",
        "Part II\nDeposit",
    ],
)
def test_a_quote_begins_below_the_headings(heading: str) -> None:
    text = f"{heading}\n{SENTENCE}"
    assert quoted(text)[0] == SENTENCE
    start, end = quotable(text)[0]
    assert text[start:end] == text  # it is weighed with what it is about


def test_german_and_japanese_sentences_begin_below_their_headings_too() -> None:
    assert quoted("Kaution\nDie Kaution beträgt drei Monatsmieten.")[0].startswith("Die Kaution")
    assert quoted("敷金\n敷金は家賃の二か月分とする。")[0] == "敷金は家賃の二か月分とする。"


@pytest.mark.parametrize(
    "text",
    [
        "The tenant must:\nPay the rent on time every month.",  # leads to what follows
        "Upon the\nNotice of either side the lease will end.",  # goes on
        "Deposit\n2,400 euros",  # no sentence below
        "Deposit\nPaid in full.",
        "Rent\t900\nThe rent is paid by the month.",  # a row of a table
        "office@example.org\nThe office is open in the mornings.",
        "Phone 0228 123456\nThe office is open in the mornings.",
        "Rate 5 %\nThe rate is reviewed every year.",
        "It is due.\nThe rent is paid by the month.",  # a sentence
    ],
)
def test_what_belongs_to_the_sentence_is_quoted_with_it(text: str) -> None:
    assert quoted(text)[0] == text


def test_what_stands_alone_is_quoted_as_it_is() -> None:
    assert quoted(SENTENCE) == [SENTENCE]


TABLE = "Year\tRent\tDeposit\n2021\t880\t1,760\n2022\t900\t1,800"


def parts(text: str) -> list[str]:
    return [text[slice(*quoted_part(text, span))] for span in quotable(text)]


@pytest.mark.parametrize("heading", ["Rent by year", "Rent", "Part II\nRent by year"])
def test_rows_are_quoted_without_the_heading_above_them(heading: str) -> None:
    assert parts(f"{heading}\n{TABLE}")[0] in {TABLE, TABLE[: TABLE.rindex("\n")]}


def test_rows_without_names_of_columns_are_quoted_below_their_heading_too() -> None:
    assert parts("Rent\n2021\t880.5\n2022\t900.5\t1")[0] == "2021\t880.5\n2022\t900.5\t1"


def test_a_heading_above_a_row_alone_is_quoted_with_it() -> None:
    assert parts("Deposit\nAmount\t2,400")[0] == "Deposit\nAmount\t2,400"


def test_a_row_is_quoted_by_itself_and_the_names_of_its_columns_are_known() -> None:
    first, second, third = TABLE.split("\n")
    assert parts(f"The rent grew.\n{TABLE}")[-2:] == [f"{first}\n{second}", third]
    at = TABLE.index(third)
    assert names_of(TABLE, (at, len(TABLE))) == names_of(TABLE, (0, at - 1)) == (0, len(first))
    assert names_of(TABLE, (1, at - 1)) is None
    assert names_of("The rent grew.", (0, 8)) is None
    assert rows_of(TABLE)[0] == ["Year", "Rent", "Deposit"]


def test_labels_with_values_and_rows_without_names_are_quoted_one_by_one() -> None:
    lines = ["Insurer\tHarbour Mutual Society", "Weight\t68 kg", "Seats\t4"]
    assert parts("\n".join(lines)) == lines
    named = "Code\tMeaning\tRemedy\nE1\tThe tap is shut. No water comes.\tOpen it."
    assert parts(named)[-1] == named


def test_a_row_is_said_with_the_names_of_its_columns() -> None:
    assert (
        as_said("Year\tRent\tDeposit\n2022\t900\t1,800") == "Year: 2022; Rent: 900; Deposit: 1,800"
    )
    assert as_said("2021\t2022\nRent\t880\t900") == "Rent; 2021: 880; 2022: 900"
    for text in ("The rent grew.", "Rent\t880", "Year\tRent\tDeposit\n2022\t900", "One\ntwo"):
        assert as_said(text) == text


@pytest.mark.parametrize("row", ["2023\t1,840", "2023\t910\t1,840\t5"])
def test_rows_with_an_empty_cell_are_under_no_names(row: str) -> None:
    """Which cell is empty does not stand in the text: a table would name the wrong column."""
    assert rows_of(f"{TABLE}\n{row}") == []
    assert rows_of(f"Rent\tDeposit\n{row}\n2024\t920\t1,840") == []
    assert rows_of("Rent\tDeposit\n2021\t880\t1,760")[0] == ["Rent", "Deposit"]


def test_names_of_columns_are_not_quoted_alone() -> None:
    names = "Year of the contract\tRent in euros\tDeposit paid"
    assert parts(f"{names}\n2021\t880\t1,760\n2022\t900\t1,800")[0] == f"{names}\n2021\t880\t1,760"


def test_only_names_of_columns_are_joined_with_the_row_below() -> None:
    first, second, _ = TABLE.split("\n", 2)
    names = (0, len(first))
    assert with_first_row(TABLE, names) == (0, len(first) + 1 + len(second))
    assert with_first_row(f"{first}\n{second}", names) == (0, len(first) + 1 + len(second))
    for text in (first, f"{first}\nThe rent grew.", f"One\tmore\n{TABLE}"):
        span = (text.index(first), text.index(first) + len(first))
        assert with_first_row(text, span) == span
    rows = TABLE.index(second)
    assert with_first_row(TABLE, (rows, rows + len(second))) == (rows, rows + len(second))


def test_a_row_is_weighed_under_the_names_of_its_columns_however_far_below() -> None:
    rows = "\n".join(f"{year}\t{year - 1000}" for year in range(1900, 2000))
    text = f"Year\tRent\n{rows}"
    assert weighed_text(text, quotable(text)[-1]) == "Year\tRent\n1999\t999"
    sentence = "The rent is paid by the month."
    below = f"{TABLE}\n{sentence}"
    assert weighed_text(below, quotable(below)[-1]) == sentence
    assert weighed_text(TABLE, (0, TABLE.index("\n"))) == "\n".join(TABLE.split("\n")[:2])


def test_rows_without_names_or_far_below_them_and_sentences_stay_as_they_are() -> None:
    without = "2021\t880.5\t1,760\n2022\t900.5\t1,800"
    assert parts(without) == [without, without[without.index("2022") :]]
    far = "\n".join(["Year\tRent", *(f"{year}\t{year - 1000}" for year in range(1900, 2000))])
    assert parts(far)[-1] == far[far.rindex("\n") + 1 :]
    sentence = "The rent is paid by the month."
    assert parts(f"{TABLE}\n{sentence}")[-1] == sentence
    assert rows_of(sentence) == rows_of(f"{TABLE}\n{sentence}") == []


def test_a_sentence_that_announces_a_list_is_quoted_with_it() -> None:
    text = (
        "We pursue four aims:\n• to grow;\n• to halve injuries.\nNothing else.\nAims: see below.\nX"
    )
    span = (0, text.index("\n"))
    assert text[slice(*quoted_part(text, span))] == text[: text.index("\nNothing")]
    assert quoted_part(text, (start := text.index("Aims:"), start + 16)) == (start, start + 16)


def test_a_list_that_is_too_long_is_quoted_as_far_as_it_is_short() -> None:
    text = "These are they:\n" + "\n".join(f"{n}. {'word ' * 60}end" for n in range(1, 9))
    start, end = quoted_part(text, (0, 15))
    assert start == 0
    assert 300 < end <= 700
    assert text[end] == "\n"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Chairman’s statement", True),
        ("§ 15 Fristlose Kündigung", True),
        ("The rent is due.", False),
        ("• to grow", False),
        ("Eco\t50\t3:25", False),
        ("Rent 900 euros", False),
        ("Rent\nIt is due", False),
    ],
)
def test_headings_by_themselves_are_bare(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


def test_a_row_below_the_names_of_its_columns_is_quoted_alone() -> None:
    rows = ("2024\t48,000\t6,200", "2025\t49,500\t6,350", "2026\t51,000\t6,500")
    text = "\n".join(("Year\tRent in euros\tCharges", *rows))
    pieces = [text[start:end] for start, end in quotable(text)]
    assert "2025\t49,500\t6,350" in pieces
    assert not any("2025" in one and "2026" in one for one in pieces)


CLAUSES = """3. Staff
(a) Staff wear uniforms.
(b) Staff are vetted.
4. Price
4.1 Prices exclude tax.
4.2 Prices are fixed.
§ 5 Term
(1) It ends.
(2) It may be renewed once.
Done in Bonn"""


def test_short_clauses_and_fields_are_quoted_one_by_one() -> None:
    found = parts(CLAUSES)
    for clause in ("(a) Staff wear uniforms.", "4.1 Prices exclude tax.", "(1) It ends."):
        assert clause in found
    assert not any(one.count(".\n") for one in found)
    assert parts("Client: Bramble Ltd\nNotice: three months\nFarbe: Rot\nThe rest is open.") == [
        "Client: Bramble Ltd",
        "Notice: three months",
        "Farbe: Rot",
        "The rest is open.",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It renews. Either party may stop it.\nX", "It renews. Either party may stop it."),
        ("Yes.\nThe tenant pays the rent on time.", None),
        ("2. Term.\n2.1 It ends in two years from now.", None),
        ("2. Term.\n(a) It ends in two years from now.", None),
        ("Note:\nthe rent is paid by the month.", None),
        ("Fast search in trees.\nIt takes as long as the tree is high.", None),
        ("Chapter 2: Methods\nRoofs were looked at for ten years.", None),
    ],
)
def test_what_is_no_clause_of_its_own_is_quoted_with_what_follows(
    text: str, first: str | None
) -> None:
    start, end = quotable(text)[0]
    assert text[start:end] == (first or text)


@pytest.mark.parametrize(
    ("below", "quoted"),
    [
        ("SET TSC ENABLED", True),
        ("Assets - Debts = Equity", True),
        ("▶ for users\n▶ for makers", True),
        ("Name\tValue", False),
        ("There is more to be said of it: it goes on for a while. " * 3, False),
    ],
)
def test_what_a_sentence_with_a_colon_announces_is_quoted_with_it(below: str, quoted: bool) -> None:
    said = "To run it, it must be enabled with what stands on the line right below:"
    text = f"{said}\n{below}\nExcept for that it should be left as it is."
    start, end = quoted_part(text, (0, len(said)))
    assert text[start:end] == (f"{said}\n{below}" if quoted else said)


@pytest.mark.parametrize(
    ("text", "sentence", "label"),
    [
        (
            "Algorithm 4.3 (Ford). It relaxes all edges. It is slow.",
            "It is slow",
            "Algorithm 4.3 (Ford).",
        ),
        ("Head\n10.3 Inductor. Its current is high. It is hot.", "It is hot", "10.3 Inductor."),
        ("Algorithm 4.3 (Ford). It relaxes all edges.", "Algorithm", ""),
        ("The tenant repairs the roof of the house. It is his.", "It is his", ""),
        ("Inductor\t4\t5. Big\t2", "Big", ""),
    ],
)
def test_a_paragraph_may_begin_with_what_it_is_about(text: str, sentence: str, label: str) -> None:
    assert label_of(text, text.index(sentence)) == label
