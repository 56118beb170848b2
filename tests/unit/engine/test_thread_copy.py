"""Copies of threads: whole or up to a message, with the answers' citations, runs and steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.messages import FileCitationAnnotation, TextContent
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.steps import MessageCreationDetails
from octavo.protocol.threads import CopyThreadRequest, ModifyThreadRequest, ThreadObject
from support.asking import asked, with_lease


async def _answered(client: Client, folder: Path) -> ThreadObject:
    assistant = await with_lease(client, folder)
    thread = await asked(client, "When may the tenant terminate the lease?")
    await client.modify_thread(thread.id, ModifyThreadRequest(metadata={"title": "Lease"}))
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await client.wait_for_run_to_complete(thread.id, run.id)
    return thread


async def test_a_copy_has_the_answers_with_their_citations_and_steps(
    client: Client, tmp_path: Path
) -> None:
    thread = await _answered(client, tmp_path)
    copy = await client.copy_thread(thread.id)
    assert copy.id != thread.id
    assert copy.metadata == {"title": "Lease"}

    old = (await client.get_thread_messages(thread.id, order="asc")).data
    new = (await client.get_thread_messages(copy.id, order="asc")).data
    assert [m.content for m in new] == [m.content for m in old]
    assert {m.id for m in new}.isdisjoint(m.id for m in old)
    block = new[-1].content[0]
    assert isinstance(block, TextContent)
    assert isinstance(block.text.annotations[0], FileCitationAnnotation)

    (run,) = (await client.get_runs(copy.id)).data
    assert new[-1].run_id == run.id
    steps = (await client.get_run_steps(copy.id, run.id)).data
    made = [s.step_details for s in steps if isinstance(s.step_details, MessageCreationDetails)]
    assert [details.message_creation.message_id for details in made] == [new[-1].id]


async def test_a_copy_outlives_its_original(client: Client, tmp_path: Path) -> None:
    thread = await _answered(client, tmp_path)
    copy = await client.copy_thread(thread.id)
    await client.delete_thread(thread.id)
    assert len((await client.get_thread_messages(copy.id)).data) == 2


async def test_a_copy_ends_at_the_message_that_is_named(client: Client, tmp_path: Path) -> None:
    thread = await _answered(client, tmp_path)
    first = (await client.get_thread_messages(thread.id, order="asc")).data[0]
    wanted = CopyThreadRequest(last_message_id=first.id, metadata={"title": "Branch"})
    copy = await client.copy_thread(thread.id, wanted)
    assert copy.metadata == {"title": "Branch"}
    assert [m.role for m in (await client.get_thread_messages(copy.id)).data] == ["user"]
    assert (await client.get_runs(copy.id)).data == []


async def test_a_message_of_another_thread_ends_no_copy(client: Client, tmp_path: Path) -> None:
    thread = await _answered(client, tmp_path)
    other = await asked(client, "Who?")
    message = (await client.get_thread_messages(other.id)).data[0]
    with pytest.raises(ApiStatusError) as caught:
        await client.copy_thread(thread.id, CopyThreadRequest(last_message_id=message.id))
    assert (caught.value.status, caught.value.param) == (400, "last_message_id")
