"""Threads of a session."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.errors import ApiError, InputError
from octavo.protocol.threads import ModifyThreadRequest
from octavo.session.events import ThreadsChanged

if TYPE_CHECKING:
    from conftest import World


async def test_new_threads_stand_first_and_are_there_after_a_restart(world: World) -> None:
    first = await world.session.threads.create()
    second = await world.session.threads.create()
    assert world.session.threads.items == (second, first)
    assert first.assistant_id == world.assistant_id
    await world.restart()
    assert world.session.threads.items == (second, first)


async def test_more_threads_than_a_page_holds_are_all_there(world: World) -> None:
    made = [await world.session.threads.create() for _ in range(105)]
    await world.restart()
    assert [item.id for item in world.session.threads.items] == [t.id for t in reversed(made)]


async def test_a_title_is_kept_on_one_line_with_the_assistant(world: World) -> None:
    thread = await world.session.threads.create()
    await world.session.threads.rename(thread.id, "  The\nlease ")
    await world.restart()
    (item,) = world.session.threads.items
    assert (item.title, item.assistant_id) == ("The lease", world.assistant_id)


async def test_an_empty_title_is_refused(world: World) -> None:
    thread = await world.session.threads.create()
    with pytest.raises(InputError):
        await world.session.threads.rename(thread.id, " \n")


async def test_only_the_first_question_names_a_thread(world: World) -> None:
    thread = await world.session.threads.create()
    await world.session.threads.name_after(thread.id, "Why?")
    await world.session.threads.name_after(thread.id, "And then?")
    assert [item.title for item in world.session.threads.items] == ["Why?"]


async def test_a_deleted_thread_is_gone(world: World) -> None:
    keep, drop = await world.session.threads.create(), await world.session.threads.create()
    await world.session.threads.delete(drop.id)
    assert world.session.threads.items == (keep,)
    await world.restart()
    assert world.session.threads.items == (keep,)


async def test_a_thread_that_somebody_else_deleted_leaves_the_list(world: World) -> None:
    thread = await world.session.threads.create()
    await world.client.delete_thread(thread.id)
    await world.session.threads.delete(thread.id)
    assert world.session.threads.items == ()


async def test_a_thread_that_was_put_away_can_be_brought_back_at_any_start(world: World) -> None:
    threads = world.session.threads
    keep, drop = await threads.create(), await threads.create()
    await threads.rename(drop.id, "Lease")
    await threads.put_away(drop.id)
    assert threads.items == (keep,)
    with pytest.raises(InputError):
        threads.get(drop.id)

    await world.restart()
    threads = world.session.threads
    assert threads.items == (keep,)
    (away,) = threads.put_away_items
    await threads.restore(away.id)
    assert [item.title for item in threads.items] == ["Lease", ""]
    assert threads.put_away_items == ()


async def test_only_what_was_put_away_long_ago_is_deleted_for_good(world: World) -> None:
    threads = world.session.threads
    old, young = await threads.create(), await threads.create()
    await threads.put_away(young.id)
    long_ago = {"deleted_at": str(int(time.time()) - 31 * 86_400)}
    await world.client.modify_thread(old.id, ModifyThreadRequest(metadata=long_ago))

    await world.restart()
    await world.recorder.until(lambda: len(world.session.threads.put_away_items) == 1)
    assert [item.id for item in world.session.threads.put_away_items] == [young.id]
    with pytest.raises(ApiError):
        await world.client.get_thread(old.id)


async def test_putting_away_what_somebody_else_deleted_takes_it_from_the_list(
    world: World,
) -> None:
    thread = await world.session.threads.create()
    await world.client.delete_thread(thread.id)
    await world.session.threads.put_away(thread.id)
    assert world.session.threads.items == world.session.threads.put_away_items == ()


async def test_a_pin_is_kept_beside_the_title(world: World) -> None:
    threads = world.session.threads
    thread = await threads.create()
    await asyncio.gather(threads.rename(thread.id, "Lease"), threads.pin(thread.id, pinned=True))
    await world.restart()
    (item,) = world.session.threads.items
    assert (item.title, item.pinned, item.assistant_id) == ("Lease", True, world.assistant_id)
    await world.session.threads.pin(thread.id, pinned=False)
    assert not world.session.threads.get(thread.id).pinned


async def test_a_duplicate_has_its_own_messages(world: World, lease: Path) -> None:
    await world.add(lease)
    thread = await world.session.threads.create()
    await world.session.conversation.ask(thread.id, "When may the tenant terminate?")
    copy = await world.session.threads.duplicate(thread.id)
    assert copy.title == "Copy of When may the tenant terminate?"
    assert world.session.threads.items[0] == copy
    again = await world.session.threads.duplicate(copy.id)
    assert again.title == "Copy 2 of When may the tenant terminate?"

    old = await world.session.conversation.messages(thread.id)
    new = await world.session.conversation.messages(copy.id)
    assert [(m.text, m.citations) for m in new] == [(m.text, m.citations) for m in old]
    assert new[1].citations


async def test_a_branch_ends_at_a_message_or_before_it(world: World, lease: Path) -> None:
    await world.add(lease)
    threads, conversation = world.session.threads, world.session.conversation
    thread = await threads.create()
    for question in ("When may the tenant terminate?", "What is the rent?"):
        await conversation.ask(thread.id, question)
    messages = await conversation.messages(thread.id)

    first = await threads.branch(thread.id, messages[1].id)
    assert len(await conversation.messages(first.id)) == 2
    assert first.title == "Branch: When may the tenant terminate?"
    second = await threads.branch_before(thread.id, messages[2].id)
    assert len(await conversation.messages(second.id)) == 2
    assert second.title == "Branch 2: When may the tenant terminate?"
    third = await threads.branch(second.id, (await conversation.messages(second.id))[1].id)
    assert third.title == "Branch 3: When may the tenant terminate?"
    empty = await threads.branch_before(thread.id, messages[0].id)
    assert await conversation.messages(empty.id) == ()
    assert len(await conversation.messages(thread.id)) == 4


async def test_every_change_is_told_with_the_whole_list(world: World) -> None:
    thread = await world.session.threads.create()
    await world.session.threads.rename(thread.id, "A")
    await world.session.threads.delete(thread.id)
    told = [[item.title for item in event.threads] for event in world.recorder.of(ThreadsChanged)]
    assert told == [[""], ["A"], []]
