"""Where a host's passage stands in the local copy, read by two programs that differ."""

from __future__ import annotations

import pytest

from octavo.engine.hosting.matching import DocumentText, Placed
from octavo.pdf.page import PageText, Segment

FIRST = (
    "The tenant pays the rent on the first day of each month, in advance and without being asked."
    " The deposit is three months’ rent and bears interest for the tenant from the day of its"
    " payment on."
)
SECOND = (
    "Pets may stay near the fire as long as nobody objects to them. The landlord inspects the"
    " pumps of the cellar once a year, and mends what is broken within the same week or the next."
)


def page(number: int, text: str) -> PageText:
    return PageText(number, str(number), "text", text, text, (Segment(0, 0, len(text)),))


@pytest.fixture
def document() -> DocumentText:
    return DocumentText([page(1, FIRST), page(2, ""), page(3, SECOND)])


def shown(placed: list[Placed]) -> list[tuple[int, str]]:
    texts = {1: FIRST, 3: SECOND}
    return [(one.page, texts[one.page][one.start : one.end]) for one in placed]


def test_white_space_case_and_hyphens_do_not_count(document: DocumentText) -> None:
    found = document.find("the rent ON the\n\nfirst day of each\tmonth, in ad-\nvance")
    assert shown(found) == [(1, "the rent on the first day of each month, in advance")]


def test_ligatures_and_quotes_that_differ_are_found(document: DocumentText) -> None:
    text = "Pets may stay near the ﬁre as long as nobody objects to them."
    assert shown(document.find(text)) == [(3, text.replace("ﬁ", "fi"))]


def test_a_passage_over_the_end_of_a_page_is_on_both(document: DocumentText) -> None:
    found = document.find("from the day of its payment on. Pets may stay near the fire")
    assert shown(found) == [
        (1, "from the day of its payment on."),
        (3, "Pets may stay near the fire"),
    ]


def test_lines_between_pages_that_are_not_in_the_text_here_are_passed_over(
    document: DocumentText,
) -> None:
    text = f"{FIRST[90:]}\nCONTRACT No. 7 · page 1 of 3\nCONTRACT No. 7\n{SECOND[:120]}"
    first, second = document.find(text)
    assert (first.page, second.page) == (1, 3)
    assert abs(first.start - 90) < 30
    assert first.end > len(FIRST) - 15
    assert second.start < 15
    assert abs(second.end - 120) < 30


def test_a_word_that_was_read_differently_does_not_hide_the_rest(document: DocumentText) -> None:
    found = document.find(FIRST.replace("deposit", "dep0sit").replace("advance", "adwance"))
    ((number, text),) = shown(found)
    assert number == 1
    assert len(text) > 0.9 * len(FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the rent",
        "A sentence that no page of this document has, and that nobody has ever written in it.",
        FIRST[:40] + " and then something quite different follows, of which no page has one word,"
        " for quite a while, so that most of it is not there at all.",
    ],
)
def test_what_is_not_there_is_not_found(document: DocumentText, text: str) -> None:
    assert document.find(text) == []


def test_leaders_of_a_table_of_contents_do_not_count() -> None:
    text = "Prepare the environment…7\nInstall the program…9\nWhat to read first…12"
    (found,) = DocumentText([page(4, text)]).find(text.replace("…", " . . . . . . . . . "))
    assert found == Placed(4, 0, len(text))


def test_the_page_that_has_most_of_it_is_taken() -> None:
    pages = [page(n, f"Report of year {2000 + n}. {FIRST}") for n in range(1, 7)]
    (found,) = DocumentText(pages).find(f"Report of year 2004. {FIRST[:60]}")
    assert found.page == 4


def test_a_document_without_text_has_no_places() -> None:
    assert DocumentText([]).find(FIRST) == []
