"""What a large library costs: ``PYTHONPATH=app:tests python tests/bench/library_bench.py``.

Puts 5,000 documents and 2,000 threads into a real engine, opens a session over it, and shows both
lists in the real sidebar; then looks for words, sorts, scrolls, chooses all, lets 500 documents
change one after the other, as they do while they are read, and has all of them found ready at one
look. Prints for each step its time, the CPU time of this process, and how late a 10 ms timer came
meanwhile (goal: p95 ≤ 10 ms), by the clock and without the time for which the thread waited for a
processor. The yardstick is the same timer in the same run while nothing is done. Reading is paused,
so that what is measured is the list alone.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import gc
import os
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from metronome import INTERVAL as TICK
from thread_bench import Lateness

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.engine.factory import new_store_file
from octavo.engine.store.store import Amend, Insert
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.files import FileObject
from octavo.protocol.ids import new_id
from octavo.protocol.reading import PauseRequest
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import VectorStoreFileObject
from octavo.session.events import DocumentChanged, DocumentsChanged, SessionEvent
from octavo.session.session import Session
from octavo.session.state import DocumentState
from octavo.ui.documents.shown import DocumentOrder
from octavo.ui.sidebar.sidebar import Sidebar
from support.embedding import HashEmbedder
from support.qt import application, make_loop

_BATCH = 500


async def fill(engine: Engine, client: Client, documents: int, threads: int) -> None:
    """Put documents, which nobody reads, and threads into an engine."""
    await client.pause_reading(PauseRequest(paused=True))
    (assistant,) = (await client.get_assistants()).data
    store_id = await _store_of(client, assistant.id)
    store = engine._services.store  # one by one, each upload would wait for the disk
    for start in range(0, documents, _BATCH):
        numbers = range(start, min(documents, start + _BATCH))
        files = [_file(number) for number in numbers]
        entries = [new_store_file(store_id, file.id) for file in files]
        await store.apply(*map(Insert, files), *map(Insert, entries))
    for start in range(0, threads, _BATCH):
        numbers = range(start, min(threads, start + _BATCH))
        await store.apply(*(Insert(_thread(number)) for number in numbers))


def _file(number: int) -> FileObject:
    return FileObject(
        id=new_id("file"),
        bytes=1000 * number,
        created_at=1_700_000_000 + number,
        filename=f"Report {number % 97} of the mill, volume {number}.pdf",
        purpose="assistants",
        status="processed",
        sha256=f"{number:064x}",
    )


def _thread(number: int) -> ThreadObject:
    return ThreadObject(
        id=new_id("thread"),
        created_at=1_700_000_000 + 40_000 * number,
        tool_resources=None,
        metadata={"title": f"What does volume {number} say?"},
    )


async def _store_of(client: Client, assistant_id: str) -> str:
    assistant = await client.get_assistant(assistant_id)
    search = assistant.tool_resources.file_search if assistant.tool_resources else None
    (store_id,) = (search.vector_store_ids if search else None) or [""]
    return store_id


@contextlib.asynccontextmanager
async def measured(name: str) -> AsyncGenerator[None, None]:
    """Print how long the block took, and how late the timer came meanwhile and just after."""
    async with Lateness() as late:
        began, used = time.perf_counter(), time.process_time()
        yield
        for _ in range(3):  # what was changed is laid out and drawn
            await asyncio.sleep(0)
        spent, cpu = time.perf_counter() - began, time.process_time() - used
        for _ in range(10):  # what the block has left for the loop to do
            await asyncio.sleep(TICK)
    sys.stdout.write(f"{name:<42}{1000 * spent:>8.0f} ms  CPU {1000 * cpu:>6.0f} ms  {late}\n")


async def show(session: Session, sidebar: Sidebar, engine: Engine) -> None:
    """Measure all that is done with the lists."""
    assistant_id = session.assistants.default.id
    model, view = sidebar.documents_model, sidebar.documents
    changed = asyncio.Semaphore(0)

    def on_event(event: SessionEvent) -> None:
        if isinstance(event, DocumentsChanged):
            model.set_items(event.documents)
        elif isinstance(event, DocumentChanged):
            model.change_item(event.document)
            changed.release()

    session.events.subscribe(on_event)
    async with measured("nothing (yardstick)"):
        await asyncio.sleep(0.5)
    async with measured(f"{len(session.threads.items):,} threads listed"):
        sidebar.threads_model.set_threads(session.threads.items)
    async with measured("documents read from the engine and listed"):
        await session.library.load(assistant_id)
    count = model.total
    steps: list[tuple[str, Callable[[], object]]] = [
        (f"{count:,} documents sorted by name", lambda: model.sort_by(DocumentOrder.NAME)),
        ("sorted by state", lambda: model.sort_by(DocumentOrder.STATE)),
        ("sorted as added", lambda: model.sort_by(DocumentOrder.ADDED)),
        ("words found: “volume 49”", lambda: model.look_for("volume 49")),
        ("all shown again", lambda: model.look_for("")),
        ("scrolled to the end", view.scrollToBottom),
        ("all chosen", view.selectAll),
    ]
    for name, step in steps:
        async with measured(name):
            step()
    async with measured("500 documents change"):
        for item in session.library.items(assistant_id)[:500]:
            model.change_item(dataclasses.replace(item, state=DocumentState.READY, pages_total=9))
            await asyncio.sleep(0)
    store_id = session.assistants.default.vector_store_id
    ids = [item.key for item in session.library.items(assistant_id)]
    for start in range(0, count, _BATCH):
        some = ids[start : start + _BATCH]
        fields = {"status": "completed"}
        await engine._services.store.apply(
            *(Amend(VectorStoreFileObject, one, fields, store_id) for one in some)
        )
    async with measured(f"{count:,} documents found ready at one look"):
        await session.library.pause_all(paused=True)  # has it look
        for _ in ids:
            await changed.acquire()


async def main(documents: int, threads: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data, reader = Path(folder), PdfiumReader()
        engine = await Engine.open(data, reader=reader, embedder=HashEmbedder())
        async with Client(InProcessTransport(engine.app)) as client:
            first = await Session.open(client, reader, cache=data / "cache")
            await first.assistants.collection(first.assistants.default.id)
            await first.aclose()
            await fill(engine, client, documents, threads)
            sidebar = Sidebar()
            sidebar.resize(264, 800)
            sidebar.show()
            async with measured("a session opened over them"):
                session = await Session.open(client, reader, cache=data / "cache")
            await show(session, sidebar, engine)
            sidebar.close()
            await session.aclose()
        await engine.aclose()
        await reader.aclose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--threads", type=int, default=2000)
    given = parser.parse_args()
    application()
    gc.freeze()  # as the program does once it is loaded
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(main(given.documents, given.threads))
