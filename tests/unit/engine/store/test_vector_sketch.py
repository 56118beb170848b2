"""Sketches of large stores: hardly any memory, and nearly all that an exact search finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from octavo.engine.store.records import Hit
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.sqlite_vectors import quantised
from octavo.engine.store.store import Delete, Insert
from octavo.engine.store.vector_sketch import Piece, RowFile, Sketch
from octavo.models.port import Vectors
from octavo.protocol.vector_stores import VectorStoreFileObject
from support import stores

NONE = np.zeros(0, dtype=np.int64)


def clustered(count: int, dimension: int, seed: int) -> Vectors:
    """Vectors around a hundred centres."""
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(1).normal(size=(100, dimension))
    rows = centres[rng.integers(100, size=count)] + rng.normal(size=(count, dimension))
    return rows.astype(np.float32)


def piece(entry: int, first: int, rows: NDArray[np.int8]) -> Piece:
    ids = np.arange(first, first + len(rows), dtype="<i8")
    return Piece((entry, int(ids[-1])), ids.tobytes(), rows.tobytes())


def exact(query: NDArray[np.int8], rows: NDArray[np.int8], most: int) -> set[int]:
    floats = rows.astype(np.float32)
    cosines = (floats @ query[0].astype(np.float32)) / np.linalg.norm(floats, axis=1)
    return set(np.argsort(-cosines)[:most].tolist())


def test_nearly_all_of_the_nearest_are_looked_at(tmp_path: Path) -> None:
    rows = quantised(clustered(24_000, 96, seed=2))
    sketch = Sketch.empty(tmp_path, 96).extended(
        piece(n, n * 6_000, rows[n * 6_000 : (n + 1) * 6_000]) for n in range(4)
    )
    kept = []
    for query in quantised(clustered(20, 96, seed=3)):
        ids, found = sketch.near(query[None], None, NONE)
        assert len(ids) == 2_000
        assert np.array_equal(found, rows[ids])
        kept.append(len(exact(query[None], rows, 20) & set(ids.tolist())) / 20)
    assert np.mean(kept) >= 0.99
    assert sketch.size < rows.nbytes / 3


@pytest.mark.parametrize("dimension", [8, 13, 96])
def test_a_number_of_components_that_fills_no_byte_is_no_trouble(
    tmp_path: Path, dimension: int
) -> None:
    rows = quantised(clustered(4_000, dimension, seed=4))
    rows[7] = 0  # a passage whose vector is nothing
    sketch = Sketch.empty(tmp_path, dimension).extended([piece(1, 0, rows)])
    ids, _ = sketch.near(rows[5][None], None, NONE)
    assert 5 in ids
    assert len(ids) == 2_000
    assert np.isfinite(sketch.scale).all()


def test_those_asked_for_are_returned_beside_the_nearest_of_a_scope(tmp_path: Path) -> None:
    rows = quantised(clustered(9_000, 32, seed=6))
    # The ids of the second begin below those of the first: read at the same time.
    sketch = Sketch.empty(tmp_path, 32).extended(
        [piece(1, 10_000, rows[:5_000]), piece(2, 1, rows[5_000:])]
    )
    among = np.arange(10_000, 14_000)
    ids, found = sketch.near(rows[:1], among, np.array([3, 4_001, 99_999]))
    assert list(ids) == sorted(ids)
    assert 3 in ids
    assert 99_999 not in ids
    assert 10_000 in ids
    assert set(ids.tolist()) - {3} <= set(among.tolist())
    assert np.array_equal(found[0], rows[5_002])


def test_more_is_added_without_writing_again_what_is_there(tmp_path: Path) -> None:
    rows = quantised(clustered(30, 8, seed=8))
    first = Sketch.empty(tmp_path, 8).extended([piece(1, 0, rows[:10])])
    second = first.extended([piece(2, 10, rows[10:])])
    assert second.rows is first.rows
    assert second.rows.count == 30
    assert not first.begins(second.keys), "only the newest of a file's sketches may be extended"
    assert second.begins([*second.keys, (3, 40)])
    assert not second.begins(second.keys[1:])
    ids, found = first.near(rows[:1], None, NONE)
    assert list(ids) == list(range(10))
    assert np.array_equal(found, rows[:10])


def test_rows_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    file = RowFile(tmp_path, 8)
    file.append(bytes(16))
    assert file.read(np.array([1])).shape == (1, 8)
    with pytest.raises(OSError, match="missing"):
        file.read(np.array([2]))


async def fill(store: SqliteStore, files: range) -> None:
    for number in files:
        indexed = await stores.add_file(store, f"file-{number}")
        await stores.embed_file(store, indexed, stores.vectors(3, seed=number))


async def ask(store: SqliteStore, files: list[str] | None = None) -> list[Hit]:
    vector = stores.vectors(1, seed=9)
    return await store.search_vectors(["vs_1"], vector, stores.MODEL, 4, [1, 5, 12], files)


async def test_a_large_store_is_searched_as_a_small_one_whatever_changes(tmp_path: Path) -> None:
    async def searched(whole: int, folder: Path) -> list[list[Hit]]:
        store = await SqliteStore.open(folder / "octavo.sqlite", whole_vectors=whole)
        await store.apply(Insert(stores.vector_store()))
        await fill(store, range(3))
        found = [await ask(store), await ask(store, ["file-1"])]
        await fill(store, range(3, 5))
        found.append(await ask(store))
        assert isinstance(store._cache.sketch(1, 1), Sketch) == (whole == 0)
        await store.apply(Delete(VectorStoreFileObject, "file-1", "vs_1"))
        found.append(await ask(store))
        await store.aclose()
        return found

    assert await searched(0, tmp_path / "sketched") == await searched(10**6, tmp_path / "whole")
    assert [path.name for path in (tmp_path / "sketched").iterdir()] == ["octavo.sqlite"]


async def test_without_a_place_for_its_rows_a_store_is_read_piece_by_piece(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = await SqliteStore.open(tmp_path / "octavo.sqlite", whole_vectors=0)
    await store.apply(Insert(stores.vector_store()))
    await fill(store, range(2))
    rows = tmp_path / "rows"
    rows.mkdir()
    store._cache.folder = rows
    sketched = await ask(store)
    store._cache.discard(1)
    shutil.rmtree(rows)
    assert await ask(store) == sketched
    assert store._cache.size == 0
    assert "no sketch" in caplog.text
    await store.aclose()
