"""Names of people in questions."""

from __future__ import annotations

import pytest

from octavo.engine.text.persons import person_in
from octavo.engine.text.questions import understood


@pytest.mark.parametrize(
    ("question", "language", "person"),
    [
        ("How much does Ms Marchetti earn?", "en", "Ms Marchetti"),
        ("Wie viel verdient Herr Petersen?", "de", "Herr Petersen"),
        ("When was Dr. Reimers hired?", "en", "Dr. Reimers"),
        ("How many holidays does Odile Marchetti have?", "en", "Odile Marchetti"),
        ("Wie viele Urlaub Tage hat Jonas Petersen?", "de", "Jonas Petersen"),
        ("Was kostet die Versicherung von Ruben Ahrendt?", "de", "Ruben Ahrendt"),
        ("When was Nikola Tesla born?", "en", ""),
        ("How many students has Harvard University?", "en", ""),
        ("Wie hoch ist die Miete?", "de", ""),
        ("Wie hoch ist die Monatliche Miete?", "de", ""),
        ("Jonas Petersen", None, ""),
        ("", None, ""),
    ],
)
def test_a_name_follows_a_title_or_is_of_several_words(
    question: str, language: str | None, person: str
) -> None:
    assert person_in(question, language) == person


def test_a_name_does_its_part_where_what_is_asked_stands_without_it() -> None:
    asked = understood("How much does Ms Marchetti earn?")
    parties = frozenset({"marchetti", "thornfield"})
    pay = frozenset({"~earn", "annual"})
    assert asked.impersonal([parties, pay]).weighed == ("earn",)
    assert asked.impersonal([parties | {"earn"}, pay]).weighed == asked.weighed
    assert asked.impersonal([parties]).weighed == asked.weighed


def test_a_question_for_nothing_but_a_name_keeps_it() -> None:
    asked = understood("Who is Ms Marchetti?")
    assert asked.impersonal([frozenset({"x"})]) is asked
    assert asked.put("Who is Ms Marchetti?") == "Who is Ms Marchetti?"
