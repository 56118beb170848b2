"""Threads that work for the loop: order, cancellation, closing."""

from __future__ import annotations

import asyncio
import threading

import apsw
import pytest

from octavo.engine.store.lane import Lane


@pytest.fixture
def lane() -> Lane:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE t (n)")
    return Lane("test-lane", [connection], "BEGIN IMMEDIATE")


def _add(number: int) -> object:
    return lambda connection: connection.execute("INSERT INTO t VALUES (?)", (number,)) and None


def _numbers(connection: apsw.Connection) -> list[object]:
    return [row[0] for row in connection.execute("SELECT n FROM t ORDER BY rowid")]


async def test_work_is_done_in_order(lane: Lane) -> None:
    await asyncio.gather(*(lane.run(_add(n)) for n in range(50)))
    assert await lane.run(_numbers) == list(range(50))
    await lane.aclose()


async def test_a_failure_rolls_back_and_reaches_its_caller_only(lane: Lane) -> None:
    def fail(connection: apsw.Connection) -> None:
        connection.execute("INSERT INTO t VALUES (1)")
        raise KeyError("x")

    failed, fine = await asyncio.gather(lane.run(fail), lane.run(_add(2)), return_exceptions=True)
    assert isinstance(failed, KeyError)
    assert fine is None
    assert await lane.run(_numbers) == [2]
    await lane.aclose()


async def test_work_of_a_cancelled_caller_is_left_out_while_it_waits(lane: Lane) -> None:
    going = threading.Event()
    blocked = asyncio.create_task(lane.run(lambda _: going.wait(10)))
    waiting = asyncio.create_task(lane.run(_add(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    going.set()
    await blocked
    assert await lane.run(_numbers) == []
    await lane.aclose()


async def test_closing_drains_and_ends_the_threads(lane: Lane) -> None:
    work = [asyncio.create_task(lane.run(_add(n))) for n in range(20)]
    await asyncio.sleep(0)
    await lane.aclose()
    await asyncio.gather(*work)
    assert not [t for t in threading.enumerate() if t.name.startswith("test-lane")]
    with pytest.raises(RuntimeError, match="closed"):
        await lane.run(_numbers)
    await lane.aclose()


def test_a_loop_that_went_away_does_not_stop_the_lane(lane: Lane) -> None:
    going = threading.Event()

    async def leave() -> None:
        task = asyncio.create_task(lane.run(lambda _: going.wait(10)))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())
    going.set()

    async def again() -> list[object]:
        found = await lane.run(_numbers)
        await lane.aclose()
        return found

    assert asyncio.run(again()) == []
