"""A trial in figures: shares of the questions that they apply to, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from octavo.engine.evaluation.figures import Figure, figure, ranking_figures
from octavo.session.trials.trial import TrialOutcome
from octavo.words import later

_RANKINGS: Final = {
    "hit@1": later("Right page first"),
    "hit@5": later("Right page among the first five"),
    "mrr@10": later("Rank of the right page (MRR)"),
}
_CONTAINED: Final = later("Expected text in the answer")
_CHECKED: Final = later("Quotes that stand on their page")
_WRONGLY: Final = later("Refused, though answerable")
_RIGHTLY: Final = later("Refused, as expected")


def trial_figures(outcomes: Sequence[TrialOutcome]) -> dict[str, Figure]:
    """Return what can be said of a trial, by its name; what no question serves for is left out.

    Intervals are 95 % bootstrap intervals. Questions that could not be asked do not count.
    """
    asked = [one for one in outcomes if one.problem is None]
    answerable = [one for one in asked if one.question.answerable]
    ranking = ranking_figures([one.rank for one in answerable if one.question.gold])
    made = {str(label): ranking[name] for name, label in _RANKINGS.items()}
    made[str(_CONTAINED)] = figure(o.contained for o in answerable if o.contained is not None)
    made[str(_CHECKED)] = figure(checked for one in asked for checked in one.checked)
    made[str(_WRONGLY)] = figure(one.refused for one in answerable)
    made[str(_RIGHTLY)] = figure(one.refused for one in asked if not one.question.answerable)
    return {name: value for name, value in made.items() if value is not None}
