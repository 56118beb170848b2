"""Hybrid search in very many chunks: processor time, memory, and what approximation leaves out.

    python tests/bench/million_bench.py [--chunks 1000000] [--stores 50] [--queries 60]
        [--data FOLDER]

One store holds a fifth of the chunks, the others share the rest. With --data what was filled in
before is used again (a million chunks take 3 GB and some minutes). Times are processor time of the
thread that works, so that other programs count little, with FTS5 asked for the same words plainly
as the yardstick, question by question in turn.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import apsw
import million
import numpy as np

from octavo.engine.store import sqlite_entries, sqlite_vectors, sqlite_words
from octavo.engine.store.records import Hit
from octavo.engine.store.sqlite_schema import open_database
from octavo.engine.store.vector_cache import VectorCache
from octavo.models.port import EmbeddingModel, Vectors

T = TypeVar("T")

MODEL = EmbeddingModel("bench", "1", 384)
LIMIT = 100
FIRST = 20
FREQUENT = 40  # words that a question does not have, as stop words are left out
PART = "vs_0"


class Timed:
    """Processor time of several ways to the same answer."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        started = time.thread_time()
        result = work()
        self.seconds.setdefault(name, []).append(time.thread_time() - started)
        return result

    def show(self) -> None:
        for name, seconds in self.seconds.items():
            ordered = sorted(1000 * one for one in seconds)
            p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
            print(f"  {name:34}p50 {statistics.median(ordered):6.1f} ms   p95 {p95:6.1f} ms")
        self.seconds.clear()


def memory() -> tuple[float, float]:
    """Return the process's resident memory now and at its peak, MB; 0 where not told."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
    return int(sizes["VmRSS"]) / 1024, int(sizes["VmHWM"]) / 1024


def kept(found: Sequence[Hit], exact: Sequence[Hit], most: int) -> float:
    """Return the share of the first of an exact search that another one found."""
    wanted = {hit.chunk_id for hit in exact[:most]}
    return len(wanted & {hit.chunk_id for hit in found}) / max(len(wanted), 1)


def ask(
    reader: apsw.Connection,
    cache: VectorCache,
    store_id: str,
    questions: Sequence[Sequence[str]],
    vectors: Vectors,
) -> None:
    """Ask a store everything and print the figures."""
    table = sqlite_words.table(sqlite_words.store_row(reader, store_id) or 0)
    timed = Timed()
    words_kept, vectors_kept = [], []
    none = VectorCache(0)

    def plainly(words: Sequence[str]) -> list[Hit]:
        rows = reader.execute(
            f"SELECT rowid, rank FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - our own name
            " ORDER BY rank LIMIT ?",
            (sqlite_words.match_any(words), LIMIT),
        )
        return [Hit(chunk_id, -rank) for chunk_id, rank in rows]

    def near(vector: Vectors, held: VectorCache, also: Sequence[int] = ()) -> list[Hit]:
        return sqlite_vectors.search(reader, held, [store_id], vector, MODEL, LIMIT, also)

    started = time.thread_time()
    near(vectors[0], cache)
    print(f"  first search by vectors           {1000 * (time.thread_time() - started):.0f} ms")
    for words, vector in zip(questions, vectors, strict=True):

        def by_words(words: Sequence[str] = words) -> list[Hit]:
            return sqlite_words.search(reader, [store_id], words, LIMIT)

        def hybrid(words: Sequence[str] = words, vector: Vectors = vector) -> None:
            found = sqlite_words.search(reader, [store_id], words, LIMIT)
            close = near(vector, cache, [hit.chunk_id for hit in found])
            some = [hit.chunk_id for hit in [*found[:6], *close[:6]]]
            sqlite_entries.chunks(reader, some)

        bare = timed("bare FTS5, all words", lambda words=words: plainly(words))
        ours = timed("search by words", by_words)
        close = timed("search by vectors", lambda vector=vector: near(vector, cache))
        timed("hybrid, with 12 chunks", hybrid)
        words_kept.append(kept(ours, bare, FIRST))
        exact = near(vector, none)
        vectors_kept.append(kept(close[:FIRST], exact, FIRST))
    timed.show()
    print(
        f"  of the true first {FIRST} by vectors    {100 * np.mean(vectors_kept):.2f} % are found"
    )
    print(f"  of BM25's first {FIRST} by all words    {100 * np.mean(words_kept):.1f} % are found")


def bench(path: Path, chunks: int, count: int, queries: int) -> None:
    """Fill what is not there, ask a small store and the large one, and print the figures."""
    if not path.exists():
        started = time.process_time()
        partial = path.with_name("partial.sqlite")
        partial.unlink(missing_ok=True)
        million.fill(partial, chunks, count, MODEL)
        partial.rename(path)
        print(f"filled in {time.process_time() - started:.0f} s of processor time")
    writer, (reader,) = open_database(path, 1)
    there = reader.execute("SELECT count(*) FROM chunks").get
    print(f"{there} chunks in {count} stores, {path.stat().st_size / there:.0f} bytes each")
    text = million.Text(seed=7)
    drawn = [[n for n in text.numbers(60) if n > FREQUENT][:6] for _ in range(queries)]
    questions = [[text.words[n] for n in one] for one in drawn]
    vectors = million.Directions(MODEL.dimension, seed=5).rows(queries)
    cache = VectorCache(folder=path.parent)
    print(f"memory before: {memory()[0]:.0f} MB")
    for store_id, name in ((f"vs_{count - 1}", "a small store"), (PART, "a fifth of all")):
        size = reader.execute(
            "SELECT sum(chunks) FROM vector_store_files WHERE vector_store_id = ?", (store_id,)
        ).get
        print(f"{name}, {size} chunks:")
        ask(reader, cache, store_id, questions, vectors)
        now, peak = memory()
        print(
            f"  vectors in memory {cache.size / 1e6:.0f} MB; process {now:.0f}, peak {peak:.0f} MB"
        )
    reader.close()
    writer.close()


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=1_000_000)
    parser.add_argument("--stores", type=int, default=50)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--data", type=Path, help="folder to be filled, or used again")
    given = parser.parse_args()
    if given.data:
        given.data.mkdir(parents=True, exist_ok=True)
        name = f"chunks-{given.chunks}-{given.stores}.sqlite"
        bench(given.data / name, given.chunks, given.stores, given.queries)
        return
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        path = Path(folder) / "octavo.sqlite"
        bench(path, given.chunks, given.stores, given.queries)


if __name__ == "__main__":
    main()
