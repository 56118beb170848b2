"""Threads of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.errors import InputError
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


async def test_every_change_is_told_with_the_whole_list(world: World) -> None:
    thread = await world.session.threads.create()
    await world.session.threads.rename(thread.id, "A")
    await world.session.threads.delete(thread.id)
    told = [[item.title for item in event.threads] for event in world.recorder.of(ThreadsChanged)]
    assert told == [[""], ["A"], []]
