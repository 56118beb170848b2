"""The order in which passages get their vectors, told by what a held embedder is given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest

from octavo.client import Client
from octavo.engine.ingest import embedding
from octavo.models.port import Vectors
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.embeddings import ChooseEmbedderRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.asking import asked
from support.embedding import HashEmbedder
from support.waiting import until


class SlowEmbedder(HashEmbedder):
    """Makes one part at a time when it is let, and notes of which file each was."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []
        self.texts: list[str] = []
        self._let = asyncio.Semaphore(0)

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        if not urgent:
            (name,) = {text.split()[0] for text in texts}
            self.given.append(name)
            self.texts += texts
            await self._let.acquire()
        return await super().embed(texts, urgent=urgent)

    def let(self, parts: int) -> None:
        for _ in range(parts):
            self._let.release()

    async def go_on(self, parts: int) -> list[str]:
        """Let some parts be made; return which were given since they began."""
        begun = len(self.given)
        self.let(parts)
        await until(lambda: len(self.given) == begun + parts, f"{parts} parts")
        return self.given[begun:]


@pytest.fixture
def embedder() -> SlowEmbedder:
    return SlowEmbedder()


@pytest.fixture
async def reader() -> AsyncIterator[PdfiumReader]:
    made = PdfiumReader()  # text files need no worker
    yield made
    await made.aclose()


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is one passage, so that short texts are long documents."""
    monkeypatch.setattr(embedding, "_AT_ONCE", 1)


def _long(name: str, passages: int) -> str:
    """Return a text of so many passages at least, no two of which are the same."""
    return name + "".join(f" {number:06}" for number in range(200 * passages))


async def _put(client: Client, *texts: str) -> str:
    """Put texts, called by their first words, into a store; return its id when they are read."""
    ids = []
    for text in texts:
        name = text.split()[0]
        ids.append((await client.upload_file(text.encode(), filename=f"{name}.txt")).id)
    made = await client.create_vector_store(CreateVectorStoreRequest(file_ids=ids))
    await client.wait_for_vector_store_to_complete(made.id, poll_interval=0.02)
    return made.id


async def _held(client: Client, embedder: SlowEmbedder, text: str) -> None:
    """Put in a document, at the first part of which the embedder is held."""
    await _put(client, text)
    await until(lambda: embedder.given, "the first part")


async def _question(client: Client, store_id: str) -> None:
    """Ask a question about a store."""
    file_search = FileSearchResourcesRequest(vector_store_ids=[store_id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=file_search),
        )
    )
    thread = await asked(client, "Which words are there?")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "completed"


async def _choice(client: Client, store_id: str) -> None:
    """Say what is to embed a store, as `octavo ask` does before it waits."""
    await client.choose_vector_store_embedder(store_id, ChooseEmbedderRequest(embedder=None))


async def test_a_note_does_not_wait_until_a_long_document_is_done(
    client: Client, embedder: SlowEmbedder
) -> None:
    await _held(client, embedder, _long("bundle", 9))
    await _put(client, "note of one line")
    assert await embedder.go_on(3) == ["note", "bundle", "bundle"]


@pytest.mark.parametrize("ask", [_question, _choice])
async def test_what_is_asked_about_comes_first_and_the_rest_gets_on(
    client: Client, embedder: SlowEmbedder, ask: Callable[[Client, str], Awaitable[None]]
) -> None:
    await _held(client, embedder, _long("letter", 5))
    store_id = await _put(client, _long("brief", 12))
    await ask(client, store_id)
    given = await embedder.go_on(6)
    assert given == ["brief", "letter", "brief", "brief", "brief", "letter"]


async def test_few_passages_have_their_vectors_before_thousands_of_others(
    client: Client, embedder: SlowEmbedder
) -> None:
    """What the command line's question waits for comes about though much is left over."""
    await _held(client, embedder, _long("bundle", 60))
    store_id = await _put(client, "lease of two lines", "note of one line")
    embedder.let(3)
    await until(lambda: len(embedder.given) == 4, "two short files, and the long one")
    assert embedder.given[1:3] == ["lease", "note"]
    stands = await client.get_vector_store_embedding(store_id)
    assert stands.searched is not None
    assert stands.searched.passages_embedded == stands.searched.passages == 2


async def test_a_long_document_that_lets_others_pass_goes_on_where_it_was(
    client: Client, embedder: SlowEmbedder
) -> None:
    text = _long("bundle", 6)
    await _held(client, embedder, text)
    await _put(client, "note of one line")
    embedder.let(99)
    await until(lambda: any(text[-6:] in one for one in embedder.texts), "the end of it")
    assert len(set(embedder.texts)) == len(embedder.texts)


async def test_a_choice_that_changes_nothing_undoes_nothing(
    client: Client, embedder: SlowEmbedder
) -> None:
    """Each `octavo ask` makes one."""
    await _held(client, embedder, _long("bundle", 9))
    store_id = await _put(client, "note of one line")
    await _choice(client, store_id)
    await embedder.go_on(3)
    assert len(set(embedder.texts)) == len(embedder.texts)
