"""The error envelope of the interface."""

from __future__ import annotations

from pydantic import Field

from octavo.protocol.base import Reply
from octavo.protocol.phrases import Phrases


def _null() -> None:
    return None


class ErrorObject(Reply):
    """What went wrong: words, and the field and code where there are any.

    The envelope always carries ``param`` and ``code``, null or not. They are made by a factory so
    that they are sent (see ``Wire``) although other servers may leave them out.

    Args:
        phrases: Octavo's own: what it takes to say the message in another language.
    """

    message: str
    type: str
    param: str | None = Field(default_factory=_null)
    code: str | None = Field(default_factory=_null)
    phrases: Phrases | None = None


class ErrorResponse(Reply):
    """The body of every reply whose status is 400 or above."""

    error: ErrorObject
