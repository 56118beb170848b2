"""Key terms: phrases before their parts, as they are written, no function words."""

from __future__ import annotations

import pytest

from octavo.engine.insight.material import Sentence
from octavo.engine.insight.terms import Term, terms


def found(*texts: str) -> dict[str, Term]:
    made = [Sentence(1, 0, len(text), text, (), leans=False, chunk=-1) for text in texts]
    return {term.text: term for term in terms(made)}


def test_a_phrase_stands_before_its_parts() -> None:
    said = found(
        "Step-back prompting helps.",
        "We call this step-back prompting.",
        "Step-back prompting is not new.",
        "The table says more of it.",
    )
    assert list(said) == ["step-back prompting"]
    term = said["step-back prompting"]
    assert (term.count, term.sentence) == (3, 0)


def test_names_keep_their_capitals_and_others_lose_that_of_a_sentence() -> None:
    said = found("Rent is due in Overton.", "The rent of Overton.", "What rent Overton pays.")
    assert set(said) == {"rent", "Overton"}


def test_of_two_forms_of_a_word_one_is_told() -> None:
    assert list(found(*["It is logic.", "It is logical."] * 4)) == ["logic"]


def test_what_stands_there_once_is_no_term_and_function_words_never() -> None:
    assert found("The mill grinds oats.", "And the house of a baker.") == {}
    assert found(*["The and of with it is not there."] * 9) == {}


def test_of_many_sentences_some_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.engine.insight.terms._SENTENCES", 10)
    assert found(*["The windmill grinds."] * 30)["windmill grinds"].count == 8


def test_in_german_a_word_by_itself_is_a_term_if_it_is_a_noun() -> None:
    said = found(
        "Das Dokument wird gelesen, und der Vertrag steht in dem Ordner.",
        "Ein Dokument, das nicht gelesen ist, steht noch nicht in dem Vertrag.",
        "Der Name steht nicht auf jeder Seite, und der Rest wird gelesen.",
    )
    assert set(said) == {"Dokument", "Vertrag"}
