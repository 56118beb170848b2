"""Other names of what a question asks for."""

from __future__ import annotations

import pytest

from octavo.engine.text.questions import understood
from octavo.engine.text.words import Language


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the telephone number of the home?", "Tel: 01983 873655"),
        (
            "What were the company's capital expenditures?",
            "Purchases of property and equipment (312)",
        ),
        ("How large is PP&E?", "Property, plant and equipment, net 8,866"),
        ("What does the income statement say?", "Consolidated Statements of Operations"),
        ("Who is the CEO?", "Ada Byron, Chief Executive Officer"),
    ],
)
def test_a_text_with_another_name_has_what_is_asked_for(question: str, text: str) -> None:
    asked = understood(question)
    assert not set(understood(text).stems) >= set(asked.others[0].meant)  # not without it
    assert set(asked.read(text, "en")) >= set(asked.others[0].meant)


def test_other_names_are_those_of_the_question_s_language() -> None:
    german = understood("Wie lautet die Telefonnummer des Hauses?")
    assert {"tel", "rufnummer"} <= {one.text for one in german.others}
    assert understood("Was steht in der Bilanz über revenue?").others == ()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_without_other_names_is_read_as_it_is(language: Language) -> None:
    plain = understood("What colour is the house?")
    assert plain.others == ()
    named = understood("What is the telephone number?")
    text = "The house has a phonograph."
    assert named.read(text, language) == plain.read(text, language)


def test_all_of_a_name_has_to_stand_there() -> None:
    asked = understood("What were capital expenditures?")
    assert "expenditur" not in asked.read("Purchases of land, and plant and equipment.", "en")


def test_a_ratio_is_known_by_what_it_is_worked_out_from_and_not_the_other_way_round() -> None:
    ratio = understood("Is the quick ratio healthy?")
    assert "quick" in ratio.read("Total current assets of the company", "en")
    parts = understood("What were the total current assets?")
    assert "asset" not in parts.read("The quick ratio was high.", "en")
