"""Answers that are made ahead of whoever takes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from octavo.engine.answer.ahead import ahead, as_written
from octavo.engine.answer.generator import AnswerPart, Begun, Unsupported, Wrote


async def test_the_making_begins_before_anything_is_taken() -> None:
    begun = asyncio.Event()

    async def parts() -> AsyncGenerator[AnswerPart, None]:
        begun.set()
        yield Wrote("word")

    async with ahead(parts(), as_written), asyncio.timeout(10):
        await begun.wait()


async def test_text_that_waits_is_joined_and_what_stands_between_stays_there() -> None:
    made = asyncio.Event()

    async def parts() -> AsyncGenerator[AnswerPart, None]:
        yield Begun("written")
        yield Wrote("The rent ")
        yield Wrote("is due.")
        yield Unsupported(7)
        yield Wrote(" The")
        yield Wrote(" end")
        made.set()

    async with ahead(parts(), as_written) as taken:
        await made.wait()
        assert [part async for part in taken] == [
            Begun("written"),
            Wrote("The rent is due."),
            Unsupported(7),
            Wrote(" The end"),
        ]


async def test_what_fails_is_raised_behind_the_parts_before_it() -> None:
    async def parts() -> AsyncGenerator[AnswerPart, None]:
        yield Wrote("half")
        raise ValueError("broke off")

    async with ahead(parts(), as_written) as taken:
        assert await anext(taken) == Wrote("half")
        with pytest.raises(ValueError, match="broke off"):
            await anext(taken)


async def test_leaving_closes_what_makes_the_parts() -> None:
    closed, waits = asyncio.Event(), asyncio.Event()

    async def parts() -> AsyncGenerator[AnswerPart, None]:
        try:
            yield Wrote("word")
            waits.set()
            await asyncio.Event().wait()
        finally:
            closed.set()

    async with ahead(parts(), as_written) as taken:
        await anext(taken)
        await waits.wait()
    assert closed.is_set()


async def test_a_model_waits_for_a_reader_that_does_not_come() -> None:
    made = 0
    full = asyncio.Event()

    async def parts() -> AsyncGenerator[AnswerPart, None]:
        nonlocal made
        for _ in range(10_000):
            made += 1
            if made > 50:
                full.set()
            yield Unsupported(made)

    async with ahead(parts(), as_written) as taken:
        await full.wait()
        await asyncio.sleep(0)
        assert made < 100
        assert [part.length async for part in taken if isinstance(part, Unsupported)] == [
            *range(1, 10_001)
        ]


async def test_the_first_part_is_waited_for_but_not_for_long() -> None:
    go = asyncio.Event()

    async def parts() -> AsyncGenerator[AnswerPart, None]:
        await go.wait()
        yield Wrote("word")

    async with ahead(parts(), as_written) as taken, asyncio.timeout(10):
        await taken.come(within=0.001)
        asyncio.get_running_loop().call_soon(go.set)
        await taken.come(within=60)
        assert await anext(taken) == Wrote("word")
        await taken.come(within=60)  # all has been made: nothing more comes


async def test_what_fails_at_once_is_not_waited_for() -> None:
    async def parts() -> AsyncGenerator[AnswerPart, None]:
        raise ValueError("refused")
        yield

    async with ahead(parts(), as_written) as taken, asyncio.timeout(10):
        await taken.come(within=60)
        with pytest.raises(ValueError, match="refused"):
            await anext(taken)
