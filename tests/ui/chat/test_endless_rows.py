"""Lists and quotes that never end: what a growth costs does not grow with them."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.session.state import ChatMessage, MessageState
from octavo.ui.chat import message
from octavo.ui.chat.endless import LONG_ROWS
from octavo.ui.chat.markdown import Block, parse_markdown
from octavo.ui.chat.source import parted, settled
from support.chat import answer
from support.chat_view import WatchedTranscript, dump

WORDS = "The tenant may end it by **notice**"


def numbered(count: int) -> str:
    return "".join(f"{n}. {WORDS} {n}\n" for n in range(1, count + 1))


def bullets(count: int) -> str:
    return "".join(f"- {WORDS} {n}\n  - within it\n" for n in range(1, count + 1))


def quoted(count: int) -> str:
    return "".join(f"> {WORDS} {n}\n>\n" for n in range(1, count + 1))


@pytest.mark.parametrize("rows", [numbered, bullets, quoted])
def test_what_a_growth_writes_does_not_grow(transcript: WatchedTranscript, rows: object) -> None:
    assert callable(rows)
    text: str = rows(220)
    work: list[int] = []
    transcript.document().contentsChange.connect(lambda _, gone, come: work.append(gone + come))
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for start in range(0, len(text), 150):
        transcript.grow_message("a", text[start : start + 150], ())
        transcript.flush()
    assert len(text) > 4 * LONG_ROWS
    assert max(work) < 3 * LONG_ROWS

    grown = dump(transcript.document())
    work.clear()
    whole: ChatMessage = transcript.messages[-1]
    transcript.change_message(dataclasses.replace(whole, state=MessageState.COMPLETED))
    ended = dump(transcript.document())
    assert ended[: len(grown) - 1] == grown[:-1]  # behind it, the end has its actions
    assert max(work) < 3 * LONG_ROWS


def test_the_end_reads_only_what_was_open(
    transcript: WatchedTranscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(text: str) -> list[Block]:
        read.append(len(text))
        return parse_markdown(text)

    monkeypatch.setattr(message, "parse_markdown", counted)
    text = numbered(300)
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for start in range(0, len(text), 500):
        transcript.grow_message("a", text[start : start + 500], ())
        transcript.flush()
    read.clear()
    transcript.change_message(answer("a", text))

    assert len(text) > 5 * LONG_ROWS
    assert sum(read) < 2 * LONG_ROWS


@pytest.mark.parametrize("rows", [numbered, bullets, quoted])
def test_parts_say_what_the_whole_says(rows: object) -> None:
    assert callable(rows)
    text: str = rows(220)
    spans = parted(text, 0, len(text))
    assert len(spans) > 3
    assert "".join(text[a:b] for a, b in spans) == text
    said = [block for a, b in spans for block in parse_markdown(text[a:b])]
    assert said == parse_markdown(text)
    at = 0
    for length in range(0, len(text), 101):  # however it comes, it is parted there
        at = settled(text[:length], at, fences=True)
        assert at in {0, *(end for _, end in spans)}


@pytest.mark.parametrize(
    "text",
    [
        f"1. {WORDS}\n" * 200,  # counted by who shows it
        "Said in\n" + "".join(f"{n}. {WORDS}\n" for n in range(1986, 2186)),  # a paragraph
        "```\n" + f"- {WORDS}\n" * 200,
        "- one\n" + f"  - {WORDS}\n" * 200,
        f"> {WORDS}\n" * 200,
        f"> 1. {WORDS}\n>\n" * 200,
    ],
)
def test_nothing_is_parted_where_it_would_say_something_else(text: str) -> None:
    assert parted(text, 0, len(text)) == [(0, len(text))]
