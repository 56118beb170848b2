"""Lists, quotes, code and tables that never end: what a growth costs does not grow with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from octavo.session.state import ChatMessage, MessageState
from octavo.ui.chat import message
from octavo.ui.chat.endless import LONG_ROWS
from octavo.ui.chat.markdown import Block, Run, parse_markdown
from octavo.ui.chat.parting import BEGINNING, Span, parted, settled
from support.chat import answer
from support.chat_view import WatchedTranscript, dump

WORDS = "The tenant may end it by **notice**"


def numbered(count: int) -> str:
    return "".join(f"{n}. {WORDS} {n}\n" for n in range(1, count + 1))


def bullets(count: int) -> str:
    return "".join(f"- {WORDS} {n}\n  - within it\n" for n in range(1, count + 1))


def quoted(count: int) -> str:
    return "".join(f"> {WORDS} {n}\n>\n" for n in range(1, count + 1))


def loose(count: int) -> str:
    return "".join(f"- {WORDS} {n}\n\n" for n in range(1, count + 1))


def counted(count: int) -> str:
    return "".join(f"{n}. {WORDS} {n}\n   - in it\n   - too\n\n" for n in range(1, count + 1))


def code(count: int) -> str:
    return "Like\nthis:\n\n```python\n" + "".join(
        f'rent_{n} = "due"  # {WORDS} {n}\n' for n in range(count)
    )


def table(count: int) -> str:
    head = "| notice | **when** | | `why` |\n|---|:-:|---|--:|\n"
    return head + "".join(f"| {WORDS} | {n} | | `x = {n}` |\n" for n in range(count))


Rows = Callable[[int], str]
ALL = [numbered, bullets, quoted, loose, counted, code, table]


@pytest.mark.parametrize("rows", ALL)
def test_what_a_growth_writes_does_not_grow(transcript: WatchedTranscript, rows: Rows) -> None:
    text = rows(160)
    work: list[int] = []
    transcript.document().contentsChange.connect(lambda _, gone, come: work.append(gone + come))
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for start in range(0, len(text), 250):
        transcript.grow_message("a", text[start : start + 250], ())
        transcript.flush()
    assert len(text) > 5 * LONG_ROWS
    assert max(work) < 4 * LONG_ROWS

    grown = dump(transcript.document())
    work.clear()
    whole: ChatMessage = transcript.messages[-1]
    transcript.change_message(dataclasses.replace(whole, state=MessageState.COMPLETED))
    ended = dump(transcript.document())
    assert max(work) < 4 * LONG_ROWS
    if rows is not counted:  # whose last items may have become a list without blank lines
        assert ended[: len(grown) - 1] == grown[:-1]  # behind it, the end has its actions
    transcript.show_messages(transcript.messages)
    assert dump(transcript.document()) == ended


@pytest.mark.parametrize("rows", ALL)
@pytest.mark.parametrize("behind", ["", "And that is all.", "Much more. " * 60])
def test_an_answer_that_grew_looks_like_one_that_was_whole(
    transcript: WatchedTranscript, rows: Rows, behind: str
) -> None:
    fence = "```\n" if rows is code else ""
    text = f"# So\n\nThis:\n\n{rows(30)}{fence}\n{behind}"
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for start in range(0, len(text), 200):
        transcript.grow_message("a", text[start : start + 200], ())
        transcript.flush()
    transcript.change_message(answer("a", text))
    grown = dump(transcript.document())
    transcript.show_messages([answer("a", text)])
    assert dump(transcript.document()) == grown


@pytest.mark.parametrize("rows", ALL)
def test_the_end_reads_only_what_was_open(
    transcript: WatchedTranscript, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    read: list[int] = []

    def watched(text: str, lead: str, *, goes_on: bool) -> list[Block]:
        read.append(len(text))
        return parse_markdown(text, lead, goes_on=goes_on)

    monkeypatch.setattr(message, "parse_markdown", watched)
    text = rows(160)
    transcript.add_message(answer("a", "", state=MessageState.STREAMING))
    for start in range(0, len(text), 500):
        transcript.grow_message("a", text[start : start + 500], ())
        transcript.flush()
    read.clear()
    transcript.change_message(answer("a", text))

    assert len(text) > 5 * LONG_ROWS
    assert sum(read) < 2 * LONG_ROWS


@pytest.mark.parametrize("rows", [rows for rows in ALL if rows is not counted])
def test_parts_say_what_the_whole_says(rows: Rows) -> None:
    text = rows(220)
    spans = parted(text)
    assert len(spans) > 3
    assert "".join(text[span.start : span.stop] for span in spans) == text
    assert joined(read(text)) == joined(parse_markdown(text))
    at = BEGINNING
    for length in range(0, len(text), 101):  # however it comes, it is parted there
        firm = [cut for cut in settled(text[:length], at, fences=True) if cut.is_firm]
        at = [at, *firm][-1]
        assert at.position in {0, *(span.stop for span in spans)}


def read(text: str) -> list[Block]:
    return [
        block
        for span in parted(text)
        for block in parse_markdown(
            text[span.start : span.stop], span.lead.text, goes_on=span.goes_on
        )
    ]


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with those of several parts as one."""
    made: list[Block] = []
    for block in blocks:
        if block.continues:
            before = made.pop()
            made.append(
                dataclasses.replace(
                    before,
                    runs=before.runs + block.runs,
                    rows=before.rows + block.rows,
                    goes_on=block.goes_on,
                )
            )
        else:
            made.append(block)
    return [dataclasses.replace(one, runs=letters(one.runs)) for one in made]


def letters(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return each letter with its look; a line's break belongs to either side."""
    return tuple(
        dataclasses.replace(run, text=letter)
        for run in runs
        for letter in run.text
        if letter != "\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"1. {WORDS}\n" * 200,  # counted by who shows it
        "Said in\n" + "".join(f"{n}. {WORDS}\n" for n in range(1986, 2186)),  # a paragraph
        "- ```\n" + f"  {WORDS}\n" * 200,
        "> ```\n" + f"> {WORDS}\n" * 200,
        "```\n" + "```` x\n" * 200,  # each may be the fence's end while it comes
        "| a | b |\n|---|\n" + f"| {WORDS} |\n" * 200,  # no table
        "- one\n" + f"  - {WORDS}\n" * 200,
        f"> {WORDS}\n" * 200,
        f"> 1. {WORDS}\n>\n" * 200,
    ],
)
def test_nothing_is_parted_where_it_would_say_something_else(text: str) -> None:
    assert parted(text) == [Span(0, len(text))]
