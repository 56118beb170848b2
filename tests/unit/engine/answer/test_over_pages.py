"""A sentence that a page's end breaks is quoted from both pages."""

from __future__ import annotations

import pytest

from octavo.engine.answer.over_pages import over_pages
from octavo.pdf.page import PageText


def _pages(*texts: str) -> dict[int, PageText]:
    return {
        number: PageText(number, str(number), "text", text, text, ())
        for number, text in enumerate(texts, 1)
    }


def _quoted(pages: dict[int, PageText], number: int, text: str) -> list[tuple[int, str]]:
    page = pages[number]
    start = page.clean.index(text)
    there = over_pages(pages, page, (start, start + len(text)))
    return [(one.number, one.clean[slice(*span)]) for one, span in there]


BEGUN = "The tripod shall be examined at intervals not exceeding 12"
REST = "months and after every arrest of a fall."


def test_what_breaks_off_goes_on_on_the_next_page() -> None:
    pages = _pages(f"6 Inspection\nCheck the pins. {BEGUN}", f"{REST} Bent legs are withdrawn.")
    assert _quoted(pages, 1, BEGUN) == [(1, BEGUN), (2, REST)]


def test_what_begins_within_a_sentence_is_quoted_behind_its_beginning() -> None:
    pages = _pages(f"6 Inspection\nCheck the pins. {BEGUN}", f"{REST} Bent legs are withdrawn.")
    assert _quoted(pages, 2, REST) == [(1, BEGUN), (2, REST)]


def test_a_noun_may_go_on_what_a_function_word_leads_to() -> None:
    begun, rest = "Die Klägerin erhält 15 € über dem", "Basiszinssatz seit dem 22. Juli 2021."
    assert _quoted(_pages(begun, rest), 1, begun) == [(1, begun), (2, rest)]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("The tenant pays the rent on the first of each month.", "and then some."),
        ("The tenant pays the rent on time", "2. The landlord repairs the roof of the house."),
        ("Item one of four\t12", "months of a year."),
        ("Signed by both", "and so on."),
        ("The tenant pays the rent every month", "Chapter Two"),
    ],
)
def test_what_is_whole_stands_alone(before: str, behind: str) -> None:
    assert _quoted(_pages(before, behind), 1, before) == [(1, before)]


def test_what_does_not_end_its_page_stands_alone() -> None:
    pages = _pages(f"{BEGUN}\nThe next paragraph has an end.", REST)
    assert _quoted(pages, 1, BEGUN) == [(1, BEGUN)]
