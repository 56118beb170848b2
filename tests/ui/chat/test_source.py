"""A message's text on its way into the document."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.ui.chat.parting import settled
from octavo.ui.chat.source import (
    CITATION,
    citation_index,
    clean,
    mark,
    without_unfinished_marker,
)
from support.chat import citation


def settled_end(text: str, *, fences: bool = True) -> int:
    return max([0, *(cut.position for cut in settled(text, fences=fences))])


def test_cleaning_keeps_the_length_and_removes_what_a_document_takes_for_structure() -> None:
    text = "a\r\nb\u2029c\ufffcd\ufdd0e\x00f\U000f0001g\ud800h\U000e0041"
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert cleaned == "a \nb\nc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffd"


def test_a_marker_becomes_one_character_that_names_its_citation() -> None:
    text = "one 【1†a.pdf】 two 【2†b.pdf】."
    cited = (citation(text, "【1†a.pdf】"), citation(text, "【2†b.pdf】"))
    marked = mark(text, cited, 0, len(text))
    assert [citation_index(c) for c in CITATION.findall(marked)] == [0, 1]
    assert CITATION.sub("#", marked) == "one # two #."


def test_only_markers_within_the_span_are_replaced() -> None:
    text = "one 【1†a.pdf】 two 【2†b.pdf】."
    cited = (citation(text, "【1†a.pdf】"), citation(text, "【2†b.pdf】"))
    part = mark(text, cited, 5, len(text))
    assert [citation_index(c) for c in CITATION.findall(part)] == [1]


def test_overlapping_and_impossible_spans_leave_the_text_alone() -> None:
    text = "one 【1†a.pdf】 two"
    good = citation(text, "【1†a.pdf】")
    inside = dataclasses.replace(good, start=good.start + 1)
    behind = dataclasses.replace(good, start=90, end=99)
    empty = dataclasses.replace(good, end=good.start)
    marked = mark(text, (good, inside, behind, empty), 0, len(text))
    assert CITATION.sub("#", marked) == "one # two"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("one\n\ntwo", "one\n\n"),
        ("one\n\ntwo\n\nthree", "one\n\ntwo\n\n"),
        ("one\ntwo", ""),
        ("one\n\n", ""),  # what follows may still be indented
        ("- one\n\n  still one", ""),
        ("- one\n\n1", ""),  # that may become the number of one more
        ("one\n\n1", "one\n\n"),
        ("> - one\n\n  - two\n\n  still two", "> - one\n\n"),
        ("one\n\n two\n\n three", "one\n\n two\n\n"),
        ("one\n\n    code\n\n    more", ""),
        ("```\na\n\nb", ""),
        ("```\na\n\nb\n```\n\nafter", "```\na\n\nb\n```\n\n"),
        ("~~~\na\n\n```\n\nb", ""),  # another fence does not close this one
        ("````\na\n```\n\nb", ""),  # nor does a shorter one
        ("`inline```\n\nafter", "`inline```\n\n"),
    ],
)
def test_settled_ends_at_the_last_blank_line_outside_a_fence(text: str, end: str) -> None:
    assert text[: settled_end(text)] == end


def test_plain_text_knows_no_fences() -> None:
    assert settled_end("```\na\n\nb", fences=False) == len("```\na\n\n")


def test_a_marker_is_hidden_until_its_citation_has_come() -> None:
    text = "It is so. 【1†lease.p"
    assert text[: without_unfinished_marker(text, ())] == "It is so."
    whole = "It is so. 【1†lease.pdf p. 1】"
    assert whole[: without_unfinished_marker(whole, ())] == "It is so."
    cited = (citation(whole, "【1†lease.pdf p. 1】"),)
    assert without_unfinished_marker(whole, cited) == len(whole)


def test_an_old_bracket_is_not_taken_for_a_marker() -> None:
    text = "【" + "x" * 600
    assert without_unfinished_marker(text, ()) == len(text)
