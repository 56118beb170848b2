"""What is looked for in what somebody types, and which part of a text is shown for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.store.records import Typed
from octavo.engine.text.typed import MOST_WORDS, SHOWN, marks, shown, typed


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("rent", Typed((), "rent")),
        ("rent ", Typed(("rent",))),
        ("Rent due", Typed(("rent",), "due")),
        ("rent, due?", Typed(("rent", "due"))),
        ("rent rent", Typed((), "rent")),
        ("", Typed(())),
        (" ?! ", Typed(())),
    ],
)
def test_the_last_word_goes_on_until_something_stands_behind_it(query: str, wanted: Typed) -> None:
    assert typed(query) == wanted


def test_of_a_pasted_text_only_the_beginning_is_looked_for() -> None:
    assert len(typed(" ".join(f"w{n}" for n in range(99))).words) == MOST_WORDS


def test_words_count_in_all_their_forms_and_the_last_from_its_beginning() -> None:
    text = "He reports that the Café reported its terms; a term is a termination."
    marked = marks(text, typed("report cafe ter"))
    assert marked.complete
    assert not marked.exact
    words = [text[start:end] for start, end in marked.spans]
    assert words == ["reports", "Café", "reported", "terms", "term", "termination"]
    assert not marks(text, typed("report nothing")).complete
    assert marks(text, typed("reported term")).exact


def test_words_of_other_languages_count_in_their_forms() -> None:
    text = "Die Häuser der Stadt sind alt, und in den Häusern wohnen viele, die sie nicht mögen."
    marked = marks(text, typed("haus alt "))
    assert [text[a:b] for a, b in marked.spans] == ["Häuser", "alt", "Häusern"]
    assert marked.complete


def test_in_writing_without_spaces_the_characters_are_marked() -> None:
    text = "私は東京都に住んでいます。"
    marked = marks(text, typed("東京都"))
    assert [text[a:b] for a, b in marked.spans] == ["東京都"]
    assert marked.complete
    assert not marks(text, typed("大阪")).complete


def test_the_part_with_most_of_the_words_is_shown_between_whole_words() -> None:
    text = "The rent. " + "word " * 100 + "the rent and the deposit are due. " + "more " * 100
    spans = marks(text, typed("rent deposit ")).spans
    start, end = shown(text, spans)
    assert "rent and the deposit" in text[start:end]
    assert text[start - 1] == " "
    assert text[end] == " "


@given(st.text(alphabet="abc de.", max_size=400), st.sampled_from(["a", "ab c", "de "]))
def test_what_is_shown_is_never_long_and_never_empty(text: str, query: str) -> None:
    spans = marks(text, typed(query)).spans
    start, end = shown(text, spans)
    assert 0 <= start <= end <= len(text)
    assert bool(text) == (end > start)
    longest = max((len(word) for word in text.split()), default=0)
    assert end - start <= SHOWN + 40 + longest
