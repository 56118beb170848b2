"""How a run ends, what that means for its message, and what it waits for until then."""

from __future__ import annotations

import dataclasses
from typing import Literal

from octavo.engine.answer.generator import InvalidPromptError, StopReason, Waits
from octavo.errors import AppError
from octavo.protocol.messages import IncompleteReason
from octavo.protocol.phrases import phrases_in, phrases_of
from octavo.protocol.runs import RunError, RunIncompleteDetails, RunWaiting
from octavo.protocol.steps import StepError
from octavo.words import english

EndStatus = Literal["completed", "incomplete", "failed", "cancelled", "expired"]


@dataclasses.dataclass(frozen=True, slots=True)
class Ending:
    """How a run ends, and why."""

    status: EndStatus
    error: RunError | None = None
    reason: StopReason | None = None

    @classmethod
    def failed(cls, error: AppError) -> Ending:
        """Return the end of a run that failed over what people should know."""
        phrases = phrases_of(error)
        return cls("failed", RunError(code="server_error", message=error.english, phrases=phrases))

    @classmethod
    def refused(cls, error: InvalidPromptError) -> Ending:
        """Return the end of a run that asks for what cannot be done."""
        told = RunError(code="invalid_prompt", message=str(error), phrases=phrases_in(error.kept))
        return cls("failed", told)

    @property
    def step_error(self) -> StepError | None:
        """What the last step failed of, if it did."""
        if self.error is None:
            return None
        return StepError(code="server_error", message=self.error.message)

    @property
    def message_reason(self) -> IncompleteReason | None:
        """Why the message is not whole, if it is not."""
        return "content_filter" if self.reason == "content_filter" else _REASONS[self.status]

    @property
    def incomplete_details(self) -> RunIncompleteDetails | None:
        """Why the run is incomplete, if it is."""
        if self.status != "incomplete":
            return None
        if self.reason == "content_filter":  # the interface has no word for it
            return RunIncompleteDetails()
        return RunIncompleteDetails(reason=self.reason)


def waiting(part: Waits) -> RunWaiting:
    """Return why a run has to wait, as the interface tells it: in English, and how to retell it."""
    return RunWaiting(
        seconds=part.seconds,
        host=part.host,
        reason=str(english(part.reason)),
        phrases=phrases_in(part.reason),
    )


_REASONS: dict[EndStatus, IncompleteReason | None] = {
    "completed": None,
    "incomplete": "max_tokens",
    "failed": "run_failed",
    "cancelled": "run_cancelled",
    "expired": "run_expired",
}
