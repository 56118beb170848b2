"""A thread, or one message, as Markdown: numbered citations, their quotes below each answer."""

from __future__ import annotations

import re

from octavo.session.engine_words import quoted
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
    unsaid,
    when,
)
from octavo.session.state import ChatMessage
from octavo.words import say

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|#])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def thread_markdown(thread: ExportedThread) -> str:
    """Return a thread as Markdown."""
    parts = [
        f"# {_escaped(line(thread.title) or str(UNTITLED))}",
        f"{when(thread.created_at)} · {_escaped(line(thread.assistant))}",
    ]
    for message in thread.messages:
        who = str(YOU) if message.role == "user" else line(thread.assistant)
        parts += [f"## {_escaped(who)}", message_markdown(message)]
    return "\n\n".join(part for part in parts if part) + "\n"


def message_markdown(message: ChatMessage) -> str:
    """Return a message as Markdown, its sources as a list below it."""
    written = message.role == "assistant" and message.kind == "written"
    text = marked(
        message,
        str if written else _escaped,
        lambda number: f" \\[{number}\\]",
        f" {_escaped(str(NOT_FOUND))}",
    )
    parts = [text.strip()]
    if end := ending(message):
        parts.append(f"*{_escaped(end)}*")
    if message.citations:
        parts.append("\n".join(_source(message)))
    return "\n\n".join(part for part in parts if part)


def _source(message: ChatMessage) -> list[str]:
    lines = []
    for number, citation in sources(message):
        quote = unsaid(message, citation)
        quote = f": {quoted(_escaped(quote))}" if quote else ""
        doubt = "" if citation.verified else f" ({say('not checked')})"
        lines.append(f"{number}. {_escaped(place(citation))}{quote}{doubt}")
    return lines


def _escaped(text: str) -> str:
    """Return a plain text as Markdown that shows it as it is."""
    return _LEADING.sub(_escape_leading, _SPECIAL.sub(r"\\\1", text))


def _escape_leading(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark[:-1]}\\{mark[-1]}"
