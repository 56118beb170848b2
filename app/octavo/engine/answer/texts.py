"""Quotes from plain texts: the sentences that fit a question, verbatim, or none.

The small sister of ``extractive``, for texts that are at hand instead of in a store: the same
pieces, the same weighing of words and meaning.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.answer.choosing import QUOTES
from octavo.engine.text.languages import text_language
from octavo.engine.text.questions import understood
from octavo.engine.text.quotable import below_headings, quotable, with_first_row
from octavo.engine.text.weights import WordWeights
from octavo.errors import ResourceError, WorkerError
from octavo.models.port import Embedder

_log = logging.getLogger(__name__)

# The shares of meaning and words in the fit, and the fit below which nothing is quoted.
_MEANING, _COVERAGE = 0.5625, 0.4375
_THRESHOLD = 0.34

# Sentences whose meaning is looked at: those that words rank first; each costs about 4 ms.
_LOOKED_AT = 48

# Quotes after the first must come this near to it: a short text has always a second best.
_NEAR_BEST = 0.75

_SAME = 0.8

_CLOSERS = "\"'”’»)] "


@dataclasses.dataclass(frozen=True, slots=True)
class TextQuote:
    """A verbatim piece of one of the texts.

    Args:
        source: Which text, as it was numbered.
        start, end: Span in that text.
        quote: The span on one line.
        score: How well it fits the question, 0 … 1.
    """

    source: int
    start: int
    end: int
    quote: str
    score: float


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    quote: TextQuote
    stems: frozenset[str]


class TextAnswerer:
    """Quotes from texts.

    Args:
        embedder: Compares sentences with the question; without a working one, words decide alone.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    async def answer(self, question: str, sources: Sequence[tuple[int, str]]) -> list[TextQuote]:
        """Return the quotes that answer the question, best first; none if nothing fits.

        Questions in the texts are not quoted: a question is no answer to its like.

        Args:
            question: In the user's words.
            sources: The texts, each with a number that its quotes will carry.
        """
        candidates, coverage = await asyncio.to_thread(_weighed, question, sources)
        if not candidates:
            return []
        meaning = await self._meaning(question, [c.quote.quote for c in candidates])
        fits = coverage if meaning is None else _MEANING * meaning + _COVERAGE * coverage
        order = np.argsort(-fits, kind="stable")
        best = float(fits[order[0]])
        if best < _THRESHOLD:
            return []
        chosen: list[_Candidate] = []
        for i in order:
            fit = float(fits[i])
            if len(chosen) == QUOTES or fit < max(_THRESHOLD, _NEAR_BEST * best):
                break
            if not any(_repeats(candidates[i], other) for other in chosen):
                quote = dataclasses.replace(candidates[i].quote, score=min(1.0, fit))
                chosen.append(dataclasses.replace(candidates[i], quote=quote))
        return [c.quote for c in chosen]

    async def _meaning(self, question: str, texts: Sequence[str]) -> NDArray[np.float64] | None:
        """Return the cosine of each text with the question, not below 0."""
        try:
            vectors = await self._embedder.embed([question, *texts], urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("sentences have no vectors: words decide alone", exc_info=True)
            return None
        cosines: NDArray[np.float64] = (vectors[1:] @ vectors[0]).astype(np.float64)
        return np.maximum(0.0, cosines)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks something."""
    return sentence.rstrip(_CLOSERS).endswith(("?", "？"))  # noqa: RUF001 - that sign is meant


def _weighed(
    question: str, sources: Sequence[tuple[int, str]]
) -> tuple[list[_Candidate], NDArray[np.float64]]:
    """Cut the texts into what may be quoted, and keep what words rank first."""
    asked = understood(question)
    candidates = [
        _Candidate(
            TextQuote(number, begin, end, " ".join(text[begin:end].split()), 0.0),
            frozenset(asked.read(text[start:end], language)),
        )
        for number, text in sources
        for language in [text_language(text)]
        for span in quotable(text)
        for start, end in [with_first_row(text, span)]
        for begin in [below_headings(text, (start, end))[0]]
        if not is_question(text[start:end])
    ]
    weights = WordWeights(asked.stems, [c.stems for c in candidates])
    coverage = np.array([weights.coverage(c.stems) for c in candidates])
    order = np.argsort(-coverage, kind="stable")[:_LOOKED_AT]
    return [candidates[i] for i in order], coverage[order]


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    """Tell whether two overlap, or say the same."""
    if one.quote.source == other.quote.source and max(one.quote.start, other.quote.start) < min(
        one.quote.end, other.quote.end
    ):
        return True
    return len(one.stems & other.stems) >= _SAME * len(one.stems | other.stems)
