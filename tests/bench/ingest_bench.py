"""How fast a PDF becomes searchable, and what memory that takes.

Usage: ingest_bench.py [--pages 1000] [--rounds 5] [PDF ...]

Yardstick: PDFium's text of the same files, bare, in this process, before and after each round: a
machine may change its speed within seconds. The figure is the median of the rounds' ratios (goal
≥ 0.7): pages per second until searchable by words ÷ bare pages per second beside it. The best time
of either is printed as well, but ÷ each other they compare the machine's luckiest seconds, which
need not be the same ones. Besides: the same as processor time of all processes, which other
programs disturb less; the time to the first searchable page; and the peak memory of this process
and of the workers (goals ≤ 300 and ≤ 500 MB).
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil
import pypdfium2

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.embedding import HashEmbedder
from support.reports import make_report


@dataclasses.dataclass(frozen=True, slots=True)
class Cost:
    """What reading took: seconds by the clock, and of processors by all processes together."""

    clock: float
    processor: float


@dataclasses.dataclass(frozen=True, slots=True)
class Round:
    """One taking in, and the bare reading beside it: the mean of the ones before and after."""

    octavo: Cost
    bare: Cost
    first: float
    peak: Peak


class Peak:
    """The largest resident memory of this process and of each child, in MB."""

    def __init__(self) -> None:
        self.own = 0.0
        self.children: dict[int, float] = {}

    def look(self) -> None:
        process = psutil.Process()
        self.own = max(self.own, process.memory_info().rss / 1e6)
        for child in process.children(recursive=True):
            try:
                size = child.memory_info().rss / 1e6
            except psutil.NoSuchProcess:
                continue
            self.children[child.pid] = max(self.children.get(child.pid, 0.0), size)


def worked() -> float:
    """Return the seconds of processors that this process and its children took so far."""
    seconds = time.process_time()
    for child in psutil.Process().children(recursive=True):
        times = child.cpu_times()
        seconds += times.user + times.system
    return seconds


def bare(paths: list[Path]) -> tuple[int, Cost]:
    """Read PDFium's text alone; return the pages, and what that took."""
    began, before = time.perf_counter(), time.process_time()
    pages = 0
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_range()
                pages += 1
    return pages, Cost(time.perf_counter() - began, time.process_time() - before)


async def octavo(paths: list[Path], folder: Path) -> tuple[float, Cost, Peak]:
    """Return seconds to the first page, what all pages took, and the peak memory."""
    reader, embedder = PdfiumReader(), HashEmbedder()
    embedder.gate.clear()  # words are measured here; embed_bench.py measures vectors
    engine = await Engine.open(folder, reader=reader, embedder=embedder)
    peak = Peak()
    async with Client(InProcessTransport(engine.app)) as client:
        await reader.facts(paths[0])  # the worker is there before the drop, as in the window
        files = [await client.upload_file(path) for path in paths]
        began, before = time.perf_counter(), worked()
        store = await client.create_vector_store(
            CreateVectorStoreRequest(file_ids=[file.id for file in files])
        )
        first = looked = 0.0
        while (await client.get_vector_store(store.id)).status != "completed":
            if not first:
                entry = await client.get_vector_store_file(store.id, files[0].id)
                first = time.perf_counter() - began if entry.progress.pages_done else 0.0
            # Rarely: listing the children reads the whole process table.
            if time.perf_counter() - looked > 0.5:
                peak.look()
                looked = time.perf_counter()
            await asyncio.sleep(0.1)  # asking costs a millisecond each time
        cost = Cost(time.perf_counter() - began, worked() - before)
        peak.look()
    await engine.aclose()
    await reader.aclose()
    return first, cost, peak


def measure(paths: list[Path], rounds: int, folder: Path) -> tuple[int, list[Round]]:
    """Take the files in several times; return how many pages they have, and the rounds."""
    pages, before = bare(paths)
    done: list[Round] = []
    for count in range(rounds):
        first, cost, peak = asyncio.run(octavo(paths, folder / f"data {count}"))
        _, after = bare(paths)
        beside = Cost((before.clock + after.clock) / 2, (before.processor + after.processor) / 2)
        done.append(Round(cost, beside, first, peak))
        before = after
    return pages, done


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the report made here")
    parser.add_argument("--rounds", type=int, default=5, help="how often to measure")
    parser.add_argument("pdfs", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = given.pdfs or [make_report(folder / "report.pdf", given.pages)]
        pages, rounds = measure(paths, given.rounds, folder)
    ratios = [one.bare.clock / one.octavo.clock for one in rounds]
    work = [one.octavo.processor / one.bare.processor for one in rounds]
    print(f"{pages} pages in {len(paths)} file(s), {len(rounds)} rounds")
    print(f"ratio, median of rounds  {median(ratios):8.2f}   goal ≥ 0.7")
    print(f"  round by round         {'  '.join(f'{ratio:.2f}' for ratio in ratios)}")
    print(f"processor ÷ bare, median {median(work):8.2f}")
    print(f"  round by round         {'  '.join(f'{ratio:.2f}' for ratio in work)}")
    print(f"best: bare PDFium text   {pages / min(one.bare.clock for one in rounds):8.1f} pages/s")
    print(
        f"best: searchable by words{pages / min(one.octavo.clock for one in rounds):8.1f} pages/s"
    )
    print(f"first searchable page    {median(one.first for one in rounds):8.2f} s after the drop")
    print(f"peak memory, this process {max(one.peak.own for one in rounds):7.0f} MB  goal ≤ 300")
    worker = max(size for one in rounds for size in one.peak.children.values())
    print(f"peak memory, a worker     {worker:7.0f} MB  goal ≤ 500")


if __name__ == "__main__":
    main()
