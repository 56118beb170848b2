"""Stores with vectors of several models: chosen, made beside each other, and switched at once."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from octavo.engine.store.records import Compared, KnownModel, StoreVectors
from octavo.engine.store.store import Delete, Insert, MissingError, Replace, Store
from octavo.models.port import EmbeddingModel
from octavo.protocol.vector_stores import VectorStoreFileObject, VectorStoreObject
from support import stores
from support.stores import MODEL, Indexed

OTHER = EmbeddingModel("host/large", "abc", 16)


async def _read(store: Store, key: str, at: int) -> Indexed:
    indexed = await stores.add_file(store, key, created_at=at)
    await store.apply(Replace(indexed.entry.model_copy(update={"status": "completed"})))
    return indexed


@pytest.fixture
async def two(store: Store) -> tuple[Indexed, Indexed]:
    """A store with two files that are read and have vectors of the usual model."""
    await store.apply(Insert(stores.vector_store()))
    both = (await _read(store, "file-1", 1), await _read(store, "file-2", 2))
    for one in both:
        await stores.embed_file(store, one, stores.vectors(3))
    return both


async def _found(store: Store, model: EmbeddingModel) -> int:
    query = stores.vectors(1, dimension=model.dimension)
    return len(await store.search_vectors(["vs_1"], query, model, 99))


async def _embed(store: Store, one: Indexed, model: EmbeddingModel = OTHER) -> None:
    rows = stores.vectors(3, dimension=model.dimension)
    await stores.embed_file(store, one, rows, model=model)


async def test_the_first_vectors_decide_what_a_store_is_searched_by(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    assert await store.embedders() == [StoreVectors("vs_1", "", None)]
    await store.choose_embedder("vs_1", "host/large")
    assert await store.embedders() == [StoreVectors("vs_1", "host/large", None)]
    await _embed(store, await _read(store, "file-1", 1))
    assert await store.embedders(["vs_1"]) == [StoreVectors("vs_1", "host/large", OTHER)]
    assert await store.embedders(["vs_9"]) == []
    assert await _found(store, OTHER) == 3


async def test_another_set_is_made_beside_and_switched_when_it_is_whole(
    store: Store, two: tuple[Indexed, Indexed]
) -> None:
    await store.choose_embedder("vs_1", "host/large")
    assert not await store.switch_vectors("vs_1", OTHER)  # a model that nobody knows yet
    await _embed(store, two[0])
    assert (await store.vector_set("vs_1", OTHER)).embedded == 3
    assert not await store.switch_vectors("vs_1", OTHER)
    assert (await _found(store, MODEL), await _found(store, OTHER)) == (6, 0)
    some = stores.vectors(2, dimension=16)
    await store.add_vectors("vs_1", "file-2", OTHER, two[1].chunk_ids[:2], some)
    made = await store.vector_set("vs_1", OTHER)
    assert (made.passages, made.embedded, made.chunkers) == (6, 5, ("sentences-1 0/0",))
    rest = stores.vectors(1, dimension=16)
    await store.add_vectors("vs_1", "file-2", OTHER, two[1].chunk_ids[2:], rest)
    assert (await store.vector_set("vs_1", OTHER)).embedded == 5
    await store.seal_vectors("vs_1", "file-2", OTHER)
    assert (await store.vector_set("vs_1", OTHER)).embedded == 6
    assert (await _found(store, MODEL), await _found(store, OTHER)) == (6, 0)
    assert await store.switch_vectors("vs_1", OTHER)
    assert (await _found(store, MODEL), await _found(store, OTHER)) == (0, 6)
    assert (await store.vector_set("vs_1", MODEL)).embedded == 0
    vectors = await store.entry_vectors("vs_1", "file-2")
    assert vectors is not None
    assert vectors.model == OTHER


async def test_a_file_shows_the_progress_of_what_is_searched(
    store: Store, two: tuple[Indexed, Indexed]
) -> None:
    async def embedded() -> int:
        entry = await store.get(VectorStoreFileObject, "file-1", parent="vs_1")
        assert entry is not None
        assert entry.progress is not None
        return entry.progress.passages_embedded

    some = stores.vectors(1, dimension=16)
    await store.add_vectors("vs_1", "file-1", OTHER, two[0].chunk_ids[:1], some)
    assert await embedded() == 3
    await _embed(store, two[1])
    rest = stores.vectors(2, dimension=16)
    await store.add_vectors("vs_1", "file-1", OTHER, two[0].chunk_ids[1:], rest)
    await store.seal_vectors("vs_1", "file-1", OTHER)
    assert await store.switch_vectors("vs_1", OTHER)
    assert await embedded() == 3


async def test_what_comes_during_the_change_has_vectors_of_both(
    store: Store, two: tuple[Indexed, Indexed]
) -> None:
    await _embed(store, two[0])
    await _embed(store, two[1])
    third = await _read(store, "file-3", 3)
    assert not await store.switch_vectors("vs_1", OTHER)
    await stores.embed_file(store, third, stores.vectors(3))
    assert await _found(store, MODEL) == 9
    await _embed(store, third)
    assert await store.switch_vectors("vs_1", OTHER)
    assert await _found(store, OTHER) == 9


async def test_thinking_better_of_it_leaves_nothing_of_the_other_set(
    store: Store, two: tuple[Indexed, Indexed]
) -> None:
    assert await store.choose_embedder("vs_1", "host/large")
    await _embed(store, two[0])
    assert not await store.choose_embedder("vs_1", "host/large")  # once more changes nothing
    assert (await store.vector_set("vs_1", OTHER)).embedded == 3
    await store.choose_embedder("vs_1", "")
    assert (await store.vector_set("vs_1", OTHER)).embedded == 0
    assert await _found(store, MODEL) == 6
    assert await store.lacking_vectors(MODEL, ["vs_1"]) == {}


async def test_each_store_has_its_own(store: Store, two: tuple[Indexed, Indexed]) -> None:
    await store.apply(Insert(stores.vector_store("vs_2")))
    await store.choose_embedder("vs_2", "host/large")
    for one in two:
        await _embed(store, one)
    assert not await store.switch_vectors("vs_9", OTHER)
    assert await store.switch_vectors("vs_2", OTHER)  # nothing in it lacks anything
    assert await _found(store, MODEL) == 6
    with pytest.raises(MissingError):
        await store.choose_embedder("vs_9", "")
    await store.apply(Delete(VectorStoreObject, "vs_2"))
    assert [one.vector_store_id for one in await store.embedders()] == ["vs_1"]


async def test_a_hosts_model_is_kept_with_what_it_is_known_by(store: Store) -> None:
    probe = np.arange(16, dtype="<f4").tobytes()
    later = dataclasses.replace(OTHER, revision="def")
    await store.keep_model(KnownModel(OTHER, probe, 0.25))
    await store.keep_model(KnownModel(later, probe, 0.5))
    await store.keep_model(KnownModel(OTHER, b"", 0.75))  # it is there already
    assert await store.known_models("host/large") == [
        KnownModel(later, probe, 0.5),
        KnownModel(OTHER, probe, 0.25),
    ]
    assert await store.known_models("host/small") == []


async def test_what_is_compared_by_meaning_is_what_is_searched(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    assert await store.compared(["vs_1"]) == {}
    one, other = await _read(store, "file-1", 1), await _read(store, "file-2", 2)
    assert await store.compared(["vs_1", "vs_9"]) == {"vs_1": Compared(6, 0)}
    await stores.embed_file(store, one, stores.vectors(3))
    assert await store.compared(["vs_1"]) == {"vs_1": Compared(6, 3)}
    assert await store.compared(["vs_1"], ["file-2"]) == {"vs_1": Compared(3, 0)}
    # what is not sealed is not searched, nor is what another model made
    await store.add_vectors("vs_1", "file-2", MODEL, other.chunk_ids, stores.vectors(3))
    await _embed(store, one)
    assert await store.compared(["vs_1"]) == {"vs_1": Compared(6, 3)}
    await store.seal_vectors("vs_1", "file-2", MODEL)
    assert await store.compared(["vs_1"]) == {"vs_1": Compared(6, 6)}
