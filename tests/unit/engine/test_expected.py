"""A question's vector is asked for while its run is being kept, and asked for once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.search import Searcher
from octavo.engine.store.sqlite import SqliteStore
from octavo.engine.store.store import Insert
from octavo.models.port import Vectors
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.embedding import HashEmbedder
from support.pdfs import make_pdf
from support.stores import add_file, embed_file, vector_store
from support.waiting import until

QUESTION = "When is the rent due?"
TEXTS = ("The rent is due monthly.", "Pets may stay.")


class Counting(HashEmbedder):
    """Notes what is asked at once; holds it back until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        if urgent:
            self.asked += texts
            await self.may_go_on.wait()
        return await super().embed(texts, urgent=urgent)


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
async def store(tmp_path: Path, embedder: Counting) -> AsyncIterator[SqliteStore]:
    made = await SqliteStore.open(tmp_path / "octavo.sqlite")
    await made.apply(Insert(vector_store("vs_1")))
    indexed = await add_file(made, texts=TEXTS)
    await embed_file(made, indexed, await embedder.embed(TEXTS), model=embedder.model)
    yield made
    await made.aclose()


async def test_the_search_waits_for_what_is_under_way_and_asks_once(
    store: SqliteStore, embedder: Counting
) -> None:
    searcher = Searcher(store, embedder)
    embedder.may_go_on.clear()
    searcher.expected.begin(["vs_1"], QUESTION)
    searcher.expected.begin(["vs_1"], QUESTION)
    await until(lambda: embedder.asked == [QUESTION], "the question")
    search = asyncio.create_task(searcher.search(["vs_1"], QUESTION, limit=2, closely=False))
    await searcher.expected.settled("Another question")
    assert not search.done()
    embedder.may_go_on.set()
    assert (await search)[0].chunk.page == 1
    assert embedder.asked == [QUESTION]


async def test_the_model_is_not_asked_for_stores_that_it_has_no_part_in(
    store: SqliteStore, embedder: Counting
) -> None:
    searcher = Searcher(store, embedder)
    searcher.expected.begin(["vs_gone"], QUESTION)
    searcher.expected.begin(["vs_1"], "  ")
    await searcher.expected.settled(QUESTION)
    assert embedder.asked == []


async def test_a_store_without_vectors_yet_asks_the_model_that_it_is_to_have(
    store: SqliteStore, embedder: Counting
) -> None:
    searcher = Searcher(store, embedder)
    await store.apply(Insert(vector_store("vs_new")))
    await store.apply(Insert(vector_store("vs_host")))
    await store.choose_embedder("vs_host", "host/words")
    searcher.expected.begin(["vs_host"], "To a host?")
    searcher.expected.begin(["vs_new"], QUESTION)
    await searcher.expected.settled("To a host?")
    await searcher.expected.settled(QUESTION)
    assert embedder.asked == [QUESTION]


async def test_closing_ends_what_is_under_way(store: SqliteStore, embedder: Counting) -> None:
    searcher = Searcher(store, embedder)
    embedder.may_go_on.clear()
    searcher.expected.begin(["vs_1"], QUESTION)
    await until(lambda: embedder.asked == [QUESTION], "the question")
    await searcher.expected.aclose()
    embedder.may_go_on.set()
    # It is asked by the search, as if nothing had been begun.
    assert await searcher.search(["vs_1"], QUESTION, limit=2, closely=False)
    assert embedder.asked == [QUESTION, QUESTION]


async def test_a_run_asks_for_its_question_before_it_searches(
    client: Client, embedder: Counting, tmp_path: Path
) -> None:
    file = await client.upload_file(make_pdf(tmp_path / "lease.pdf", TEXTS))
    made = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    stores = FileSearchResourcesRequest(vector_store_ids=[made.id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=stores),
        )
    )
    thread = await client.create_thread()
    embedder.may_go_on.clear()
    run = await client.create_run(
        thread.id,
        CreateRunRequest(
            assistant_id=assistant.id,
            additional_messages=[CreateMessageRequest(role="user", content=QUESTION)],
        ),
    )
    await until(lambda: QUESTION in embedder.asked, "the question")
    embedder.may_go_on.set()
    ended = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert ended.status == "completed"
    assert embedder.asked.count(QUESTION) == 1
