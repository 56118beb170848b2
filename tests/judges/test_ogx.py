"""Judge 6: OGX, made by others, with OpenAI's interfaces: what we send to hosts works there.

It runs where ``OCTAVO_OGX=1`` asks for it and there is a Python of 3.12 or newer: its packages
have 400 MB. The models behind it are scripted.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import httpx
import numpy as np
import pytest

from octavo.errors import ProviderError
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.embeddings import ChooseEmbedderRequest
from octavo.protocol.messages import FileCitationAnnotation, TextContent
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import FileSearchCall, ToolCallsDetails
from octavo.providers.chat_completions import ChatCompletionsModel, hosted_models
from octavo.providers.connection import Connection
from octavo.providers.embeddings import HostedEmbeddings
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatMessage,
    ChatModel,
    ChatPart,
    ChatRequest,
    ChatText,
    ChatTool,
    ChatUsage,
)
from octavo.providers.responses import ResponsesModel
from support.asking import LEASE, asked, with_lease
from support.embedding import HashEmbedder
from support.model_server import call, chunk, head, says, sends
from support.model_server_thread import threaded_model_server
from support.ogx_host import DIMENSION, Ogx, ogx_server
from support.waiting import until
from system import SetupError
from unit.engine.hosting.conftest import Place

ASKED_FOR = "OCTAVO_OGX"
"""Names the variable of the environment that has this judge run."""

TINY, WORDS = "scripted/tiny", "scripted/words"
"""The models behind it as it lists them."""

LONG_LEASE = [
    " ".join([page, *(f"Rule {one} of part {part} binds tenant {one}." for one in range(30))])
    for part, page in enumerate(LEASE)
]
"""A lease whose pages OGX cuts into several passages each."""

HELLO = ChatRequest((ChatMessage("user", "Hello"),))
LOOK = ChatTool("look", "Looks.", {"type": "object", "properties": {"q": {"type": "integer"}}})

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.environ.get(ASKED_FOR) != "1", reason=f"{ASKED_FOR}=1 asks for OGX"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ogx]:
    with threaded_model_server() as server:
        try:
            with ogx_server(server, tmp_path_factory.mktemp("ogx")) as made:
                yield made
        except SetupError as error:
            pytest.skip(f"OGX cannot be had: {error}")


@pytest.fixture
def ogx(running: Ogx) -> Ogx:
    """Return the running OGX, whose models have not been asked yet."""
    running.chats = [says("Good ", "day.")]
    running.server.seen.clear()
    running.server.gone.clear()
    return running


@pytest.fixture
async def connection(ogx: Ogx) -> AsyncIterator[Connection]:
    async def key_of(origin: str) -> str | None:
        return None

    made = Connection(ogx.url, key_of=key_of)
    yield made
    await made.aclose()


@pytest.fixture(params=["chat completions", "responses"])
def model(connection: Connection, request: pytest.FixtureRequest) -> ChatModel:
    if request.param == "responses":
        return ResponsesModel(connection, TINY, name="ogx/tiny")
    return ChatCompletionsModel(connection, TINY, name="ogx/tiny")


@pytest.fixture
async def place(ogx: Ogx, tmp_path: Path) -> AsyncIterator[Place]:
    made = Place(tmp_path / "data", ogx)
    await made.open()
    yield made
    await made.aclose()
    await made.reader.aclose()


async def answer(model: ChatModel, request: ChatRequest = HELLO) -> list[ChatPart]:
    async with aclosing(model.chat(request)) as parts:
        return [part async for part in parts]


def written(parts: list[ChatPart]) -> str:
    return "".join(part.text for part in parts if isinstance(part, ChatText))


async def test_its_models_are_listed(connection: Connection) -> None:
    assert [one.id for one in await hosted_models(connection)] == [TINY, WORDS]


async def test_an_answer_comes_in_pieces_with_its_use_and_its_end(model: ChatModel) -> None:
    parts = await answer(model)
    assert written(parts) == "Good day."
    assert sum(isinstance(part, ChatText) for part in parts) > 1
    assert parts[-2:] == [ChatUsage(100, 10), ChatEnd("stop")]


async def test_a_function_is_called_and_its_output_understood(ogx: Ogx, model: ChatModel) -> None:
    ogx.chats = [says(calls=[call(0, "look", q=1)]), says("Seven.")]
    first = await answer(model, ChatRequest(HELLO.messages, (LOOK,)))
    (calls,) = [part for part in first if isinstance(part, ChatCalls)]
    (made,) = calls.calls
    assert (made.name, made.arguments) == ("look", '{"q": 1}')
    assert first[-1] == ChatEnd("calls")
    told = (
        ChatMessage("assistant", "", calls=(ChatCall(made.id, made.name, made.arguments),)),
        ChatMessage("tool", "7", call_id=made.id),
    )
    assert written(await answer(model, ChatRequest((*HELLO.messages, *told), (LOOK,)))) == "Seven."
    sent = ogx.asked[1].json["messages"]
    assert [one["role"] for one in sent] == ["user", "assistant", "tool"]
    assert (sent[1]["tool_calls"][0]["id"], sent[2]["tool_call_id"]) == (made.id, made.id)


async def test_stopping_an_answer_stops_the_model_behind_it(ogx: Ogx, model: ChatModel) -> None:
    begun = [chunk({"role": "assistant", "content": ""}), chunk({"content": "Once upon"})]
    ogx.chats = [sends(head(), *begun, close=False)]
    parts = model.chat(HELLO)
    assert isinstance(await anext(parts), ChatText)
    async with asyncio.timeout(5):
        await parts.aclose()
    await until(ogx.server.gone.is_set, "nobody reads the model's answer any more")


async def test_what_it_refuses_is_told_in_its_words(connection: Connection) -> None:
    for kind in (ChatCompletionsModel, ResponsesModel):
        with pytest.raises(ProviderError, match="none") as caught:
            await answer(kind(connection, "none", name="ogx/none"))
        assert caught.value.part == "model"


async def test_an_answer_in_the_background_which_it_cannot_stream_is_refused_in_its_words(
    connection: Connection,
) -> None:
    model = ResponsesModel(connection, TINY, name="ogx/tiny", background=True)
    with pytest.raises(ProviderError, match="'stream' and 'background'"):
        await answer(model)


async def test_a_response_is_not_kept_there(ogx: Ogx, connection: Connection) -> None:
    await answer(ResponsesModel(connection, TINY, name="ogx/tiny"))
    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        listed = await client.get(f"{ogx.url}/responses")
    assert listed.json()["data"] == []


async def test_vectors_come_in_the_order_of_the_texts(connection: Connection) -> None:
    texts = ["The rent is due in May.", "", "Pumps are inspected."]
    rows = await HostedEmbeddings(connection, WORDS, name="ogx/words").embed(texts)
    expected = await HashEmbedder(DIMENSION).embed([texts[0] + " ", ". ", texts[2] + " "])
    assert np.allclose(rows, expected, atol=1e-6)


async def test_a_collection_is_embedded_there_and_searched(place: Place) -> None:
    store_id = await place.put(rent="The rent is due in May.", pumps="Pumps are inspected.")
    await place.providers.allow("host", "embeddings")
    await place.client.choose_vector_store_embedder(
        store_id, ChooseEmbedderRequest(embedder=f"host/{WORDS}")
    )
    async with asyncio.timeout(120):
        while True:
            seen = await place.client.get_vector_store_embedding(store_id)
            assert seen.problem is None
            if seen.searched is not None and seen.searched.dimension == DIMENSION:
                break
            await asyncio.sleep(0.05)
    assert (await place.search(store_id, "when is the rent due"))[0].filename == "rent.txt"


async def test_files_go_there_are_asked_cited_from_their_page_and_gone_when_deleted(
    place: Place, ogx: Ogx, tmp_path: Path
) -> None:
    client = place.client
    await place.providers.allow("host", "answers")
    assistant = await with_lease(client, tmp_path, LONG_LEASE)
    assert assistant.tool_resources is not None
    assert assistant.tool_resources.file_search is not None
    (store_id,) = assistant.tool_resources.file_search.vector_store_ids
    await place.hosted(store_id, 1)
    async with httpx.AsyncClient(base_url=ogx.url + "/", timeout=60, trust_env=False) as there:
        (file,) = (await there.get("files")).json()["data"]
        assert file["filename"].endswith(".pdf")
        (store,) = (await there.get("vector_stores")).json()["data"]

        found = await place.search(store_id, "How much is the deposit?")
        assert 3 in {one.page for one in found}
        assert len(found) > len(LONG_LEASE)  # it was cut there, with no regard for pages
        assert all(one.page and one.rects for one in found)

        ogx.chats = [
            says(calls=[call(0, "file_search", query="working day notice")]),
            says("The deposit amounts to 2,400 euros."),
        ]
        await client.modify_assistant(assistant.id, ModifyAssistantRequest(model=f"host/{TINY}"))
        thread = await asked(client, "How much is the deposit?")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.05)
        assert run.status == "completed"
        (message, *_) = (await client.get_thread_messages(thread.id)).data
        (content,) = message.content
        assert isinstance(content, TextContent)
        (note,) = content.text.annotations
        assert isinstance(note, FileCitationAnnotation)
        cited = note.file_citation
        assert (cited.filename, cited.page, cited.verified) == ("lease.pdf", 3, True)
        assert cited.rects
        searches = [
            one.file_search
            for step in (await client.get_run_steps(thread.id, run.id)).data
            if isinstance(step.step_details, ToolCallsDetails)
            for one in step.step_details.tool_calls
            if isinstance(one, FileSearchCall)
        ]
        assert len(searches) == 2
        for one in searches:
            assert (one.searched_at, one.host_problem) == ([ogx.url.split("/")[2]], None)

        await place.choose(store_id, None)
        await place.when_listed(lambda listed: not listed)
        assert (await there.get("files")).json()["data"] == []
        async with asyncio.timeout(120):
            while True:  # the store is deleted after its files
                if not (await there.get("vector_stores")).json()["data"]:
                    break
                await asyncio.sleep(0.05)
        for gone in (f"files/{file['id']}", f"vector_stores/{store['id']}"):
            assert (await there.get(gone)).is_client_error
