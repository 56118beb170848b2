"""Embedders of hosts: chosen per store, changed in the background, and never mixed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine import embedders
from octavo.engine.app import Engine
from octavo.engine.ingest import embedding
from octavo.engine.ingest.turns import ROUND
from octavo.errors import ApiStatusError
from octavo.models.port import EmbeddingModel
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.embeddings import ChooseEmbedderRequest, StoreEmbeddingObject
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, CreateVectorStoreRequest
from octavo.providers.registry import Providers
from support.embedding import HashEmbedder
from support.embedding_host import EmbeddingServer, embedding_server, open_with_hosts
from support.model_server import Answer, Seen, refuses, replies, sends
from support.waiting import until

TEXTS = ("The rent is due on the first day.", "Pumps are inspected every year.")
REMOTE = "host/words"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once, and a host that failed is asked all the same.

    A busy computer takes its time to answer a question.
    """
    monkeypatch.setattr(embedders, "_QUESTION", 120.0)
    monkeypatch.setattr(embedding, "_RETRY_AFTER", 0.02)
    monkeypatch.setattr(embedding, "_LONGEST_REST", 0.05)
    monkeypatch.setattr(embedders, "_PASSED_OVER", 0.0)


@pytest.fixture
async def host() -> AsyncIterator[EmbeddingServer]:
    async with embedding_server() as made:
        yield made


class Place:
    """An engine with a host, which can be opened anew on the same folder."""

    client: Client
    engine: Engine
    providers: Providers

    def __init__(self, folder: Path, host: EmbeddingServer) -> None:
        self._folder = folder
        self._host = host
        self._stack = AsyncExitStack()
        self.local = HashEmbedder()
        self.reader = PdfiumReader()  # text files need no worker

    async def open(self, *, agreed: bool = True) -> None:
        opening = open_with_hosts(
            self._folder, self.reader, self.local, self._host.url, agreed=agreed
        )
        self.client, self.engine, self.providers = await self._stack.enter_async_context(opening)

    async def aclose(self) -> None:
        await self._stack.aclose()

    async def put(self, *texts: str) -> str:
        """Make a store of texts, and wait until they are read."""
        made = await self.client.create_vector_store(CreateVectorStoreRequest())
        for number, text in enumerate(texts):
            await self.add(made.id, text, f"{number}.txt")
        await self.client.wait_for_vector_store_to_complete(made.id, poll_interval=0.02)
        return made.id

    async def add(self, store_id: str, text: str, name: str = "more.txt") -> None:
        file = await self.client.upload_file(text.encode(), filename=name)
        request = CreateVectorStoreFileRequest(file_id=file.id)
        await self.client.create_vector_store_file(store_id, request)

    async def choose(self, store_id: str, name: str | None = REMOTE) -> StoreEmbeddingObject:
        request = ChooseEmbedderRequest(embedder=name)
        return await self.client.choose_vector_store_embedder(store_id, request)

    async def when(
        self, store_id: str, holds: Callable[[StoreEmbeddingObject], object]
    ) -> StoreEmbeddingObject:
        """Wait for a state of a store's vectors."""
        async with asyncio.timeout(120):
            while True:
                seen = await self.client.get_vector_store_embedding(store_id)
                if holds(seen):
                    return seen
                await asyncio.sleep(0.01)

    async def near(self, *store_ids: str, query: str = "rent") -> list[float | None]:
        """Return the nearness in meaning of what is found, None where words decide alone."""
        searcher = self.engine._services.search._searcher
        return [one.meaning for one in await searcher.search(store_ids, query, limit=9)]


@pytest.fixture
async def place(tmp_path: Path, host: EmbeddingServer) -> AsyncIterator[Place]:
    made = Place(tmp_path / "data", host)
    await made.open()
    yield made
    await made.aclose()
    await made.reader.aclose()


def by(name: str | None) -> Callable[[StoreEmbeddingObject], bool]:
    """Tell whether all passages are searched by vectors of an embedder, and nothing is made."""

    def holds(seen: StoreEmbeddingObject) -> bool:
        whole = seen.searched
        return (
            whole is not None
            and whole.embedder == name
            and whole.passages_embedded == whole.passages > 0
            and seen.next is None
        )

    return holds


def whole(count: int) -> Callable[[StoreEmbeddingObject], bool]:
    """Tell whether so many passages have the vectors that are searched."""
    return lambda seen: seen.searched is not None and seen.searched.passages_embedded == count


async def test_a_store_begins_with_the_embedder_that_comes_with_octavo(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    seen = await place.when(store_id, by(None))
    assert (seen.embedder, seen.problem) == (None, None)
    assert seen.searched is not None
    assert (seen.searched.model, seen.searched.dimension) == ("word-hash", 64)
    assert seen.searched.chunkers == ["sentences-1 200/30"]
    assert host.requests == []


async def test_another_embedder_is_made_beside_and_switched_at_the_end(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.when(store_id, by(None))
    host.gate.clear()
    chosen = await place.choose(store_id)
    assert chosen.embedder == REMOTE
    await place.add(store_id, "Rent again, of another file.")
    await place.client.wait_for_vector_store_to_complete(store_id, poll_interval=0.02)
    during = await place.when(store_id, whole(3))
    assert during.searched is not None
    assert during.searched.embedder is None  # what came meanwhile is in what is searched, too
    assert during.next is not None
    assert (during.next.embedder, during.next.passages_embedded) == (REMOTE, 0)
    assert None not in await place.near(store_id)
    host.gate.set()
    after = await place.when(store_id, by(REMOTE))
    assert after.searched is not None
    assert (after.searched.dimension, after.searched.passages) == (48, 3)
    assert after.searched.revision
    assert None not in await place.near(store_id)
    assert [one["model"] for one in (seen.json for seen in host.requests)] == ["words"] * len(
        host.requests
    )


async def test_a_host_that_is_left_gets_nothing_more(place: Place, host: EmbeddingServer) -> None:
    store_id = await place.put(*(f"Rent number {n}." for n in range(4)))
    await place.when(store_id, by(None))
    host.gate.clear()
    await place.choose(store_id)
    await until(
        lambda: any("Rent" in text for text in host.texts), "a passage is sent", seconds=120
    )
    await place.choose(store_id, None)
    sent = len(host.texts)
    host.gate.set()
    await place.add(store_id, "Rent of a file that comes later.")
    await place.client.wait_for_vector_store_to_complete(store_id, poll_interval=0.02)
    await place.when(
        store_id,
        lambda seen: by(None)(seen) and seen.searched and seen.searched.passages == 5,
    )
    assert len(host.texts) == sent


async def test_what_comes_while_a_host_is_left_is_found_by_words(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    await place.when(store_id, by(REMOTE))
    place.local.gate.clear()
    await place.choose(store_id, None)
    sent = len(host.texts)
    await place.add(store_id, "Rent of a file that comes later.")
    await place.client.wait_for_vector_store_to_complete(store_id, poll_interval=0.02)
    found = await place.near(store_id)
    assert None in found  # by words alone
    assert any(one is not None for one in found)  # those of before still by meaning
    assert not any("later" in text for text in host.texts[sent:])
    place.local.gate.set()
    await place.when(store_id, by(None))


async def test_an_empty_store_has_its_first_vectors_from_the_embedder_chosen(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put()
    await place.choose(store_id)
    await place.add(store_id, TEXTS[0])
    await place.when(store_id, by(REMOTE))
    assert any(TEXTS[0] in text for text in host.texts)


async def test_going_back_makes_vectors_of_the_shipped_one_again(place: Place) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    await place.when(store_id, by(REMOTE))
    await place.choose(store_id, None)
    await place.when(store_id, by(None))
    assert None not in await place.near(store_id)


async def test_a_restart_goes_on_with_the_change(place: Place, host: EmbeddingServer) -> None:
    store_id = await place.put(*TEXTS)
    await place.when(store_id, by(None))
    host.gate.clear()
    await place.choose(store_id)
    await place.aclose()
    await place.open()
    assert None not in await place.near(store_id)
    host.gate.set()
    await place.when(store_id, by(REMOTE))
    asked = len(host.requests)
    await place.aclose()
    await place.open()
    await place.when(store_id, by(REMOTE))
    assert len(host.requests) == asked  # nothing is asked of a host for which nothing is to do


async def test_nothing_is_sent_before_somebody_agreed(
    tmp_path: Path, host: EmbeddingServer
) -> None:
    place = Place(tmp_path / "data", host)
    await place.open(agreed=False)
    try:
        store_id = await place.put(*TEXTS)
        with pytest.raises(ApiStatusError, match="nobody has agreed"):
            await place.choose(store_id)
        # That passages are sent to be answered from is another matter.
        await place.providers.allow("host", "answers")
        with pytest.raises(ApiStatusError, match="nobody has agreed"):
            await place.choose(store_id)
        assert host.requests == []
        assert (await place.client.get_vector_store_embedding(store_id)).embedder is None
    finally:
        await place.aclose()
        await place.reader.aclose()


async def test_a_consent_that_is_taken_back_ends_the_sending(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    await place.when(store_id, by(REMOTE))
    host_entry = await place.providers.get("host")
    await place.providers.put(host_entry.model_copy(update={"allowed_text": ""}))
    asked = len(host.requests)
    assert set(await place.near(store_id, query="rent day")) == {None}
    await place.add(store_id, "Rent once more.")
    seen = await place.when(store_id, lambda seen: seen.problem)
    assert "nobody has agreed" in str(seen.problem)
    assert len(host.requests) == asked


FAULTS: dict[str, tuple[Answer, str]] = {
    "busy": (refuses(503, "Overloaded."), "failed"),
    "limit": (refuses(429, "Slow down.", retry_after="0"), "takes no more requests"),
    "key": (refuses(401, "No key."), "needs a key"),
    "no such model": (refuses(404, "model not found"), "does not have the model"),
    "hangs up": (sends(), "broke"),
    "web page": (replies(200, b"<html>", "text/html"), "web page"),
    "elsewhere": (replies(307, b"", location="http://other.example/"), "other.example"),
    "too few": (replies(200, {"data": []}), "0 vectors for"),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_host_that_fails_leaves_the_old_vectors_in_use_and_says_so(
    place: Place, host: EmbeddingServer, name: str
) -> None:
    """Security 5 and 6."""
    store_id = await place.put(*TEXTS)
    await place.when(store_id, by(None))
    host.gate.clear()
    await place.choose(store_id)
    host.fault, words = FAULTS[name]
    host.gate.set()
    await place.add(store_id, "Rent of a third file.")
    seen = await place.when(store_id, lambda seen: seen.problem and words in seen.problem)
    assert seen.searched is not None
    assert seen.searched.embedder is None
    await place.when(store_id, whole(3))  # what came meanwhile is embedded here
    assert None not in await place.near(store_id)
    host.fault = None
    after = await place.when(store_id, by(REMOTE))
    assert after.problem is None


async def test_a_choice_that_cannot_work_is_refused(place: Place, host: EmbeddingServer) -> None:
    store_id = await place.put(*TEXTS)
    host.fault = refuses(404, "model not found")
    with pytest.raises(ApiStatusError, match="does not have the model"):
        await place.choose(store_id)
    for wrong, words in (("nobody/words", "no provider"), ("words", "name provider")):
        with pytest.raises(ApiStatusError, match=f"(?i){words}"):
            await place.choose(store_id, wrong)
    seen = await place.client.get_vector_store_embedding(store_id)
    assert (seen.embedder, seen.next) == (None, None) or seen.searched is None


async def test_a_question_goes_by_words_while_the_host_is_away(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    await place.when(store_id, by(REMOTE))
    host.fault = refuses(401, "No key.")
    assert await place.near(store_id) == [None]
    seen = await place.client.get_vector_store_embedding(store_id)
    assert "needs a key" in str(seen.problem)
    host.fault = None
    assert None not in await place.near(store_id)
    assert (await place.client.get_vector_store_embedding(store_id)).problem is None


async def test_another_model_under_the_same_name_is_noticed_and_never_mixed(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    before = (await place.when(store_id, by(REMOTE))).searched
    host.revision = " other"
    # The question is not compared with vectors of the model before, and they are made anew.
    assert await place.near(store_id) == [None]
    after = (
        await place.when(store_id, lambda seen: by(REMOTE)(seen) and seen.searched != before)
    ).searched
    assert before is not None
    assert after is not None
    assert after.revision != before.revision
    assert after.passages_embedded == 2
    assert None not in await place.near(store_id)


async def test_other_dimensions_of_the_same_model_are_another_revision(
    place: Place, host: EmbeddingServer
) -> None:
    store_id = await place.put(*TEXTS)
    await place.choose(store_id)
    await place.when(store_id, by(REMOTE))
    host.dimension = 32
    await place.add(store_id, "Rent of a third file.")
    after = await place.when(
        store_id, lambda seen: by(REMOTE)(seen) and seen.searched and seen.searched.dimension == 32
    )
    assert after.searched is not None
    assert after.searched.passages == 3
    assert None not in await place.near(store_id)


async def test_stores_of_several_models_are_searched_together_on_one_scale(place: Place) -> None:
    ids = {name: await place.put(TEXTS[0]) for name in (None, REMOTE, "host/lifted")}
    for name, store_id in ids.items():
        await place.choose(store_id, name)
        await place.when(store_id, by(name))
    # Near-duplicates are told once, whichever store they are from.
    assert len(await place.near(*ids.values())) == 1
    (words,), (lifted,) = [await place.near(ids[name]) for name in (REMOTE, "host/lifted")]
    assert words is not None
    assert lifted == pytest.approx(words, abs=0.03)


async def test_a_passage_that_a_host_refuses_keeps_the_old_vectors_and_says_so(
    place: Place, host: EmbeddingServer
) -> None:
    host.refused = "poison"
    store_id = await place.put(*TEXTS, "Rent and poison.")
    await place.when(store_id, by(None))
    await place.choose(store_id)
    seen = await place.when(
        store_id, lambda seen: seen.problem and seen.next and seen.next.passages_embedded == 2
    )
    assert "not allowed" in str(seen.problem)
    assert seen.searched is not None
    assert seen.searched.embedder is None
    assert None not in await place.near(store_id)
    host.refused = ""
    await place.choose(store_id)  # once more: what failed is tried again
    await place.when(store_id, by(REMOTE))


async def test_what_is_too_much_for_a_host_is_sent_in_halves(
    place: Place, host: EmbeddingServer
) -> None:
    async def few(writer: asyncio.StreamWriter, seen: Seen) -> None:
        texts = seen.json["input"]
        if len(texts) > 4:
            await refuses(413, "Too many inputs.")(writer, seen)
        else:
            await replies(200, await host.vectors(texts))(writer, seen)

    host.server.script = [few]
    store_id = await place.put(*(f"Rent number {n}. " * 300 for n in range(2)))
    await place.choose(store_id)
    seen = await place.when(store_id, by(REMOTE))
    assert seen.searched is not None
    assert seen.searched.passages > 8


async def test_a_model_of_nobody_has_no_vectors(place: Place) -> None:
    known = place.engine._services.embedders
    assert await known.presumed("host/none") == EmbeddingModel("host/none", "", 0)
    assert await known.searched_by(EmbeddingModel("gone/words", "1", 48)) is None


@pytest.mark.parametrize("is_near", [True, False])
async def test_a_new_revision_of_octavos_own_model_is_made_beside_the_one_before(
    place: Place, is_near: bool
) -> None:
    store_id = await place.put(*TEXTS)
    await place.when(store_id, by(None))
    await place.aclose()
    place.local.model = EmbeddingModel("word-hash", "2", 64, earlier=("1",) if is_near else ())
    place.local.gate.clear()
    await place.open()
    during = await place.client.get_vector_store_embedding(store_id)
    assert (during.searched and during.searched.revision) == "1"
    assert (during.next and during.next.revision) == "2"
    # Questions are compared with vectors that are near to the new ones, and with no others.
    assert (None not in await place.near(store_id)) == is_near
    place.local.gate.set()
    after = await place.when(store_id, by(None))
    assert (after.searched and after.searched.revision) == "2"
    assert None not in await place.near(store_id)


async def test_no_hosts_model_waits_until_another_has_nothing_left_to_do(
    place: Place, host: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "_AT_ONCE", 1)
    large, small = [await place.put(text) for text in TEXTS]
    for store_id, name in ((large, REMOTE), (small, "host/lifted")):
        await place.choose(store_id, name)
        await place.when(store_id, by(name))
    host.gate.clear()
    for number in range(9):
        await place.add(large, f"Pump {number} is red.", f"{number}.txt")
    await place.add(small, "The rent rises.")
    for store_id in (large, small):
        await place.client.wait_for_vector_store_to_complete(store_id, poll_interval=0.02)
    await place.aclose()
    begun = len(host.requests)
    await place.open()
    host.gate.set()
    await place.when(large, whole(10))
    await place.when(small, whole(2))
    of_passages = [seen.json for seen in host.requests[begun:] if len(seen.json["input"]) == 2]
    models = [one["model"] for one in of_passages]
    assert (models.count("words"), models.count("lifted")) == (9, 1)
    assert models.index("lifted") <= ROUND
