"""Stores and files that expire, by a clock that the tests set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.clock import now
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.files import FileExpiration
from octavo.protocol.messages import (
    AttachmentRequest,
    CreateMessageRequest,
    FileSearchToolName,
)
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.search import SearchVectorStoreRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    ExpiresAfter,
    ModifyVectorStoreFileRequest,
    ModifyVectorStoreRequest,
    VectorStoreObject,
)
from support.embedding import HashEmbedder

DAY = 86_400
TWO_DAYS = ExpiresAfter(anchor="last_active_at", days=2)
RENT = SearchVectorStoreRequest(query="rent")


class SetClock:
    """The real time, and what a test adds to it."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return now() + self.ahead


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def engine(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder, clock: SetClock
) -> AsyncIterator[Engine]:
    made = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder, clock=clock)
    yield made
    await made.aclose()


@pytest.fixture
async def lease(client: Client) -> VectorStoreObject:
    """A store with a file, which expires after two days."""
    file = await client.upload_file(b"The rent is low.", filename="lease.txt")
    store = await client.create_vector_store(
        CreateVectorStoreRequest(name="Leases", file_ids=[file.id], expires_after=TWO_DAYS)
    )
    return await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)


async def test_a_store_says_when_it_expires(lease: VectorStoreObject) -> None:
    assert lease.expires_after == TWO_DAYS
    assert lease.expires_at == lease.last_active_at + 2 * DAY
    assert lease.status == "completed"


async def test_a_store_that_nobody_used_expires(
    client: Client, clock: SetClock, lease: VectorStoreObject
) -> None:
    clock.ahead = 2 * DAY - 60
    assert (await client.get_vector_store(lease.id)).status == "completed"
    clock.ahead = 2 * DAY + 1
    assert (await client.get_vector_store(lease.id)).status == "expired"
    assert [one.status for one in (await client.get_vector_stores()).data] == ["expired"]


async def test_a_search_puts_the_expiry_off(
    client: Client, clock: SetClock, lease: VectorStoreObject
) -> None:
    clock.ahead = DAY
    await client.search_vector_store(lease.id, RENT)
    used = await client.get_vector_store(lease.id)
    assert used.last_active_at >= lease.last_active_at + DAY
    assert used.expires_at == used.last_active_at + 2 * DAY


async def test_a_run_puts_the_expiry_off(
    client: Client, engine: Engine, clock: SetClock, lease: VectorStoreObject
) -> None:
    resources = FileSearchResourcesRequest(vector_store_ids=[lease.id])
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model="octavo-extractive",
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=resources),
        )
    )
    thread = await client.create_thread()
    message = CreateMessageRequest(role="user", content="How high is the rent?")
    await client.create_thread_message(thread.id, message)
    clock.ahead = DAY
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "completed"
    await engine._services.expiry.settled()
    used = await client.get_vector_store(lease.id)
    assert used.last_active_at >= lease.last_active_at + DAY

    clock.ahead += 3 * DAY
    await client.create_thread_message(thread.id, message)
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "failed"
    assert "“Leases” has expired" in run.last_error.message


async def test_an_expired_store_is_not_used(
    client: Client, clock: SetClock, lease: VectorStoreObject
) -> None:
    """It says why, and what to do; it can still be looked at and deleted."""
    (file,) = (await client.get_files()).data
    clock.ahead = 3 * DAY
    create, batch = CreateVectorStoreFileRequest(file_id=file.id), CreateVectorStoreFileBatchRequest
    uses = (
        client.search_vector_store(lease.id, RENT),
        client.create_vector_store_file(lease.id, create),
        client.create_vector_store_file_batch(lease.id, batch(file_ids=[file.id])),
        client.modify_vector_store_file(
            lease.id, file.id, ModifyVectorStoreFileRequest(attributes={})
        ),
    )
    for use in uses:
        with pytest.raises(ApiStatusError, match=r"“Leases” has expired.*expires_after") as caught:
            await use
        assert caught.value.status == 400
    assert len((await client.get_vector_store_files(lease.id)).data) == 1
    renamed = await client.modify_vector_store(lease.id, ModifyVectorStoreRequest(name="Old"))
    assert (renamed.name, renamed.status) == ("Old", "expired")
    assert (await client.delete_vector_store(lease.id)).deleted


async def test_a_thread_whose_store_has_expired_takes_no_more_files(
    client: Client, clock: SetClock, lease: VectorStoreObject
) -> None:
    """With the same words as elsewhere, however the file comes; without files it goes on."""
    (file,) = (await client.get_files()).data
    resources = FileSearchResourcesRequest(vector_store_ids=[lease.id])
    with_lease = ToolResourcesRequest(file_search=resources)
    assistant = await client.create_assistant(CreateAssistantRequest(model="octavo-extractive"))
    thread = await client.create_thread(CreateThreadRequest(tool_resources=with_lease))
    attached = AttachmentRequest(file_id=file.id, tools=[FileSearchToolName(type="file_search")])
    message = CreateMessageRequest(role="user", content="See this.", attachments=[attached])
    clock.ahead = 3 * DAY
    uses = (
        client.create_thread_message(thread.id, message),
        client.create_run(
            thread.id, CreateRunRequest(assistant_id=assistant.id, additional_messages=[message])
        ),
        client.create_thread(CreateThreadRequest(messages=[message], tool_resources=with_lease)),
    )
    for use in uses:
        with pytest.raises(ApiStatusError, match=r"“Leases” has expired.*expires_after") as caught:
            await use
        assert caught.value.status == 400
    assert (await client.get_thread_messages(thread.id)).data == []
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="Good day.")
    )


async def test_a_file_that_comes_with_a_message_puts_the_expiry_off(
    client: Client, engine: Engine, clock: SetClock, lease: VectorStoreObject
) -> None:
    (file,) = (await client.get_files()).data
    resources = FileSearchResourcesRequest(vector_store_ids=[lease.id])
    thread = await client.create_thread(
        CreateThreadRequest(tool_resources=ToolResourcesRequest(file_search=resources))
    )
    attached = AttachmentRequest(file_id=file.id, tools=[FileSearchToolName(type="file_search")])
    clock.ahead = DAY
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="See this.", attachments=[attached])
    )
    await engine._services.expiry.settled()
    assert (await client.get_vector_store(lease.id)).last_active_at >= lease.last_active_at + DAY


@pytest.mark.parametrize("swept", [False, True])
@pytest.mark.parametrize("expires", [None, ExpiresAfter(anchor="last_active_at", days=365)])
async def test_an_expired_store_lives_again_with_another_expiry(
    client: Client,
    engine: Engine,
    clock: SetClock,
    lease: VectorStoreObject,
    *,
    swept: bool,
    expires: ExpiresAfter | None,
) -> None:
    clock.ahead = 3 * DAY
    if swept:
        await engine._services.expiry.sweep()
    assert (await client.get_vector_store(lease.id)).status == "expired"
    revived = await client.modify_vector_store(
        lease.id, ModifyVectorStoreRequest(expires_after=expires)
    )
    assert (revived.status, revived.expires_after) == ("completed", expires)
    assert (revived.expires_at is None) == (expires is None)
    assert len((await client.search_vector_store(lease.id, RENT)).data) == 1


async def test_a_file_goes_when_its_time_is_over(
    client: Client, engine: Engine, clock: SetClock
) -> None:
    expiration = FileExpiration(anchor="created_at", seconds=3600)
    file = await client.upload_file(b"The rent is low.", filename="a.txt", expires_after=expiration)
    assert file.expires_at == file.created_at + 3600
    kept = await client.upload_file(b"The rent is high.", filename="b.txt")
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id, kept.id]))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    clock.ahead = 3500
    await engine._services.expiry.sweep()
    assert (await client.get_file(file.id)).id == file.id
    clock.ahead = 3601
    with pytest.raises(ApiStatusError, match=f"No file found with id '{file.id}'"):
        await client.get_file(file.id)
    await engine._services.expiry.sweep()
    assert [one.id for one in (await client.get_files()).data] == [kept.id]
    entries = (await client.get_vector_store_files(store.id)).data
    assert [one.id for one in entries] == [kept.id]
    assert await engine._services.blobs.digests() == [kept.sha256]
    assert [one.file_id for one in (await client.search_vector_store(store.id, RENT)).data] == [
        kept.id
    ]


async def test_what_expired_while_the_engine_was_closed_goes_at_the_start(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder, clock: SetClock
) -> None:
    where = tmp_path / "other"
    engine = await Engine.open(where, reader=reader, embedder=embedder, clock=clock)
    async with Client(InProcessTransport(engine.app)) as client:
        await client.upload_file(
            b"x",
            filename="a.txt",
            expires_after=FileExpiration(anchor="created_at", seconds=3600),
        )
    await engine.aclose()
    clock.ahead = 2 * 3600
    engine = await Engine.open(where, reader=reader, embedder=embedder, clock=clock)
    async with asyncio.timeout(10):
        # The content goes last.
        while await engine._services.blobs.digests():  # noqa: ASYNC110 - a sweep has no event
            await asyncio.sleep(0.01)
    async with Client(InProcessTransport(engine.app)) as client:
        assert (await client.get_files()).data == []
    await engine.aclose()
