"""What is exported of a thread, and how its citations are numbered and named."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from octavo.days import with_time
from octavo.protocol.labels import in_short
from octavo.session.answer_words import by_words_alone
from octavo.session.engine_words import in_readers_lead, in_readers_quotes, in_readers_words
from octavo.session.half_read import half_read_words
from octavo.session.state import ChatMessage, Citation, MessageState, Rating
from octavo.words import later, say

UNTITLED = later("New thread")
YOU = later("You")

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Format(StrEnum):
    """What a thread can be exported as; the value is the file's ending."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    TEXT = "txt"


@dataclasses.dataclass(frozen=True, slots=True)
class ExportedThread:
    """A thread with its messages, oldest first; ``assistant`` is the assistant's name."""

    title: str
    created_at: int
    assistant: str
    messages: tuple[ChatMessage, ...]


def plain(text: str) -> str:
    """Return a text of unknown origin without control characters and direction marks."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """Return the same on one line."""
    return " ".join(plain(text).split())


def when(seconds: int) -> str:
    """Return a time in Unix seconds as people write it, where the person is."""
    return str(with_time(dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone()))


def place(citation: Citation) -> str:
    """Return where a citation stands: ``lease.pdf, p. 12``."""
    page = line(citation.label) or (str(citation.page) if citation.page else "")
    name = line(citation.filename) or say("document")
    return f"{name}, {in_short(page)}" if page else name


def sources(message: ChatMessage) -> list[tuple[int, Citation]]:
    """Return the citations of a message in the order of its text, numbered from 1."""
    return list(enumerate(sorted(message.citations, key=lambda c: (c.start, c.end)), start=1))


def unsaid(message: ChatMessage, citation: Citation) -> str:
    """Return what a message cites on one line; empty if it stands in its text word for word."""
    quote = line(citation.quote)
    return "" if quote in line(message.text) else quote


NOT_FOUND = later("[not found]")
"""Stands behind a statement that nothing in the documents supports."""

_DOUBT = 0
"""Among the numbers of citations, which begin at 1."""


def pieces(message: ChatMessage) -> Iterator[str | int]:
    """Yield the text of a message; the number of a citation stands in its marker's place.

    Behind a statement that nothing supports stands 0. There is no space before a number: whoever
    writes it down sets one.
    """
    position = 0
    text = in_readers_quotes(message.text) if message.kind == "quotes" else message.text
    for number, citation in sources(message):
        if citation.start < position:
            continue  # the marker overlaps the one before
        *doubted, last = _doubted(text, position, citation.start, message.doubts)
        yield from doubted
        yield _told(message, str(last), position).rstrip(" ")
        yield number
        position = max(position, citation.end)
    *doubted, last = _doubted(text, position, len(text), message.doubts)
    yield from doubted
    yield _told(message, str(last), position)


def _told(message: ChatMessage, piece: str, position: int) -> str:
    """Return a piece of a text, what the engine itself says there as in the window.

    Of what a model has written nothing is the engine's own.
    """
    if message.kind == "not_covered":
        return in_readers_words(piece, read_since=message.read_since)
    return in_readers_lead(piece) if message.kind == "quotes" and position == 0 else piece


def _doubted(text: str, start: int, stop: int, doubts: Sequence[int]) -> Iterator[str | int]:
    """Yield a part of a text with a 0 behind what nothing supports; a piece of text comes last."""
    for end in sorted(end for end in doubts if start < end <= stop):
        yield plain(text[start:end]).rstrip(" ")
        yield _DOUBT
        start = end
    yield plain(text[start:stop])


def marked(
    message: ChatMessage, text: Callable[[str], str], mark: Callable[[int], str], doubt: str
) -> str:
    """Return the text of a message as others make its parts.

    Args:
        message: The message.
        text: Makes each piece of text.
        mark: Makes the number of a citation.
        doubt: Stands behind what nothing supports.
    """

    def made(piece: str | int) -> str:
        if isinstance(piece, str):
            return text(piece)
        return doubt if piece == _DOUBT else mark(piece)

    return "".join(map(made, pieces(message)))


RATINGS: Final = {Rating.GOOD: later("Rated as good."), Rating.POOR: later("Rated as poor.")}


def ending(message: ChatMessage) -> str:
    """Return what is to be said below a message.

    That is how much was read of the documents, why it is not whole, who wrote it, how it was made
    and rated.
    """
    read = line(half_read_words(message))
    rated = "" if message.rating is None else str(RATINGS[message.rating])
    alone = by_words_alone(message.by_words_alone)
    said = (read, _break_off(message), _written_by(message), alone, rated)
    return " ".join(part for part in said if part)


def _written_by(message: ChatMessage) -> str:
    """Return who wrote an answer; empty for quotes, which are the documents' own."""
    if message.kind != "written" or not message.answered_by:
        return ""
    model = line(message.answered_by)
    if message.citations or message.unsupported:
        return say("Written by {model}, checked against the documents.", model=model)
    return say("Written by {model}.", model=model)


def _break_off(message: ChatMessage) -> str:
    if message.state is MessageState.STOPPED:
        return say("Stopped.")
    if message.state is MessageState.FAILED and message.problem is not None:
        problem = message.problem
        return " ".join(line(part) for part in (f"{problem.title}.", problem.message) if part)
    return ""


def whole(messages: Sequence[ChatMessage]) -> tuple[ChatMessage, ...]:
    """Return the messages without an answer that is still being written."""
    return tuple(m for m in messages if m.state is not MessageState.STREAMING)
