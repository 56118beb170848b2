"""A disk that is full while an answer is written: it is said, and nothing stays locked.

Security line 16.
"""

from __future__ import annotations

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.runs import CreateRunRequest, RunObject
from support.asking import SlowGenerator, asked, plain_assistant
from support.engines import limit_disk

LONG = 200_000
"""Characters of an answer that finds no room where a few pages are left."""


@pytest.fixture
async def assistant(client: Client) -> AssistantObject:
    return await plain_assistant(client)


@pytest.fixture
async def unkept(
    client: Client, engine: Engine, slow: SlowGenerator, assistant: AssistantObject
) -> RunObject:
    """A run whose end found no room; by now there is room again."""
    slow.more = "x" * LONG
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    await slow.began.wait()
    await limit_disk(engine, 2)
    slow.go.set()
    async with client.follow_run(thread.id, run.id) as events:
        seen = [event async for event in events]
    assert seen[-1].event == "error"
    assert "no space left" in seen[-1].data.message
    await limit_disk(engine, None)
    slow.more = ""
    return run


async def test_a_run_whose_end_found_no_room_can_be_cancelled(
    client: Client, unkept: RunObject
) -> None:
    cancelled = await client.cancel_run(unkept.thread_id, unkept.id)
    assert (cancelled.status, cancelled.last_error) == ("cancelled", None)
    assert cancelled.cancelled_at is not None
    (message,) = (await client.get_thread_messages(unkept.thread_id, run_id=unkept.id)).data
    assert message.status == "incomplete"
    async with client.follow_run(unkept.thread_id, unkept.id) as events:
        names = [event.event async for event in events]
    assert names[-1] == "thread.run.cancelled"
    with pytest.raises(ApiStatusError, match="Cannot cancel run with status 'cancelled'"):
        await client.cancel_run(unkept.thread_id, unkept.id)


async def test_another_run_takes_the_place_of_one_whose_end_found_no_room(
    client: Client, unkept: RunObject, assistant: AssistantObject
) -> None:
    run = await client.create_run(unkept.thread_id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(unkept.thread_id, run.id, poll_interval=0.02)
    assert run.status == "completed"
    before = await client.get_run(unkept.thread_id, unkept.id)
    assert before.status == "failed"
    assert before.last_error is not None
    assert before.last_error.message == "The end of this answer could not be saved. Ask again."


async def test_a_run_that_finds_no_room_to_begin_says_so_and_locks_nothing(
    client: Client, engine: Engine, slow: SlowGenerator, assistant: AssistantObject
) -> None:
    slow.go.set()
    thread = await asked(client, "Q")
    wanted = CreateRunRequest(assistant_id=assistant.id, instructions="x" * LONG)
    await limit_disk(engine, 2)
    with pytest.raises(ApiStatusError, match="no space left") as caught:
        await client.create_run(thread.id, wanted)
    assert caught.value.status == 507
    assert (caught.value.title, caught.value.hint) == ("Nothing can be saved", "")
    assert caught.value.message.endswith("choose another data folder, then try again.")
    await limit_disk(engine, None)
    run = await client.create_run(thread.id, wanted)
    run = await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    assert run.status == "completed"
