"""What of a passage may be quoted, and what of it is a heading."""

from __future__ import annotations

import pytest

from octavo.engine.text.quotable import below_headings, quotable

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
