"""Every embedder behaves as these tests say: the shipped one, a host's, and those of tests."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import numpy as np
import pytest

from octavo.engine.embedders import Embedders
from octavo.engine.store.sqlite import SqliteStore
from octavo.models.minilm import MiniLmEmbedder
from octavo.models.port import Embedder
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from support.embedding import HashEmbedder
from support.embedding_host import embedding_server
from support.minilm import InProcessMiniLm

ADAPTERS: dict[str, Callable[[], Embedder]] = {
    "shipped": MiniLmEmbedder,
    "shipped, in process": InProcessMiniLm,
    "hash": HashEmbedder,
}
TEXTS = [
    "The rent is due on the third working day.",
    "Pumps are inspected every year.",
    "The deposit is returned within six weeks.",
]


@contextlib.asynccontextmanager
async def _of_a_host() -> AsyncIterator[Embedder]:
    async def key_of(origin: str) -> str | None:
        return None

    async with embedding_server(256) as server, contextlib.AsyncExitStack() as stack:
        with tempfile.TemporaryDirectory() as folder:
            store = await SqliteStore.open(Path(folder) / "octavo.sqlite")
            providers = Providers(Path(folder) / FILE_NAME, key_of)
            stack.push_async_callback(store.aclose)
            stack.push_async_callback(providers.aclose)
            await providers.put(Provider(name="host", base_url=server.url))
            await providers.allow("host", "embeddings")
            known = await Embedders(store, HashEmbedder(), providers).of("host/words")
            yield known.embedder
            await stack.aclose()


@pytest.fixture(params=[*sorted(ADAPTERS), "host"])
async def embedder(request: pytest.FixtureRequest) -> AsyncIterator[Embedder]:
    if request.param == "host":
        async with _of_a_host() as found:
            yield found
        return
    made = ADAPTERS[request.param]()
    yield made
    await made.aclose()


async def test_each_text_has_a_vector_of_length_one(embedder: Embedder) -> None:
    vectors = await embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.model.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


async def test_no_texts_have_no_vectors(embedder: Embedder) -> None:
    assert (await embedder.embed([])).shape == (0, embedder.model.dimension)


async def test_the_model_is_named_with_its_revision(embedder: Embedder) -> None:
    assert embedder.model.name
    assert embedder.model.revision
    assert embedder.model == embedder.model


async def test_the_same_text_has_the_same_vector(embedder: Embedder) -> None:
    np.testing.assert_array_equal(await embedder.embed(TEXTS), await embedder.embed(TEXTS))


async def test_vectors_stand_in_the_order_of_the_texts(embedder: Embedder) -> None:
    # of different lengths, and more than one call's worth
    texts = [f"{text} {'And so on. ' * (5 * n % 7)}Part {n}." for n, text in enumerate(TEXTS * 6)]
    together = await embedder.embed(texts)
    alone = np.concatenate([await embedder.embed([text]) for text in texts])
    # beside longer texts the last digits of an int8 model may change
    assert ((together * alone).sum(axis=1) > 0.98).all()


async def test_a_question_is_closest_to_the_text_that_answers_it(embedder: Embedder) -> None:
    texts = await embedder.embed(TEXTS)
    (question,) = await embedder.embed(["When is the deposit returned?"], urgent=True)
    assert int(np.argmax(texts @ question)) == 2


@pytest.mark.parametrize("text", ["", " ", "\ud800 \0", "rent " * 50_000, "家賃はいくらですか"])
async def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    vectors = await embedder.embed([text, TEXTS[0]])
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


async def test_closing_twice_does_no_harm(embedder: Embedder) -> None:
    await embedder.aclose()
    await embedder.aclose()
