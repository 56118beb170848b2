"""What the interface costs in process: small calls, first events, many runs, long lists.

    python tests/bench/interface_bench.py [--calls 500] [--runs 200] [--messages 100000]

Each figure stands beside what the same work costs without the interface (the store itself) or
beside an earlier part of the same run, so that the ratio can be trusted on any machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.client import Client, InProcessTransport  # noqa: E402
from octavo.engine.app import Engine  # noqa: E402
from octavo.engine.factory import new_message  # noqa: E402
from octavo.engine.running import log as run_log  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.store.store import Insert  # noqa: E402
from octavo.pdf.reader import PdfiumReader  # noqa: E402
from octavo.protocol.assistants import CreateAssistantRequest  # noqa: E402
from octavo.protocol.events import StreamEvent  # noqa: E402
from octavo.protocol.messages import CreateMessageRequest, MessageDeltaObject  # noqa: E402
from octavo.protocol.models import EXTRACTIVE_MODEL  # noqa: E402
from octavo.protocol.runs import CreateRunRequest, CreateThreadAndRunRequest  # noqa: E402
from octavo.protocol.threads import CreateThreadRequest, ThreadObject  # noqa: E402
from octavo.protocol.vector_stores import CreateVectorStoreRequest  # noqa: E402
from support.embedding import HashEmbedder  # noqa: E402
from support.reports import make_report  # noqa: E402

QUESTION = "What does the agreement say about the energy system and its cost?"
PAGES = 40
PORTION = 1000
"""Messages that are put into the store at once."""


async def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=500)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--messages", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        async with opened(Path(folder)) as (engine, client):
            await small_calls(engine, client, wanted.calls)
            await first_event(client, Path(folder))
            await many_runs(client, wanted.runs)
        await long_list(Path(folder), wanted.messages)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Engine, Client]]:
    reader = PdfiumReader()
    try:
        engine = await Engine.open(folder / "data", reader=reader, embedder=HashEmbedder())
        try:
            async with Client(InProcessTransport(engine.app)) as client:
                yield engine, client
        finally:
            await engine.aclose()
    finally:
        await reader.aclose()


async def median_ms(work: Callable[[], Awaitable[object]], times: int) -> float:
    """Return the median of what one call takes, in milliseconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


async def small_calls(engine: Engine, client: Client, times: int) -> None:
    thread = await client.create_thread()
    store = engine._services.store
    bare = await median_ms(lambda: store.get(ThreadObject, thread.id), times)
    call = await median_ms(lambda: client.get_thread(thread.id), times)
    print(f"get_thread: {call:.2f} ms, the store alone {bare:.2f} ms,", end=" ")
    print(f"overhead {call - bare:.2f} ms (goal 2)")
    made = await median_ms(lambda: client.create_thread(CreateThreadRequest()), times // 5)
    print(f"create_thread, kept durably: {made:.2f} ms")


async def first_event(client: Client, folder: Path) -> None:
    """From the moment that the engine has the first text of an answer to the reader's event."""
    assistant_id = await _reader_of(client, folder)
    told: list[float] = []
    add = run_log.RunLog.add

    def noting(log: run_log.RunLog, event: StreamEvent, full: StreamEvent | None = None) -> None:
        if _has_text(event):
            told.append(time.perf_counter())
        add(log, event, full)

    run_log.RunLog.add = noting  # type: ignore[method-assign]
    delays = []
    try:
        for _ in range(20):
            told.clear()
            thread = CreateThreadRequest(
                messages=[CreateMessageRequest(role="user", content=QUESTION)]
            )
            wanted = CreateThreadAndRunRequest(assistant_id=assistant_id, thread=thread)
            async with client.stream_thread_and_run(wanted) as events:
                heard = None
                async for event in events:
                    if heard is None and _has_text(event):
                        heard = time.perf_counter()
            if heard is None:
                raise SystemExit("the run had no text")
            delays.append((heard - told[0]) * 1000)
    finally:
        run_log.RunLog.add = add  # type: ignore[method-assign]
    print(
        f"first text of a streamed run: {statistics.median(delays):.2f} ms after it was there,"
        f" {max(delays):.2f} at most (goal 5)"
    )


def _has_text(event: StreamEvent) -> bool:
    if not isinstance(event.data, MessageDeltaObject):
        return False
    return any(block.text and block.text.value for block in event.data.delta.content or [])


async def _reader_of(client: Client, folder: Path) -> str:
    """Return an assistant that searches a store with one report in it."""
    found = (await client.get_assistants()).data
    if found:
        return found[0].id
    file = await client.upload_file(make_report(folder / "report.pdf", PAGES))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    made = await client.create_assistant(
        CreateAssistantRequest.model_validate(
            {
                "model": EXTRACTIVE_MODEL,
                "tools": [{"type": "file_search"}],
                "tool_resources": {"file_search": {"vector_store_ids": [store.id]}},
            }
        )
    )
    # The first answer loads what all later ones use.
    await client.run_and_get_assistant_response(
        (
            await client.create_thread(
                CreateThreadRequest(messages=[CreateMessageRequest(role="user", content=QUESTION)])
            )
        ).id,
        CreateRunRequest(assistant_id=made.id),
    )
    return made.id


async def many_runs(client: Client, count: int) -> None:
    assistant = (await client.get_assistants()).data[0]
    process = psutil.Process()
    before = process.memory_info().rss
    began = time.perf_counter()

    async def one() -> str:
        thread = await client.create_thread(
            CreateThreadRequest(messages=[CreateMessageRequest(role="user", content=QUESTION)])
        )
        run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
        ended = await client.wait_for_run_to_complete(thread.id, run.id)
        return ended.status

    await one()
    alone = time.perf_counter() - began
    began = time.perf_counter()
    states = Counter(await asyncio.gather(*(one() for _ in range(count))))
    taken = time.perf_counter() - began
    grown = (process.memory_info().rss - before) / 1e6
    print(f"{count} threads with a run each at once: {dict(states)} in {taken:.1f} s", end="")
    print(f" ({taken / count / alone:.2f} of one alone each), {grown:.0f} MB more")


async def long_list(folder: Path, count: int) -> None:
    """Page through one thread's messages and compare the last pages with the first."""
    store = await SqliteStore.open(folder / "data" / "octavo.sqlite")
    try:
        thread = ThreadObject(id="thread_long", created_at=1, tool_resources=None, metadata={})
        await store.apply(Insert(thread))
        for start in range(0, count, PORTION):
            await store.apply(
                *(
                    Insert(
                        new_message(
                            thread.id, CreateMessageRequest(role="user", content=f"Message {n}")
                        )
                    )
                    for n in range(start, min(count, start + PORTION))
                )
            )
    finally:
        await store.aclose()
    async with opened(folder) as (_, client):
        taken: list[float] = []
        after: str | None = None
        seen = 0
        while True:
            began = time.perf_counter()
            page = await client.get_thread_messages(thread.id, limit=100, after=after)
            taken.append((time.perf_counter() - began) * 1000)
            seen += len(page.data)
            after = page.last_id
            if not page.has_more:
                break
        tenth = max(1, len(taken) // 10)
        first, last = statistics.median(taken[:tenth]), statistics.median(taken[-tenth:])
        print(
            f"{seen} messages page by page: {first:.1f} ms for one of the first pages,"
            f" {last:.1f} ms for one of the last: ratio {last / first:.2f} (goal about 1)"
        )


if __name__ == "__main__":
    asyncio.run(main())
