"""Numbered parts: which a question names, and where a text has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text.numbered import (
    asked_besides,
    named_kind,
    named_paragraph,
    named_parts,
    parts_of,
    whole_parts,
)

LEASE = """6. Repairs
6.1 The Tenant repairs.
7. Interior
7.1 The Tenant shall keep it.
7.2 No holes.
8 Alterations
8.1 None.
12 13 44
§ 9 Tierhaltung
(1) Kleintiere sind erlaubt.
1. Hunde
§ 10 Ende
5 See also Gatling"""


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What does clause 7 say?", {"7"}),
        ("clause 9.2", {"9.2"}),
        ("Section 15", {"15"}),
        ("Was steht in § 9?", {"9"}),
        ("§ 573C BGB and Art. 3", {"573c", "3"}),
        ("footnote 5", {"5"}),
        ("What does claim 4 say?", {"4"}),
        ("Que dit la revendication 4 ?", {"4"}),
        ("Patentanspruch 2", {"2"}),
        ("Randnummer 10", {"10"}),
        ("Satz 5.5", {"5.5"}),
        ("§ 4 Abs. 2 Satz 1", {"4"}),
        ("Anspruch auf 4 Tage", set()),
        ("What was sold in 2022?", set()),
        ("Is 7 % enough for item 12,5?", set()),
        ("in 7 sections", set()),
        ("§ 4 Absatz 2", {"4"}),
        ("§ 4 (2) und § 5", {"4", "5"}),
    ],
)
def test_parts_that_a_question_names(question: str, parts: set[str]) -> None:
    assert named_parts(question) == parts


@pytest.mark.parametrize(
    ("question", "kind", "paragraph", "besides"),
    [
        ("What does clause 4.2 say?", "clause", "", []),
        ("Was steht in § 7?", "§", "", []),
        ("Worum geht es in § 5?", "§", "", []),
        ("Zeig mir bitte den Wortlaut von § 5 Abs. 2", "§", "2", []),
        ("Quote clause 7 (b) in full", "clause", "b", []),
        ("Was steht in § 4 im Mietvertrag?", "§", "", ["mietvertrag"]),
        ("What does section 5 of the policy say?", "section", "", ["policy"]),
        ("How much rent does clause 4 ask for?", "clause", "", ["rent", "ask"]),
        ("How much is the rent?", "", "", None),
    ],
)
def test_what_a_question_says_besides_a_part(
    question: str, kind: str, paragraph: str, besides: list[str] | None
) -> None:
    assert (named_kind(question), named_paragraph(question)) == (kind, paragraph)
    assert asked_besides(question) == besides


def test_a_part_tells_what_it_is_called_and_whether_it_begins() -> None:
    assert [(one.kind, one.begins) for one in whole_parts(LEASE, {"9"})] == [("§", True)]
    assert [(one.kind, one.begins) for one in whole_parts(LEASE, {"7"})] == [("", True)]
    assert [one.begins for one in whole_parts("All void.", {"9"}, "Lease · § 9")] == [False]


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("7", "7. Interior", "7.2 No holes."),
        ("7.2", "7.2 No holes.", "7.2 No holes."),
        ("8", "8 Alterations", "12 13 44"),
        ("9", "§ 9 Tierhaltung", "1. Hunde"),
        ("10", "§ 10 Ende", "5 See also Gatling"),
        ("5", "5 See also Gatling", "5 See also Gatling"),
    ],
)
def test_a_part_reaches_to_the_next_one(label: str, first: str, last: str) -> None:
    ((start, end),) = parts_of(LEASE, {label})
    lines = LEASE[start:end].strip().split("\n")
    assert (lines[0], lines[-1]) == (first, last)


def test_a_part_may_begin_on_the_page_before() -> None:
    text = "(1) Dogs are allowed.\n(2) Snakes are not.\n§ 10 End\nAll else is void."
    ((start, end),) = parts_of(text, {"9"}, "Lease · of 2020 · § 9 Animals")
    assert text[start:end] == "(1) Dogs are allowed.\n(2) Snakes are not.\n"
    assert parts_of(text, {"9"}, "Lease · § 8 Rent") == parts_of(text, {"9"}) == []
    assert parts_of("§ 10 End\nVoid.", {"9"}, "Lease · § 9 Animals") == []


def test_rows_of_tables_and_missing_parts_are_none() -> None:
    assert parts_of(LEASE, {"12"}) == parts_of(LEASE, {"99"}) == parts_of(LEASE, set()) == []


@given(st.text("12. §aZ\n()clause", max_size=80))
def test_parts_are_in_order_within_the_text(text: str) -> None:
    end = 0
    for start, stop in parts_of(text, {"1", "2.1"}):
        assert end <= start < stop <= len(text)
        end = stop
