"""What long threads cost: ``PYTHONPATH=app:tests python tests/bench/thread_bench.py``.

Opens a thread of 1,000 messages from a real engine into a real chat panel, and a list of 2,000
threads. Prints times in milliseconds, and how late a 10 ms timer came meanwhile: its 95th
percentile and the longest delay. The yardstick is the same for a thread of two messages.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from metronome import INTERVAL as TICK
from metronome import Spent, ThreadClock
from PySide6.QtWidgets import QApplication

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.session.session import Session
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.chat.presenter import ChatPresenter
from octavo.ui.sidebar.thread_list import ThreadList
from octavo.ui.sidebar.threads_model import ThreadsModel
from octavo.ui.tasks import TaskOwner
from support.embedding import HashEmbedder
from support.qt import application, make_loop, until

MESSAGES = 1000
THREADS = 2000
ANSWER = (
    "The tenant may **end** the lease after *one year* with three months of notice, unless the "
    "parties have agreed on a longer term in writing.\n\n1. in writing\n2. in time\n"
)


class Lateness:
    """How late a 10 ms timer comes while something else goes on.

    What is its own is less the time for which the thread waited for a processor.
    """

    def __init__(self) -> None:
        self._spent: list[Spent] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        await asyncio.sleep(TICK)
        self._task.cancel()

    def __str__(self) -> str:
        late, own = [one.late for one in self._spent], [one.own for one in self._spent]
        return (
            f"late p95 {1000 * _p95(late):.0f} ms, at most {1000 * max(late, default=0):.0f} ms;"
            f" its own p95 {1000 * _p95(own):.0f} ms, at most {1000 * max(own, default=0):.0f} ms"
        )

    async def _watch(self) -> None:
        clock = ThreadClock()
        try:
            while True:
                await asyncio.sleep(TICK)
                self._spent.append(clock.lap())
        finally:
            clock.close()


def _p95(values: list[float]) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


async def make_thread(client: Client, count: int) -> str:
    """Make a thread of this many messages, half of them answers."""
    messages = [
        CreateMessageRequest(role="user", content=f"When may the tenant end it, {number}?")
        if number % 2 == 0
        else CreateMessageRequest(role="assistant", content=ANSWER)
        for number in range(count)
    ]
    return (await client.create_thread(CreateThreadRequest(messages=messages))).id


async def opened(chat: ChatPresenter, panel: ChatPanel, thread_id: str, name: str) -> None:
    """Open a thread and print when its end was in view."""
    chat.clear()
    QApplication.processEvents()
    async with Lateness() as late:
        begun, used = time.perf_counter(), time.process_time()
        await chat.show_thread(thread_id)
        QApplication.processEvents()
        shown, cpu = time.perf_counter() - begun, time.process_time() - used
        await until(lambda: not panel.transcript.is_filling, "it is written out")
    report(f"open a thread of {name}", shown, f"CPU {1000 * cpu:.0f} ms, {late}")


async def listed(session: Session) -> None:
    """Show the list of threads and print how long that took."""
    model = ThreadsModel()
    view = ThreadList(model)
    view.resize(264, 700)
    view.show()
    async with Lateness() as late:
        begun = time.perf_counter()
        model.set_threads(session.threads.items)
        QApplication.processEvents()
        spent = time.perf_counter() - begun
        await asyncio.sleep(5 * TICK)
    report(f"list {len(session.threads.items):,} threads", spent, str(late))
    view.close()


def report(name: str, seconds: float, note: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{name:<44}{1000 * seconds:>9.1f} ms  {note}\n")


async def main() -> None:
    """Measure and print."""
    panel = ChatPanel()
    panel.resize(840, 760)
    panel.show()
    with tempfile.TemporaryDirectory() as folder:
        data, reader = Path(folder), PdfiumReader()
        engine = await Engine.open(data, reader=reader, embedder=HashEmbedder())
        async with Client(InProcessTransport(engine.app)) as client:
            short, long = await make_thread(client, 2), await make_thread(client, MESSAGES)
            for _ in range(THREADS - 2):
                await client.create_thread()
            begun = time.perf_counter()
            session = await Session.open(client, reader, cache=data / "cache")
            report("open a session with them", time.perf_counter() - begun, "")
            tasks = TaskOwner(lambda error: sys.stdout.write(f"{error}\n"))
            chat = ChatPresenter(session, panel, tasks)
            for _ in range(2):  # the first time is that of all that is loaded late
                await opened(chat, panel, short, "2 messages (yardstick)")
                await opened(chat, panel, long, f"{MESSAGES:,} messages")
            await listed(session)
            await chat.aclose()
            await tasks.aclose()
            await session.aclose()
        await engine.aclose()
        await reader.aclose()
    panel.close()


if __name__ == "__main__":
    application()
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(main())
