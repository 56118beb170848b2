"""Words that are common in a large store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.engine.store import sqlite_words
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from support import stores


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteStore]:
    monkeypatch.setattr(sqlite_words, "LARGE", 60)
    monkeypatch.setattr(sqlite_words, "SIZABLE", 55)
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(stores.vector_store()))
    texts = [f"The report {n} on gravel." for n in range(50)]
    texts += [f"The report on the lake {n}." for n in range(2)]
    await stores.add_file(made, texts=texts)
    yield made
    await made.aclose()


async def found(store: SqliteStore, *words: str) -> int:
    return len(await store.search_words(["vs_1"], words, 99))


async def test_in_a_small_store_all_words_count(store: SqliteStore) -> None:
    assert await found(store, "report", "lake", "gravel") == 52


async def test_in_a_large_store_common_words_are_left_out(store: SqliteStore) -> None:
    await stores.add_file(store, "file-2", texts=[f"A report, page {n}." for n in range(30)])
    assert await found(store, "report", "lake", "7") == 4
    # Without others they are looked for.
    assert await found(store, "report", "gravel") == 82
    assert await found(store, "report", "nowhere", "nothing") == 82
    assert await found(store, "nowhere") == 0


async def test_words_without_weight_change_no_ranking(store: SqliteStore) -> None:
    """Of a store that is not large, words are left out only where BM25 gives them no weight."""
    all_words = await store.search_words(["vs_1"], ["report", "lake", "7"], 3)
    await stores.add_file(store, "file-2", texts=["An oak.", "A beech.", "An ash."])
    # "gravel" and "report" are in more than half, "lake" and "7" are not.
    assert await found(store, "report", "lake", "7") == 3
    left = await store.search_words(["vs_1"], ["report", "lake", "7"], 3)
    assert [hit.chunk_id for hit in left] == [hit.chunk_id for hit in all_words]


async def test_in_a_large_store_common_words_weigh_what_others_find(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"A report, page {n}." for n in range(30)]
    await stores.add_file(store, "file-2", texts=["A gravel lake, dug for gravel.", *texts])
    wanted = ["gravel", "lake", "7"]
    found = await store.search_words(["vs_1"], wanted, 3)
    monkeypatch.setattr(sqlite_words, "SIZABLE", 10**6)
    assert found == (await store.search_words(["vs_1"], wanted, 99))[:3]
    assert len({hit.score for hit in found}) == 3
