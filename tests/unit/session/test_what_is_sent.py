"""What the question before the first send says: what goes where, and how much of it at most."""

from __future__ import annotations

import random

import pytest

from octavo.engine.ingest.chunks import chunk_page
from octavo.pdf.page import PageText, Segment
from octavo.protocol.tools import DEFAULT_RESULTS, MOST_SEARCHES
from octavo.providers.settings import Provider
from octavo.session.model_hosts import (
    LONGEST_PASSAGE,
    what_is_read_whole,
    what_is_sent,
    what_was_agreed,
)

FAR = Provider(name="far", base_url="https://models.example/v1")


def test_what_goes_to_a_model_is_named_with_the_most_that_it_can_be() -> None:
    said = what_is_sent(FAR)
    assert "sent to https://models.example (another computer): the question," in said
    assert "the assistant’s instructions" in said
    assert f"up to {DEFAULT_RESULTS} passages, {DEFAULT_RESULTS * LONGEST_PASSAGE:,} char" in said
    assert f"up to {MOST_SEARCHES} times" in said
    assert "Whole files are not sent." in said
    assert "not encrypted" not in said
    assert "far more than the passages" in what_is_read_whole(FAR)


def test_a_connection_that_others_can_read_is_told_and_what_a_host_keeps() -> None:
    opened = FAR.model_copy(update={"base_url": "http://models.example/v1"})
    assert "The connection is not encrypted" in what_is_sent(opened)
    responses = FAR.model_copy(update={"kind": "responses"})
    assert "told to keep none of it" in what_is_sent(responses)
    kept = responses.model_copy(update={"background": True})
    assert "keeps each answer" in what_is_sent(kept)
    here = FAR.model_copy(update={"base_url": "http://127.0.0.1:11434/v1"})
    assert "(this computer)" in what_is_sent(here)


@pytest.mark.parametrize("letters", [7, 14, 40])
def test_no_passage_is_longer_than_is_said(letters: int) -> None:
    draw = random.Random(letters)
    words = [
        "x" * letters + ("." if draw.random() < 0.08 else ",\n" if draw.random() < 0.05 else "")
        for _ in range(3_000)
    ]
    text = " ".join(words)
    page = PageText(1, "1", "text", text, text, (Segment(0, 0, len(text)),))
    lengths = [one.end - one.start for one in chunk_page(page, context="")]
    assert max(lengths) <= LONGEST_PASSAGE
    assert max(lengths) > LONGEST_PASSAGE * 0.6


def test_what_was_agreed_to_is_named_for_this_address_alone() -> None:
    assert what_was_agreed(FAR) == ""
    agreed = FAR.model_copy(update={"allowed": FAR.origin, "allowed_files": FAR.origin})
    assert what_was_agreed(agreed) == (
        "You agreed that these are sent there: passages, to answer from; whole documents, to be"
        " kept and searched there."
    )
    moved = agreed.model_copy(update={"base_url": "https://other.example/v1"})
    assert what_was_agreed(moved) == ""
