"""What a person can do with a message."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from octavo.session.state import ChatMessage, MessageState, Rating
from octavo.words import later


class MessageAction(StrEnum):
    """What can be done with a message."""

    COPY = "copy"
    AGAIN = "answer again"
    WHY = "why"
    DETAILS = "details"
    BRANCH = "branch"
    EDIT = "edit"
    GOOD = "rate as good"
    POOR = "rate as poor"


ACTION_LABELS: Final = {
    MessageAction.COPY: later("Copy"),
    MessageAction.AGAIN: later("Answer again"),
    MessageAction.WHY: later("Why these passages?"),
    MessageAction.DETAILS: later("Details"),
    MessageAction.BRANCH: later("Branch"),
    MessageAction.EDIT: later("Edit and ask again…"),
    MessageAction.GOOD: later("Good answer"),
    MessageAction.POOR: later("Poor answer"),
}

RATINGS: Final = {MessageAction.GOOD: Rating.GOOD, MessageAction.POOR: Rating.POOR}
"""What rates an answer; done again, it takes the rating back."""

ACTION_KEYS: Final = {
    MessageAction.COPY: "Ctrl+Shift+C",
    MessageAction.AGAIN: "Ctrl+R",
    MessageAction.WHY: "Ctrl+Shift+Y",
    MessageAction.DETAILS: "Ctrl+I",
    MessageAction.BRANCH: "Ctrl+Shift+B",
    MessageAction.EDIT: "Ctrl+Shift+E",
    MessageAction.GOOD: "Ctrl+T",
    MessageAction.POOR: "Ctrl+B",
}
"""They act on the message that the keys have chosen, see `meant`; else on the last answer of the
thread in view, ``EDIT`` on its last question."""

_ANSWER: Final = (
    MessageAction.COPY,
    MessageAction.AGAIN,
    MessageAction.WHY,
    MessageAction.DETAILS,
    MessageAction.BRANCH,
    MessageAction.GOOD,
    MessageAction.POOR,
)
_QUESTION: Final = (MessageAction.COPY, MessageAction.EDIT, MessageAction.BRANCH)


def actions_for(message: ChatMessage) -> tuple[MessageAction, ...]:
    """Return what can be done with a message."""
    if message.state is MessageState.STREAMING or not message.text.strip():
        return ()
    if message.role == "user":
        # one that never arrived can only be sent again, which its own button does
        return _QUESTION if message.state is MessageState.COMPLETED else (MessageAction.COPY,)
    unfit = set() if message.run_id else {MessageAction.WHY, MessageAction.DETAILS}
    if message.kind == "told":  # nothing was searched
        unfit.add(MessageAction.WHY)
    return tuple(a for a in _ANSWER if a not in unfit)


def meant(
    action: MessageAction, messages: Sequence[ChatMessage], chosen: ChatMessage | None
) -> ChatMessage | None:
    """Return the message that an action's keys are for, if there is one that it can be done with.

    What only an answer allows is done with the answer to a chosen question, and the other way
    round; it never goes to another turn of the thread.

    Args:
        action: What is wanted.
        messages: Those of the thread.
        chosen: The one that the keys have chosen.
    """
    role = "user" if action is MessageAction.EDIT else "assistant"
    if chosen is None:
        fitting = (m for m in reversed(messages) if m.role == role and action in actions_for(m))
        return next(fitting, None)
    if action in actions_for(chosen):
        return chosen
    place = next((n for n, one in enumerate(messages) if one.id == chosen.id), 0)
    asked = next((n for n in range(place, -1, -1) if messages[n].role == "user"), 0)
    after = next((n for n in range(asked + 1, len(messages)) if messages[n].role == "user"), None)
    turn = messages[asked:after]
    return next((m for m in reversed(turn) if m.role == role and action in actions_for(m)), None)


def in_row(actions: Sequence[MessageAction]) -> list[MessageAction]:
    """Return actions in the order in which they stand in the row below an answer.

    Copying and the two thumbs come first: there no column is so narrow that one of them breaks
    away from the other. Qt lets a line break beside any icon, whatever stands between two.
    """
    first = (MessageAction.COPY, *RATINGS)
    return sorted(actions, key=lambda action: action not in first)
