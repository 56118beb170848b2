"""A question asked while the first document is still being added waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.session.events import AnsweringChanged, MessageAdded, MessageChanged
from octavo.session.intake import UPLOADS_AT_ONCE
from octavo.session.state import DocumentState, MessageState

if TYPE_CHECKING:
    from conftest import World

QUESTION = "When may the tenant terminate the lease?"
NONE_YET = "There are no documents to look into yet."


@pytest.fixture
async def thread(world: World) -> str:
    return (await world.session.threads.create()).id


@asynccontextmanager
async def held_uploads(world: World) -> AsyncIterator[None]:
    """Let no upload begin meanwhile."""
    uploads = world.session.library._uploads
    for _ in range(UPLOADS_AT_ONCE):
        await uploads.acquire()
    try:
        yield
    finally:
        for _ in range(UPLOADS_AT_ONCE):
            uploads.release()


def answer(world: World) -> str:
    told = [e for e in world.recorder.events if isinstance(e, MessageAdded | MessageChanged)]
    assert told[-1].message.role == "assistant"
    return told[-1].message.text


async def test_a_question_waits_for_the_first_document(
    world: World, thread: str, lease: Path
) -> None:
    async with held_uploads(world):
        [item] = await world.session.library.add(world.assistant_id, [lease])
        assert item.state is DocumentState.WAITING
        task = asyncio.create_task(world.session.conversation.ask(thread, QUESTION))
        await world.recorder.until(lambda: bool(world.recorder.of(AnsweringChanged)))
        for _ in range(50):
            await asyncio.sleep(0)
        assert not world.recorder.of(MessageAdded)
    await task
    assert NONE_YET not in answer(world)


async def test_who_stops_meanwhile_need_not_wait(world: World, thread: str, lease: Path) -> None:
    async with held_uploads(world):
        await world.session.library.add(world.assistant_id, [lease])
        task = asyncio.create_task(world.session.conversation.ask(thread, QUESTION))
        await world.recorder.until(lambda: bool(world.recorder.of(AnsweringChanged)))
        await world.session.conversation.stop(thread)
        await task
        question, *_ = await world.session.conversation.messages(thread)
        assert question.text == QUESTION
        assert question.state is MessageState.COMPLETED


async def test_without_a_document_on_its_way_the_answer_comes_at_once(
    world: World, thread: str, lease: Path
) -> None:
    await world.session.conversation.ask(thread, QUESTION)
    assert NONE_YET in answer(world)
    await world.session.library.pause_all(paused=True)
    async with held_uploads(world):
        await world.session.library.add(world.assistant_id, [lease])
        await world.session.conversation.ask(thread, QUESTION)  # nothing comes while it is paused
    assert NONE_YET in answer(world)
