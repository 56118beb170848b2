"""One life of every family with the real engine, in process and over real HTTP."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client, HttpTransport, InProcessTransport, iterate, plain_text
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest, ModifyAssistantRequest
from octavo.protocol.messages import CreateMessageRequest, MessageDeltaObject, ModifyMessageRequest
from octavo.protocol.runs import CreateRunRequest, CreateThreadAndRunRequest, ModifyRunRequest
from octavo.protocol.steps import INCLUDE_RESULTS
from octavo.protocol.threads import CreateThreadRequest, ModifyThreadRequest
from octavo.protocol.tools import (
    FileSearchResources,
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResources,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    ModifyVectorStoreRequest,
)
from octavo.resources import resource
from support.embedding import HashEmbedder

QUESTION = CreateMessageRequest(role="user", content="Where are the documents kept?")


@pytest.fixture(params=["in process", "http"])
async def client(
    request: pytest.FixtureRequest, tmp_path: Path, serve: Callable[[Any], Awaitable[str]]
) -> AsyncIterator[Client]:
    reader = PdfiumReader()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=HashEmbedder())
    transport = (
        InProcessTransport(engine.app)
        if request.param == "in process"
        else HttpTransport(await serve(engine.app))
    )
    async with Client(transport, max_retries=0, poll_interval=0.05) as made:
        yield made
    await engine.aclose()
    await reader.aclose()


async def test_files_and_vector_stores(client: Client) -> None:
    path = resource("samples", "guide.pdf")
    content = path.read_bytes()
    file = await client.upload_file(path)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    async with client.file_content(file.id) as pieces:
        assert b"".join([piece async for piece in pieces]) == content
    assert [f.id async for f in iterate(client.get_files)] == [file.id]
    assert (await client.get_file(file.id)).filename == "guide.pdf"

    request = CreateVectorStoreRequest(name="one", file_ids=[file.id])
    one = await client.create_vector_store_and_wait_to_complete(request, deadline=60)
    assert (one.status, one.file_counts.completed) == ("completed", 1)
    two = await client.create_vector_store(CreateVectorStoreRequest(name="two"))
    batch = await client.create_vector_store_file_batch(
        two.id, CreateVectorStoreFileBatchRequest(file_ids=[file.id])
    )
    taken = await client.wait_for_vector_store_file_to_complete(two.id, file.id, deadline=60)
    assert (taken.status, taken.last_error) == ("completed", None)
    assert (await client.get_vector_store_file_batch(two.id, batch.id)).file_counts.total == 1
    page = await client.get_vector_store_file_batch_files(two.id, batch.id, filter="completed")
    assert [f.id for f in page.data] == [file.id]
    with pytest.raises(ApiStatusError, match="ended already"):
        await client.cancel_vector_store_file_batch(two.id, batch.id)
    assert (await client.get_vector_store_files(two.id, limit=1)).data[0].id == file.id
    assert (await client.delete_vector_store_file(two.id, file.id)).deleted
    again = await client.create_vector_store_file(
        two.id, CreateVectorStoreFileRequest(file_id=file.id, attributes={"year": 2026})
    )
    assert again.attributes == {"year": 2026}
    await client.wait_for_vector_store_to_complete(two.id, deadline=60)
    renamed = await client.modify_vector_store(two.id, ModifyVectorStoreRequest(name="three"))
    assert renamed.name == "three"
    stores = [s.id async for s in iterate(client.get_vector_stores, limit=1)]
    assert stores == [two.id, one.id]
    for store in stores:
        assert (await client.delete_vector_store(store)).deleted
    assert (await client.delete_file(file.id)).deleted
    with pytest.raises(ApiStatusError) as caught:
        await client.get_file(file.id)
    assert caught.value.status == 404
    assert caught.value.request_id


async def make_assistant(client: Client) -> tuple[str, str]:
    file = await client.upload_file(resource("samples", "guide.pdf"))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id]), deadline=60
    )
    model = (await client.list_models()).data[0].id
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=model,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(
                file_search=FileSearchResourcesRequest(vector_store_ids=[store.id])
            ),
        )
    )
    named = await client.modify_assistant(assistant.id, ModifyAssistantRequest(name="Guide"))
    assert (named.name, (await client.get_assistant(assistant.id)).name) == ("Guide", "Guide")
    assert [a.id for a in (await client.get_assistants()).data] == [assistant.id]
    return store.id, assistant.id


async def test_assistants_threads_messages_and_runs(client: Client) -> None:
    store_id, assistant_id = await make_assistant(client)
    thread = await client.create_thread(CreateThreadRequest(messages=[QUESTION]))
    request = CreateRunRequest(assistant_id=assistant_id)
    text, names = "", []
    async with (
        asyncio.timeout(60),
        client.stream_run(thread.id, request, include=[INCLUDE_RESULTS]) as events,
    ):
        assert events.request_id
        async for event in events:
            names.append(event.event)
            if isinstance(event.data, MessageDeltaObject):
                for block in event.data.delta.content or []:
                    text += (block.text and block.text.value) or ""
    assert names[:3] == ["thread.run.created", "thread.run.queued", "thread.run.in_progress"]
    assert names[-1] == "thread.run.completed"
    [run] = (await client.get_runs(thread.id)).data
    message = await client.wait_for_assistant_message(thread.id, run_id=run.id, deadline=10)
    assert message.content[0].type == "text"
    assert message.content[0].text.value == text
    assert "[1]" in plain_text(message)
    steps = (await client.get_run_steps(thread.id, run.id, include=[INCLUDE_RESULTS])).data
    assert (await client.get_run_step(thread.id, run.id, steps[0].id)).id == steps[0].id
    changed = await client.modify_run(thread.id, run.id, ModifyRunRequest(metadata={"a": "b"}))
    assert changed.metadata == {"a": "b"}

    asked = await client.create_thread_message(thread.id, QUESTION)
    assert (await client.get_thread_message(thread.id, asked.id)).role == "user"
    answer = await client.run_and_get_assistant_response(thread.id, request, deadline=60)
    assert answer == plain_text(message)
    page = iterate(client.get_thread_messages, thread.id, limit=1, order="asc")
    assert [m.role async for m in page] == ["user", "assistant", "user", "assistant"]
    await client.modify_thread_message(thread.id, asked.id, ModifyMessageRequest(metadata={}))
    whole = await client.wait_for_thread_message_to_complete(thread.id, message.id)
    assert whole == message
    assert (await client.delete_thread_message(thread.id, asked.id)).deleted

    both = CreateThreadAndRunRequest(
        assistant_id=assistant_id, thread=CreateThreadRequest(messages=[QUESTION])
    )
    begun = await client.create_thread_and_run(both)
    ended = await client.wait_for_run_to_complete(begun.thread_id, begun.id, deadline=60)
    assert ended.status == "completed"
    with pytest.raises(ApiStatusError):
        await client.cancel_run(begun.thread_id, begun.id)
    async with asyncio.timeout(60), client.stream_thread_and_run(both) as events:
        assert (await anext(events)).event == "thread.created"

    listed = [t.id async for t in iterate(client.list_threads, limit=1)]
    assert {thread.id, begun.thread_id} < set(listed)
    own = ToolResources(file_search=FileSearchResources(vector_store_ids=[store_id]))
    await client.modify_thread(thread.id, ModifyThreadRequest(tool_resources=own))
    got = await client.get_thread(thread.id)
    assert got.tool_resources == own
    assert (await client.delete_thread(thread.id)).deleted
    assert (await client.delete_assistant(assistant_id)).deleted
