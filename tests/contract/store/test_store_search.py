"""Words and vectors: what is found, in which order, and what no query can break."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.engine.store.store import Insert, Store
from octavo.models.port import EmbeddingModel
from support import stores
from support.stores import MODEL, Indexed

TEXTS = (
    "The rent is due on the first day of each month.",
    "The deposit equals two monthly rents, not three.",
    "Häuser und Öfen sind zu pflegen. Pets may stay near the fire.",
)


@pytest.fixture
async def lease(store: Store) -> Indexed:
    await store.apply(Insert(stores.vector_store()))
    return await stores.add_file(store, texts=TEXTS)


async def _pages(store: Store, *words: str, limit: int = 9) -> list[int]:
    hits = await store.search_words(["vs_1"], words, limit)
    assert sorted(hits, key=lambda hit: -hit.score) == hits
    return [chunk.page for chunk in await store.chunks([hit.chunk_id for hit in hits])]


# -- words ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("lease")
async def test_any_of_the_words_is_found_and_more_of_them_rank_higher(store: Store) -> None:
    assert await _pages(store, "deposit", "rent") == [2, 1]
    assert await _pages(store, "pets", "nowhere") == [3]
    assert await _pages(store, "nowhere") == []


@pytest.mark.usefixtures("lease")
async def test_words_are_found_in_other_forms_and_without_accents(store: Store) -> None:
    assert await _pages(store, "DEPOSITS") == [2]
    assert await _pages(store, "hauser") == [3]
    assert await _pages(store, "ÖFEN") == [3]


async def test_numbers_and_codes_are_found_however_they_are_written(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    texts = ("The price is 1,234,567 euros.", "Form GS-5002-B is signed.", "Form GS-5003-B is not.")
    await stores.add_file(store, texts=texts)
    assert await _pages(store, "1234567") == await _pages(store, "1.234.567", limit=1) == [1]
    assert await _pages(store, "gs5002b") == [2]
    assert (await _pages(store, "GS-5002-B"))[0] == 2
    assert await _pages(store, "234568") == []


@pytest.mark.usefixtures("lease")
async def test_titles_and_headings_are_searched_too(store: Store) -> None:
    assert sorted(await _pages(store, "lease")) == [1, 2, 3]


@pytest.mark.usefixtures("lease")
async def test_the_limit_keeps_the_best(store: Store) -> None:
    assert await _pages(store, "deposit", "rent", limit=1) == [2]
    assert await _pages(store, "rent", limit=0) == []


@pytest.mark.usefixtures("lease")
async def test_only_the_given_stores_are_searched(store: Store) -> None:
    await store.apply(Insert(stores.vector_store("vs_2")))
    other = await stores.add_file(store, "file-2", vector_store_id="vs_2", texts=("Rent!",))
    hits = await store.search_words(["vs_2"], ["rent"], 9)
    assert [hit.chunk_id for hit in hits] == list(other.chunk_ids)
    assert len(await store.search_words(["vs_1", "vs_2", "vs_1"], ["rent"], 9)) == 3
    assert await store.search_words([], ["rent"], 9) == []
    assert await store.search_words(["vs_9"], ["rent"], 9) == []


@pytest.mark.parametrize(
    "word",
    [
        '"',
        "*",
        "NEAR(",
        "-",
        ":",
        "AND",
        'a" OR "b',
        "{text} :",
        "^rent",
        "rent*",
        "(",
        "\x00",
        "\ud800",
        "",
        "' ; DROP TABLE chunks",
        "+",
        "\\",
        "%",
        "e\u0301",
        "\U000e0041",
        "a" * 100_000,
    ],
)
@pytest.mark.usefixtures("lease")
async def test_syntax_in_words_is_searched_as_words(store: Store, word: str) -> None:
    """Security 13: no query raises, and syntax does nothing."""
    assert 2 in await _pages(store, word, "deposit")
    found = {"NEAR(": [3], "^rent": [1, 2], "rent*": [1, 2]}
    assert sorted(await _pages(store, word)) == found.get(word, [])


@pytest.mark.usefixtures("lease")
async def test_operators_are_words(store: Store) -> None:
    assert await _pages(store, "NEAR") == [3]
    assert await _pages(store, "NOT", "three") == [2]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(st.characters(codec=None), max_size=40), max_size=300))
@pytest.mark.usefixtures("lease")
async def test_no_words_raise(store: Store, words: list[str]) -> None:
    """Security 13."""
    await store.search_words(["vs_1"], words, 9)


@pytest.mark.usefixtures("lease")
async def test_thousands_of_words_are_bounded(store: Store) -> None:
    assert await _pages(store, "deposit", *(f"w{n}" for n in range(5000))) == [2]


# -- vectors -------------------------------------------------------------------------------


async def test_cosines_come_out_as_they_are(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    texts = tuple(f"Passage {n}." for n in range(200))
    model = EmbeddingModel("wide", "1", 384)
    indexed = await stores.add_file(store, texts=texts)
    rows = stores.vectors(200, dimension=384)
    await stores.embed_file(store, indexed, rows, model=model)
    query = stores.vectors(1, dimension=384, seed=1)
    hits = await store.search_vectors(["vs_1"], query, model, 200)
    expected = dict(zip(indexed.chunk_ids, (rows @ query[0]).tolist(), strict=True))
    assert {hit.chunk_id: hit.score for hit in hits} == pytest.approx(expected, abs=0.005)
    assert hits == sorted(hits, key=lambda hit: -hit.score)
    ten = await store.search_vectors(["vs_1"], query[0], model, 10)
    assert ten == hits[:10]


async def test_asked_for_chunks_are_scored_beyond_the_limit(store: Store, lease: Indexed) -> None:
    await stores.embed_file(store, lease, np.eye(8, dtype=np.float32)[:3])
    query = np.eye(8, dtype=np.float32)[0]
    also = [lease.chunk_ids[2], 9999]
    hits = await store.search_vectors(["vs_1"], query, MODEL, 1, also=also)
    assert [hit.chunk_id for hit in hits] == [lease.chunk_ids[0], lease.chunk_ids[2]]
    assert [hit.score for hit in hits] == pytest.approx([1.0, 0.0])


async def test_vectors_are_searched_once_sealed(store: Store, lease: Indexed) -> None:
    await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids, stores.vectors(3))
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == []
    await store.seal_vectors("vs_1", "file-1", MODEL)
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9)) == 3


async def test_each_sealing_is_seen_by_the_next_search(store: Store, lease: Indexed) -> None:
    await stores.embed_file(store, lease, stores.vectors(3))
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 99)) == 3
    second = await stores.add_file(store, "file-2")
    await stores.embed_file(store, second, stores.vectors(3))
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 99)) == 6


async def test_embedding_resumes_where_it_ended(store: Store, lease: Indexed) -> None:
    first = await store.unembedded("vs_1", "file-1", MODEL, 2)
    assert [chunk.id for chunk in first] == list(lease.chunk_ids[:2])
    await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids[:2], stores.vectors(2))
    rest = await store.unembedded("vs_1", "file-1", MODEL, 9)
    assert [chunk.id for chunk in rest] == [lease.chunk_ids[2]]
    # Whoever did not hear of the end sends all again.
    await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids, stores.vectors(3))
    assert await store.unembedded("vs_1", "file-1", MODEL, 9) == []
    await store.seal_vectors("vs_1", "file-1", MODEL)
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9)) == 3
    assert await store.unembedded("vs_1", "file-1", MODEL, 9) == []


async def test_sealing_again_adds_to_what_is_sealed(store: Store, lease: Indexed) -> None:
    rows = stores.vectors(3)
    for part in (slice(0, 1), slice(1, 3)):
        await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids[part], rows[part])
        await store.seal_vectors("vs_1", "file-1", MODEL)
    await store.seal_vectors("vs_1", "file-1", MODEL)
    hits = await store.search_vectors(["vs_1"], rows[2], MODEL, 9)
    assert len(hits) == 3
    assert hits[0].chunk_id == lease.chunk_ids[2]


async def test_vectors_of_two_models_never_mix(store: Store, lease: Indexed) -> None:
    other = dataclasses.replace(MODEL, revision="2")
    await stores.embed_file(store, lease, stores.vectors(3))
    assert await store.search_vectors(["vs_1"], stores.vectors(1), other, 9) == []
    assert len(await store.unembedded("vs_1", "file-1", other, 9)) == 3
    await store.add_vectors("vs_1", "file-1", other, lease.chunk_ids, stores.vectors(3, seed=5))
    # The old ones are searched until the new ones are whole.
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9)) == 3
    await store.seal_vectors("vs_1", "file-1", other)
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9)) == 3
    assert await store.search_vectors(["vs_1"], stores.vectors(1), other, 9) == []
    assert await store.switch_vectors("vs_1", other)
    assert await store.search_vectors(["vs_1"], stores.vectors(1), MODEL, 9) == []
    assert len(await store.search_vectors(["vs_1"], stores.vectors(1), other, 9)) == 3


async def test_vectors_come_in_the_order_of_the_chunks(store: Store, lease: Indexed) -> None:
    with pytest.raises(ValueError, match="in the order"):
        await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids[1:], stores.vectors(2))
    with pytest.raises(ValueError, match="shape"):
        await store.add_vectors("vs_1", "file-1", MODEL, lease.chunk_ids, stores.vectors(2))


async def test_vectors_of_an_entry_that_is_gone_are_dropped(store: Store, lease: Indexed) -> None:
    await store.add_vectors("vs_1", "file-9", MODEL, lease.chunk_ids, stores.vectors(3))
    await store.seal_vectors("vs_1", "file-9", MODEL)
    assert await store.unembedded("vs_1", "file-9", MODEL, 9) == []


async def test_broken_vectors_score_nothing(store: Store, lease: Indexed) -> None:
    rows = stores.vectors(3)
    rows[0] = 0
    rows[1] = np.nan
    await stores.embed_file(store, lease, rows)
    scores = {
        hit.chunk_id: hit.score for hit in await store.search_vectors(["vs_1"], rows[2], MODEL, 9)
    }
    assert scores == pytest.approx(dict(zip(lease.chunk_ids, (0, 0, 1), strict=True)), abs=0.01)


async def test_files_taken_in_at_the_same_time(store: Store) -> None:
    """Their chunk ids are interleaved."""
    await store.apply(Insert(stores.vector_store()))
    entries = []
    for name in ("file-1", "file-2"):
        entry = stores.store_file(name)
        await store.apply(Insert(stores.file(name)), Insert(entry))
        await store.begin_document(stores.digest(name), stores.facts(4), stores.TEXT_VERSION)
        entries.append(entry)
    for number in range(1, 5):
        for entry in entries:
            batch = stores.page_batch(stores.page(number))
            await store.add_pages(entry, stores.digest(entry.id), batch)
    rows = np.eye(8, dtype=np.float32)
    wanted: dict[int, int] = {}
    for number, entry in enumerate(entries):
        chunks = await store.unembedded("vs_1", entry.id, MODEL, 9)
        mine = range(4 * number, 4 * number + 4)
        wanted |= {chunk.id: row for chunk, row in zip(chunks, mine, strict=True)}
        await store.add_vectors(
            "vs_1", entry.id, MODEL, [chunk.id for chunk in chunks], rows[mine.start : mine.stop]
        )
        await store.seal_vectors("vs_1", entry.id, MODEL)
    for chunk_id, row in wanted.items():
        hits = await store.search_vectors(["vs_1"], rows[row], MODEL, 1, also=list(wanted))
        assert hits[0].chunk_id == chunk_id
        assert len(hits) == 8


# -- within some files ---------------------------------------------------------------------


@pytest.fixture
async def three(store: Store) -> dict[str, Indexed]:
    """Three files; every passage of the first fits "rent" better than the others' do."""
    await store.apply(Insert(stores.vector_store()))
    texts = {
        "file-1": ("Rent rent rent.",) * 30,
        "file-2": ("A long page on gardens that names the rent but once, late and in passing.",),
        "file-3": ("Another page on gardens and the rent, which is even longer than that one.",),
    }
    return {
        key: await stores.add_file(store, key, texts=of_file, content=key)
        for key, of_file in texts.items()
    }


async def test_words_are_ranked_among_the_given_files(
    store: Store, three: dict[str, Indexed]
) -> None:
    """The best of the file are found although dozens of others fit better."""

    async def found(*files: str, limit: int = 5) -> set[int]:
        hits = await store.search_words(["vs_1"], ["rent"], limit, list(files))
        return {hit.chunk_id for hit in hits}

    assert await found("file-2") == set(three["file-2"].chunk_ids)
    both = {*three["file-2"].chunk_ids, *three["file-3"].chunk_ids}
    assert await found("file-3", "file-2") == both
    assert await found("file-1") < set(three["file-1"].chunk_ids)
    assert await found() == await found("file-9") == set()
    assert len(await store.search_words(["vs_1"], ["rent"], 99, None)) == 32


async def test_the_given_files_are_those_of_the_given_stores(
    store: Store, three: dict[str, Indexed]
) -> None:
    await store.apply(Insert(stores.vector_store("vs_2")))
    other = await stores.add_file(
        store, "file-2", vector_store_id="vs_2", texts=("Rent.",), content="file-2"
    )
    hits = await store.search_words(["vs_2"], ["rent"], 9, ["file-1", "file-2"])
    assert [hit.chunk_id for hit in hits] == list(other.chunk_ids)
    hits = await store.search_words(["vs_1", "vs_2"], ["rent"], 9, ["file-2"])
    assert {hit.chunk_id for hit in hits} == {*three["file-2"].chunk_ids, *other.chunk_ids}


async def test_vectors_are_ranked_among_the_given_files(
    store: Store, three: dict[str, Indexed]
) -> None:
    rows = stores.vectors(32, seed=5)
    question = rows[0]
    near = np.tile(question, (30, 1)).astype(np.float32)
    await stores.embed_file(store, three["file-1"], near)
    await stores.embed_file(store, three["file-2"], rows[30:31])
    await stores.embed_file(store, three["file-3"], rows[31:32])

    async def found(*files: str, also: tuple[int, ...] = ()) -> list[int]:
        hits = await store.search_vectors(["vs_1"], question, MODEL, 2, also, list(files))
        return [hit.chunk_id for hit in hits]

    both = {*three["file-2"].chunk_ids, *three["file-3"].chunk_ids}
    assert set(await found("file-2", "file-3")) == both
    assert await found("file-3") == list(three["file-3"].chunk_ids)
    assert await found() == await found("file-9") == []
    # Outside of the files nothing is scored, even if it is asked for.
    assert await found("file-3", also=three["file-2"].chunk_ids) == list(three["file-3"].chunk_ids)


# -- the passages of a file ----------------------------------------------------------------


async def test_the_passages_of_a_file_come_in_order_and_in_portions(
    store: Store, lease: Indexed
) -> None:
    chunks = await store.entry_chunks("vs_1", "file-1", 0, 2)
    assert [(chunk.text, chunk.label) for chunk in chunks] == [(TEXTS[0], "p1"), (TEXTS[1], "p2")]
    rest = await store.entry_chunks("vs_1", "file-1", chunks[-1].id, 9)
    assert [chunk.id for chunk in rest] == list(lease.chunk_ids[2:])
    assert await store.entry_chunks("vs_1", "file-9", 0, 9) == []
