"""Shares, intervals and measures of a ranking."""

from __future__ import annotations

import pytest

from octavo.engine.evaluation.figures import auroc, figure, ranking_figures


def test_a_mean_lies_inside_its_interval() -> None:
    found = figure([True, False, True, True])
    assert found is not None
    assert found.value == 0.75
    assert 0 <= found.low < 0.75 < found.high <= 1
    assert found.n == 4
    assert figure([]) is None


def test_hits_and_reciprocal_ranks() -> None:
    figures = ranking_figures([0, 1, 4, 12, None])
    values = {name: one.value for name, one in figures.items() if one is not None}
    assert values == pytest.approx(
        {"hit@1": 0.2, "hit@5": 0.6, "hit@20": 0.8, "mrr@10": (1 + 1 / 2 + 1 / 5) / 5}
    )


def test_auroc_counts_ties_half() -> None:
    assert auroc([0.9, 0.8], [0.1]) == 1.0
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.1], [0.9]) == 0.0
    assert auroc([], [0.9]) is None
