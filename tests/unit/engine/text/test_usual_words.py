"""Words that everybody writes, and typing errors, which are none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text.spelling import is_other_form
from octavo.engine.text.usual_words import is_usual
from octavo.models.vocabulary import whole_words


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("fahren", "de"),
        ("fährst", "de"),
        ("erholt", "de"),
        ("essen", None),
        ("häuser", "de"),
        ("contact", "en"),
        ("contacts", None),
        ("priced", "en"),
        ("painting", "en"),
    ],
)
def test_usual_words(word: str, language: str | None) -> None:
    assert is_usual(word, language)


@pytest.mark.parametrize(
    "word",
    [
        "haarausfal", "genemigung", "uralub", "kündigugn", "vertarg", "byass", "polcy", "exhuast",
        "depsoit", "recieve", "seperate", "plantd", "tripleed", "buisness",
    ],
)  # fmt: skip
def test_typing_errors_are_no_usual_words(word: str) -> None:
    assert not any(is_usual(word, language) for language in ("de", "en", None))


def test_words_of_other_languages_are_not_known() -> None:
    assert not is_usual("contact", "de")
    assert not is_usual("fahren", "en")
    assert not is_usual("fahren", "nl")


@given(word=st.text(max_size=60))
def test_any_word_is_told(word: str) -> None:
    """Security 13."""
    is_usual(word, None)
    is_other_form(word, word[::-1])


def test_the_model_knows_usual_words_as_a_whole() -> None:
    assert {"contract", "deposit", "policy"} <= whole_words()
    assert not any(one.startswith("[") for one in whole_words())


@pytest.mark.parametrize(
    ("word", "meant", "same"),
    [
        ("entfernt", "entfernen", True),
        ("walked", "walks", True),
        ("walking", "walk", True),
        ("haarausfal", "haarausfall", False),
        ("depsoit", "deposit", False),
        ("tag", "tage", False),  # too short to tell
    ],
)
def test_words_that_differ_in_their_endings(word: str, meant: str, same: bool) -> None:
    assert is_other_form(word, meant) is same
    assert is_other_form(meant, word) is same
