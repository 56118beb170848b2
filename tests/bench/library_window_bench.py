"""A large library in the whole window.

``PYTHONPATH=app:tests python tests/bench/library_window_bench.py``

`library_bench.py` measures the lists alone. Here the program itself is opened over 5,000 documents
and 2,000 threads, with all that listens to its session: then all documents are found ready at one
look, all are chosen, and 200 of them removed and brought back. Prints for each step how late a
10 ms timer came (goal: p95 ≤ 10 ms), the CPU time of the window's thread, and of its longest turn,
which is what Qt and asyncio do before another event can come.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import apsw
from library_bench import fill
from PySide6.QtCore import QEvent, QObject
from thread_bench import Lateness

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.program import Program
from octavo.session.events import DocumentChanged, SessionEvent
from octavo.session.session import Session
from octavo.ui.application import Application
from support.embedding import HashEmbedder
from support.qt import make_loop, until
from support.window import open_window

REMOVED = 200


class TimedApplication(Application):
    """Notes how much CPU time each turn takes: an event with all that its delivery brings about."""

    def __init__(self) -> None:
        super().__init__(["octavo"])
        self.setQuitOnLastWindowClosed(False)
        self.turns: list[float] = []
        self._is_inside = False

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._is_inside:
            return super().notify(receiver, event)
        self._is_inside = True
        began = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self.turns.append(time.thread_time() - began)
            self._is_inside = False


@contextlib.asynccontextmanager
async def measured(app: TimedApplication, name: str) -> AsyncGenerator[None, None]:
    """Print what the block took of the window's thread, with half a second after it."""
    await asyncio.sleep(0)  # what went before has a turn of its own
    app.turns.clear()
    async with Lateness() as late:
        yield
        await asyncio.sleep(0.5)
    worked, longest = 1000 * sum(app.turns), 1000 * max(app.turns)
    sys.stdout.write(f"{name:<34}CPU {worked:>6.0f} ms, longest turn {longest:>4.0f} ms  {late}\n")


async def prepare(data: Path, documents: int, threads: int) -> None:
    """Make a data folder with documents, which nobody reads, and threads."""
    reader = PdfiumReader()
    engine = await Engine.open(data, reader=reader, embedder=HashEmbedder())
    async with Client(InProcessTransport(engine.app)) as client:
        session = await Session.open(client, reader, cache=data / "cache")
        await session.assistants.collection(session.assistants.default.id)
        await session.aclose()
        await fill(engine, client, documents, threads)
    await engine.aclose()
    await reader.aclose()


def make_ready(data: Path) -> None:
    """Have all documents read, as far as the database knows."""
    with contextlib.closing(apsw.Connection(str(data / "octavo.sqlite"))) as database:
        database.execute(
            "UPDATE vector_store_files SET status = 'completed',"
            " body = json_set(body, '$.status', 'completed')"
        )


async def use(app: TimedApplication, program: Program, data: Path) -> None:
    """Do with the documents what a person and the engine do."""
    assert program.presenter is not None
    session = program.presenter._session
    assistant_id, view = session.assistants.default.id, program.window.sidebar.documents
    keys = [item.key for item in session.library.items(assistant_id)]
    changed = asyncio.Semaphore(0)

    def on_event(event: SessionEvent) -> None:
        if isinstance(event, DocumentChanged):
            changed.release()

    session.events.subscribe(on_event)
    async with measured(app, "nothing (yardstick)"):
        await asyncio.sleep(0.5)
    make_ready(data)
    async with measured(app, f"{len(keys):,} found ready at one look"):
        await session.library.pause_all(paused=True)  # has it look
        for _ in keys:
            await changed.acquire()
    async with measured(app, "all chosen"):
        view.selectAll()
    async with measured(app, f"{REMOVED} of them removed"):
        await session.library.put_away(assistant_id, keys[:REMOVED])
    async with measured(app, "and brought back"):
        await session.library.bring_back(assistant_id, keys[:REMOVED])
    async with measured(app, "what others changed looked for"):
        await session.catching_up.look()


async def main(app: TimedApplication, documents: int, threads: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        await prepare(data, documents, threads)
        async with contextlib.AsyncExitStack() as stack:
            async with measured(app, "the window opened over them"):
                program = await stack.enter_async_context(open_window(data))
                model = program.window.sidebar.documents_model
                await until(lambda: model.rowCount() == documents, "the list", seconds=60)
            await use(app, program, data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=2000)
    given = parser.parse_args()
    timed = TimedApplication()
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(main(timed, given.documents, given.threads))
