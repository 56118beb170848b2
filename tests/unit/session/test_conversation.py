"""Questions and answers of a session."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.session.drafts import Draft
from octavo.session.events import (
    AnsweringChanged,
    MessageAdded,
    MessageChanged,
    MessageGrew,
    MessageRemoved,
    ThreadsChanged,
)
from octavo.session.state import ChatMessage, MessageState

if TYPE_CHECKING:
    from conftest import World

QUESTION = "When may the tenant terminate the lease?"


@pytest.fixture
async def thread(world: World, lease: Path) -> str:
    await world.add(lease)
    return (await world.session.threads.create()).id


async def begun(world: World, thread: str) -> asyncio.Task[None]:
    """Ask, and wait until the answer has text but no end."""
    world.reader.gate.clear()
    task = asyncio.create_task(world.session.conversation.ask(thread, QUESTION))
    await world.recorder.until(lambda: bool(world.recorder.of(MessageGrew)))
    return task


def last(world: World) -> ChatMessage:
    told = [e for e in world.recorder.events if isinstance(e, MessageAdded | MessageChanged)]
    return told[-1].message


async def test_an_answer_streams_and_cites_the_page(world: World, thread: str) -> None:
    await world.session.conversation.ask(thread, f"  {QUESTION}\n")
    question, answer = [event.message for event in world.recorder.of(MessageAdded)]
    assert (question.role, question.text) == ("user", QUESTION)
    assert (answer.role, answer.state) == ("assistant", MessageState.STREAMING)
    final = last(world)
    assert (final.state, final.kind, final.problem) == (MessageState.COMPLETED, "quotes", None)
    best = final.citations[0]
    assert (best.filename, best.page, best.verified) == ("lease.pdf", 2, True)
    assert "three months' notice" in best.quote
    assert best.rects
    assert final.text[best.start : best.end].startswith("【1†")


async def test_what_streamed_is_what_is_kept(world: World, thread: str) -> None:
    await world.session.conversation.ask(thread, QUESTION)
    grown = world.recorder.of(MessageGrew)
    final = last(world)
    assert "".join(event.text for event in grown) == final.text
    assert tuple(c for event in grown for c in event.citations) == final.citations
    kept = await world.session.conversation.messages(thread)
    assert kept[-1] == final


async def test_answering_is_told_and_locks_the_thread(world: World, thread: str) -> None:
    task = await begun(world, thread)
    assert world.session.conversation.answering(thread)
    with pytest.raises(InputError, match="still being answered"):
        await world.session.conversation.ask(thread, "And?")
    world.reader.gate.set()
    await task
    assert not world.session.conversation.answering(thread)
    assert [e.answering for e in world.recorder.of(AnsweringChanged)] == [True, False]


async def test_two_threads_answer_at_once(world: World, thread: str) -> None:
    other = (await world.session.threads.create()).id
    await asyncio.gather(
        world.session.conversation.ask(thread, QUESTION),
        world.session.conversation.ask(other, "How high is the rent?"),
    )
    for thread_id in (thread, other):
        messages = await world.session.conversation.messages(thread_id)
        assert [m.state for m in messages] == [MessageState.COMPLETED] * 2


async def test_the_first_question_names_the_thread(world: World, thread: str) -> None:
    await world.session.conversation.ask(thread, QUESTION)
    assert world.session.threads.items[0].title == QUESTION
    assert world.recorder.of(ThreadsChanged)[-1].threads[0].title == QUESTION


async def test_a_thread_shows_its_messages_after_a_restart(world: World, thread: str) -> None:
    await world.session.conversation.ask(thread, QUESTION)
    before = await world.session.conversation.messages(thread)
    await world.restart()
    assert await world.session.conversation.messages(thread) == before
    assert [m.role for m in before] == ["user", "assistant"]


@pytest.mark.parametrize("question", ["", " \n\t ", "x" * 256_001])
async def test_what_is_no_question_is_refused(world: World, thread: str, question: str) -> None:
    with pytest.raises(InputError):
        await world.session.conversation.ask(thread, question)
    assert await world.session.conversation.messages(thread) == ()


async def test_without_documents_the_answer_says_so(world: World) -> None:
    thread = (await world.session.threads.create()).id
    await world.session.conversation.ask(thread, QUESTION)
    assert last(world).kind == "not_covered"


async def test_stop_ends_the_answer_within_a_second_and_keeps_its_text(
    world: World, thread: str
) -> None:
    task = await begun(world, thread)
    async with asyncio.timeout(1):
        await world.session.conversation.stop(thread)
        await task
    text = "".join(event.text for event in world.recorder.of(MessageGrew))
    final = last(world)
    assert (final.state, final.text, final.problem) == (MessageState.STOPPED, text, None)
    world.reader.gate.set()
    assert (await world.session.conversation.messages(thread))[-1] == final
    await world.session.conversation.ask(thread, QUESTION)  # the thread is free again
    assert last(world).state == MessageState.COMPLETED


async def test_stop_before_the_run_began_starts_none(world: World, thread: str) -> None:
    task = asyncio.create_task(world.session.conversation.ask(thread, QUESTION))
    await world.recorder.until(lambda: bool(world.recorder.of(AnsweringChanged)))
    await world.session.conversation.stop(thread)
    await task
    runs = (await world.client.get_runs(thread)).data
    assert [run.status for run in runs] in ([], ["cancelled"])


async def test_stop_of_a_thread_that_does_not_answer_does_nothing(
    world: World, thread: str
) -> None:
    await world.session.conversation.stop(thread)
    assert world.recorder.of(AnsweringChanged) == []


@pytest.mark.parametrize("chunks", [0, 1, 5, 12])
async def test_nothing_is_lost_when_the_stream_breaks(
    world: World, thread: str, chunks: int
) -> None:
    world.transport.cut_after = chunks
    await world.session.conversation.ask(thread, QUESTION)
    final = last(world)
    assert (final.state, final.problem) == (MessageState.COMPLETED, None)
    assert final.citations[0].page == 2
    assert len({e.message.id for e in world.recorder.of(MessageAdded)}) == 2
    assert (await world.session.conversation.messages(thread))[-1] == final


async def test_stop_works_after_the_stream_broke(world: World, thread: str) -> None:
    world.transport.cut_after = 12
    world.reader.gate.clear()
    task = asyncio.create_task(world.session.conversation.ask(thread, QUESTION))
    await world.recorder.until(lambda: bool(world.recorder.of(MessageAdded)[1:]))
    await world.session.conversation.stop(thread)
    async with asyncio.timeout(5):
        await task
    assert last(world).state == MessageState.STOPPED
    world.reader.gate.set()


async def test_a_question_that_the_engine_does_not_take_waits_in_its_thread(
    world: World, thread: str
) -> None:
    world.transport.refuse_runs = True
    await world.session.conversation.ask(thread, QUESTION)
    lost = last(world)
    assert (lost.role, lost.text, lost.state) == ("user", QUESTION, MessageState.FAILED)
    assert lost.problem is not None
    assert (await world.client.get_thread_messages(thread)).data == []
    assert await world.session.conversation.messages(thread) == (lost,)
    world.transport.refuse_runs = False
    await world.session.conversation.again(thread, lost, lost)
    assert last(world).state == MessageState.COMPLETED
    assert world.recorder.of(MessageRemoved) == [MessageRemoved(thread, lost.id)]
    messages = await world.session.conversation.messages(thread)
    assert messages[0].text == QUESTION
    assert [m.role for m in messages] == ["user", "assistant"]


async def test_a_question_that_arrived_unseen_is_not_sent_twice(world: World, thread: str) -> None:
    world.transport.cut_after = 0
    world.transport.refuse_lists = True
    await world.session.conversation.ask(thread, QUESTION)
    lost = last(world)
    assert (lost.role, lost.state) == ("user", MessageState.FAILED)
    world.transport.cut_after = None
    world.transport.refuse_lists = False
    assert lost.id not in {m.id for m in await world.session.conversation.messages(thread)}
    await world.recorder.until(lambda: not world.session.conversation.answering(thread))
    await world.session.conversation.again(thread, lost, lost)
    messages = await world.session.conversation.messages(thread)
    assert [m.role for m in messages] == ["user", "assistant"]


async def test_no_question_is_without_its_run(world: World, thread: str) -> None:
    """Security 16: both are one change, so a kill leaves both or none."""
    task = await begun(world, thread)
    (question,) = [m for m in (await world.client.get_thread_messages(thread)).data if not m.run_id]
    (run,) = (await world.client.get_runs(thread)).data
    assert run.metadata == question.metadata
    world.reader.gate.set()
    await task


async def test_a_failed_answer_is_tried_again_without_a_second_question(
    world: World, thread: str
) -> None:
    from octavo.protocol.assistants import ModifyAssistantRequest
    from octavo.protocol.tools import CodeInterpreterTool, FileSearchTool

    unable = ModifyAssistantRequest(tools=[CodeInterpreterTool(type="code_interpreter")])
    await world.client.modify_assistant(world.assistant_id, unable)
    await world.session.conversation.ask(thread, QUESTION)
    for _ in range(2):
        question, failed = await world.session.conversation.messages(thread)
        assert failed.state == MessageState.FAILED
        await world.session.conversation.again(thread, question, failed)
        assert MessageRemoved(thread, failed.id) in world.recorder.events
    able = ModifyAssistantRequest(tools=[FileSearchTool(type="file_search")])
    await world.client.modify_assistant(world.assistant_id, able)
    question, failed = await world.session.conversation.messages(thread)
    await world.session.conversation.again(thread, question, failed)
    messages = await world.session.conversation.messages(thread)
    assert [(m.role, m.state) for m in messages] == [
        ("user", MessageState.COMPLETED),
        ("assistant", MessageState.COMPLETED),
    ]
    assert messages[0] == question


async def test_an_older_question_is_put_again_at_the_end(world: World, thread: str) -> None:
    await world.session.conversation.ask(thread, QUESTION)
    await world.session.conversation.ask(thread, "How high is the rent?")
    question, answer, *_ = await world.session.conversation.messages(thread)
    await world.session.conversation.again(thread, question, answer)
    messages = await world.session.conversation.messages(thread)
    assert [m.text for m in messages if m.role == "user"] == [
        QUESTION,
        "How high is the rent?",
        QUESTION,
    ]


async def test_a_failed_run_shows_its_problem_also_after_a_restart(
    world: World, thread: str
) -> None:
    from octavo.protocol.assistants import ModifyAssistantRequest
    from octavo.protocol.tools import CodeInterpreterTool

    tools = ModifyAssistantRequest(tools=[CodeInterpreterTool(type="code_interpreter")])
    await world.client.modify_assistant(world.assistant_id, tools)
    await world.session.conversation.ask(thread, QUESTION)
    failed = last(world)
    assert failed.state == MessageState.FAILED
    assert failed.problem is not None
    assert "code interpreter" in failed.problem.message
    await world.restart()
    messages = await world.session.conversation.messages(thread)
    assert [m.role for m in messages] == ["user", "assistant"]
    assert messages[-1].problem == failed.problem


async def test_closing_during_an_answer_is_quick_and_keeps_what_was_asked(
    world: World, thread: str
) -> None:
    task = await begun(world, thread)
    async with asyncio.timeout(2):
        await world.session.aclose()
    with pytest.raises(asyncio.CancelledError):
        await task
    await world.close()
    world.reader.gate.set()
    await world.open()
    messages = await world.session.conversation.messages(thread)
    assert [m.role for m in messages] == ["user", "assistant"]
    assert messages[1].state in (MessageState.STOPPED, MessageState.FAILED)


async def test_an_answer_that_another_client_began_is_followed(world: World, thread: str) -> None:
    from octavo.protocol.messages import CreateMessageRequest
    from octavo.protocol.runs import CreateRunRequest

    world.reader.gate.clear()
    await world.client.create_thread_message(
        thread, CreateMessageRequest(role="user", content=QUESTION)
    )
    await world.client.create_run(thread, CreateRunRequest(assistant_id=world.assistant_id))
    await world.session.conversation.messages(thread)
    assert world.session.conversation.answering(thread)
    world.reader.gate.set()
    await world.recorder.until(lambda: not world.session.conversation.answering(thread))
    assert last(world).state == MessageState.COMPLETED


async def test_the_end_of_a_long_thread_is_read_first(world: World) -> None:
    messages = [
        CreateMessageRequest(role="user", content=f"Question {number}?") for number in range(120)
    ]
    thread = await world.client.create_thread(CreateThreadRequest(messages=messages))
    await world.session.threads.load()
    newest = await world.session.conversation.newest(thread.id)
    assert newest.has_earlier
    assert [m.text for m in newest.messages] == [f"Question {n}?" for n in range(70, 120)]
    whole = await world.session.conversation.messages(thread.id)
    assert whole[-50:] == newest.messages
    assert len(whole) == 120


async def test_drafts_outlast_a_restart_and_go_with_their_thread(world: World) -> None:
    thread = await world.session.threads.create()
    other = await world.session.threads.create()
    draft = Draft("half a question", "What waits?")
    await world.session.drafts.keep(thread.id, draft)
    await world.session.drafts.keep(other.id, draft)
    await world.session.drafts.keep("", Draft("of a new thread"))
    await world.session.threads.delete(other.id)
    await world.restart()
    assert world.session.drafts.kept == {thread.id: draft, "": Draft("of a new thread")}
    await world.session.drafts.keep(thread.id, Draft())
    await world.restart()
    assert world.session.drafts.kept == {"": Draft("of a new thread")}
