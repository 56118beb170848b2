"""Questions that are only pieces take the rest from the question before; others stay."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.follow_up import completed

REVENUE = "What was the revenue in 2021?"


@pytest.mark.parametrize(
    ("before", "piece", "whole"),
    [
        (REVENUE, "And in 2022?", "What was the revenue in 2022?"),
        (REVENUE, "and 2022?", "What was the revenue in 2022?"),
        (REVENUE, "In 2022?", "What was the revenue in 2022?"),
        (REVENUE, "What about 2022?", "What was the revenue in 2022?"),
        (REVENUE, "And for Europe?", "What was the revenue in 2021 for Europe?"),
        (REVENUE, "And in 2022 for Europe?", "What was the revenue in 2022 for Europe?"),
        ("What was the revenue?", "In 2022?", "What was the revenue in 2022?"),
        (
            "What is the population of France?",
            "What about Germany?",
            "What is the population of Germany?",
        ),
        (
            "What is the population of France in 2020?",
            "and the United Kingdom?",
            "What is the population of the United Kingdom in 2020?",
        ),
        (
            "What is the notice period for tenants?",
            "And for landlords?",
            "What is the notice period for landlords?",
        ),
        (
            "How much was Apple's revenue in 2021?",
            "and for Europe?",
            "How much was Apple's revenue in 2021 for Europe?",
        ),
        (
            "Wie hoch war der Umsatz im Jahr 2021?",
            "Und 2022?",
            "Wie hoch war der Umsatz im Jahr 2022?",
        ),
        ("Wie hoch ist die Miete?", "Und die Kaution?", "Wie hoch ist die Kaution?"),
        (
            "Wie lange ist die Frist für Mieter?",
            "und für Vermieter?",
            "Wie lange ist die Frist für Vermieter?",
        ),
        (
            "What is the annual premium of the policy?",
            "And the notice period?",
            "What is the notice period of the policy?",
        ),
        ("What is the rent?", "and the deposit?", "What is the deposit?"),
        ("How much is the rent?", "And the deposit?", "How much is the deposit?"),
        ("Who is the insurer?", "And the notice period?", None),
        ("Wie viele Urlaubstage gibt es?", "Und die Kündigungsfrist?", None),
        ("Was steht in § 7?", "Und in § 8?", "Was steht in § 8?"),
        ("What does clause 4.2 say?", "And clause 5.1?", "What does clause 5.1 say?"),
        ("Was regelt Ziffer 3?", "Und Ziffer 4?", "Was regelt Ziffer 4?"),
        (
            "Wie viele Einwohner hat Hamburg?",
            "Was ist mit Bremen?",
            None,  # Einwohner or Hamburg?
        ),
    ],
)
def test_a_piece_takes_its_place_in_the_question_before(
    before: str, piece: str, whole: str | None
) -> None:
    assert completed(piece, [before]) == (whole or piece)


def test_pieces_follow_each_other() -> None:
    asked = [REVENUE, "And in 2022?", "For Europe?"]
    assert completed("And 2023?", asked) == "What was the revenue in 2023 for Europe?"


@pytest.mark.parametrize(
    "question",
    [
        "Is there a garage?",
        "And is there a garage?",
        "Who wrote it?",
        "In which year was it built?",
        "On page 14, which date is mentioned?",
        "For how long is it valid?",
        "At what age can I retire?",
        "And what is the deposit?",
        "What about the garage?",  # nothing of the kind is in the question before
        "garage",
        "Garage?",
        "deposit amount",
        "Notice period for landlords",
        "In the table, list all countries.",
        "Compare 2021 and 2022.",
        "And how much is it in 2022?",
        "Gibt es eine Garage?",
        "Und wie hoch ist die Kaution?",
        "In welchem Jahr wurde es gebaut?",
        "Mit wem wurde der Vertrag geschlossen?",
        "And then the tenant of the upper flat must pay for the heating?",
        "",
        "?",
        "and",
    ],
)
@pytest.mark.parametrize("before", [REVENUE, "How much is the rent for students?", "rent", ""])
def test_a_question_that_stands_by_itself_is_not_changed(before: str, question: str) -> None:
    assert completed(question, [before]) == question


def test_the_first_question_is_not_changed() -> None:
    assert completed("And in 2022?", []) == "And in 2022?"


def test_of_several_years_none_is_replaced() -> None:
    before = "How did revenue change between 2020 and 2021?"
    assert completed("And 2022?", [before]) == "And 2022?"


def test_long_pieces_and_questions_cost_as_their_length() -> None:
    def cost(times: int) -> float:
        begun = time.process_time()
        completed("And the clause 5.1?", ["What is the " + "clause 4.2 " * times])
        completed("And " + "§ 7.1 " * times, ["What is the rent?"])
        return time.process_time() - begun

    cost(10)
    # the best of some: the garbage of all tests before may be looked through in one of them
    assert min(cost(4000) for _ in range(3)) < 100 * max(cost(200), 0.001)
