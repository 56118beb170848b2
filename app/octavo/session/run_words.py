"""States of runs and of their steps, in words for people."""

from __future__ import annotations

from typing import Final

from octavo.words import later

_RUNS: Final = {
    "queued": later("waits for its turn"),
    "in_progress": later("is being answered"),
    "requires_action": later("waits for a tool"),
    "cancelling": later("is being stopped"),
    "cancelled": later("stopped"),
    "failed": later("failed"),
    "completed": later("answered"),
    "incomplete": later("cut off"),
    "expired": later("took too long"),
}
_STEPS: Final = {
    "in_progress": later("not finished"),
    "cancelled": later("stopped"),
    "failed": later("failed"),
    "expired": later("took too long"),
}
_UNKNOWN: Final = later("in a state that this Octavo does not know")


def run_state(status: str) -> str:
    """Return in words how far a run is, or how it ended."""
    return str(_RUNS.get(status, _UNKNOWN))


def step_state(status: str) -> str:
    """Return in words how a step ended; empty if it was completed."""
    return "" if status == "completed" else str(_STEPS.get(status, _UNKNOWN))
