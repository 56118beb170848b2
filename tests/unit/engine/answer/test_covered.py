"""Whether documents cover a question: by meaning, by words, and by the names in it."""

from __future__ import annotations

import numpy as np
import pytest

from octavo.engine.answer.covered import (
    THRESHOLD,
    Sentence,
    Shares,
    fit_of,
    has_its_name,
    shares,
)
from octavo.engine.text.questions import understood
from octavo.engine.text.words import stems

PASSAGES = (
    "Stella Kowalski has led the harbour office of Bremen since 2019.",
    "The harbour office answers letters within a week.",
)


def there(question: str, texts: tuple[str, ...] = PASSAGES, *, of_part: bool = False) -> Shares:
    """Ask a question of passages that are one sentence each."""
    asked = understood(question)
    orders = [asked.read(text, "en") for text in texts]
    found = [frozenset(order) for order in orders]
    sentences = [
        Sentence(order, words, number, of_part)
        for number, (order, words) in enumerate(zip(orders, found, strict=True))
    ]
    return shares(asked, found, sentences)


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


@pytest.mark.parametrize("meaning", [np.array([0.9]), None])
def test_a_question_whose_names_are_nowhere_fits_worse(meaning: np.ndarray | None) -> None:
    some = np.array([0.5])
    known = fit_of(meaning, Shares(0.7, 0.7, names=1.0, sentences=some), "en")
    unknown = fit_of(meaning, Shares(0.7, 0.7, names=0.0, sentences=some), "en")
    assert unknown < known
    half = fit_of(meaning, Shares(0.7, 0.7, names=0.5, sentences=some), "en")
    assert half == pytest.approx((known + unknown) / 2)


def test_a_fit_is_between_nothing_and_all() -> None:
    assert fit_of(np.array([0.0]), Shares(names=0.0, sentences=np.array([0.0])), "en") == 0.0
    assert 0.9 < fit_of(None, Shares(1.0, 1.0), "en") <= 1.0
    assert fit_of(np.array([1.0]), Shares(1.0, 1.0, sentences=np.array([2.0])), "en") == 1.0


def test_a_question_without_a_word_fits_by_meaning_alone() -> None:
    found = there("?!")
    assert found.sentences.tolist() == [0.0, 0.0]
    assert fit_of(np.array([0.1, 0.2]), found, None) < THRESHOLD


def test_meaning_and_words_count_in_the_same_sentence() -> None:
    apart = fit_of(np.array([0.6, 0.0]), Shares(sentences=np.array([0.0, 0.6])), "en")
    together = fit_of(np.array([0.6, 0.0]), Shares(sentences=np.array([0.6, 0.0])), "en")
    assert together > 1.2 * apart
    both = there("Who leads the harbour office of Bremen?").sentences
    assert both[0] > both[1] > 0


def test_words_that_a_question_is_put_with_are_not_looked_for() -> None:
    assert there("What is said of the harbour office?").plain == 1.0
    assert there("Does Stella exist?").plain == 1.0
    assert there("Does Stella swim?").plain == 0.5


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Alarm E-217 means that the pump is hot, 218 bar that it is not.", True),
        ("Alarm E-218 means that the pump is hot.", False),
        ("Alarm E 218 means that the pump is hot.", False),
        ("Alarm E218 means that the pump is hot.", False),
    ],
)
def test_a_code_is_there_as_a_whole_or_not(text: str, lacks: bool) -> None:
    for question in ("What does alarm E-218 mean?", "What does alarm E218 mean?"):
        found = there(question, (text,))
        assert found.lacks_code is lacks, question
        assert (fit_of(np.array([0.9]), found, "en") < THRESHOLD) is lacks
    assert not there("Who led in mid-2019 and in COVID-19?", (text,)).lacks_code


def test_the_number_of_a_clause_is_a_name() -> None:
    assert there("What does clause 14 say?").names == 0.0
    assert there("What does clause 14 say?", of_part=True).names == 1.0


def test_without_words_or_passages_nothing_is_covered() -> None:
    assert fit_of(None, there("Who?", ()), "en") < THRESHOLD
    assert fit_of(None, there("Who leads the office?", ()), "en") < THRESHOLD


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


def test_of_a_long_question_no_sentence_has_to_have_all_words() -> None:
    apart = Shares(plain=0.8, sentences=np.array([0.0, 0.8]), is_long=True)
    assert fit_of(np.array([0.5, 0.1]), apart, "en") > THRESHOLD
    whole = (
        "What is the ratio of FY2019 by the income, assets, roads, mills, ships and debts of towns?"
    )
    assert there(whole).is_long
    assert not there("What is the ratio of assets?").is_long


def test_a_fiscal_year_is_looked_for_as_a_year() -> None:
    assert there("Who led Bremen in FY2019?").plain == 1.0


def test_a_year_that_no_passage_has_is_lacked() -> None:
    assert there("Who led the office in 2025?").lacks_year
    assert not there("Who led the office in 2019 or in 2025?").lacks_year
    some = np.array([0.5])
    known = fit_of(np.array([0.9]), Shares(sentences=some), "en")
    assert fit_of(np.array([0.9]), Shares(sentences=some, lacks_year=True), "en") < known


def test_a_sentence_without_the_value_that_is_asked_for_fits_worse_than_one_with_it() -> None:
    meaning = np.array([0.8, 0.4])
    some = np.array([1.0, 1.0])
    plain = fit_of(meaning, Shares(sentences=some), "en")
    first = fit_of(meaning, Shares(sentences=some, lacking=np.array([0.6, 0.0])), "en")
    neither = fit_of(meaning, Shares(sentences=some, lacking=np.array([0.6, 0.6])), "en")
    assert neither < THRESHOLD < first < plain
    long = Shares(0.8, sentences=some, lacking=np.array([0.6, 0.6]), is_long=True)
    assert fit_of(meaning, long, "en") < THRESHOLD
