"""Quotes and their places on a page."""

from __future__ import annotations

import pytest

from octavo.engine.answer.citations import find, locate, verify
from octavo.pdf.page import PageText, Segment

# A page as the reader gives it: a line-end hyphen, line breaks, a ligature, a row of dots.
RAW = (
    "The infor\ufffe\r\nmation is \ufb01nal.\r\n"
    "Rent ........ 900\r\nThe rent is due. The rent is due."
)
CLEAN = "The information is final.\nRent … 900\nThe rent is due. The rent is due."


def page() -> PageText:
    segments = []
    for clean, raw in (
        ("The infor", "The infor"),
        ("mation is ", "mation is "),
        ("nal.", "nal."),
        ("Rent ", "Rent "),
        (" 900", " 900"),
        ("The rent is due. The rent is due.",) * 2,
    ):
        segments.append(Segment(CLEAN.index(clean), RAW.index(raw), len(clean)))
    return PageText(1, "1", "text", RAW, CLEAN, tuple(segments))


def span(text: str) -> tuple[int, int]:
    start = CLEAN.index(text)
    return start, start + len(text)


def test_a_sentence_is_located_across_hyphen_break_and_ligature() -> None:
    citation = locate(page(), *span("The information is final."))
    assert citation.quote == "The information is final."
    assert RAW[citation.start : citation.end] == RAW[: RAW.index("\r\nRent")]
    assert citation.verified


def test_lines_are_quoted_on_one_line() -> None:
    citation = locate(page(), *span("900\nThe rent is due."))
    assert citation.quote == "900 The rent is due."
    assert citation.verified


def test_where_cleaning_did_more_the_raw_text_is_quoted() -> None:
    citation = locate(page(), *span("Rent … 900"))
    assert citation.quote == "Rent ........ 900"
    assert citation.verified


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("The information is final.", True),
        ("the  INFORMATION is\nfinal.", True),
        ("The information is not final.", False),
        ("The information is final", False),
        ("", False),
    ],
)
def test_a_quote_is_held_against_the_raw_text(quote: str, stands: bool) -> None:
    assert verify(page(), quote, 0, RAW.index("\r\nRent")) is stands


def test_a_quote_is_found_anew_nearest_to_where_it_stood() -> None:
    last = RAW.rindex("The rent is due.")
    citation = find(page(), "The rent is due.", near=last - 2)
    assert citation is not None
    assert (citation.start, citation.end) == (last, len(RAW))
    assert citation.verified
    first = find(page(), "The rent is due.")
    assert first is not None
    assert first.start == RAW.index("The rent is due.")


def test_a_quote_is_found_across_a_ligature() -> None:
    citation = find(page(), "information is final.")
    assert citation is not None
    assert RAW[citation.start : citation.end].startswith("infor\ufffe")
    assert citation.verified


@pytest.mark.parametrize("quote", ["The deposit is due.", " ", "-"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find(page(), quote) is None
