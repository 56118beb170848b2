"""Coroutines of the window are kept, answered for and ended."""

import asyncio

import pytest

from octavo.errors import InputError
from octavo.ui.tasks import TaskOwner
from support.qt import application, make_loop


async def test_an_error_is_told_once():
    errors = []
    owner = TaskOwner(errors.append)

    async def fail():
        raise InputError("This cannot be.")

    task = owner.start(fail(), name="fail")
    await asyncio.wait([task])

    assert [type(error) for error in errors] == [InputError]
    assert not owner.busy


async def test_cancellation_is_not_an_error():
    errors = []
    owner = TaskOwner(errors.append)

    task = owner.start(asyncio.sleep(60), name="sleep")
    task.cancel()
    await asyncio.wait([task])

    assert errors == []


async def test_closing_waits_for_the_ends_of_tasks():
    ended = []
    owner = TaskOwner(ended.append)

    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01)
            ended.append("work")

    owner.start(work(), name="work")
    await asyncio.sleep(0)
    await owner.aclose()

    assert ended == ["work"]


async def test_nothing_starts_after_closing():
    owner = TaskOwner(lambda error: None)
    await owner.aclose()
    started = []

    async def work():
        started.append(True)

    with pytest.raises(asyncio.CancelledError):
        await owner.start(work(), name="late")

    assert started == []


async def test_a_task_may_close_its_own_owner():
    errors = []
    owner = TaskOwner(errors.append)

    await owner.start(owner.aclose(), name="close")

    assert errors == []


def test_what_starts_while_the_loop_rests_waits_until_it_runs():
    loop = make_loop()
    owner = TaskOwner(lambda error: None)
    done = []

    async def work(name):
        await asyncio.sleep(0)
        done.append(name)

    async def begin():
        await owner.start(work("within"), name="within")

    try:
        loop.run_until_complete(begin())
        task = owner.start(work("between"), name="between")
        application().processEvents()
        assert done == ["within"]
        loop.run_until_complete(task)
    finally:
        loop.close()
    assert done == ["within", "between"]


def test_an_owner_made_while_the_loop_runs_starts_tasks_between_two_runs_of_it():
    application()
    done = []

    async def work():
        done.append("work")

    async def owner_of_tasks():
        return TaskOwner(done.append)

    loop = make_loop()
    owner = loop.run_until_complete(owner_of_tasks())
    task = owner.start(work(), name="work")
    assert done == []
    loop.run_until_complete(asyncio.wait([task]))
    loop.close()

    assert done == ["work"]
