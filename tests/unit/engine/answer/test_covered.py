"""Whether documents cover a question: by meaning, by words, and by the names in it."""

from __future__ import annotations

import pytest

from octavo.engine.answer.covered import THRESHOLD, Shares, fit_of, has_its_name, shares
from octavo.engine.text.questions import understood
from octavo.engine.text.weights import WordWeights
from octavo.engine.text.words import stems

PASSAGES = (
    "Stella Kowalski has led the harbour office of Bremen since 2019.",
    "The harbour office answers letters within a week.",
)


def there(question: str, texts: tuple[str, ...] = PASSAGES) -> Shares:
    asked = understood(question)
    found = [frozenset(stems(text, "en")) for text in texts]
    return shares(asked, WordWeights(asked.stems, found), found)


def test_words_count_in_the_passage_that_has_most_of_them() -> None:
    assert there("Who leads the harbour office?").plain == pytest.approx(2 / 3)
    assert there("Are letters answered?").plain == 1.0


def test_names_count_wherever_they_stand() -> None:
    assert there("Does Stella of Bremen answer letters?").names == 1.0
    assert there("Does Stella of Hamburg answer letters?").names == 0.5
    assert there("Who leads the harbour office?").names == 1.0


def test_small_numbers_are_no_names_and_years_are() -> None:
    assert there("Who led the office for 50 years?").names == 1.0
    assert there("Who led the office in 2019?").names == 1.0
    assert there("Who led the office in 2025?").names == 0.0


@pytest.mark.parametrize("meaning", [0.55, None])
def test_a_question_whose_names_are_nowhere_fits_worse(meaning: float | None) -> None:
    known = fit_of(meaning, Shares(0.3, 0.3, names=1.0))
    unknown = fit_of(meaning, Shares(0.3, 0.3, names=0.0))
    assert unknown < known
    assert fit_of(meaning, Shares(0.3, 0.3, names=0.5)) == pytest.approx((known + unknown) / 2)


def test_a_fit_is_between_nothing_and_all() -> None:
    assert fit_of(0.0, Shares(names=0.0)) == 0.0
    assert fit_of(None, Shares(1.0, 1.0)) == 1.0
    assert fit_of(1.0, Shares(1.0, 1.0)) == 1.0


def test_without_words_or_passages_nothing_is_covered() -> None:
    assert fit_of(None, there("Who?", ())) < THRESHOLD
    assert fit_of(None, there("Who leads the office?", ())) < THRESHOLD


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Who is Stella Kowalski?", True),
        ("Who is Stella Kowalska?", False),
        ("Where does Stella Kowalski live?", False),
        ("Who is Stella?", False),
        ("What is Bremen 2019?", False),
    ],
)
def test_a_whole_name_and_nothing_else_is_what_its_sentence_has(question: str, has: bool) -> None:
    assert has_its_name(understood(question), frozenset(stems(PASSAGES[0], "en"))) is has
