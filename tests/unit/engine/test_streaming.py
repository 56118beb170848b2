"""What makes the pieces of a reply is ended when the reply is, at whatever moment that comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, MutableMapping
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request

from octavo.engine.streaming import Streamed, begun_events, events

SCOPE = {"type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}}  # as uvicorn says

Message = MutableMapping[str, Any]


class Maker:
    """Makes pieces and notes whether it was ended; a None in its list keeps everybody waiting."""

    def __init__(self, *pieces: bytes | None) -> None:
        self.is_ended = False
        self.waits = asyncio.Event()
        self.pieces = self._make(pieces)

    async def _make(self, pieces: tuple[bytes | None, ...]) -> AsyncGenerator[bytes, None]:
        try:
            for piece in pieces:
                if piece is None:
                    self.waits.set()
                    await asyncio.Event().wait()
                else:
                    yield piece
        finally:
            self.is_ended = True


class Reader:
    """Reads replies, takes no more once it is stuck, and leaves when told to."""

    def __init__(self, stuck_at: str = "") -> None:
        self.leaves = asyncio.Event()
        self.is_stuck = asyncio.Event()
        self.got: list[bytes] = []
        self._stuck_at = stuck_at

    async def receive(self) -> Message:
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == self._stuck_at:
            self.is_stuck.set()
            await asyncio.Event().wait()
        self.got.append(message.get("body", b""))

    async def read(self, reply: Streamed) -> None:
        async with asyncio.timeout(20):
            await reply(SCOPE, self.receive, self.send)


async def begun(maker: Maker, reader: Reader) -> Streamed:
    async with asyncio.timeout(20):
        return await begun_events(Request(SCOPE, reader.receive), maker.pieces)


async def test_a_reply_that_is_read_to_its_end_has_all_pieces_in_order() -> None:
    maker, reader = Maker(b"a", b"b", b"c"), Reader()
    await reader.read(await begun(maker, reader))
    assert b"".join(reader.got) == b"abc"
    assert maker.is_ended


async def test_whoever_leaves_before_the_first_piece_ends_its_making() -> None:
    maker, reader = Maker(None), Reader()
    beginning = asyncio.create_task(begun(maker, reader))
    async with asyncio.timeout(20):
        await maker.waits.wait()
    reader.leaves.set()
    with pytest.raises(ClientDisconnect):
        await beginning
    assert maker.is_ended


async def test_a_request_that_is_ended_before_the_first_piece_ends_its_making() -> None:
    maker, reader = Maker(None), Reader()
    beginning = asyncio.create_task(begun(maker, reader))
    async with asyncio.timeout(20):
        await maker.waits.wait()
    beginning.cancel()
    await asyncio.wait({beginning})
    assert maker.is_ended


@pytest.mark.parametrize("stuck_at", ["http.response.start", "http.response.body"])
async def test_whoever_leaves_while_it_is_sent_ends_its_making(stuck_at: str) -> None:
    maker, reader = Maker(b"a", b"b"), Reader(stuck_at)
    reply = await begun(maker, reader)
    reading = asyncio.create_task(reader.read(reply))
    async with asyncio.timeout(20):
        await reader.is_stuck.wait()
    reader.leaves.set()
    await reading
    assert maker.is_ended


async def test_events_that_began_at_once_are_ended_the_same_way() -> None:
    maker, reader = Maker(b"a", b"b"), Reader("http.response.body")
    reading = asyncio.create_task(reader.read(events(maker.pieces)))
    async with asyncio.timeout(20):
        await reader.is_stuck.wait()
    reader.leaves.set()
    await reading
    assert maker.is_ended


@pytest.mark.parametrize("is_ended", [False, True])
async def test_what_ends_the_making_may_take_its_time(*, is_ended: bool) -> None:
    waits, goes_on, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tidies() -> AsyncGenerator[bytes, None]:
        try:
            yield b"a"
            waits.set()
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            await goes_on.wait()
            done.set()

    reader = Reader()
    reading = asyncio.create_task(reader.read(events(tidies())))
    async with asyncio.timeout(20):
        await waits.wait()
        reader.leaves.set()
        for _ in range(20):
            await asyncio.sleep(0)
        if is_ended:  # by a transport whose patience is over
            reading.cancel()
            await asyncio.wait({reading})
        goes_on.set()
        await done.wait()
        await asyncio.wait({reading})
    assert reading.cancelled() is is_ended
    assert is_ended or reading.exception() is None


async def test_what_fails_before_the_first_piece_is_raised() -> None:
    async def fails() -> AsyncGenerator[bytes, None]:
        raise ValueError("no model")
        yield b""

    with pytest.raises(ValueError, match="no model"):
        await begun_events(Request(SCOPE, Reader().receive), fails())
