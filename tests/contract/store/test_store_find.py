"""What is found while somebody types: chunks by words that go on, messages when they are whole."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from octavo.engine.store.records import Typed
from octavo.engine.store.store import Delete, Insert, Replace, Store
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import VectorStoreObject
from support import stores


async def test_chunks_are_found_while_a_word_is_being_typed(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    lease = await stores.add_file(
        store, texts=("They terminate the rent.", "A payable terminal.", "Rents are due.")
    )
    first, second, third = lease.chunk_ids

    async def found(*words: str, begun: str = "", limit: int = 9) -> set[int]:
        hits = await store.find_chunks(["vs_1"], Typed(words, begun), limit)
        assert await store.find_chunks(None, Typed(words, begun), limit) == hits
        return {hit.chunk_id for hit in hits}

    for length in range(3, len("terminate") + 1):
        assert first in await found(begun="terminate"[:length])
    assert first in await found(begun="they")
    assert third in await found(begun="rents")
    assert await found("rent", begun="ter") == {first}
    assert await found("rent") == {first, third}
    assert second in await found(begun="terminal")
    for length in range(3, len("payable") + 1):
        assert second in await found(begun="payable"[:length])
    assert len(await found("rent", limit=1)) == 1
    assert await found() == set()
    assert await store.find_chunks(["vs_other"], Typed(("rent",)), 9) == []


async def test_chunks_that_say_it_more_often_come_first(store: Store) -> None:
    await store.apply(Insert(stores.vector_store("vs_1")), Insert(stores.vector_store("vs_2")))
    padding = " and so on" * 30
    once, dense, long = (
        f"The rent is due.{padding}",
        f"The rent: rent, rents, rented.{padding}",
        f"The rent is due.{padding}{padding}",
    )
    first = await stores.add_file(store, texts=(long, dense))
    second = await stores.add_file(store, "file-2", vector_store_id="vs_2", texts=(once,))
    hits = await store.find_chunks(None, Typed(("the",), "ren"), 9)
    wanted = [first.chunk_ids[1], second.chunk_ids[0], first.chunk_ids[0]]
    assert [hit.chunk_id for hit in hits] == wanted
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


async def test_where_a_word_is_everywhere_the_newest_come_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.engine.store.sqlite_find._RANKED", 2)
    await store.apply(Insert(stores.vector_store()))
    lease = await stores.add_file(store, texts=("rent", "rent rent", "rent", "rent", "rent"))
    hits = await store.find_chunks(None, Typed(("rent",)), 2)
    assert [hit.chunk_id for hit in hits] == [*lease.chunk_ids[:-3:-1]]


@pytest.fixture
async def drawn(store: Store) -> Mapping[int, list[str]]:
    """Words of chunks by their ids, drawn so that some are everywhere; stores take turns."""
    rng = random.Random(7)
    vocabulary = ["zarak", "mondip", "mondrak", "telok", "bivak", "kasuk", "dorpik", "nalok"]
    weights = [40, 25, 12, 6, 4, 2, 1, 1]
    await store.apply(*(Insert(stores.vector_store(f"vs_{n}")) for n in range(4)))
    texts: dict[int, list[str]] = {}
    for turn in range(12):
        drawn = [rng.choices(vocabulary, weights, k=rng.randint(2, 14)) for _ in range(6)]
        # The last store has only the rare words of the first: most queries pass it by.
        if turn % 4 == 3:
            drawn = [[word for word in some if word in vocabulary[4:]] or ["x7"] for some in drawn]
        file = await stores.add_file(
            store,
            f"file-{turn}",
            vector_store_id=f"vs_{turn % 4}",
            texts=[" ".join(some) for some in drawn],
        )
        texts |= dict(zip(file.chunk_ids, drawn, strict=True))
    return texts


@pytest.mark.parametrize("ranked", [3, 20, 1000])
async def test_what_is_found_is_what_looking_at_every_chunk_finds(
    store: Store, drawn: Mapping[int, list[str]], ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.engine.store.sqlite_find._RANKED", ranked)

    def density(words: list[str], wanted: Typed) -> float:
        """Score by how densely a chunk has the words; 0 if one is missing."""
        counts = [words.count(one) for one in wanted.words]
        if wanted.begun:
            counts.append(sum(one.startswith(wanted.begun) for one in words))
        size = len(words) + 1  # the heading has one
        return 0.0 if 0 in counts else sum(counts) / (sum(counts) + 0.3 + 0.9 * size / 120)

    queries = [
        Typed((), "mon"), Typed((), "mondr"), Typed(("zarak",)), Typed(("zarak",), "mond"),
        Typed(("telok", "bivak")), Typed(("telok", "zarak"), "kas"), Typed(("dorpik",), "nal"),
        Typed(("nalok",)), Typed(("nowhere",)), Typed(("zarak",), "nowhere"), Typed((), "nalok"),
    ]  # fmt: skip
    for wanted in queries:
        scores = {key: value for key in drawn if (value := density(drawn[key], wanted))}
        for limit in (1, 5, 30):
            found = [hit.chunk_id for hit in await store.find_chunks(None, wanted, limit)]
            order = sorted(scores, reverse=True)
            if len(scores) <= ranked:
                order = sorted(scores, key=lambda key: (-round(scores[key], 9), key))
            assert found == order[:limit], (wanted, limit)


async def test_what_comes_and_goes_between_two_letters_is_seen(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()), Insert(stores.vector_store("vs_2")))
    old = await stores.add_file(store, texts=("The rent is due.", "A terminal."))

    async def found() -> list[int]:
        return [hit.chunk_id for hit in await store.find_chunks(None, Typed(("rent",), "ter"), 9)]

    for _ in range(9):  # whoever reads has been told that there are none
        assert await found() == []
    new = await stores.add_file(
        store, "file-2", vector_store_id="vs_2", texts=("Rent of a terrace.", "Rent.")
    )
    for _ in range(9):
        assert await found() == [new.chunk_ids[0]]
    await store.apply(Delete(VectorStoreObject, "vs_2"))
    for _ in range(9):
        assert await found() == []
    assert [hit.chunk_id for hit in await store.find_chunks(None, Typed(("rent",)), 9)] == [
        old.chunk_ids[0]
    ]


async def test_messages_are_found_when_they_are_whole(store: Store) -> None:
    whole = stores.message("msg_1", text="How much is the Größe?")
    growing = stores.message("msg_2", text="It is").model_copy(update={"status": "in_progress"})
    await store.apply(Insert(stores.thread()), Insert(whole), Insert(growing))
    assert await store.find_messages(Typed(("how",), "groß"), 9) == [whole]
    assert await store.find_messages(Typed(("it",)), 9) == []

    ended = growing.model_copy(update={"status": "completed"})
    await store.apply(Replace(ended))
    assert await store.find_messages(Typed(("it",)), 9) == [ended]
    assert await store.find_messages(Typed(("how",), "it"), 9) == []

    await store.apply(Delete(ThreadObject, "thread_1"))
    assert await store.find_messages(Typed(("it",)), 9) == []


async def test_sealed_vectors_of_an_entry_are_told(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    lease = await stores.add_file(store)
    assert await store.entry_vectors("vs_1", "file-1") is None
    await stores.embed_file(store, lease, stores.vectors(3))
    found = await store.entry_vectors("vs_1", "file-1")
    assert found is not None
    assert tuple(found.ids.tolist()) == lease.chunk_ids
    assert found.rows.shape == (3, stores.MODEL.dimension)
    assert await store.entry_vectors("vs_other", "file-1") is None
