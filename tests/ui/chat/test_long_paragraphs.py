"""Answers that never end a paragraph: what a growth costs does not grow with them."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.session.state import ChatMessage, Citation, MessageState
from octavo.ui.chat.parting import BEGINNING, LONG, Span, parted, settled
from support.chat import answer
from support.chat_view import WatchedTranscript, dump

MARKER = "【{}†lease.pdf p. 12】"
SENTENCE = "The tenant may end it by giving three months written notice. "


def cited(start: int, marker: str) -> Citation:
    return Citation(
        start=start,
        end=start + len(marker),
        file_id="file_1",
        filename="lease.pdf",
        page=12,
        label="12",
        quote="The tenant may end it.",
        rects=(),
        verified=True,
        score=0.9,
    )


def endless(sentences: int) -> tuple[str, list[tuple[str, tuple[Citation, ...]]]]:
    """Return one paragraph of so many sentences, each cited, and how it streams in."""
    text, pieces = "", []
    for number in range(1, sentences + 1):
        before, marker = SENTENCE, MARKER.format(number)
        pieces.append((before, ()))
        text += before
        pieces.append((f"{marker} ", (cited(len(text), marker),)))
        text += f"{marker} "
    return text, pieces


def test_an_endless_paragraph_has_the_same_parts_while_it_grows_and_in_the_end(
    transcript: WatchedTranscript,
) -> None:
    text, pieces = endless(160)
    work: list[int] = []
    transcript.document().contentsChange.connect(lambda _, gone, come: work.append(gone + come))
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for piece, citations in pieces:
        transcript.grow_message("a", piece, citations)
        transcript.flush()
    # What a flush erases and writes is the open part, however long the answer is by now.
    shown = len(SENTENCE) + 2  # a chip is one character
    assert max(work) < 3 * LONG
    assert len(text) > 3 * LONG

    document, lengths = transcript.document(), []
    block = document.begin()
    while block.isValid():
        lengths.append(block.length())
        block = block.next()
    assert max(lengths) <= LONG
    assert sum(lengths) > 160 * shown

    grown = dump(transcript.document())
    message: ChatMessage = transcript.messages[-1]
    transcript.change_message(dataclasses.replace(message, state=MessageState.COMPLETED))
    ended = dump(transcript.document())
    assert ended[: len(grown) - 1] == grown[:-1]  # behind it, the end has its actions


@pytest.mark.parametrize(
    "paragraph",
    [
        SENTENCE * 100,
        "**Notice.** " + SENTENCE * 100,
        "# Ending\n" + SENTENCE * 100,
        (SENTENCE + "It is *never* `void`. ") * 80,
    ],
)
def test_parts_end_behind_sentences_and_what_is_settled_ends_with_one(paragraph: str) -> None:
    spans = parted(paragraph)
    assert len(spans) > 1
    assert "".join(paragraph[span.start : span.stop] for span in spans) == paragraph
    assert all(paragraph[: span.stop].endswith(". ") for span in spans[:-1])
    assert all(span.stop - span.start <= LONG + 20 for span in spans[:-1])
    at = BEGINNING
    for length in range(0, len(paragraph), 7):  # however it comes, it is parted there
        at = [at, *settled(paragraph[:length], at, fences=True)][-1]
        assert at.position in {0, *(span.stop for span in spans)}


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE * 20,
        "- " + SENTENCE * 200,
        "> " + SENTENCE * 200,
        "```\n" + SENTENCE * 200,
        "| " + SENTENCE * 200,
        "*" + SENTENCE * 200,  # emphasis that may end yet
        "word " * 5000,  # no sentence ends
    ],
)
def test_nothing_else_is_parted(text: str) -> None:
    assert parted(text) == [Span(0, len(text))]
