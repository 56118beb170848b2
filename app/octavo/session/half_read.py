"""Answers from documents that were not read to their end: what is said of that, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from octavo.session.state import ChatMessage, DocumentItem, DocumentState, HalfRead
from octavo.words import say, say_many

if TYPE_CHECKING:  # the chat is shown before it can afford to load pydantic
    from octavo.protocol.messages import MessageObject

_UNREAD: Final = frozenset(
    {
        DocumentState.WAITING,
        DocumentState.UPLOADING,
        DocumentState.READING,
        DocumentState.PAUSED,
    }
)


def half_read_of(message: MessageObject) -> tuple[HalfRead, ...]:
    """Return which documents were still being read when a message was written."""
    return tuple(
        HalfRead(file.file_id, file.filename, file.pages_done, file.pages_total)
        for file in (message.being_read.files if message.being_read else ())
    )


def half_read_words(message: ChatMessage) -> str:
    """Say how much was read of the documents when a message was written; empty if all was."""
    if not message.half_read:
        return ""
    first = max(message.half_read, key=lambda one: one.pages_total - one.pages_done)
    if first.pages_total:
        said = say(
            "When this was answered, {done:,} of {total:,} pages of “{name}” had been read.",
            done=first.pages_done,
            total=first.pages_total,
            name=first.filename,
        )
    else:
        said = say("When this was answered, “{name}” had not been read yet.", name=first.filename)
    others = len(message.half_read) - 1 + message.more_half_read
    if others:
        said += " " + say_many(
            "{n:,} more document was not read to its end.",
            "{n:,} more documents were not read to their end.",
            others,
        )
    return said


def is_read_since(message: ChatMessage, documents: Iterable[DocumentItem]) -> bool:
    """Tell whether what was half read when a message was written has been read by now.

    Args:
        message: The message.
        documents: Of what its thread looks into; one that is no more there need not be read.
    """
    known = list(documents)
    asked = {one.file_id for one in message.half_read}
    of_it = [one for one in known if one.file_id in asked]
    concerned = known if message.more_half_read else of_it
    return bool(of_it) and not any(one.state in _UNREAD for one in concerned)
