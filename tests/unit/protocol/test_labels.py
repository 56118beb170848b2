"""Labels in words: pages as printed, and the lines of a text file."""

from __future__ import annotations

import pytest

from octavo.protocol.labels import in_full, in_short, lines_of, span


@pytest.mark.parametrize(
    ("label", "short", "full"),
    [
        ("12", "p. 12", "page 12"),
        ("xii", "p. xii", "page xii"),
        ("A", "p. A", "page A"),
        ("Cover", "Cover", "Cover"),
        ("line 1", "line 1", "line 1"),
        ("lines 3–9", "lines 3–9", "lines 3–9"),
        ("line-up", "p. line-up", "page line-up"),
        ("line A", "p. line A", "page line A"),
    ],
)
def test_a_label_names_a_page_or_lines(label: str, short: str, full: str) -> None:
    assert in_short(label).english == short
    assert in_full(label).english == full


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("iv", "12", "pages iv–12"),
        ("line 1", "line 1", "line 1"),
        ("line 1", "lines 9–20", "lines 1–20"),
        ("lines 1–8", "line 9", "lines 1–9"),
    ],
)
def test_a_span_reaches_from_the_first_label_to_the_end_of_the_last(
    first: str, last: str, said: str
) -> None:
    assert span(first, last).english == said


def test_lines_are_told_by_their_numbers() -> None:
    assert lines_of("lines 3–9") == ("3", "9")
    assert lines_of("line 3") == ("3", "3")
    assert lines_of("3") is None
