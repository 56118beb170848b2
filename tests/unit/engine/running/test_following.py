"""The events of a run for several readers, late ones, and those that come after its log is gone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.runs import KEPT_LOGS
from octavo.errors import ApiStatusError, AppError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.events import StreamEvent
from octavo.protocol.messages import CreateMessageRequest, MessageDeltaObject
from octavo.protocol.runs import CreateRunRequest, CreateThreadAndRunRequest, RunObject
from octavo.protocol.steps import INCLUDE_RESULTS, RunStepDeltaObject, RunStepObject
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchTool
from support.asking import (
    SlowGenerator,
    asked,
    compact,
    plain_assistant,
    run_names,
    with_lease,
)
from support.embedding import HashEmbedder


async def followed(client: Client, run: RunObject) -> list[StreamEvent]:
    async with client.follow_run(run.thread_id, run.id) as events:
        return [event async for event in events]


def shape(events: list[StreamEvent]) -> list[tuple[str, str | None]]:
    """Return names and ids of events, with deltas of a message taken together."""
    told = [(event.event, getattr(event.data, "id", None)) for event in events]
    return [one for before, one in zip([None, *told], told, strict=False) if one != before]


def text_of(events: list[StreamEvent]) -> tuple[str, list[int]]:
    text, indexes = "", []
    for event in events:
        if isinstance(event.data, MessageDeltaObject):
            for block in event.data.delta.content or []:
                assert block.text is not None
                text += block.text.value or ""
                indexes += [one.index for one in block.text.annotations or []]
    return text, indexes


async def test_all_readers_see_the_whole_run(
    client: Client, engine: Engine, tmp_path: Path
) -> None:
    slow = engine._services.runs._generator = SlowGenerator()
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    early = [asyncio.create_task(followed(client, run)) for _ in range(3)]
    await slow.began.wait()
    late = asyncio.create_task(followed(client, run))
    async with client.follow_run(thread.id, run.id) as leaving:
        assert (await anext(leaving)).event == "thread.run.created"
    assert (await client.get_run(thread.id, run.id)).status == "in_progress"
    await client.cancel_run(thread.id, run.id)
    seen = await asyncio.gather(*early, late)
    after = await followed(client, run)
    assert all(one == after for one in seen)
    assert after[-1].event == "thread.run.cancelled"


@pytest.fixture
def forgetful(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Forget the log of a run as soon as it has ended."""
    monkeypatch.setattr("octavo.engine.runs.KEPT_LOGS", 0)
    return engine


async def test_a_forgotten_run_is_told_again_in_the_same_order(
    client: Client, forgetful: Engine, tmp_path: Path
) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "When may the tenant terminate the lease?")
    async with client.stream_run(thread.id, CreateRunRequest(assistant_id=assistant.id)) as events:
        live = [event async for event in events]
    run = live[-1].data
    assert isinstance(run, RunObject)
    assert not forgetful._services.runs._ended
    again = await followed(client, run)
    assert shape(again) == shape(live)
    assert text_of(again) == text_of(live)
    assert text_of(again)[1]
    by_name = {event.event: event.data for event in live}
    for event in again:
        if not event.event.endswith(("delta", "queued", "created", "in_progress")):
            assert event.data in (by_name[event.event], *(e.data for e in live))


@pytest.mark.parametrize("how", ["cancelled", "failed"])
async def test_a_run_that_did_not_complete_is_told_again_too(
    client: Client, forgetful: Engine, how: str
) -> None:
    slow = forgetful._services.runs._generator = SlowGenerator()
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    live = asyncio.create_task(followed(client, run))
    await slow.began.wait()
    if how == "cancelled":
        await client.cancel_run(thread.id, run.id)
    else:
        slow.error = AppError("The model went away.")
        slow.go.set()
    events = await live
    assert events[-1].event == f"thread.run.{how}"
    assert shape(await followed(client, run)) == shape(events)


async def test_a_run_of_an_earlier_life_is_told_again(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        assistant = await with_lease(client, tmp_path)
        thread = await asked(client, "How much is the deposit?")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        before = await run_names(client, thread.id, run.id)
    await engine.aclose()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        assert await run_names(client, thread.id, run.id) == before
    await engine.aclose()


async def test_only_the_last_logs_are_kept(client: Client, engine: Engine) -> None:
    assistant = await plain_assistant(client)
    for _ in range(KEPT_LOGS + 3):
        thread = await asked(client, "Q")
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        await run_names(client, thread.id, run.id)
    assert len(engine._services.runs._ended) == KEPT_LOGS


async def test_the_creation_of_the_thread_is_told_by_its_own_stream_only(client: Client) -> None:
    assistant = await plain_assistant(client, tools=[FileSearchTool(type="file_search")])
    question = CreateMessageRequest(role="user", content="Q")
    wanted = CreateThreadAndRunRequest(
        assistant_id=assistant.id, thread=CreateThreadRequest(messages=[question])
    )
    async with client.stream_thread_and_run(wanted) as events:
        seen = [event async for event in events]
    run = seen[-1].data
    assert isinstance(run, RunObject)
    assert await run_names(client, run.thread_id, run.id) == compact(
        [event.event for event in seen[1:]]
    )


async def test_a_run_that_is_not_there_cannot_be_followed(client: Client) -> None:
    thread = await asked(client, "Q")
    with pytest.raises(ApiStatusError, match="No run found with id 'run_no'") as caught:
        async with client.follow_run(thread.id, "run_no"):
            pass
    assert caught.value.status == 404


@pytest.mark.parametrize("kept", [True, False])
async def test_the_text_of_results_is_streamed_to_those_who_ask(
    client: Client, engine: Engine, tmp_path: Path, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not kept:
        monkeypatch.setattr("octavo.engine.runs.KEPT_LOGS", 0)
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the deposit?")
    wanted = CreateRunRequest(assistant_id=assistant.id)
    async with client.stream_run(thread.id, wanted, include=[INCLUDE_RESULTS]) as events:
        asked_for = [event async for event in events]
    run = asked_for[-1].data
    assert isinstance(run, RunObject)
    async with client.follow_run(thread.id, run.id, include=[INCLUDE_RESULTS]) as events:
        again = [event async for event in events]
    bare = await followed(client, run)
    for seen, words in ((asked_for, True), (again, True), (bare, False)):
        delta = next(e.data for e in seen if isinstance(e.data, RunStepDeltaObject))
        assert ('"content":[' in delta.model_dump_json()) is words
        step = next(
            e.data
            for e in seen
            if isinstance(e.data, RunStepObject) and e.event.endswith("completed")
        )
        assert ('"content":[' in step.model_dump_json()) is words
