"""Which sentences of those that fit are quoted: that say something new, from different pages."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.answer.candidates import Candidate
from octavo.engine.text.questions import Asked

QUOTES = 3
"""Quotes of an answer at most."""

# Of several documents that the question names, each is quoted whose best sentence has this share of
# the best one's score.
_PART = 0.5

# A second or third quote with less than this share of the first one's score is left out. So are a
# fifth to a quarter of them, of which one in seventy has the answer (see tests/bench/README.md).
_WEAK = 0.6

# A page that is quoted already must be this much better to be quoted again: where it is close,
# another page is worth more to the reader.
_ANOTHER_PAGE = 0.025

# Quotes that share this much of their words (Jaccard) say the same.
_SAME = 0.8


def chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take the best that say something new, from different pages where it is close."""
    left = list(candidates)
    # Of several documents that the question names, each says its best first.
    first: dict[int, Candidate] = {}
    for candidate in candidates:
        if candidate.passage.part is not None and candidate.score >= _PART * candidates[0].score:
            first.setdefault(candidate.passage.part, candidate)
    taken = list(first.values())[:QUOTES] if len(first) > 1 else []
    least = _WEAK * candidates[0].score
    left = [c for c in left if c.score >= least and not any(_repeats(c, one) for one in taken)]
    while left and len(taken) < QUOTES:
        quoted = [c.place for c in taken]
        best = max(left, key=lambda c: c.score - _ANOTHER_PAGE * quoted.count(c.place))
        taken.append(best)
        left = [c for c in left if not _repeats(c, best)]
    return sorted(taken, key=lambda c: -c.score)


def exact(candidates: Sequence[Candidate], asked: Asked) -> Sequence[Candidate]:
    """Leave out sentences without the telephone number or the like that is asked for.

    They stay where even the best sentence has none: then nothing that was found answers exactly.
    """
    kind = asked.kind
    if kind is None or not kind.exact or not kind.is_in(candidates[0].text):
        return candidates
    return [one for one in candidates if kind.is_in(one.text)]


def closest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take the best of each page, for the closest pages."""
    best: dict[tuple[str, int], Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.place, candidate)
    return list(best.values())[:QUOTES]


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Tell whether two overlap on their page, or say the same."""
    if one.place == other.place and max(one.span[0], other.span[0]) < min(
        one.span[1], other.span[1]
    ):
        return True
    return len(one.stems & other.stems) >= _SAME * len(one.stems | other.stems)
