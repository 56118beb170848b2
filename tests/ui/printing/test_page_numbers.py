"""What a person may type as pages."""

from __future__ import annotations

import pytest

from octavo.ui.printing.page_numbers import page_numbers


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("4", [4]),
        ("1-3, 8", [1, 2, 3, 8]),
        (" 2 \u2013 3 ,1", [2, 3, 1]),
        ("-2", [1, 2]),
        ("8-", [8, 9]),
        ("5-5,5", [5, 5]),
    ],
)
def test_numbers_and_ranges_are_understood(text: str, pages: list[int]) -> None:
    assert page_numbers(text, 9) == pages


@pytest.mark.parametrize(
    "text", ["", " ", "-", "0", "10", "3-1", "8-10", "a", "1,,2", "1 2", "1--2"]
)
def test_what_is_no_page_is_not_guessed(text: str) -> None:
    assert page_numbers(text, 9) == []
