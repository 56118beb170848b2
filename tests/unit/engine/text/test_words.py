"""Words of questions, their stems and weights."""

from __future__ import annotations

import pytest

from octavo.engine.text.weights import WordWeights
from octavo.engine.text.words import content_words, guess_language, stem, stems


def test_function_words_go_and_numbers_and_codes_stay() -> None:
    assert content_words("What is the notice period under § 573c BGB in 2020?") == [
        "notice",
        "period",
        "573c",
        "bgb",
        "2020",
    ]
    assert content_words("Wie lang ist die Kündigungsfrist der Mieterin?") == [
        "lang",
        "kündigungsfrist",
        "mieterin",
    ]


def test_a_question_of_function_words_only_is_kept_whole() -> None:
    assert content_words("Who is who?") == ["who", "is"]
    assert content_words("?!") == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How much is the rent?", "en"),
        ("Wie hoch ist die Miete?", "de"),
        ("Was steht im Vertrag?", "de"),
        ("Receptiviti LIWC", None),
        ("", None),
    ],
)
def test_the_language_of_a_question(question: str, language: str | None) -> None:
    assert guess_language(question) == language


@pytest.mark.parametrize(
    "forms",
    [
        ["reports", "reported", "reporting", "report"],
        ["Kündigungen", "Kündigung"],
        ["Berichte", "Berichten", "Berichts", "Bericht"],
        ["café", "CAFÉ", "cafe"],
    ],
)
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len({stem(form.lower()) for form in forms}) == 1


def test_words_with_digits_have_no_endings() -> None:
    assert stem("2000s") == "2000s"
    assert stem("gs5002") != stem("gs5002e")


def test_rare_words_weigh_more() -> None:
    texts = [frozenset(stems(t)) for t in ("rent deposit", "rent", "rent interest", "rent")]
    weights = WordWeights(["rent", "deposit"], texts)
    assert weights.coverage({"deposit"}) > 0.5 > weights.coverage({"rent"}) > 0
    assert weights.coverage({"rent", "deposit"}) == 1
    assert weights.coverage(set()) == 0


def test_long_questions_need_not_be_covered_whole() -> None:
    wanted = [f"word{i}" for i in range(20)]
    weights = WordWeights(wanted, [frozenset({"other"})] * 10)
    assert weights.coverage(set(wanted[:3])) == 1


def test_closeness_counts_neighbours_in_order() -> None:
    weights = WordWeights(["down", "button", "press"], [frozenset({"down"})])
    both = weights.closeness(stems("the down button when you press it"))
    assert both == 1
    assert 0 < weights.closeness(stems("down the button")) < 1
    assert weights.closeness(stems("button down")) == 0
    assert weights.closeness([]) == 0


def test_no_words_no_weight() -> None:
    weights = WordWeights([], [])
    assert weights.coverage({"rent"}) == weights.closeness(["rent"]) == 0
