"""A document's summary: its most central sentences as a whole and by part, terms and questions."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.insight.material import Material, Sentence
from octavo.engine.insight.questions import Suggested, questions
from octavo.engine.insight.ranking import Weights, chosen, scores
from octavo.engine.insight.sections import Section, has_text, sections
from octavo.engine.insight.terms import Term, terms
from octavo.pdf.page import OutlineEntry

QUOTES = 5
"""Sentences that stand for the whole document."""

_FEW_PARTS = 8
_OF_FEW_PARTS, _OF_MANY_PARTS = 2, 1

# A question is made from a sentence that stands for its document at least so much, as a share of
# the best one's.
_CENTRAL = 0.25


@dataclasses.dataclass(frozen=True, slots=True)
class Summary:
    """What stands for a document; numbers are indexes of the material's sentences.

    Args:
        quotes: For the whole, in the order of the text.
        parts: Each part with the sentences that stand for it.
        left: Parts with text that no sentence can be quoted of.
        candidates: Terms that are spoken of most.
        suggested: Questions.
    """

    quotes: tuple[int, ...]
    parts: tuple[tuple[Section, tuple[int, ...]], ...]
    left: tuple[Section, ...]
    candidates: tuple[Term, ...]
    suggested: tuple[Suggested, ...]

    def named(self) -> set[int]:
        """Return the numbers of all sentences that stand here."""
        of_parts = (number for _, numbers in self.parts for number in numbers)
        terms = (term.sentence for term in self.candidates)
        return {*self.quotes, *of_parts, *terms, *(one.sentence for one in self.suggested)}


def summarised(made: Material, outline: Sequence[OutlineEntry]) -> Summary:
    """Summarise a document; takes a second for some hundred pages, so call it off the loop."""
    all_of_it = made.sentences
    weights = Weights(all_of_it)
    values = scores(all_of_it, weights, made.vectors)
    there = [one for one in sections(made.pages, outline) if has_text(made.pages, one)]
    parts = [(part, _range(made.sentences, part)) for part in there]
    count = _OF_FEW_PARTS if len(parts) <= _FEW_PARTS else _OF_MANY_PARTS
    quoted = [(part, _of_part(made, weights, part, inside, count)) for part, inside in parts]
    return Summary(
        quotes=_of_whole(made, values, weights),
        parts=tuple((part, numbers) for part, numbers in quoted if numbers),
        left=tuple(part for part, numbers in quoted if not numbers),
        candidates=tuple(terms(all_of_it)),
        suggested=tuple(
            questions(
                all_of_it,
                _central(values),
                [(part.title, inside) for part, inside in parts if inside],
                made.brief,
            )
        ),
    )


def _range(some: Sequence[Sentence], part: Section) -> range:
    def place(one: Sentence) -> tuple[int, int]:
        return one.page, one.start

    begin = bisect_left(some, part.start, key=place)
    return range(begin, bisect_left(some, part.end, key=place))


def _of_whole(made: Material, values: NDArray[np.float64], weights: Weights) -> tuple[int, ...]:
    """Return what stands for a document: brief sentences only if it has no others."""
    if made.sentences:
        return tuple(chosen(made.sentences, values, weights, QUOTES))
    own = Weights(made.brief)
    best = chosen(made.brief, scores(made.brief, own, made.vectors), own, QUOTES)
    return tuple(best)  # numbered from 0, as there are no others


def _of_part(
    made: Material, weights: Weights, part: Section, inside: range, count: int
) -> tuple[int, ...]:
    """Return what stands for a part: whole sentences, or the first brief ones without these."""
    some = made.sentences[inside.start : inside.stop]
    if not some:
        return tuple(len(made.sentences) + i for i in _range(made.brief, part)[:count])
    values = scores(some, weights, made.vectors)
    return tuple(inside.start + i for i in chosen(some, values, weights, count))


def _central(values: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(values):
        return values
    kept: NDArray[np.float64] = np.where(values >= _CENTRAL * values.max(), values, 0.0)
    return kept
