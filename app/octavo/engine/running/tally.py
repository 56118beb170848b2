"""Counts the tokens of a run, step by step."""

from __future__ import annotations

from octavo.engine.answer.generator import Used
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.running.turns import tokens
from octavo.protocol.runs import Usage


class Tally:
    """What a run has used.

    Args:
        total: Of its steps until now.
    """

    def __init__(self, total: Usage | None = None) -> None:
        self.total = total or tokens(0, 0)
        self._prompt = 0
        self._completion = 0
        self._told = False

    def begin_round(self) -> None:
        """Note that what the generator has told of earlier rounds says nothing of the next."""
        self._told = False

    def add(self, used: Used) -> None:
        """Count what the generator tells."""
        self._told = self._told or used.completion_tokens > 0 or used == Used()
        self._prompt += used.prompt_tokens
        self._completion += used.completion_tokens

    def take(self, written: str) -> Usage:
        """Return what was used since the last step, and count it in.

        Args:
            written: By the step; it is estimated if the generator has told nothing of this round.
        """
        usage = tokens(self._prompt, self._completion if self._told else estimate_tokens(written))
        self._prompt = self._completion = 0
        self.total = tokens(
            self.total.prompt_tokens + usage.prompt_tokens,
            self.total.completion_tokens + usage.completion_tokens,
        )
        return usage
