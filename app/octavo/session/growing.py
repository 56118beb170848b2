"""A message while its answer streams in."""

from __future__ import annotations

import dataclasses

from octavo.protocol.messages import MessageDeltaObject
from octavo.session.messages import chat_citation
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
    citations: list[Citation] = []
    for block in delta.delta.content or ():
        if block.text is None:
            continue
        added += block.text.value or ""
        for note in block.text.annotations or ():
            if note.file_citation is not None:
                start = note.start_index if note.start_index is not None else len(message.text)
                end = note.end_index if note.end_index is not None else start
                citations.append(chat_citation(note.file_citation, start, end))
    grown = dataclasses.replace(
        message,
        text=message.text + added,
        citations=(*message.citations, *citations),
    )
    return grown, Growth(added, tuple(citations))
