"""How long a summary takes, against a plain pass over the same text in the same run.

    python tests/bench/summary_bench.py [--pages 1000] [--quick] [FILE.pdf]

The summary is asked for through the client, first and again; pages, passages and vectors are in the
store by then. The yardstick inflates the same pages and counts the words of each sentence, once.
Meanwhile a timer on the loop tells how late it comes; before, it does so with the loop idle, which
is what other programs on the machine do to it. CPU time is of this process, which
the work is not in. With ``--quick``, passages have vectors of hashed words, so that a long file is
ready in seconds; a summary takes as long with them.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.assembly import open_engine  # noqa: E402
from octavo.client import Client, InProcessTransport  # noqa: E402
from octavo.engine.app import Engine  # noqa: E402
from octavo.engine.insight.finders import ProcessFinder  # noqa: E402
from octavo.engine.store.store import Store  # noqa: E402
from octavo.engine.text.sentences import sentences  # noqa: E402
from octavo.engine.text.words import words  # noqa: E402
from octavo.pdf.reader import PdfiumReader  # noqa: E402
from octavo.protocol.vector_stores import CreateVectorStoreRequest  # noqa: E402
from support.embedding import HashEmbedder  # noqa: E402
from support.reports import make_report  # noqa: E402

_TICK = 0.01
_HELD_UP = 0.05


async def lateness(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_TICK)
        late.append(time.perf_counter() - began - _TICK)


@contextlib.asynccontextmanager
async def watched() -> AsyncIterator[list[float]]:
    late: list[float] = []
    watch = asyncio.create_task(lateness(late))
    yield late
    watch.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watch


def told(late: list[float]) -> str:
    p95 = sorted(late)[int(0.95 * (len(late) - 1))]
    over = sum(one > _HELD_UP for one in late)
    return (
        f"p95 {1000 * p95:.0f} ms   worst {1000 * max(late):.0f} ms   "
        f"{over} of {len(late)} over {1000 * _HELD_UP:.0f} ms"
    )


@contextlib.asynccontextmanager
async def opened(folder: Path, *, quick: bool) -> AsyncIterator[Engine]:
    if not quick:
        async with open_engine(folder) as engine:
            yield engine
        return
    reader, finder = PdfiumReader(), ProcessFinder()
    engine = await Engine.open(folder, reader=reader, embedder=HashEmbedder(), finder=finder)
    try:
        yield engine
    finally:
        await engine.aclose()
        await finder.aclose()
        await reader.aclose()


async def plain_pass(store: Store, sha256: str, pages: int) -> float:
    began = time.process_time()
    counts: Counter[str] = Counter()
    for first in range(1, pages + 1, 100):
        for page in await store.pages(sha256, first, 100):
            for start, end in sentences(page.clean):
                counts.update(words(page.clean[start:end]))
    return time.process_time() - began


async def run(path: Path, folder: Path, *, quick: bool) -> None:
    async with (
        opened(folder, quick=quick) as engine,
        Client(InProcessTransport(engine.app)) as client,
    ):
        gc.collect()
        gc.freeze()  # as the window does when it has opened
        file = await client.upload_file(path)
        store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        while True:
            entry = await client.get_vector_store_file(store.id, file.id)
            done = entry.progress
            if done and entry.status == "completed" and done.passages_embedded == done.passages:
                break
            await asyncio.sleep(0.5)
        kept = engine._services.store
        yard = await plain_pass(kept, file.sha256 or "", done.pages_total)
        async with watched() as idle:
            await asyncio.sleep(2)
        async with watched() as late:
            began, work = time.perf_counter(), time.process_time()
            summary = await client.get_file_summary(store.id, file.id)
            taken, cpu = time.perf_counter() - began, time.process_time() - work
        began = time.perf_counter()
        await client.get_file_summary(store.id, file.id)
        again = time.perf_counter() - began
    print(f"{summary.pages} pages, {done.passages:,} passages")
    print(f"summary          {taken:.2f} s   CPU {cpu:.2f} s   goal ≤ 1 s for 300 pages")
    print(f"plain pass       CPU {yard:.2f} s   ratio of CPU {cpu / max(yard, 1e-9):.1f}")
    print(f"again            {1000 * again:.1f} ms")
    print(f"loop's lateness, idle       {told(idle)}")
    print(f"loop's lateness, meanwhile  {told(late)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--quick", action="store_true", help="vectors of hashed words")
    parser.add_argument("file", type=Path, nargs="?")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "report.pdf"
        if given.file is None:
            make_report(path, given.pages)
        asyncio.run(run(path, Path(folder) / "data", quick=given.quick))


if __name__ == "__main__":
    main()
