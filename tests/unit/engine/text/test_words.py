"""Words of questions, their stems and weights."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from octavo.engine.text.codes import joined
from octavo.engine.text.weights import Places, WordWeights
from octavo.engine.text.words import content_words, guess_language, stem, stems, terms, words


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
        ("Quel est le loyer ?", "fr"),
        ("¿Cuál es el precio del contrato?", "es"),
        ("Какой срок указан в договоре?", "ru"),
        ("ما هي عاصمة مصر؟", "ar"),
        ("この契約の期間は?", "ja"),
        ("合同期限是多久?", "zh"),
        ("Receptiviti LIWC", None),
        ("Wie lange dauert die Probezeit?", "de"),
        ("was bedeutet e-32", "de"),
        ("Wie heißt sie?", "de"),
        ("Is delay covered?", "en"),
        ("Are pets allowed?", "en"),
        ("Was Berlin in Germany?", None),
        ("", None),
    ],
)
def test_the_language_of_a_question(question: str, language: str | None) -> None:
    assert guess_language(question) == language


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "reports reported reporting report"),
        ("de", "Kündigungen Kündigung"),
        ("de", "Berichte Berichten Berichts Bericht"),
        ("de", "Straße Strasse Strassen"),
        ("fr", "contrats contrat"),
        ("es", "contratos contrato"),
        ("ru", "договора договор договором"),
        ("ar", "كتاب الكتاب"),
        (None, "café CAFÉ cafe cafe\u0301"),
        (None, "ﬁle file"),
        ("he", "שָׁלוֹם שלום"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str | None, forms: str) -> None:
    assert len(set(stems(forms, language))) == 1


def test_marks_that_tell_words_apart_stay() -> None:
    assert words("हिन्दी किताब") == ["हिन्दी", "किताब"]
    assert len(set(stems("कल कला काल"))) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都庁", ["東京", "京都", "都庁", "庁"]),
        ("iPhone手机12", ["iphone", "手机", "机", "12"]),
        ("서울에서", ["서울", "울에", "에서", "서"]),
        ("ＡＢＣ１２", ["abc12"]),
    ],
)
def test_writing_without_spaces_is_cut_into_pairs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("北京的人口是多少？", ["北京", "人口"]),
        ("東京の人口は何人ですか？", ["東京", "人口", "人"]),
        ("서울의 인구는 얼마입니까?", ["서울", "인구"]),
        ("什么?", ["什么"]),
        ("猫は?", ["猫"]),
    ],
)
def test_particles_of_a_question_are_left_out(question: str, expected: list[str]) -> None:
    assert content_words(question) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ["1,234,567", "1.234.567", "1234567", "1’234’567"],
        ["GS-5002-B", "gs5002b", "GS5002-B", "gs-5002/b"],
        ["§ 573c", "573C"],
    ],
)
def test_numbers_and_codes_are_the_same_however_they_are_written(forms: list[str]) -> None:
    assert frozenset.intersection(*(frozenset(terms(form)) for form in forms))


@pytest.mark.parametrize(
    "text",
    ["1,23", "1,2345", "12.05.2020", "1.5", "well-known", "and/or", "a-b-c", "-5", "3,000.50"],
)
def test_what_is_no_code_is_not_joined(text: str) -> None:
    assert not any(len(word) > 5 and word.isdigit() for word in terms(text))
    assert "wellknown" not in terms(text)
    assert "abc" not in terms(text)


@given(st.text("ab12ü-/_. \n\u2010", max_size=40))
@example("a/a1")  # no sign stands beside the digit
@example("1a-b")
def test_codes_are_found_wherever_signs_stand_around_them(text: str) -> None:
    hyphened = re.sub("[/\u2010]", "-", text)
    codes = [code.replace("-", "") for code in re.findall(r"[^\W_]+(?:-[^\W_]+)+", hyphened)]
    expected = [code for code in codes if not code.isalpha() and not code.isdigit()]
    assert [code for code in joined(text) if not code.isdigit()] == expected


def test_words_with_digits_have_no_endings() -> None:
    assert stem("2000s") == "2000s"
    assert stem("gs5002") != stem("gs5002e")


def test_rare_words_weigh_more() -> None:
    texts = [frozenset(stems(t)) for t in ("rent deposit", "rent", "rent interest", "rent")]
    weights = WordWeights(stems("rent deposit"), texts)
    assert weights.coverage(set(stems("deposit"))) > 0.5 > weights.coverage({"rent"}) > 0
    assert weights.coverage({"rent", "deposit"}) == 1
    assert weights.coverage(set()) == 0


def test_long_questions_need_not_be_covered_whole() -> None:
    wanted = [f"w{i}" for i in range(20)]
    weights = WordWeights(wanted, [frozenset({"other"})] * 10)
    assert weights.coverage(set(wanted[:3])) == 1


def places(text: str) -> Places:
    return Places.of(stems(text), frozenset(stems("down button press")))


def test_closeness_counts_neighbours_in_order() -> None:
    weights = WordWeights(stems("down button press"), [frozenset(stems("down"))])
    both = weights.closeness(places("the down button when you press it"))
    assert both == 1
    assert 0 < weights.closeness(places("down the button")) < 1
    assert weights.closeness(places("down there on the button")) == 0
    assert weights.closeness(places("button down")) == 0
    assert weights.closeness(places("")) == 0


def test_pairs_and_triples_follow_each_other() -> None:
    found = places("press down button press, the down press")
    assert found.pairs() == {
        ("press", "down"),
        ("down", "button"),
        ("button", "press"),
        ("down", "press"),
    }
    assert found.triples() == {("press", "down", "button"), ("down", "button", "press")}


def test_no_words_no_weight() -> None:
    weights = WordWeights([], [])
    assert weights.coverage({"rent"}) == weights.closeness(places("down")) == 0
