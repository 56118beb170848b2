"""The clean text of a page and the map back to its raw text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pdf.clean import Scan, clean_text, is_readable
from octavo.pdf.hyphens import PageWords, Vocabulary
from octavo.pdf.page import PageText, Segment


def page(raw: str, *known: str) -> PageText:
    vocabulary = Vocabulary([PageWords(" ".join(known)), PageWords(raw)])
    clean, numbers = clean_text(Scan(raw), vocabulary)
    triples = zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    segments = tuple(Segment(*triple) for triple in triples)
    return PageText(1, "1", "text", raw, clean, segments)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("", ""),
        (" \r\n ", ""),
        ("plain text", "plain text"),
        (" a  b \t c ", "a b c"),
        ("one line\r\ngoes on here", "one line goes on here"),
        ("no\u00a0break\u2009thin", "no break thin"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth \u202eturned\u202c", "zerowidth turned"),
        ("hid\U000e0041\u2060den", "hidden"),
        ("bell\x07 and\x01null", "bell andnull"),
        ("\ufb01nd the e\ufb03cient \ufb02ow", "find the efficient flow"),
        ("na\u0131\u0308ve u\u0308ber", "na\u0131\u0308ve über"),
        ("\uf0b7 first\r\n\uf0b7 second", "• first\n• second"),
        ("odd\uf001 glyph", "odd glyph"),
        ("Chapter 1 ........ 5", "Chapter 1 … 5"),
        ("Chapter 1 . . . . . 5", "Chapter 1 … 5"),
        ("Wait... what?", "Wait... what?"),
        ("Contents \ufffd\ufffd\ufffd\ufffd 4", "Contents … 4"),
        ("of\ufffdce", "of\ufffdce"),
        ("東京は\r\n日本の首都", "東京は日本の首都"),
        ("1. First point.\r\n2. Second point.", "1. First point.\n2. Second point."),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert page(raw).clean == clean


@pytest.mark.parametrize(
    ("raw", "known", "clean"),
    [
        ("a strug\ufffegle", "", "a struggle"),
        ("a strug-\r\ngle", "", "a struggle"),
        ("a strug\u00ad\r\ngle", "", "a struggle"),
        ("a long\ufffeterm plan", "long-term", "a long-term plan"),
        ("a long-\r\nterm plan", "long-term", "a long-term plan"),
        ("a long\ufffeterm plan", "long term", "a long-term plan"),
        ("the under\ufffestanding", "under standing understanding", "the understanding"),
        ("chain-of\ufffethought works", "", "chain-of-thought works"),
        ("self\ufffeassessment", "", "self-assessment"),
        ("Powell\ufffeMason cars", "", "Powell-Mason cars"),
        ("ISEP\ufffeapproved", "", "ISEP-approved"),
        ("AB\ufffeSTRACTION", "", "ABSTRACTION"),
        ("COVID\ufffe19", "", "COVID-19"),
        ("pages 12\ufffe15", "", "pages 12-15"),
        ("Nord\ufffeund Süddeutschland", "", "Nord- und Süddeutschland"),
        ("short\ufffeand long-term", "short", "short- and long-term"),
        ("thous\ufffeand", "thousand", "thousand"),
        ("Die Bundes\ufffeländer", "der und bundes länder", "Die Bundesländer"),
    ],
)
def test_hyphens_at_line_ends(raw: str, known: str, clean: str) -> None:
    assert page(raw, known).clean == clean


def test_a_span_of_the_clean_text_leads_to_its_raw_span() -> None:
    one = page("The \ufb01rst and\r\nthe strug\ufffegle  end")
    for word, raw in [
        ("first", "\ufb01rst"),
        ("fi", "\ufb01"),
        ("and the", "and\r\nthe"),
        ("struggle", "strug\ufffegle"),
        ("end", "end"),
    ]:
        at = one.clean.index(word)
        start, end = one.raw_span(at, at + len(word))
        assert one.raw[start:end] == raw


def test_a_kept_hyphen_leads_to_its_raw_index() -> None:
    one = page("a long\ufffeterm plan", "long-term")
    at = one.clean.index("-")
    assert one.raw_span(at, at + 1) == (6, 7)


def test_a_ligature_at_the_start_leads_to_the_start() -> None:
    assert page("\ufb01nd").raw_span(0, 4) == (0, 3)


_ALPHABET = st.sampled_from(
    [*"ab .-\r\nÄ1", "\ufffe", "\ufb01", "\u0308", "\ufffd", "\uf0b7", "東"]
)


@given(st.text(_ALPHABET, max_size=40))
def test_segments_hold_for_any_text(raw: str) -> None:
    one = page(raw)
    assert one.clean == one.clean.strip()
    assert "  " not in one.clean
    at = 0
    for segment in one.segments:
        assert segment.length > 0
        assert segment.clean >= at
        at = segment.clean + segment.length
        assert one.clean[segment.clean : at] == raw[segment.raw :][: segment.length]
    if one.segments:
        spans = [one.raw_span(index, index + 1) for index in range(len(one.clean))]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(raw) for start, end in spans)


@pytest.mark.parametrize(
    ("raw", "readable"),
    [
        ("", True),
        ("A page of ordinary words, and a few more of them to be sure.", True),
        (
            "Contents \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd 4\r\nEating 25",
            True,
        ),
        ("........................................................ 12 ............... 13", True),
        ("Donaudampfschifffahrtsgesellschaft und Rechtsschutzversicherung. " * 5, True),
        ("see https://example.org/a-very-long-address/that-goes-on-and-on/index " * 5, True),
        ("Allthewordsinthistextaregluedtogetherasifspaceswereexpensive. " * 5, False),
        ("\x01\x02\x03\x04 \x05\x06\x07", False),
        ("\ue001\ue002\ue003 \ue004\ue005 \ue006a", False),
        ("!\"#$%&'()*+,/:;<=>?@[]^{|}~!\"#$%&'()*+,/:;<=>?@[]^{|}~", False),
    ],
)
def test_text_that_means_nothing_is_told_apart(raw: str, readable: bool) -> None:
    assert is_readable(raw) is readable


@given(
    st.text(st.sampled_from("ab .\r\n\t\u00a0\ufb01\u0308\ufffd\ufffe\u200b\uf0b7"), max_size=40)
)
def test_what_changes_is_the_same_whether_there_are_double_spaces_elsewhere_or_not(
    raw: str,
) -> None:
    text = raw.strip(" ").replace("  ", " ")
    sparse = Scan(f"{text}z z").found
    assert Scan(f"{text}z  z").found[:-1] == sparse


@given(st.text("abß7-_.\u2010 \r\n", max_size=60))
def test_all_words_of_several_parts_are_remembered(text: str) -> None:
    text = text.replace("\r", " ").replace("-\n", "- \n").replace("\u2010\n", "\u2010 \n")
    vocabulary = Vocabulary([PageWords(text)])
    kept = text.lower().replace("\u2010", "-")
    for left, right in re.findall(r"(?<![\w-])(\w+)-(\w+)(?![\w-])", kept):
        assert vocabulary.decide(left, right) == "-"


@given(
    st.text(
        "aB. -\r\n\t\x07\x7f\u00a0\u00ad\u2019\u2013\ufb01\u0308\ufffd\ufffe\ue000", max_size=30
    )
)
def test_plain_text_is_parted_as_any_other(text: str) -> None:
    text = text.replace("  ", " ").strip(" ")
    # One sign beyond any plain text has all of it looked at.
    whole = Scan(text + "\r\n\ufb01").found
    assert whole[: len(whole) - 2] == Scan(text + "\r\nx").found[:-1]
