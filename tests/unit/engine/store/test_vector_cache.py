"""Vectors in memory: bounded, current, and the same result without them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from octavo.engine.store.vector_cache import Scan, VectorCache
from support import stores


def _scan(count: int) -> Scan:
    return Scan.of(np.arange(count, dtype="<i8").tobytes(), bytes(8 * count), 8)


def test_the_longest_unused_go_first() -> None:
    cache = VectorCache(3 * _scan(10).size)
    for store in (1, 2, 3):
        cache.put(store, 1, 1, _scan(10))
    assert cache.get(1, 1, 1) is not None
    cache.put(4, 1, 1, _scan(10))
    assert cache.get(2, 1, 1) is None
    assert all(cache.get(store, 1, 1) for store in (1, 3, 4))
    assert cache.size == 3 * _scan(10).size


def test_only_the_version_asked_for_is_given() -> None:
    cache = VectorCache()
    cache.put(1, 1, 2, _scan(10))
    assert cache.get(1, 1, 1) is None
    assert cache.get(1, 1, 3) is None
    cache.put(1, 1, 1, _scan(5))
    found = cache.get(1, 1, 2)
    assert found is not None
    assert len(found.ids) == 10
    cache.put(1, 1, 3, _scan(20))
    assert cache.get(1, 1, 2) is None
    assert cache.size == _scan(20).size
    cache.discard(1)
    assert cache.size == 0


async def test_a_store_beyond_the_limit_is_scanned_in_pieces(tmp_path: Path) -> None:
    found = []
    for memory in (1_000_000, 100):
        store = await SqliteStore.open(tmp_path / "octavo.sqlite", vector_memory=memory)
        if not found:
            await store.apply(Insert(stores.vector_store()))
            for number in range(4):
                indexed = await stores.add_file(store, f"file-{number}")
                await stores.embed_file(store, indexed, stores.vectors(3, seed=number))
        also = [1, 5, 12]
        found.append(
            await store.search_vectors(["vs_1"], stores.vectors(1, seed=9), stores.MODEL, 4, also)
        )
        assert (store._cache.size > 0) == (memory == 1_000_000)
        await store.aclose()
    assert found[0] == found[1]
    assert len(found[0]) >= 4
