"""German verbs whose second part ends a question are put together where they have other names."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.parted_verbs import put_together
from octavo.engine.text.questions import understood


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Wann fängt die Versammlung an?", "Wann anfangen die Versammlung?"),
        ("Wann fangen die an?", "Wann anfangen die?"),
        ("Wann macht die Kita auf?", "Wann aufmachen die Kita?"),
        ("Wo fand das Treffen statt?", "Wo stattfinden das Treffen?"),
        ("Hat das Amt freitags zu?", "geschlossen das Amt freitags?"),
        ("Wie lange ist die Garage zu?", "Wie lange geschlossen die Garage?"),
    ],
)
def test_the_parts_of_a_verb_are_put_together(question: str, whole: str) -> None:
    assert put_together(question) == whole


@pytest.mark.parametrize(
    "question",
    [
        "Wer scheidet aus dem Beirat aus?",  # a document parts it, too
        "Wie hoch ist die Miete?",
        "Worauf kommt es an",
        "Was hat der Sand gekostet?",
        "an?",
        "",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert put_together(question) == question


def test_what_is_asked_is_found_by_its_other_name() -> None:
    asked = understood("Wann fangen die Arbeiten an?")
    assert "~anfang" in asked.read("Wir können am 2. Juni beginnen.", "de")


def test_a_long_text_costs_little() -> None:
    begun = time.process_time()
    put_together("Wann fängt " * 50_000 + "an?")
    put_together(" " * 200_000 + "an")
    assert time.process_time() - begun < 1
