"""From an error to what a problem bar shows: words, details, and whether trying again may help."""

from __future__ import annotations

import dataclasses
import traceback

from octavo.crash_report import LeftReport
from octavo.errors import ApiError, ApiStatusError, AppError, DataFolderError, WorkerError
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.words import say


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """A problem as a bar shows it.

    Args:
        problem: In words for people.
        details: For those who want to know more, or to report it.
        retry: Whether the same may work the next time.
        is_news: Whether something went well that has to be known all the same.
    """

    problem: Problem
    details: str = ""
    retry: bool = False
    is_news: bool = False


def trouble_of(error: BaseException) -> Trouble:
    """Describe an error; a bug is logged with its traceback."""
    retry = isinstance(error, (ApiError, WorkerError, DataFolderError))
    if isinstance(error, ApiStatusError):
        retry = error.status >= 500 or error.status == 429
    return Trouble(problem_of(error), _details(error), retry)


def ended_badly(report: LeftReport) -> Problem:
    """Say that an earlier run of the program left a report."""
    return Problem(
        say("Octavo ended unexpectedly the last time")
        if report.is_crash
        else say("There was a fault in Octavo the last time"),
        say(
            "A report lies in “{path}”. It has no text of documents and no questions, and was not "
            "sent anywhere.",
            path=report.path,
        ),
        say("If you report the fault, please add it."),
    )


def _details(error: BaseException) -> str:
    if not isinstance(error, AppError):
        return "".join(traceback.format_exception(error)).rstrip()
    lines = [type(error).__name__]
    if isinstance(error, ApiStatusError):
        lines[0] += f" {error.status}"
        given = {"code": error.code, "field": error.param, "request": error.request_id}
        lines += [f"{name}: {value}" for name, value in given.items() if value]
    if error.__cause__ is not None:
        lines.append(f"because of {type(error.__cause__).__name__}: {error.__cause__}")
    return "\n".join(lines)
