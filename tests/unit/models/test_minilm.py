"""The shipped embedder in its worker process."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import psutil
import pytest

from octavo.errors import ResourceError, WorkerError
from octavo.models.minilm import MiniLmEmbedder
from octavo.resources import resource
from support.minilm import shipped_model


@pytest.fixture
async def embedder() -> AsyncIterator[MiniLmEmbedder]:
    made = MiniLmEmbedder()
    yield made
    await made.aclose()


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for happens outside
            await asyncio.sleep(0.01)


async def test_vectors_have_length_one_and_tell_closeness_in_meaning(
    embedder: MiniLmEmbedder,
) -> None:
    vectors = await embedder.embed(
        ["A cat sits on the mat.", "There is a kitten on the rug.", "Interest rates rose in March."]
    )
    assert vectors.shape == (3, embedder.model.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > 0.5
    assert vectors[0] @ vectors[2] < 0.2


async def test_order_is_kept_whatever_the_lengths(embedder: MiniLmEmbedder) -> None:
    texts = [f"passage {i} " + "about rent " * (37 * i % 23) for i in range(21)]
    together = await embedder.embed(texts)
    for i in (0, 7, 20):
        assert np.array_equal((await embedder.embed([texts[i]]))[0], together[i])


def test_a_vector_depends_on_nothing_but_its_text() -> None:
    texts = ["The rent is 900 euros.", "Rent", "A long text of many words. " * 9, "1 2 3 @ €", ""]
    model = shipped_model()
    together = model.embed(texts)
    alone = [model.embed([text])[0] for text in texts]
    assert together.tobytes() == np.stack(alone).tobytes()
    assert together.tobytes() == model.embed(texts, at_once=3).tobytes()
    assert together[::-1].tobytes() == model.embed(texts[::-1], at_once=9).tobytes()


async def test_pieces_of_a_question_are_held_against_those_of_texts(
    embedder: MiniLmEmbedder,
) -> None:
    question = "When is the rent due?"
    texts = ["When is the rent due?", "The rent is due in March.", "Copper melts late.", ""]
    found = await embedder.compare(question, texts)
    assert found.pieces.shape == (4, 6)  # five words and a question mark
    np.testing.assert_allclose(found.pieces[0], 1, atol=1e-5)
    assert found.pieces[1][3] > 0.7  # "rent"
    assert found.pieces[2][3] < 0.4
    assert not found.pieces[3].any()
    assert np.array_equal(found.vectors, await embedder.embed(texts, urgent=True))


async def test_many_texts_are_compared_as_one_by_one(embedder: MiniLmEmbedder) -> None:
    texts = [f"The rent of flat {n} is due." for n in range(70)]
    together = await embedder.compare("When is it due?", texts)
    await embedder.compare("What is copper?", texts[:1])
    alone = await embedder.compare("When is it due?", texts[66:67])
    assert np.array_equal(together.pieces[66], alone.pieces[0])
    assert np.array_equal(together.vectors[66], alone.vectors[0])


async def test_no_texts_and_a_question_without_a_piece_compare_with_nothing(
    embedder: MiniLmEmbedder,
) -> None:
    assert (await embedder.compare("When?", [])).vectors.shape == (0, 384)
    assert (await embedder.compare("", ["The rent is due."])).pieces.shape == (1, 0)


async def test_it_may_be_loaded_ahead_of_a_question(embedder: MiniLmEmbedder) -> None:
    await embedder.warm()
    loaded = embedder.pid
    assert loaded is not None
    assert psutil.Process(loaded).memory_info().rss > 80 << 20  # the model is in it
    await embedder.embed(["When is the rent due?"], urgent=True)
    assert embedder.pid == loaded


async def test_nothing_one_empty_and_one_very_long_text(embedder: MiniLmEmbedder) -> None:
    assert (await embedder.embed([])).shape == (0, 384)
    assert embedder.pid is None
    vectors = await embedder.embed(["", "rent " * 400_000, "\ud800 \0"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


async def test_a_question_goes_before_documents(embedder: MiniLmEmbedder) -> None:
    ended: list[str] = []

    async def embed(name: str, texts: list[str], *, urgent: bool) -> None:
        await embedder.embed(texts, urgent=urgent)
        ended.append(name)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(embed("documents", ["some words of a passage " * 30] * 40, urgent=False))
        await asyncio.sleep(0)
        tasks.create_task(embed("question", ["How much is the rent?"], urgent=True))
    assert ended == ["question", "documents"]


async def test_a_missing_or_damaged_model_is_named(tmp_path: Path) -> None:
    shutil.copytree(resource("models", "minilm-int8"), tmp_path / "damaged")
    with (tmp_path / "damaged" / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    for folder, words in (("damaged", "model.onnx is damaged"), ("absent", "cannot be read")):
        embedder = MiniLmEmbedder(folder=tmp_path / folder)
        with pytest.raises(ResourceError, match=words):
            await embedder.embed(["rent"])
        await embedder.aclose()


async def test_an_idle_worker_is_ended_and_started_anew() -> None:
    embedder = MiniLmEmbedder(idle=0.05)
    before = await embedder.embed(["rent"])
    first = embedder.pid
    await until(lambda: first is None or not psutil.pid_exists(first))
    after = await embedder.embed(["rent"])
    assert embedder.pid != first
    np.testing.assert_array_equal(before, after)
    await embedder.aclose()


async def test_closing_ends_the_worker_and_what_waits() -> None:
    embedder = MiniLmEmbedder()
    await embedder.embed(["rent"])
    pid = embedder.pid
    assert pid is not None
    waiting = asyncio.create_task(embedder.embed(["some words of a passage " * 30] * 200))
    await asyncio.sleep(0)
    await embedder.aclose()
    with pytest.raises(WorkerError):
        await waiting
    with pytest.raises(WorkerError):
        await embedder.embed(["rent"])
    assert not psutil.pid_exists(pid)


def test_the_model_runs_without_writing_or_listening_anywhere(tmp_path: Path) -> None:
    """The runtime sends no usage data: no file in the user's folders, no socket."""
    script = (
        "import pathlib, sys, psutil\n"
        "from octavo.models.inside import Service\n"
        "Service().embed(sys.argv[1], 1, ['rent'])\n"
        "assert not psutil.Process().net_connections()\n"
    )
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment = {k: v for k, v in os.environ.items() if k != "CI"} | home
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    subprocess.run(
        [sys.executable, "-c", script, str(resource("models", "minilm-int8"))],
        env=environment,
        check=True,
        timeout=60,
    )
    assert list(tmp_path.iterdir()) == []
