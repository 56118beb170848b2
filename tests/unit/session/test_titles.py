"""Titles made from questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.session.threads import MAX_TITLE, shortened


def test_a_short_question_is_its_own_title() -> None:
    assert shortened("  When may\n the tenant leave? ", MAX_TITLE) == "When may the tenant leave?"


def test_a_long_question_is_cut_between_words() -> None:
    title = shortened("May the tenant terminate the lease before the end of its term, and how?", 60)
    assert title == "May the tenant terminate the lease before the end of its…"


def test_a_single_long_word_is_cut_anyway() -> None:
    assert shortened("x" * 100, 60) == "x" * 59 + "…"


@given(st.text(max_size=200), st.integers(min_value=2, max_value=80))
def test_a_title_fits_on_one_line(text: str, limit: int) -> None:
    title = shortened(text, limit)
    assert len(title) <= limit
    assert title == " ".join(title.split())
