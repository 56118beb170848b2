"""From an error to words for people; what is not an AppError is a bug and said to be one."""

from __future__ import annotations

import logging

from octavo.errors import ApiStatusError, AppError, StorageFullError
from octavo.session.state import Problem
from octavo.words import say

logger = logging.getLogger(__name__)


def problem_of(error: BaseException) -> Problem:
    """Return what to show for an error; a bug is logged with its traceback."""
    if isinstance(error, AppError):
        return Problem(error.title, error.message, error.hint, of_room=_is_of_room(error))
    logger.error("unexpected error in the session", exc_info=error)
    return Problem(
        say("A fault in Octavo"),
        f"{type(error).__name__}: {error}" if str(error) else type(error).__name__,
        say("Please report it; the log has the details."),
    )


def _is_of_room(error: AppError) -> bool:
    told = isinstance(error, ApiStatusError) and error.code == "storage_full"
    return told or isinstance(error, StorageFullError)


def is_missing(error: BaseException) -> bool:
    """Tell whether the engine said that the object does not exist (any more)."""
    return isinstance(error, ApiStatusError) and error.status == 404
