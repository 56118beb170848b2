"""A thread, or one message, as plain text: each citation as ``[lease.pdf, p. 12]``."""

from __future__ import annotations

from octavo.session.export.thread import (
    NOT_FOUND,
    UNTITLED,
    YOU,
    ExportedThread,
    ending,
    line,
    marked,
    place,
    sources,
)
from octavo.session.state import ChatMessage


def thread_text(thread: ExportedThread) -> str:
    """Return a thread as plain text."""
    parts = [line(thread.title) or str(UNTITLED)]
    for message in thread.messages:
        who = str(YOU) if message.role == "user" else line(thread.assistant)
        parts.append(f"{who}:\n{message_text(message)}")
    return "\n\n".join(parts) + "\n"


def message_text(message: ChatMessage) -> str:
    """Return a message as plain text."""
    places = {number: place(citation) for number, citation in sources(message)}
    text = marked(message, str, lambda number: f" [{places[number]}]", f" {NOT_FOUND}").strip()
    return "\n\n".join(part for part in (text, ending(message)) if part)
