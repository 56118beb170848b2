"""Rerankers in their worker process: started, changed, ended, and bounded."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import onnx
import psutil
import pytest
from onnx import helper, numpy_helper

from octavo.errors import ResourceError, WorkerError
from octavo.models.judging import MODEL_FILE
from octavo.models.port import RerankingModel
from octavo.models.reranker import WorkerReranker, memory_limit, try_out
from support.judging_models import make_judging_model

QUESTION = "When is the monthly rent due?"
TEXTS = ["Cats eat fish.", "The monthly rent is due on the first."]


@pytest.fixture
async def reranker() -> AsyncIterator[WorkerReranker]:
    made = WorkerReranker()
    yield made
    await made.aclose()


@pytest.fixture
def model(tmp_path: Path) -> RerankingModel:
    return RerankingModel("small", make_judging_model(tmp_path / "small"))


async def test_it_starts_with_the_first_question_and_stays(
    reranker: WorkerReranker, model: RerankingModel
) -> None:
    assert (await reranker.relevances(model, QUESTION, [])).shape == (0,)
    assert reranker.pid is None
    found = await reranker.relevances(model, QUESTION, TEXTS)
    assert found[1] > 0.9
    assert found[0] < 0.1
    first = reranker.pid
    assert first is not None
    await reranker.warm(model)
    await reranker.relevances(model, QUESTION, TEXTS)
    assert reranker.pid == first


async def test_another_model_takes_the_place_of_the_one_before(
    reranker: WorkerReranker, model: RerankingModel, tmp_path: Path
) -> None:
    flat = RerankingModel("flat", make_judging_model(tmp_path / "flat", steep=0.0))
    assert (await reranker.relevances(flat, QUESTION, TEXTS)).tolist() == [0.5, 0.5]
    assert (await reranker.relevances(model, QUESTION, TEXTS))[1] > 0.9
    assert (await reranker.relevances(flat, QUESTION, TEXTS)).tolist() == [0.5, 0.5]


async def test_a_damaged_model_is_named_and_the_next_one_works(
    reranker: WorkerReranker, model: RerankingModel
) -> None:
    damaged = RerankingModel("small", model.folder, ((MODEL_FILE, "0" * 64),))
    with pytest.raises(ResourceError, match=r"model\.onnx is damaged"):
        await reranker.relevances(damaged, QUESTION, TEXTS)
    assert (await reranker.relevances(model, QUESTION, TEXTS))[1] > 0.9


async def test_an_idle_process_is_ended_and_closing_ends_it(model: RerankingModel) -> None:
    reranker = WorkerReranker(idle=0.05)
    await reranker.relevances(model, QUESTION, TEXTS)
    first = reranker.pid
    async with asyncio.timeout(10):
        while first is not None and psutil.pid_exists(first):  # noqa: ASYNC110 - happens outside
            await asyncio.sleep(0.01)
    await reranker.relevances(model, QUESTION, TEXTS)
    last = reranker.pid
    assert last not in {None, first}
    await reranker.aclose()
    assert last is None or not psutil.pid_exists(last)
    with pytest.raises(WorkerError):
        await reranker.relevances(model, QUESTION, TEXTS)


async def test_a_model_that_wants_all_memory_is_refused_and_nothing_else_is_harmed(
    reranker: WorkerReranker, model: RerankingModel, tmp_path: Path
) -> None:
    folder = _wanting(tmp_path / "greedy", numbers=1 << 34)  # 64 GB
    with pytest.raises((ResourceError, WorkerError)):
        await try_out(folder)
    with pytest.raises((ResourceError, WorkerError)):
        await reranker.relevances(RerankingModel("greedy", folder), QUESTION, TEXTS)
    assert (await reranker.relevances(model, QUESTION, TEXTS))[1] > 0.9


@pytest.mark.parametrize(
    ("computer", "limit"), [(1, 2), (2, 2), (4, 2), (8, 4), (12, 6), (16, 8), (64, 8)]
)
def test_the_limit_is_half_of_the_memory_within_bounds(computer: int, limit: int) -> None:
    assert memory_limit(computer << 30) == limit << 30


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the process watches itself")
async def test_the_process_has_the_limit_of_this_computer(
    reranker: WorkerReranker, model: RerankingModel
) -> None:
    import resource

    await reranker.warm(model)
    assert reranker.pid is not None
    limit = memory_limit()
    assert resource.prlimit(reranker.pid, resource.RLIMIT_AS) == (limit, limit)
    assert limit <= max(2 << 30, psutil.virtual_memory().total // 2)


async def test_a_model_that_is_too_large_for_a_small_computer_is_refused(
    tmp_path: Path,
) -> None:
    large = RerankingModel("large", _wanting(tmp_path / "large", numbers=3 << 28))  # 3 GB
    small = WorkerReranker(memory=memory_limit(4 << 30))
    try:
        with pytest.raises((ResourceError, WorkerError)):
            await small.relevances(large, QUESTION, TEXTS)
    finally:
        await small.aclose()


async def test_a_model_that_cannot_read_long_texts_is_refused_when_it_is_tried_out(
    reranker: WorkerReranker, tmp_path: Path
) -> None:
    short = RerankingModel("short", _wanting_places(tmp_path / "short", places=128))
    assert (await reranker.relevances(short, QUESTION, TEXTS))[1] > 0.9
    with pytest.raises(ResourceError, match="is no model that judges"):
        await try_out(short.folder)


async def test_what_it_is_tried_out_with_leaves_no_process(model: RerankingModel) -> None:
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    assert await try_out(model.folder) == 30_522
    assert {one.pid for one in psutil.Process().children(recursive=True)} <= before


def _wanting(folder: Path, numbers: int) -> Path:
    """Write a model that needs so many numbers at once for each text."""
    graph = (model := onnx.load(make_judging_model(folder) / MODEL_FILE)).graph
    graph.initializer.append(numpy_helper.from_array(np.array([numbers], dtype=np.int64), "size"))
    (last,) = (one for one in graph.node if "logits" in one.output)
    graph.node.remove(last)
    graph.node.extend(
        [
            helper.make_node("ConstantOfShape", ["size"], ["much"]),
            helper.make_node("ReduceMax", ["much"], ["most"], keepdims=0),
            helper.make_node("Add", ["logit", "most"], ["logits"]),
        ]
    )
    (folder / MODEL_FILE).write_bytes(model.SerializeToString())
    return folder


def _wanting_places(folder: Path, places: int) -> Path:
    """Write a model that has a number for so many places of word pieces, and fails beyond."""
    graph = (model := onnx.load(make_judging_model(folder) / MODEL_FILE)).graph
    numbers = {
        "places": np.zeros(places, dtype=np.float32),
        "first": np.array([0], dtype=np.int64),
        "second": np.array([1], dtype=np.int64),
    }
    graph.initializer.extend(numpy_helper.from_array(one, name) for name, one in numbers.items())
    (last,) = (one for one in graph.node if "logits" in one.output)
    graph.node.remove(last)
    graph.node.extend(
        [
            helper.make_node("Shape", ["input_ids"], ["shape"]),
            helper.make_node("Gather", ["shape", "second"], ["length"]),
            helper.make_node("Slice", ["places", "first", "length"], ["placed"]),
            helper.make_node("Mul", ["weights", "placed"], ["none"]),  # only as long as it reaches
            helper.make_node("ReduceSum", ["none", "by_piece"], ["nothing"], keepdims=1),
            helper.make_node("Add", ["logit", "nothing"], ["logits"]),
        ]
    )
    (folder / MODEL_FILE).write_bytes(model.SerializeToString())
    return folder
