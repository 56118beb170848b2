"""From the engine's messages to those of the chat: text with citations, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.protocol.messages import (
    FileCitation,
    FileCitationAnnotation,
    IncompleteReason,
    MessageObject,
    Note,
    RefusalContent,
    TextContent,
)
from octavo.protocol.phrases import retold
from octavo.protocol.runs import RunObject
from octavo.session.half_read import half_read_of
from octavo.session.ratings import rating_of
from octavo.session.state import ChatMessage, Citation, MessageState, Problem
from octavo.words import say

BLOCK_SEPARATOR = "\n\n"
"""Between the blocks of a message, which the chat shows as one text."""


def _incomplete(reason: IncompleteReason | None) -> Problem:
    """Say why an answer is not whole."""
    match reason:
        case "content_filter":
            withheld = say("The model's provider withheld the rest.")
            return Problem(say("The answer was cut off"), withheld)
        case "max_tokens":
            return Problem(say("The answer was cut off"), say("It reached its greatest length."))
        case "run_expired":
            given_up = say("It was given up.")
            return Problem(say("The answer took too long"), given_up, say("Ask again."))
        case "run_failed":
            return Problem(say("The answer failed"), say("It broke off."), say("Ask again."))
        case _:
            return Problem(say("The answer is not whole"), say("It broke off."), say("Ask again."))


def chat_message(message: MessageObject, run: RunObject | None = None) -> ChatMessage:
    """Return the message as the chat shows it; ``run`` tells more about one that failed."""
    text = ""
    shift = 0
    citations: list[Citation] = []
    unsupported: list[str] = []
    doubts: list[int] = []
    for block in message.content:
        if isinstance(block, TextContent):
            value, moved = retold_note(block.text.value, block.text.note)
            before = len(text) + (len(BLOCK_SEPARATOR) if text else 0) + moved
            text += (BLOCK_SEPARATOR if text else "") + value
            shift += moved
            unsupported += [block.text.value[a:b] for a, b in block.text.unsupported or ()]
            doubts += [before + end for _, end in block.text.unsupported or ()]
            for note in block.text.annotations:
                if isinstance(note, FileCitationAnnotation):
                    start, end = before + note.start_index, before + note.end_index
                    citations.append(chat_citation(note.file_citation, start, end))
        elif isinstance(block, RefusalContent):
            text += (BLOCK_SEPARATOR if text else "") + block.refusal
    state, problem = _end(message, run)
    return ChatMessage(
        id=message.id,
        role=message.role,
        text=text,
        kind=message.answer_kind,
        state=state,
        citations=tuple(citations),
        problem=problem,
        created_at=message.created_at,
        run_id=message.run_id,
        answered_by=message.answered_by or "",
        unsupported=tuple(unsupported),
        doubts=tuple(doubts),
        rating=rating_of(message),
        shift=shift,
        by_words_alone=message.by_words_alone or 0,
        half_read=half_read_of(message),
        more_half_read=0 if message.being_read is None else message.being_read.more,
    )


def retold_note(value: str, note: Note | None) -> tuple[str, int]:
    """Return a text with what the engine says in it in the reader's language.

    Also returned is by how many characters what follows has moved.
    """
    if note is None:
        return value, 0
    said = retold(value[: note.length], note.phrases)
    return said + value[note.length :], len(said) - len(value[: note.length])


def chat_citation(cited: FileCitation, start: int, end: int) -> Citation:
    """Return a citation whose marker stands at ``start`` to ``end`` of the message's text."""
    return Citation(
        start=start,
        end=end,
        file_id=cited.file_id,
        filename=cited.filename or "",
        page=cited.page,
        label=cited.page_label or ("" if cited.page is None else str(cited.page)),
        quote=cited.quote or "",
        rects=tuple(cited.rects or ()),
        verified=bool(cited.verified),
        score=cited.score,
    )


def _end(message: MessageObject, run: RunObject | None) -> tuple[MessageState, Problem | None]:
    if message.role == "user" or message.status == "completed":
        return MessageState.COMPLETED, None
    if message.status == "in_progress":
        return MessageState.STREAMING, None
    reason = message.incomplete_details.reason if message.incomplete_details else None
    if reason == "run_cancelled":
        return MessageState.STOPPED, None
    if run is not None and run.status == "failed":
        return MessageState.FAILED, run_problem(run)
    return MessageState.FAILED, _incomplete(reason)


def run_problem(run: RunObject) -> Problem | None:
    """Say why a run has ended without a whole answer; None if it was stopped or completed."""
    if run.status == "failed":
        error = run.last_error
        words = retold(error.message, error.phrases) if error else say("It broke off.")
        hint = say("Ask again.")  # unless the error itself advises it
        return Problem(say("The answer failed"), words, "" if words.endswith(hint) else hint)
    if run.status == "expired":
        return _incomplete("run_expired")
    if run.status == "incomplete":
        return _incomplete("max_tokens")
    if run.status == "requires_action":
        return Problem(
            say("The answer waits for a tool"),
            say("The assistant wants to call a function, which Octavo cannot do."),
        )
    return None


def silent_answer(run: RunObject) -> ChatMessage | None:
    """Return what stands in the place of an answer that never began; None if none is due."""
    if run.status == "cancelled":
        state, problem = MessageState.STOPPED, None
    elif (problem := run_problem(run)) is not None:
        state = MessageState.FAILED
    else:
        return None
    return ChatMessage(
        id=run.id,
        role="assistant",
        text="",
        kind=None,
        state=state,
        problem=problem,
        created_at=run.created_at,
        run_id=run.id,
    )


def thread_messages(
    messages: Sequence[MessageObject], runs: Sequence[RunObject]
) -> tuple[ChatMessage, ...]:
    """Return a thread's messages in order, with a message for each run that failed without one.

    Both are oldest first. Such a run stands after the question that it names in its metadata
    (``QUESTION``) and what was answered to it, else after the last message that is not younger.
    It is left out if its question was put again.
    """
    by_run = {run.id: run for run in runs}
    answered = {message.run_id for message in messages if message.run_id is not None}
    named = {mark: message.id for message in messages for mark in marks(message)}
    questions = {run.id: named.get(run.metadata.get(QUESTION, "")) for run in runs}
    last_try = {questions[run.id] or run.id: run.id for run in runs}
    shown = [chat_message(m, by_run.get(m.run_id or "")) for m in messages]
    for run in runs:
        stand_in = None if run.id in answered else silent_answer(run)
        if stand_in is None or last_try[questions[run.id] or run.id] != run.id:
            continue
        asked = [i for i, m in enumerate(shown) if m.id == questions[run.id]]
        earlier = [i for i, m in enumerate(shown) if m.created_at <= run.created_at]
        place = (asked or earlier or [-1])[-1] + 1
        while asked and place < len(shown) and shown[place].role != "user":
            place += 1
        shown.insert(place, stand_in)
    return tuple(shown)


def marks(message: MessageObject) -> tuple[str, ...]:
    """Return the values under ``QUESTION`` by which a run names a message."""
    mark = message.metadata.get(QUESTION)
    return (message.id,) if mark is None else (message.id, mark)


QUESTION = "octavo_question"
"""Metadata key of a run: the message that it answers, by its id or by the mark that the message
itself has under this key. A question is sent together with its run, when it has no id yet."""
