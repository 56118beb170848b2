"""Passages that cannot be embedded: the others go on, and they are left to words in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.engine.ingest import embedding
from octavo.errors import ResourceError, WorkerDiedError
from octavo.models.port import Vectors
from octavo.protocol.search import SearchVectorStoreRequest
from octavo.protocol.vector_stores import CreateVectorStoreRequest, VectorStoreFileObject
from support.embedding import HashEmbedder


class FussyEmbedder(HashEmbedder):
    """Fails at texts with the word that it cannot stand, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = WorkerDiedError("The process ended.")
        self.word = "poison"
        self.failures = 0

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        if self.error is not None and not urgent and any(self.word in text for text in texts):
            self.failures += 1
            raise self.error
        return await super().embed(texts, urgent=urgent)


@pytest.fixture
def embedder() -> FussyEmbedder:
    return FussyEmbedder()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_RETRY_AFTER", 0.01)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a test goes on, nothing that failed is tried again."""
    monkeypatch.setattr(embedding, "_RETRY_AFTER", 3600.0)


async def _put(client: Client, texts: Sequence[str]) -> tuple[str, list[str]]:
    """Return a store with files of these texts, and their ids."""
    ids = []
    for number, text in enumerate(texts):
        file = await client.upload_file(text.encode(), filename=f"{number}.txt")
        ids.append(file.id)
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=ids))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    return store.id, ids


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)


async def _embedded(client: Client, store_id: str, file_id: str) -> VectorStoreFileObject:
    async with asyncio.timeout(10):
        while True:
            entry = await client.get_vector_store_file(store_id, file_id)
            if entry.progress is not None and entry.progress.passages_embedded == 1:
                return entry
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("never")
async def test_files_that_cannot_be_embedded_keep_no_other_waiting(
    client: Client, embedder: FussyEmbedder
) -> None:
    texts = ["Some poison.", "More poison.", "Gravel.", "Stones."]
    store_id, ids = await _put(client, texts)
    for file_id in ids[2:]:
        assert (await _embedded(client, store_id, file_id)).status == "completed"
    assert embedder.failures == 2


@pytest.mark.usefixtures("quick")
async def test_a_file_that_cannot_be_embedded_is_left_to_words_in_the_end(
    client: Client, embedder: FussyEmbedder
) -> None:
    store_id, _ = await _put(client, ["The poison lies in the cupboard."])
    await _until(lambda: embedder.failures == embedding.TRIES)
    later = await _put(client, ["Gravel."])  # what comes later is embedded as ever
    await _embedded(client, later[0], later[1][0])
    assert embedder.failures == embedding.TRIES
    found = await client.search_vector_store(store_id, SearchVectorStoreRequest(query="cupboard"))
    assert len(found.data) == 1


@pytest.mark.usefixtures("quick")
async def test_a_file_is_embedded_when_the_embedder_has_recovered(
    client: Client, embedder: FussyEmbedder
) -> None:
    store_id, (file_id,) = await _put(client, ["Some poison."])
    await _until(lambda: embedder.failures > 0)
    embedder.error = None
    await _embedded(client, store_id, file_id)


@pytest.mark.usefixtures("never")
async def test_a_file_that_is_gone_is_not_tried_again(
    client: Client, engine: Engine, embedder: FussyEmbedder
) -> None:
    store_id, _ = await _put(client, ["Some poison."])
    await _until(lambda: embedder.failures > 0)
    await client.delete_vector_store(store_id)
    engine._services.ingest.embedding.wake()
    await _until(lambda: not engine._services.ingest.embedding._failed)


@pytest.mark.usefixtures("never")
async def test_an_embedder_that_fails_again_and_again_is_left_alone_for_a_while(
    client: Client, engine: Engine, embedder: FussyEmbedder
) -> None:
    embedder.word = ""
    await _put(client, [f"Text {number}." for number in range(8)])
    await _until(lambda: embedder.failures == 3)
    engine._services.ingest.embedding.wake()
    await _until(lambda: embedder.failures == 6)  # others first, and no more of them either
    assert {one.count for one in engine._services.ingest.embedding._failed.values()} == {1}


@pytest.mark.usefixtures("quick")
async def test_without_the_models_files_nothing_is_tried_again(
    client: Client, engine: Engine, embedder: FussyEmbedder
) -> None:
    embedder.error = ResourceError("The language model's file is missing.")
    await _put(client, ["Some poison."])
    await _until(lambda: embedder.failures > 0)
    assert engine._services.ingest.embedding._failed == {}
