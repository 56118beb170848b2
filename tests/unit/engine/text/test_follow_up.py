"""Questions that lean on the ones before them."""

from __future__ import annotations

import pytest

from octavo.engine.text.follow_up import completed

REVENUE = "What was the revenue of Contoso in 2021?"


@pytest.mark.parametrize(
    ("question", "earlier", "whole"),
    [
        ("And in 2022?", [REVENUE], "What was the revenue of Contoso in 2022?"),
        ("What about Fabrikam?", [REVENUE], "What was the revenue of Fabrikam in 2021?"),
        (
            "Und auf Seite 7?",
            ["Welches Datum steht auf Seite 3?"],
            "Welches Datum steht auf Seite 7?",
        ),
        ("Why did it fall?", [REVENUE], f"{REVENUE} Why did it fall?"),
        ("And the profit?", [REVENUE], f"{REVENUE} And the profit?"),
    ],
)
def test_what_is_left_out_comes_from_the_question_before(
    question: str, earlier: list[str], whole: str
) -> None:
    assert completed(question, earlier) == whole


def test_a_chain_is_followed_to_its_beginning() -> None:
    assert completed("And for Fabrikam?", [REVENUE, "And in 2022?"]) == (
        "What was the revenue of Fabrikam in 2022?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "How much is the rent?",
        "And which notice period does the lease agree with the tenant?",
        "",
    ],
)
def test_a_whole_question_stays_as_it_is(question: str) -> None:
    assert completed(question, [REVENUE]) == question


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert completed("And in 2022?", []) == "And in 2022?"
