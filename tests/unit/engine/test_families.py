"""Create, list, get, modify and delete in every family, and what bad input is answered with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.protocol.assistants import CreateAssistantRequest, ModifyAssistantRequest
from octavo.protocol.messages import CreateMessageRequest, ModifyMessageRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.threads import CreateThreadRequest, ModifyThreadRequest
from octavo.protocol.tools import FileSearchResources, FileSearchTool, ToolResources
from octavo.protocol.vector_stores import CreateVectorStoreRequest, ModifyVectorStoreRequest


async def test_an_assistant_lives_its_whole_life(client: Client) -> None:
    made = await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL, name="Reader", tools=[FileSearchTool(type="file_search")]
        )
    )
    assert (await client.get_assistant(made.id)) == made
    changed = await client.modify_assistant(
        made.id, ModifyAssistantRequest(instructions="Be brief.")
    )
    assert (changed.name, changed.instructions) == ("Reader", "Be brief.")
    listed = await client.get_assistants()
    assert [one.id for one in listed.data] == [made.id]
    assert (await client.delete_assistant(made.id)).deleted
    with pytest.raises(ApiStatusError, match="No assistant found") as caught:
        await client.get_assistant(made.id)
    assert caught.value.status == 404
    assert caught.value.request_id


async def test_a_thread_keeps_its_messages_in_order(client: Client) -> None:
    thread = await client.create_thread(
        CreateThreadRequest(
            messages=[CreateMessageRequest(role="user", content="one")], metadata={"title": "T"}
        )
    )
    second = await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="two")
    )
    newest_first = await client.get_thread_messages(thread.id)
    assert [message.content[0].text.value for message in newest_first.data] == ["two", "one"]
    oldest_first = await client.get_thread_messages(thread.id, order="asc", limit=1)
    assert oldest_first.has_more
    assert oldest_first.data[0].content[0].text.value == "one"
    await client.modify_thread_message(
        thread.id, second.id, ModifyMessageRequest(metadata={"rated": "good"})
    )
    assert (await client.get_thread_message(thread.id, second.id)).metadata == {"rated": "good"}
    await client.delete_thread_message(thread.id, second.id)
    assert len((await client.get_thread_messages(thread.id)).data) == 1
    await client.modify_thread(thread.id, ModifyThreadRequest(metadata={"title": "New"}))
    assert (await client.get_thread(thread.id)).metadata == {"title": "New"}
    assert [one.id for one in (await client.list_threads()).data] == [thread.id]
    await client.delete_thread(thread.id)
    with pytest.raises(ApiStatusError, match="No thread found"):
        await client.get_thread_messages(thread.id)


async def test_a_file_is_kept_byte_for_byte(client: Client) -> None:
    content = bytes(range(256)) * 3000
    file = await client.upload_file(content, filename="../../etc/näme.pdf")
    assert (file.bytes, file.filename) == (len(content), "näme.pdf")
    async with client.file_content(file.id) as pieces:
        assert b"".join([piece async for piece in pieces]) == content
    again = await client.upload_file(content, filename="copy.pdf")
    assert again.sha256 == file.sha256
    await client.delete_file(file.id)
    async with client.file_content(again.id) as pieces:
        assert b"".join([piece async for piece in pieces]) == content
    assert [one.id for one in (await client.get_files()).data] == [again.id]


async def test_a_vector_store_lives_its_whole_life(client: Client) -> None:
    store = await client.create_vector_store(CreateVectorStoreRequest(name="Contracts"))
    assert store.status == "completed"
    changed = await client.modify_vector_store(store.id, ModifyVectorStoreRequest(name="Leases"))
    assert changed.name == "Leases"
    assert [one.id for one in (await client.get_vector_stores()).data] == [store.id]
    assert (await client.delete_vector_store(store.id)).deleted
    with pytest.raises(ApiStatusError, match="No vector store found"):
        await client.get_vector_store(store.id)


async def test_a_store_that_is_not_there_cannot_be_attached(client: Client) -> None:
    resources = ToolResources(file_search=FileSearchResources(vector_store_ids=["vs_no"]))
    with pytest.raises(ApiStatusError, match="No vector store found with id 'vs_no'"):
        await client.modify_thread(
            (await client.create_thread(CreateThreadRequest())).id,
            ModifyThreadRequest(tool_resources=resources),
        )


HttpCall = Callable[[str, str, bytes], Awaitable[tuple[int, dict[str, Any], str]]]


@pytest.fixture
def http(engine: Engine) -> HttpCall:
    """Speak to the engine without our client, which would not send such requests."""

    async def call(method: str, path: str, body: bytes) -> tuple[int, dict[str, Any], str]:
        transport = httpx.ASGITransport(engine.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as plain:
            answer = await plain.request(method, path, content=body)
        return answer.status_code, answer.json()["error"], answer.headers["x-request-id"]

    return call


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("POST", "/assistants", b"{", 400, "not valid JSON"),
        ("POST", "/assistants", b"{}", 400, "Missing required parameter: 'model'"),
        ("POST", "/assistants", b'{"model": 3}', 400, "'model'"),
        ("POST", "/assistants", b'{"model": "m", "colour": 1}', 400, "Unknown parameter: 'colour'"),
        ("POST", "/assistants", b'{"model": "m", "temperature": 9}', 400, "'temperature'"),
        ("POST", "/threads", b"[]", 400, ""),
        ("GET", "/assistants?limit=0", b"", 400, "'limit'"),
        ("GET", "/assistants?after=asst_no", b"", 404, "asst_no"),
        ("GET", "/threads/thread_no/runs", b"", 404, "No thread found with id 'thread_no'."),
        ("GET", "/nothing", b"", 404, "Unknown address"),
        ("PUT", "/assistants", b"", 405, "not allowed"),
        ("POST", "/files", b"x", 400, "multipart/form-data"),
        ("GET", "/files?limit=10001", b"", 400, "'limit'"),
        ("GET", "/files?limit=all", b"", 400, "'limit'"),
        ("GET", "/files?order=up", b"", 400, "'order'"),
        ("GET", "/files?after=file-no", b"", 404, "file-no"),
        ("GET", "/files?before=file-no", b"", 400, "Unknown parameter: 'before'"),
        ("GET", "/vector_stores?limit=101", b"", 400, "'limit'"),
        ("GET", "/vector_stores?before=vs_no", b"", 404, "vs_no"),
        ("GET", "/vector_stores/vs_no/files", b"", 404, "No vector store found"),
        ("GET", "/vector_stores/vs_no/files/file-no/content", b"", 404, "No vector store found"),
        ("POST", "/vector_stores/vs_no/search", b"{}", 400, "Missing required parameter: 'query'"),
        ("POST", "/vector_stores/vs_no/search", b'{"query": 1}', 400, "a query is text"),
        ("POST", "/vector_stores/vs_no/search", b'{"query": []}', 400, "give one to 16 queries"),
        ("POST", "/vector_stores/vs_no/search", b'{"query": " "}', 400, "not white space"),
        (
            "POST", "/vector_stores/vs_no/search", b'{"query": "a", "max_num_results": 51}',
            400, "'max_num_results'",
        ),
        (
            "POST", "/vector_stores/vs_no/search",
            b'{"query": "a", "ranking_options": {"score_threshold": 1.5}}',
            400, "'ranking_options.score_threshold'",
        ),
        (
            "POST", "/vector_stores/vs_no/search", b'{"query": "a", "filters": {"type": "eq"}}',
            400, "key",
        ),
        (
            "POST", "/vector_stores/vs_no/search",
            b'{"query": "a", "filters": ' + b'{"type": "and", "filters": [' * 500 + b"]}" * 500
            + b"}", 400, "not valid JSON",
        ),
        ("POST", "/vector_stores/vs_no/files/f", b"{}", 400, "parameter: 'attributes'"),
        (
            "POST", "/vector_stores/vs_no/files/f", b'{"attributes": {"a": NaN}}',
            400, "'attributes.a': an attribute is a finite number",
        ),
        (
            "POST", "/vector_stores/vs_no/files/f", b'{"attributes": {"a": []}}',
            400, "text, a number, true or false",
        ),
        (
            "POST", "/vector_stores",
            (
                b'{"chunking_strategy": {"type": "static", "static":'
                b' {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 51}}}'
            ),
            400, "at most half",
        ),
        (
            "POST", "/vector_stores",
            b'{"expires_after": {"anchor": "last_active_at", "days": 366}}', 400, "days",
        ),
    ],
)  # fmt: skip
async def test_bad_input_is_answered_in_the_envelope(
    http: HttpCall, method: str, path: str, body: bytes, status: int, words: str
) -> None:
    answered, error, request_id = await http(method, path, body)
    assert answered == status
    assert words in error["message"]
    # What the engine can say in other languages, too, brings along what it takes.
    assert set(error) - {"phrases"} == {"message", "type", "param", "code"}
    assert request_id.startswith("req_")


async def test_content_without_a_file_is_removed(
    engine: Engine, client: Client, tmp_path: Path
) -> None:
    kept = await client.upload_file(b"kept", filename="kept.pdf")
    gone = await client.upload_file(b"gone", filename="gone.pdf")
    await client.delete_file(gone.id)
    assert await engine._services.blobs.digests() == [kept.sha256]

    async def pieces() -> AsyncIterator[bytes]:
        yield b"left by a kill between content and file"

    await engine._services.blobs.put(pieces(), limit=100)
    await engine._services.contents.tidy()
    assert await engine._services.blobs.digests() == [kept.sha256]


async def test_uploads_and_deletions_of_the_same_content_never_lose_it(
    engine: Engine, client: Client
) -> None:
    async def once() -> str:
        file = await client.upload_file(b"shared" * 1000, filename="a.pdf")
        await asyncio.sleep(0)
        await client.delete_file(file.id)
        return (await client.upload_file(b"shared" * 1000, filename="b.pdf")).id

    for file_id in await asyncio.gather(*(once() for _ in range(12))):
        async with client.file_content(file_id) as pieces:
            assert b"".join([piece async for piece in pieces]) == b"shared" * 1000
