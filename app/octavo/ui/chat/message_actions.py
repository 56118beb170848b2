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
    MessageAction.GOOD: "Ctrl+Alt+G",
    MessageAction.POOR: "Ctrl+Alt+P",
}
"""They act on the last answer of the thread in view, ``EDIT`` on its last question."""

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
    has_run = message.run_id is not None
    of_run = (MessageAction.WHY, MessageAction.DETAILS)
    return tuple(a for a in _ANSWER if has_run or a not in of_run)


def in_row(actions: Sequence[MessageAction]) -> list[MessageAction]:
    """Return actions in the order in which they stand in the row below an answer.

    Copying and the two thumbs come first: there no column is so narrow that one of them breaks
    away from the other. Qt lets a line break beside any icon, whatever stands between two.
    """
    first = (MessageAction.COPY, *RATINGS)
    return sorted(actions, key=lambda action: action not in first)
