"""Answers given anew, and how an answer came about."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.session.events import MessageAdded, MessageRemoved
from octavo.session.state import ChatMessage, MessageState

if TYPE_CHECKING:
    from conftest import World

QUESTION = "When may the tenant terminate the lease?"


@pytest.fixture
async def thread(world: World, lease: Path) -> str:
    await world.add(lease)
    made = await world.session.threads.create()
    await world.session.conversation.ask(made.id, QUESTION)
    return made.id


async def shown(world: World, thread: str) -> tuple[ChatMessage, ...]:
    return await world.session.conversation.messages(thread)


async def test_a_new_answer_takes_the_place_of_the_old_one(world: World, thread: str) -> None:
    question, old = await shown(world, thread)
    await world.session.conversation.regenerate(thread, question, [old])
    question_now, new = await shown(world, thread)
    assert question_now == question
    assert new.id != old.id
    assert (new.text, new.state) == (old.text, MessageState.COMPLETED)
    told = [e for e in world.recorder.events if isinstance(e, MessageAdded | MessageRemoved)]
    assert told[-1] == MessageRemoved(thread, old.id)  # not before the new one is whole

    await world.restart()
    assert [m.id for m in await shown(world, thread)] == [question.id, new.id]


async def test_the_old_answer_stays_when_the_new_one_is_stopped(world: World, thread: str) -> None:
    question, old = await shown(world, thread)
    world.reader.gate.clear()
    task = asyncio.create_task(world.session.conversation.regenerate(thread, question, [old]))
    await world.recorder.until(lambda: world.session.conversation.answering(thread))
    await world.session.conversation.stop(thread)
    world.reader.gate.set()
    await task
    assert old in await shown(world, thread)


async def test_an_earlier_question_is_asked_once_more(world: World, thread: str) -> None:
    question, old = await shown(world, thread)
    await world.session.conversation.ask(thread, "What is the rent?")
    await world.session.conversation.regenerate(thread, question, [old])
    texts = [m.text for m in await shown(world, thread) if m.role == "user"]
    assert texts == [QUESTION, "What is the rent?", QUESTION]
    assert old in await shown(world, thread)


async def test_details_name_the_passages_with_pages_and_scores(world: World, thread: str) -> None:
    answer = (await shown(world, thread))[-1]
    assert answer.run_id is not None
    details = await world.session.conversation.details(thread, answer.run_id)
    assert (details.status, details.model) == ("completed", "octavo-extractive")
    assert details.seconds is not None
    assert [step.kind for step in details.steps] == ["search", "writing"]
    best = details.steps[0].passages[0]
    assert (best.filename, best.page) == ("lease.pdf", 2)
    assert "three months' notice" in best.text
    assert 0 < best.score <= 1
