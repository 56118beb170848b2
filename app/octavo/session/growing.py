"""A message while its answer streams in."""

from __future__ import annotations

import dataclasses

from octavo.protocol.messages import MessageDeltaObject
from octavo.session.messages import chat_citation, retold_note
from octavo.session.state import ChatMessage, Citation


@dataclasses.dataclass(frozen=True, slots=True)
class Growth:
    """What one delta added to a message."""

    text: str
    citations: tuple[Citation, ...]


def grow(message: ChatMessage, delta: MessageDeltaObject) -> tuple[ChatMessage, Growth]:
    """Return the message with the delta's text and citations added, and what these are.

    Answers stream in one text block (index 0); citations carry their own place in it.
    """
    added = ""
    shift = message.shift
    citations: list[Citation] = []
    for block in delta.delta.content or ():
        if block.text is None:
            continue
        said, more = retold_note(block.text.value or "", block.text.note)
        added += said
        shift += more
        for note in block.text.annotations or ():
            if note.file_citation is not None:
                start = len(message.text)
                if note.start_index is not None:
                    start = note.start_index + shift
                end = start if note.end_index is None else note.end_index + shift
                citations.append(chat_citation(note.file_citation, start, end))
    grown = dataclasses.replace(
        message,
        text=message.text + added,
        shift=shift,
        citations=(*message.citations, *citations),
    )
    return grown, Growth(added, tuple(citations))
