"""The end of an answer that streamed in: it looks as if written at once, and costs little."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.session.state import ChatMessage, Citation, MessageState
from support.chat import answer
from support.chat_view import WatchedTranscript, dump

SENTENCE = "The tenant may end it by giving three months written notice. "
MARKER = "【1†lease.pdf p. 12】"

MIXED = f"""# Ending

The **tenant** may end it.{MARKER} See [here](https://example.org).

1. First
2. Second

3. Third, after a blank line

   and more of it

- loose

- list

> Quoted *words*.{MARKER}

```python
def end(months):

    return months
```

| Month | Rent |
|---|---|
| May | 5 |
| June | `6` |

---

Nothing says so. And the end: $x^2$."""


def _cited(start: int) -> Citation:
    return Citation(
        start=start,
        end=start + len(MARKER),
        file_id="file_1",
        filename="lease.pdf",
        page=12,
        label="12",
        quote="The tenant may end it.",
        rects=(),
        verified=True,
        score=0.9,
    )


def _stream(transcript: WatchedTranscript, text: str, step: int) -> ChatMessage:
    """Let an answer stream in; return it as it is before its end."""
    empty = answer("a", "", state=MessageState.STREAMING)
    transcript.add_message(dataclasses.replace(empty, kind="written", answered_by="A model"))
    at, told = 0, 0
    while at < len(text):
        stop = min(len(text), at + step)
        found = [
            _cited(place)
            for place in range(told, stop - len(MARKER) + 1)
            if text.startswith(MARKER, place)
        ]
        told = found[-1].end if found else told
        transcript.grow_message("a", text[at:stop], found)
        transcript.flush()
        at = stop
    message: ChatMessage = transcript.messages[-1]
    return message


@pytest.mark.parametrize("state", [MessageState.COMPLETED, MessageState.STOPPED])
@pytest.mark.parametrize("step", [9, 60, 1000])
@pytest.mark.parametrize("doubts", [(), (MIXED.index("Nothing says so.") + 16,), (20, 70, 90)])
def test_it_looks_as_if_it_were_written_at_once(
    transcript: WatchedTranscript, state: MessageState, step: int, doubts: tuple[int, ...]
) -> None:
    grown = _stream(transcript, MIXED, step)
    assert len(grown.citations) == 2
    ended = dataclasses.replace(grown, state=state, doubts=doubts, unsupported=("Nothing.",))
    transcript.change_message(ended)
    seen = dump(transcript.document())
    transcript.show_messages([ended])
    assert seen == dump(transcript.document())


def test_what_stands_behind_it_and_what_is_changed_later_keep_their_places(
    transcript: WatchedTranscript,
) -> None:
    grown = _stream(transcript, MIXED, 40)
    transcript.add_message(answer("b", "Another one."))
    ended = dataclasses.replace(grown, state=MessageState.COMPLETED, doubts=(90,))
    transcript.change_message(ended)
    other = dataclasses.replace(ended, text="Short.", citations=(), doubts=())
    transcript.change_message(other)
    seen = dump(transcript.document())
    transcript.show_messages([other, answer("b", "Another one.")])
    assert seen == dump(transcript.document())


def test_what_is_settled_is_not_written_once_more(transcript: WatchedTranscript) -> None:
    paragraph = SENTENCE * 5
    text = "\n\n".join([f"{paragraph}{MARKER}"] * 60)
    grown = _stream(transcript, text, len(paragraph))
    work: list[int] = []
    transcript.document().contentsChange.connect(lambda _, gone, come: work.append(gone + come))
    doubt = len(paragraph) * 20 + text[len(paragraph) * 20 :].index(". ") + 1
    ended = dataclasses.replace(grown, state=MessageState.COMPLETED, doubts=(doubt,))
    transcript.change_message(ended)
    # the label, the paragraph with the doubt and the last one, each taken away and written
    assert sum(work) < 10 * len(paragraph) < len(text) / 4
    assert len(work) == 3
