"""Every reader of a run sees all its events in order, whenever it comes."""

from __future__ import annotations

import asyncio

from octavo.engine.running.log import RunLog
from octavo.protocol.envelope import ErrorObject
from octavo.protocol.events import DONE, StreamEvent


def _event(number: int) -> StreamEvent:
    return StreamEvent("error", ErrorObject(message=str(number), type="t"))


async def _read(log: RunLog) -> list[bytes]:
    return [event async for event in log.follow()]


async def test_early_and_late_readers_see_the_same() -> None:
    log = RunLog()
    early = asyncio.create_task(_read(log))
    for number in range(50):
        log.add(_event(number))
        if number % 7 == 0:
            await asyncio.sleep(0)
    middle = asyncio.create_task(_read(log))
    await asyncio.sleep(0)
    log.end()
    late = await _read(log)
    assert late == await early == await middle
    assert len(late) == 51
    assert late[-1] == DONE


async def test_an_event_reaches_a_waiting_reader_at_once() -> None:
    log = RunLog()
    events = log.follow()
    waiting = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    log.add(_event(1))
    async with asyncio.timeout(1):
        assert b'"message":"1"' in await waiting
    await events.aclose()
