"""What a chat asks, and of which of its texts: the last message of the user, or a part of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence

from octavo.engine.answer.texts import is_question
from octavo.engine.text.requests import Request, request_in
from octavo.engine.text.sentences import Span, sentences

_LABEL = re.compile(r"(?i)^(?:question|frage|q)\s*:\s*")

# "Summarise this: The tenant …": what is wanted of the text behind it.
_BEGINS = re.compile(r"(?P<said>[^\s:][^\n:]{0,199})(?::|\n)")
_BELOW = frozenset({"following", "below", "folgende", "folgenden", "folgendes", "folgender"})

# Whose texts are summarised: the first of these that has some. What an assistant said before
# stands in the others.
_SUMMARISED = (("user", "tool", "function"), ("system", "developer"), ("assistant",))


@dataclasses.dataclass(frozen=True, slots=True)
class Asking:
    """What a chat asks.

    Args:
        question: What is asked; may be empty.
        request: What is asked for if that is no question for a sentence.
        sources: The texts that may be quoted, each with the number of its message. What is no
            source is blank, so that positions stay those of the message's own text.
        meant: Those of them that a summary is of.
        is_above: Whether the request stands above the text that it is about.
    """

    question: str
    request: Request | None
    sources: Sequence[tuple[int, str]]
    meant: Sequence[tuple[int, str]]
    is_above: bool = False


def asking_of(roles: Sequence[str], texts: Sequence[str], own: Collection[str]) -> Asking:
    """Return what a chat asks, and its other texts.

    Args:
        roles: Who says each message.
        texts: What they say.
        own: How the model itself begins where it finds nothing: no source.
    """
    at = max((i for i, role in enumerate(roles) if role == "user"), default=len(texts) - 1)
    above = _request_above(texts[at])
    start, end, line_end = above or _question_span(texts[at])
    question = _LABEL.sub("", texts[at][start:end].strip())
    rest = texts[at][:start] + "\n" * (line_end - start) + texts[at][line_end:]
    others = [
        (i, text) for i, text in enumerate(texts) if i != at and not text.startswith(tuple(own))
    ]
    sources = sorted([*others, (at, rest)])
    meant = _meant(roles, at, rest, others)
    return Asking(question, request_in(question), sources, meant, above is not None)


def _meant(
    roles: Sequence[str], at: int, rest: str, others: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return what "this" is: the text that comes with the question, or that of the messages."""
    if rest.strip():
        return [(at, rest)]
    for some in _SUMMARISED:
        # Of messages that ask for something themselves there is nothing to summarise.
        meant = [
            one for one in others if roles[one[0]] in some and one[1].strip() and not _asks(one[1])
        ]
        if meant:
            return meant
    return []


def _asks(text: str) -> bool:
    return request_in(text) is not None or all(
        is_question(text[start:end]) for start, end in sentences(text)
    )


def _question_span(text: str) -> tuple[int, int, int]:
    """Return where a message asks, from where to where, and where that line ends.

    It asks with its last paragraph, or with its last line if it has only one, if that is a request
    such as "Summarise this"; else with its last questions in a row, and without any as well.
    """
    last = _last_paragraph(text)
    if request_in(text[slice(*last)]) is not None:
        return *last, len(text)
    spans = sentences(text)
    asking = {i for i, (start, end) in enumerate(spans) if is_question(text[start:end])}
    if not asking:
        return *last, len(text)
    begin = end = max(asking)
    while begin - 1 in asking:
        begin -= 1
    stop = spans[end][1]
    line_end = text.find("\n", stop)
    return spans[begin][0], stop, len(text) if line_end < 0 else line_end


def _last_paragraph(text: str) -> Span:
    end = len(text.rstrip())
    gap = text.rfind("\n\n", 0, end)
    return (gap if gap >= 0 else text.rfind("\n", 0, end)) + 1, end


def _request_above(text: str) -> tuple[int, int, int] | None:
    """Return where a message begins with a request for a summary of the text that follows.

    Returns:
        The same as ``_question_span``, or None if it begins otherwise.
    """
    found = _BEGINS.match(text, len(text) - len(text.lstrip()))
    if found is None or not text[found.end() :].strip():
        return None
    said = found["said"].rstrip()
    request = request_in(said)
    if request is None or request.kind != "summary":
        return None
    if request.about and not request.is_kind and not _BELOW & set(said.lower().split()):
        return None
    return found.start(), found.start() + len(said), found.end()
