"""What the weights of the ranking reach on documents that they were not chosen on.

One weight at a time is halved, or made half as large again. For each document, the setting that
ranks the questions to all others best is tried on its own questions: where the shipped weights are
best for the others, too, they are not fitted to that document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Final

from octavo.engine import meanings, nearest, ranking
from octavo.engine.evaluation.figures import ranking_figures
from octavo.engine.evaluation.measure import Taken
from octavo.engine.evaluation.questions import Question
from octavo.engine.evaluation.rankings import Rankings, rank_all

Setting = tuple[ModuleType, str, float]
Ranks = Sequence[int | None]

_WEIGHTS: Final = (
    (ranking, "_ENGLISH_SHARE"),
    (ranking, "_CLOSENESS"),
    (ranking, "_PAGE_COVERAGE"),
    (ranking, "_NUMBERS"),
    (ranking, "_PAIRS"),
    (ranking, "_KIND"),
    (ranking, "_DOCUMENT"),
    (ranking, "_WORDS_OF_DOCUMENT"),
    (nearest, "_NEAREST"),
)
_FACTORS: Final = (0.5, 1.5)
_DEPTH: Final = 10

_REMEMBERED: Final = 20_000
"""Sentences whose vectors are kept: all of them, since each is asked for with every setting."""


async def cross_validate(paged: Sequence[Question], taken: Taken, rankings: Rankings) -> None:
    """Print what the shipped weights, the best ones and those chosen without a document reach."""
    with _changed((meanings, "_REMEMBERED", _REMEMBERED)):
        found: dict[str, Ranks] = {"shipped": await rank_all(paged, taken, rankings.shipped)}
        for module, name in _WEIGHTS:
            for factor in _FACTORS:
                with _changed((module, name, factor * getattr(module, name))):
                    ranks = await rank_all(paged, taken, rankings.shipped)
                found[f"{name.strip('_').lower()} × {factor}"] = ranks
    for name, ranks in found.items():
        _tell(name, ranks)
    _tell("chosen without the document", _left_out([one.pdf for one in paged], found))


def _left_out(pdfs: Sequence[str], found: Mapping[str, Ranks]) -> Ranks:
    """Return the rank of each question by the setting that is best for the other documents.

    Of equal ones the first is taken, which is as shipped.
    """
    ranks: list[int | None] = []
    for index, pdf in enumerate(pdfs):
        others = [at for at, other in enumerate(pdfs) if other != pdf]
        best = max(found, key=lambda name: sum(_worth(found[name][at]) for at in others))
        ranks.append(found[best][index])
    return ranks


def _worth(rank: int | None) -> float:
    """Return the reciprocal rank, as far as the mean of them counts it."""
    return 0.0 if rank is None or rank >= _DEPTH else 1 / (rank + 1)


def _tell(name: str, ranks: Ranks) -> None:
    figures = ranking_figures(list(ranks))
    print(f"{name:28}" + "   ".join(str(one) for one in figures.values()), flush=True)


@contextmanager
def _changed(setting: Setting) -> Iterator[None]:
    module, name, value = setting
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)
