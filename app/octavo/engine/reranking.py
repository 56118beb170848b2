"""Asks the reranker that is in use; without one, or where it fails, answers do without.

What it was asked a moment ago is remembered: an answer that has to do with fewer passages asks
for the same ones again.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from octavo.errors import AppError, ResourceError, WorkerError
from octavo.models.port import Relevances, Reranker, RerankingModel
from octavo.protocol.told import Told
from octavo.providers.rerankers.folder import KeptReranker, RerankerFolder
from octavo.words import later

_log = logging.getLogger(__name__)

_REMEMBERED = 2_000
"""Pairs of question and text whose number is kept."""

_PASSED_OVER = 30.0
"""Seconds for which questions do without a reranker that failed."""

_LONGER = 6
"""How often this is doubled at most: who waits in vain for one again and again is not helped."""

Chosen = Callable[[], RerankingModel | None]
"""Returns the reranker in use; it may touch the disk. ResourceError if its files are gone."""


@dataclasses.dataclass(frozen=True, slots=True)
class ReadBy:
    """Which reranker read what a search found.

    Args:
        name: Of the reranker; empty if none did.
        problem: Why the one in use did not, if one is.
    """

    name: str = ""
    problem: Told | None = None


UNREAD: Final = ReadBy()
"""No reranker was asked."""


class Reranking:
    """Tells which texts answer a question, by the reranker in use.

    Args:
        reranker: Asks models.
        chosen: Which of them is in use; called in a thread.
    """

    def __init__(self, reranker: Reranker, chosen: Chosen) -> None:
        self._reranker = reranker
        self._chosen = chosen
        self._known: OrderedDict[tuple[RerankingModel, str, str], float] = OrderedDict()
        self._failed: tuple[RerankingModel, AppError] | None = None
        self._not_before = float("-inf")
        self._failures = 0  # in a row

    @property
    def problem(self) -> AppError | None:
        """Why a reranker could not be asked the last time, if it could not."""
        return None if self._failed is None else self._failed[1]

    def problem_of(self, name: str) -> AppError | None:
        """Return why the reranker of a name could not be asked the last time, if that was it."""
        return None if self._failed is None or self._failed[0].name != name else self._failed[1]

    def forget_problem(self) -> None:
        """Try a reranker again at once when it is needed next: something was done about it."""
        self._failed, self._not_before, self._failures = None, float("-inf"), 0

    async def relevances(
        self, question: str, texts: Sequence[str], language: str | None
    ) -> Relevances | None:
        """Return how surely each text answers the question; see ``asked``."""
        return (await self.asked(question, texts, language))[0]

    async def asked(
        self, question: str, texts: Sequence[str], language: str | None
    ) -> tuple[Relevances | None, ReadBy]:
        """Ask how surely each text answers the question.

        Args:
            question: In words that the model can read.
            texts: What may answer it.
            language: Of the question; None if that is not known.

        Returns:
            A number for each text, shape (len(texts),), 0 … 1, and which reranker gave them; None
            if no reranker is in use, it has not learnt the language, or it fails.
        """
        try:
            model = await self._in_use()
        except ResourceError as error:  # its files may be back for the next question
            return None, ReadBy(problem=Told.by(error))
        if model is None or not model.reads(language):
            return None, UNREAD
        if self._failed is None or not self._is_passed_over:
            values = await self._values(model, question, texts)
            if values is not None:
                return values, ReadBy(model.name)
        return None, ReadBy(problem=None if self._failed is None else Told.by(self._failed[1]))

    async def warm(self) -> None:
        """Load the reranker in use, for a question that follows in a moment."""
        try:
            model = await self._in_use()
        except ResourceError:
            return  # the question meets it again, and says so
        if model is None or self._is_passed_over:
            return
        try:
            await self._reranker.warm(model)
        except (ResourceError, WorkerError) as error:
            self._note(model, error)

    async def aclose(self) -> None:
        """End the reranker's process."""
        await self._reranker.aclose()

    async def _in_use(self) -> RerankingModel | None:
        model = await asyncio.to_thread(self._chosen)
        if self._failed is not None and self._failed[0] != model:
            self.forget_problem()
        return model

    @property
    def _is_passed_over(self) -> bool:
        return asyncio.get_running_loop().time() < self._not_before

    async def _values(
        self, model: RerankingModel, question: str, texts: Sequence[str]
    ) -> Relevances | None:
        keys = [(model, question, text) for text in texts]
        missing = list(dict.fromkeys(key for key in keys if key not in self._known))
        fresh: dict[tuple[RerankingModel, str, str], float] = {}
        if missing:
            try:
                found = await self._reranker.relevances(model, question, [k[2] for k in missing])
            except (ResourceError, WorkerError) as error:
                self._note(model, error)
                return None
            fresh = {key: float(value) for key, value in zip(missing, found, strict=True)}
            self.forget_problem()
        values = [fresh[key] if key in fresh else self._known[key] for key in keys]
        for key, value in zip(keys, values, strict=True):
            self._known[key] = value
            self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return np.array(values)

    def _note(self, model: RerankingModel, error: AppError) -> None:
        _log.warning("the reranker %s is done without", model.name, exc_info=error)
        self._failed = (model, error)
        pause = _PASSED_OVER * 2 ** min(self._failures, _LONGER)
        self._failures += 1
        self._not_before = asyncio.get_running_loop().time() + pause


def model_of(kept: KeptReranker) -> RerankingModel:
    """Return a reranker of a folder as it is asked."""
    return RerankingModel(kept.name, kept.path, kept.digests, kept.origin.languages, kept.stamp)


def chosen_in(folder: RerankerFolder) -> Chosen:
    """Return what tells which reranker of a folder is in use."""

    def chosen() -> RerankingModel | None:
        if (kept := folder.chosen()) is not None:
            return model_of(kept)
        if (name := folder.chosen_name()) is None:
            return None
        raise ResourceError(
            later(
                "The reranker “{name}” is in use, but its files in “{path}” are gone.",
                name=name,
                path=folder.path / name,
            ),
            hint=later("Get it again, or use none: see Models on this computer."),
        )

    return chosen
