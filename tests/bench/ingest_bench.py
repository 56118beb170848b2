"""How fast a PDF becomes searchable, and what memory that takes.

Usage: ingest_bench.py [--pages 1000] [PDF ...]

Yardstick: PDFium's text of the same files, bare, in this process, just before. Prints pages per
second until searchable by words ÷ bare pages per second (goal ≥ 0.6), the time to the first
searchable page, and the peak memory of this process and of the worker (goals ≤ 300 and ≤ 500 MB).
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
        while True:
            state = await client.get_vector_store(store.id)
            entry = await client.get_vector_store_file(store.id, files[0].id)
            if not first and entry.progress.pages_done:
                first = time.perf_counter() - began
            if state.status == "completed":
                break
            # Rarely: listing the children reads the whole process table.
            if time.perf_counter() - looked > 0.5:
                peak.look()
                looked = time.perf_counter()
            await asyncio.sleep(0.05)
        seconds = time.perf_counter() - began
        peak.look()
    await engine.aclose()
    await reader.aclose()
    return first, seconds, peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="pages of the report made here")
    parser.add_argument("pdfs", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = given.pdfs or [make_report(folder / "report.pdf", given.pages)]
        pages, alone = bare(paths)
        first, seconds, peak = asyncio.run(octavo(paths, folder / "data"))
    print(f"{pages} pages in {len(paths)} file(s)")
    print(f"bare PDFium text         {pages / alone:8.1f} pages/s")
    print(f"searchable by words      {pages / seconds:8.1f} pages/s")
    print(f"ratio                    {alone / seconds:8.2f}   goal ≥ 0.6")
    print(f"first searchable page    {first:8.2f} s after the drop")
    print(f"peak memory, this process {peak.own:7.0f} MB  goal ≤ 300")
    for size in peak.children.values():
        print(f"peak memory, a worker     {size:7.0f} MB  goal ≤ 500")


if __name__ == "__main__":
    main()
