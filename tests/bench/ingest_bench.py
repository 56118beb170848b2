"""How fast a PDF becomes searchable, and what memory that takes.

Usage: ingest_bench.py [--pages 1000] [--rounds 3] [PDF ...]

Yardstick: PDFium's text of the same files, bare, in this process, before and after each round: a
machine may change its speed within seconds. Prints pages per second until searchable by words ÷
bare pages per second, the best of each (goal ≥ 0.7) and round by round, the time to the first
searchable page, and the peak memory of this process and of the workers (goals ≤ 300 and ≤ 500 MB).
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import psutil
import pypdfium2

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.embedding import HashEmbedder
from support.reports import make_report


def bare(paths: list[Path]) -> tuple[int, float]:
    """Return pages and seconds of PDFium's text alone."""
    began = time.perf_counter()
    pages = 0
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_range()
                pages += 1
    return pages, time.perf_counter() - began


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


async def octavo(paths: list[Path], folder: Path) -> tuple[float, float, Peak]:
    """Return seconds to the first page and to all pages, and the peak memory."""
    reader, embedder = PdfiumReader(), HashEmbedder()
    embedder.gate.clear()  # words are measured here; embed_bench.py measures vectors
    engine = await Engine.open(folder, reader=reader, embedder=embedder)
    peak = Peak()
    async with Client(InProcessTransport(engine.app)) as client:
        await reader.facts(paths[0])  # the worker is there before the drop, as in the window
        files = [await client.upload_file(path) for path in paths]
        began = time.perf_counter()
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
        seconds = time.perf_counter() - began
        peak.look()
    await engine.aclose()
    await reader.aclose()
    return first, seconds, peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the report made here")
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure")
    parser.add_argument("pdfs", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = given.pdfs or [make_report(folder / "report.pdf", given.pages)]
        pages, seconds = bare(paths)
        alone, taken, ratios = [seconds], [], []
        for count in range(given.rounds):
            first, seconds, peak = asyncio.run(octavo(paths, folder / f"data {count}"))
            alone.append(bare(paths)[1])
            taken.append(seconds)
            ratios.append((alone[-2] + alone[-1]) / 2 / seconds)
    print(f"{pages} pages in {len(paths)} file(s), best of {given.rounds} rounds")
    print(f"bare PDFium text         {pages / min(alone):8.1f} pages/s")
    print(f"searchable by words      {pages / min(taken):8.1f} pages/s")
    print(f"ratio                    {min(alone) / min(taken):8.2f}   goal ≥ 0.7")
    print(f"  round by round         {'  '.join(f'{ratio:.2f}' for ratio in ratios)}")
    print(f"first searchable page    {first:8.2f} s after the drop")
    print(f"peak memory, this process {peak.own:7.0f} MB  goal ≤ 300")
    for size in peak.children.values():
        print(f"peak memory, a worker     {size:7.0f} MB  goal ≤ 500")


if __name__ == "__main__":
    main()
