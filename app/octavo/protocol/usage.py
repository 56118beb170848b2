"""What answers have cost, in tokens. Octavo's own."""

from __future__ import annotations

from typing import Literal

from octavo.protocol.base import Reply, Request


class UsageQuery(Request):
    """Which answers are meant: those of a thread, or all there ever were."""

    thread_id: str | None = None


class UsageItem(Reply):
    """What the answers of a model used in a month.

    ``month`` is ``2026-11``, in UTC. Tokens are counted by the model's host, or estimated where it
    does not count.
    """

    month: str
    model: str
    answers: int
    prompt_tokens: int
    completion_tokens: int


class UsageObject(Reply):
    """What answers used by month and model, newest month first."""

    object: Literal["octavo.usage"] = "octavo.usage"
    data: list[UsageItem]
