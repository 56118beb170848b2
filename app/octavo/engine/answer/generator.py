"""What a run asks of whatever answers it, and the parts in which an answer comes."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator
from typing import Protocol

from octavo.protocol.messages import AnswerKind, FileCitation
from octavo.protocol.steps import StepSearchResult


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """What is to be answered.

    Args:
        question: The text of the last message of the user.
        vector_store_ids: Stores to search; empty if the run has no file search.
        max_results: How many passages to look at, 1 to 50.
        score_threshold: Passages below it are not used, 0 to 1.
    """

    question: str
    vector_store_ids: tuple[str, ...]
    max_results: int
    score_threshold: float


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The passages that were found; comes first, once, if anything was searched."""

    results: tuple[StepSearchResult, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Begun:
    """The message begins; what kind of answer it is."""

    kind: AnswerKind


@dataclasses.dataclass(frozen=True, slots=True)
class Wrote:
    """More text."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Cited:
    """A marker, which is text as well, and the place that it stands for."""

    marker: str
    citation: FileCitation


AnswerPart = Found | Begun | Wrote | Cited


class Generator(Protocol):
    """Answers a turn part by part; closing the generator stops it."""

    def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Yield Found if something was searched, then Begun, then the text and its citations.

        Raises:
            AppError: the answer cannot be made (or finished).
        """
        ...
