"""Runs that are stopped or changed at a bad moment: they end, and stay ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.runs import CreateRunRequest, RunObject
from support.asking import SlowGenerator, asked, plain_assistant
from support.embedding import HashEmbedder


async def _at_once(condition: Callable[[], bool]) -> None:
    """Return in the very turn of the loop in which the condition holds."""
    async with asyncio.timeout(5):
        while True:
            if condition():
                return
            await asyncio.sleep(0)


async def _just_begun(engine: Engine, client: Client) -> RunObject:
    """Return a run whose task has not taken its first step when this returns."""
    assistant = await plain_assistant(client)
    thread = await asked(client, "Q")
    runs = engine._services.runs
    wanted = CreateRunRequest(assistant_id=assistant.id)
    starting = asyncio.ensure_future(runs.start(thread, assistant, wanted))
    await _at_once(lambda: bool(runs._active))
    (active,) = runs._active.values()
    starting.add_done_callback(lambda done: done.result())
    return active.execution.run


async def test_a_run_that_is_stopped_before_its_first_step_ends(
    tmp_path: Path, reader: PdfiumReader, embedder: HashEmbedder
) -> None:
    engine = await Engine.open(tmp_path / "twice", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        run = await _just_begun(engine, client)
    await engine._services.runs.aclose()
    kept = await engine._services.store.get(RunObject, run.id)
    assert kept is not None
    assert kept.status == "cancelled"
    await engine.aclose()


async def test_a_task_that_is_cancelled_before_its_first_step_locks_nothing(
    engine: Engine, client: Client
) -> None:
    run = await _just_begun(engine, client)
    engine._services.runs._active[run.id].task.cancel()
    async with asyncio.timeout(5), client.follow_run(run.thread_id, run.id) as events:
        assert [event.event async for event in events][:1] == ["thread.run.created"]
    again = await client.create_run(run.thread_id, CreateRunRequest(assistant_id=run.assistant_id))
    again = await client.wait_for_run_to_complete(run.thread_id, again.id, poll_interval=0.02)
    assert again.status == "completed"


async def test_metadata_given_as_a_run_ends_leave_it_ended(
    engine: Engine, client: Client, slow: SlowGenerator
) -> None:
    run = await _just_begun(engine, client)
    await slow.began.wait()
    looked_up = await client.get_run(run.thread_id, run.id)
    assert looked_up.status == "in_progress"
    slow.go.set()
    await client.wait_for_run_to_complete(run.thread_id, run.id, poll_interval=0.02)
    changed = await engine._services.runs.modify(looked_up, {"a": "b"})
    assert (changed.status, changed.metadata) == ("completed", {"a": "b"})
    assert await client.get_run(run.thread_id, run.id) == changed


async def test_metadata_given_while_the_end_is_kept_are_kept_too(
    engine: Engine, client: Client, slow: SlowGenerator
) -> None:
    run = await _just_begun(engine, client)
    await slow.began.wait()
    runs = engine._services.runs
    execution = runs._active[run.id].execution
    slow.go.set()
    await _at_once(lambda: execution.run.status == "completed")
    await runs.modify(run, {"a": "b"})
    async with client.follow_run(run.thread_id, run.id) as events:
        assert [event.event async for event in events][-1] == "thread.run.completed"
    ended = await client.get_run(run.thread_id, run.id)
    assert (ended.status, ended.metadata) == ("completed", {"a": "b"})
