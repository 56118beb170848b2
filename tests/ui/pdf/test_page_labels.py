"""Which page is meant by what is typed, and how a page is told."""

from __future__ import annotations

import pytest

from octavo.ui.pdf.page_labels import page_of, told

_LABELS = ("Cover", "i", "1", "2")


@pytest.mark.parametrize(
    ("typed", "page"),
    [("cover", 1), (" I ", 2), ("1", 3), ("3", 3), ("4", 4), ("5", None), ("0", None)],
)
def test_what_is_printed_counts_before_the_number(typed: str, page: int | None) -> None:
    assert page_of(typed, _LABELS, 4) == page


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "²", "٣", "9" * 5000, "ii"])
def test_what_names_no_page_is_none(typed: str) -> None:
    assert page_of(typed, _LABELS, 4) is None


def test_the_number_is_told_where_something_else_is_printed() -> None:
    assert told(3, _LABELS, 4) == ("1", "(3 of 4)")
    assert told(3, (), 4) == ("3", "of 4")
    assert told(0, (), 0) == ("", "of 0")
