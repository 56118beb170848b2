"""What becomes of passages where a reranker is in use, has not learnt the language, or fails."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from octavo.engine.ranking import Passage
from octavo.engine.reranked import LOOKED_AT, reranked
from octavo.engine.reranking import UNREAD, ReadBy, Reranking
from octavo.engine.store.records import Chunk
from octavo.engine.text.questions import understood
from octavo.errors import ResourceError, WorkerDiedError
from octavo.models.port import Relevances, RerankingModel

QUESTION = "Who pays for the heating of the house?"
ANSWER = "The landlord pays for the heating."
OTHER = "The house has a cellar for bicycles."
SMALL = RerankingModel("small", Path("small"), languages=("en",))


class Judge:
    """Holds texts about heating for answers; fails as often as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.warmed = 0
        self.error: Exception | None = None

    async def relevances(
        self, model: RerankingModel, question: str, texts: Sequence[str]
    ) -> Relevances:
        if self.error is not None:
            raise self.error
        self.asked += [(model.name, text) for text in texts]
        return np.array([0.9 if "heating" in text else 0.01 for text in texts])

    async def warm(self, model: RerankingModel) -> None:
        if self.error is not None:
            raise self.error
        self.warmed += 1

    async def aclose(self) -> None: ...


class Choice:
    """What is in use; changed by tests."""

    def __init__(self, model: RerankingModel | None = SMALL) -> None:
        self.model = model

    def __call__(self) -> RerankingModel | None:
        return self.model


def passage(number: int, text: str, score: float, context: str = "") -> Passage:
    chunk = Chunk(number, "vs", "file", "sha", number, 0, len(text), context, text, str(number))
    return Passage(chunk, score, score, None)


async def order(
    passages: list[Passage], reranking: Reranking, question: str = QUESTION
) -> tuple[list[int], ReadBy]:
    found, by = await reranked(passages, question, understood(question), reranking)
    assert [one.score for one in found] == [one.score for one in passages]
    return [one.chunk.id for one in found], by


async def test_what_it_holds_for_an_answer_comes_first_and_the_rest_stays() -> None:
    reranking = Reranking(Judge(), Choice())
    passages = [passage(n, OTHER, 0.9 - n / 10) for n in range(4)] + [passage(9, ANSWER, 0.4)]
    assert await order(passages, reranking) == ([9, 0, 1, 2, 3], ReadBy("small"))
    found, _ = await reranked(passages, QUESTION, understood(QUESTION), reranking)
    assert [one.relevance for one in found] == [0.9, 0.01, 0.01, 0.01, 0.01]


async def test_only_the_first_are_read_with_what_stands_above_them() -> None:
    judge = Judge()
    passages = [passage(n, f"{OTHER} {n}", 1 - n / 100, "Lease > Cellar") for n in range(30)]
    ids, _ = await order(passages, Reranking(judge, Choice()))
    assert ids == list(range(30))
    assert len(judge.asked) == LOOKED_AT
    assert judge.asked[0] == ("small", f"Lease > Cellar\n{OTHER} 0")


async def test_without_one_or_in_a_language_that_it_has_not_learnt_the_order_stays() -> None:
    judge, choice = Judge(), Choice(None)
    reranking = Reranking(judge, choice)
    passages = [passage(1, OTHER, 0.5), passage(2, ANSWER, 0.4)]
    assert await order(passages, reranking) == ([1, 2], UNREAD)
    choice.model = SMALL
    german = "Wer zahlt die Heizung des Hauses?"
    assert await order(passages, reranking, german) == ([1, 2], UNREAD)
    assert judge.asked == []
    choice.model = RerankingModel("many", Path("many"))
    assert (await order(passages, reranking, german))[1] == ReadBy("many")
    assert await order(passages[:1], reranking) == ([1], UNREAD)  # nothing to be put in order


async def test_what_was_asked_a_moment_ago_is_not_asked_again() -> None:
    judge, choice = Judge(), Choice()
    reranking = Reranking(judge, choice)
    await reranking.relevances(QUESTION, [ANSWER, OTHER, ANSWER], "en")
    assert judge.asked == [("small", ANSWER), ("small", OTHER)]
    found = await reranking.relevances(QUESTION, [OTHER, "heating"], "en")
    assert found is not None
    assert found.tolist() == [0.01, 0.9]
    assert judge.asked[2:] == [("small", "heating")]
    choice.model = RerankingModel("another", Path("another"))
    await reranking.relevances(QUESTION, [OTHER], "en")
    assert judge.asked[3:] == [("another", OTHER)]


@pytest.mark.parametrize(
    "error", [ResourceError("model.onnx is damaged."), WorkerDiedError("It stopped.")]
)
async def test_one_that_fails_is_done_without_for_a_while_and_told_of(
    error: ResourceError,
) -> None:
    judge, choice = Judge(), Choice()
    reranking = Reranking(judge, choice)
    passages = [passage(1, OTHER, 0.5), passage(2, ANSWER, 0.4)]
    judge.error = error
    ids, by = await order(passages, reranking)
    assert (ids, by.name) == ([1, 2], "")
    assert by.problem is not None
    assert by.problem.message.startswith(error.message)
    assert reranking.problem is error
    assert reranking.problem_of("small") is error
    assert reranking.problem_of("another") is None
    judge.error = None
    assert (await order(passages, reranking))[1].problem is not None  # passed over
    assert judge.asked == []
    judge.error = error
    choice.model = RerankingModel("another", Path("another"))  # it is tried at once
    await order(passages, reranking)
    judge.error = None
    reranking.forget_problem()  # something was done about it
    assert reranking.problem is None
    assert await order(passages, reranking) == ([2, 1], ReadBy("another"))
    assert reranking.problem is None


async def test_one_that_fails_again_is_passed_over_for_longer() -> None:
    judge = Judge()
    judge.error = ResourceError("model.onnx is damaged.")
    reranking = Reranking(judge, Choice())
    passages = [passage(1, OTHER, 0.5), passage(2, ANSWER, 0.4)]
    loop = asyncio.get_running_loop()
    pauses = []
    for _ in range(9):
        reranking._not_before = float("-inf")
        await order(passages, reranking)
        pauses.append(round(reranking._not_before - loop.time()))
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 1920, 1920]


async def test_it_is_loaded_ahead_and_a_failure_waits_for_the_question() -> None:
    judge, choice = Judge(), Choice(None)
    reranking = Reranking(judge, choice)
    await reranking.warm()
    assert judge.warmed == 0
    choice.model = SMALL
    await reranking.warm()
    assert judge.warmed == 1
    judge.error = ResourceError("model.onnx is damaged.")
    await reranking.warm()
    assert reranking.problem is judge.error
