"""How a page is cut into passages."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from octavo.engine.ingest.chunks import chunk_page, estimate_tokens, token_spans
from octavo.pdf.page import PageText, Segment
from octavo.resources import resource

PROSE = (
    "The tenant pays the rent on the third working day of each month. "
    "If the rent is late, the landlord may ask for interest of two percent. "
    "Repairs above 200 euros are paid by the landlord. "
)


def page(text: str) -> PageText:
    return PageText(7, "vii", "text", text, text, (Segment(0, 0, len(text)),) if text else ())


def texts(text: str, **sizes: int) -> list[str]:
    return [text[c.start : c.end] for c in chunk_page(page(text), context="Lease", **sizes)]


def test_a_page_without_text_gives_no_passages() -> None:
    assert chunk_page(page(""), context="Lease") == []
    assert chunk_page(page(" \n "), context="Lease") == []


def test_a_short_page_is_one_passage_with_page_and_context() -> None:
    (chunk,) = chunk_page(page(" " + PROSE), context="Lease · Rent")
    assert (chunk.page, chunk.context) == (7, "Lease · Rent")
    assert (" " + PROSE)[chunk.start : chunk.end] == PROSE.strip()


def test_passages_begin_and_end_with_sentences_and_repeat_the_last_one() -> None:
    text = (PROSE * 10).strip()
    chunks = chunk_page(page(text), context="")
    found = [text[c.start : c.end] for c in chunks]
    assert len(found) > 2
    assert all(one.endswith(".") and one[0] in "TIR" for one in found)
    for one, following in pairwise(chunks):
        assert 0 < estimate_tokens(text[following.start : one.end]) <= 30
    assert all(120 <= estimate_tokens(one) <= 200 for one in found[:-1])


def test_table_rows_are_kept_whole() -> None:
    rows = [f"Item {i}  {i * 3}.50 EUR  delivered in week {i}" for i in range(60)]
    found = texts("\n".join(rows))
    assert len(found) > 1
    assert {row for text in found for row in text.split("\n")} == set(rows)


def test_no_passage_is_only_a_small_rest() -> None:
    found = texts((PROSE * 5 + "Signed in Bonn.").strip(), size=5 * estimate_tokens(PROSE))
    assert len(found) == 1


def test_a_sentence_beyond_the_size_is_cut_between_words() -> None:
    found = texts("word " * 1000)
    assert all(set(text.split()) == {"word"} for text in found)
    assert max(map(estimate_tokens, found)) <= 230


@given(st.text(st.sampled_from("ab1_.-租ü \u00a0\u2003\x1c\n") | st.characters(), max_size=99))
def test_pieces_are_counted_as_they_stand_in_the_text(text: str) -> None:
    assert estimate_tokens(text) == len(token_spans(text))


@given(
    st.lists(st.sampled_from(["a", "Rent. ", "\n", "x" * 40, " ", "3.5", "租", "Tür", "! "])),
    st.integers(5, 40),
    st.integers(0, 5),
)
def test_all_text_is_covered_and_each_passage_goes_on(
    pieces: list[str], size: int, overlap: int
) -> None:
    text = "".join(pieces)
    chunks = chunk_page(page(text), context="", size=size, overlap=overlap)
    covered = {i for chunk in chunks for i in range(chunk.start, chunk.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    for one, following in pairwise(chunks):
        assert one.start < following.start
        assert one.end < following.end
    assert all(c.end - c.start <= 450 + 20 * size for c in chunks)


def test_the_estimate_is_near_the_tokenizers_count() -> None:
    text = PROSE * 8
    tokenizer = Tokenizer.from_file(str(resource("models", "minilm-int8", "tokenizer.json")))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    assert estimate_tokens(text) == pytest.approx(len(tokenizer.encode(text).ids) - 2, rel=0.15)


@pytest.mark.parametrize("text", ["word. Word " * 50_000, "x" * 500_000, "a\n" * 100_000])
def test_a_monstrous_page_takes_no_monstrous_time(text: str) -> None:
    """Hostile files must not hold up the others."""
    begun = time.thread_time()
    chunk_page(page(text), context="")
    assert time.thread_time() - begun < 5
