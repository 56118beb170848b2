"""What Qt made is ended in the window's thread, never in another one."""

from __future__ import annotations

import asyncio
import gc
import threading

from octavo.ui.loop import QtLoop
from support.qt import make_loop


class Node:
    """Garbage that notes which thread collects it."""

    def __init__(self, ended_in: list[int]) -> None:
        self.me = self
        self.ended_in = ended_in

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def litter(ended_in: list[int], count: int) -> None:
    for _ in range(count):
        Node(ended_in)


async def test_no_other_thread_collects_while_the_loop_runs() -> None:
    assert isinstance(asyncio.get_running_loop(), QtLoop)
    ended_in: list[int] = []
    await asyncio.to_thread(litter, ended_in, 20_000)
    while len(ended_in) < 20_000:
        await asyncio.sleep(0)
        litter(ended_in, 100)  # the loop collects as it makes something itself
    assert set(ended_in) == {threading.get_ident()}


def test_the_collector_is_on_again_behind_the_loop() -> None:
    loop = make_loop()
    seen: list[bool] = []
    loop.call_soon(lambda: seen.append(gc.isenabled()))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    assert seen == [False]
    assert gc.isenabled()
