"""The session's own tasks."""

from __future__ import annotations

import asyncio

import pytest

from octavo.errors import InputError
from octavo.session.state import Problem
from octavo.session.tasks import SessionTasks


async def test_an_error_of_a_task_on_its_own_becomes_a_problem() -> None:
    problems: list[Problem] = []
    tasks = SessionTasks(problems.append)

    async def fail() -> None:
        raise InputError("It rains.", title="Rain", hint="Wait.")

    await asyncio.wait([tasks.start(fail(), name="fail")])
    await asyncio.sleep(0)
    assert problems == [Problem("Rain", "It rains.", "Wait.")]
    await tasks.aclose()


async def test_an_error_of_an_awaited_task_goes_to_who_awaits_it() -> None:
    problems: list[Problem] = []
    tasks = SessionTasks(problems.append)

    async def fail() -> None:
        raise InputError("It rains.")

    with pytest.raises(InputError):
        await tasks.run(fail(), name="fail")
    assert problems == []
    await tasks.aclose()


async def test_closing_cancels_and_awaits_every_task() -> None:
    tasks = SessionTasks(pytest.fail)
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("work")

    task = tasks.start(work(), name="work")
    await asyncio.sleep(0)
    await tasks.aclose()
    assert ended == ["work"]
    assert task.cancelled()


async def test_nothing_starts_after_the_end() -> None:
    tasks = SessionTasks(pytest.fail)
    await tasks.aclose()
    with pytest.raises(RuntimeError, match="closed"):
        tasks.start(asyncio.sleep(0), name="late")
