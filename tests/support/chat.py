"""Messages for tests of the chat."""

from __future__ import annotations

from octavo.protocol.messages import AnswerKind
from octavo.session.state import ChatMessage, Citation, MessageState, Problem


def citation(
    text: str, marker: str, *, page: int = 12, filename: str = "lease.pdf", verified: bool = True
) -> Citation:
    """Return a citation whose marker stands in a text."""
    start = text.index(marker)
    return Citation(
        start=start,
        end=start + len(marker),
        file_id="file_1",
        filename=filename,
        page=page,
        label=str(page),
        quote="The Tenant may terminate this Lease.",
        rects=((72.0, 600.0, 300.0, 612.0),),
        verified=verified,
        score=0.9,
    )


def question(message_id: str, text: str, **rest: object) -> ChatMessage:
    """Return a message of the user."""
    state = MessageState.FAILED if "problem" in rest else MessageState.COMPLETED
    return ChatMessage(message_id, "user", text, None, state, **rest)  # type: ignore[arg-type]


def answer(
    message_id: str,
    text: str,
    *,
    kind: AnswerKind = "written",
    citations: tuple[Citation, ...] = (),
    state: MessageState = MessageState.COMPLETED,
    problem: Problem | None = None,
) -> ChatMessage:
    """Return a message of the assistant."""
    return ChatMessage(message_id, "assistant", text, kind, state, citations, problem)
