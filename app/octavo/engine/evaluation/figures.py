"""Shares with bootstrap intervals, and the measures of a ranking."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Sequence

import numpy as np

_RESAMPLED = 2000
_MRR_DEPTH = 10

HIT_DEPTHS = (1, 5, 20)
"""Pages from the top among which a right one counts as a hit."""


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A mean of values from 0 to 1, over ``n`` cases, with its bootstrap 95 % interval."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{100 * self.value:5.1f} [{100 * self.low:5.1f}, {100 * self.high:5.1f}]"


def figure(values: Iterable[float]) -> Figure | None:
    """Return the mean of some values with its interval; None if there are none."""
    sample = np.asarray(list(values), dtype=float)
    if not len(sample):
        return None
    drawn = random.Random(0).randbytes(4 * _RESAMPLED * len(sample))  # noqa: S311 - no secret
    chosen = np.frombuffer(drawn, dtype="<u4").reshape(_RESAMPLED, -1) % len(sample)
    means = sample[chosen].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(sample.mean()), float(low), float(high), len(sample))


def ranking_figures(ranks: Sequence[int | None]) -> dict[str, Figure | None]:
    """Return hit@1/5/20 and MRR@10 of ranks counted from 0 (None: not found)."""
    figures = {
        f"hit@{depth}": figure(rank is not None and rank < depth for rank in ranks)
        for depth in HIT_DEPTHS
    }
    figures[f"mrr@{_MRR_DEPTH}"] = figure(
        1 / (rank + 1) if rank is not None and rank < _MRR_DEPTH else 0.0 for rank in ranks
    )
    return figures


def auroc(wanted: Sequence[float], unwanted: Sequence[float]) -> float | None:
    """Return how often a wanted case has more than an unwanted one (ties count half)."""
    if not wanted or not unwanted:
        return None
    order = np.sort(np.asarray(unwanted, dtype=float))
    values = np.asarray(wanted, dtype=float)
    below = np.searchsorted(order, values, side="left")
    upto = np.searchsorted(order, values, side="right")
    return float((below + upto).mean() / 2 / len(order))
