"""How fast the store takes in and finds, against bare SQLite in the same run.

    python tests/bench/store_bench.py [--chunks 100000] [--stores 50] [--queries 60]

One store holds a fifth of the chunks, the others share the rest. Times are wall-clock; trust the
ratios to the yardsticks, not the absolute numbers.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import apsw
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.engine.search import Searcher  # noqa: E402
from octavo.engine.store.records import NewChunk, PageBatch  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.store.sqlite_words import match_any  # noqa: E402
from octavo.engine.store.store import Delete, Insert, Replace  # noqa: E402
from octavo.models.port import EmbeddingModel, Vectors  # noqa: E402
from octavo.pdf.page import PageText, Segment  # noqa: E402
from octavo.protocol.files import FileObject  # noqa: E402
from octavo.protocol.vector_stores import VectorStoreObject  # noqa: E402
from support import stores  # noqa: E402

DIMENSION = 384
MODEL = EmbeddingModel("bench", "1", DIMENSION)
PAGES_PER_BATCH = 16
CHUNKS_PER_PAGE = 3
WORDS_PER_CHUNK = 200  # about 1.4 kB
PAGES_PER_FILE = 160
EMBEDDED_AT_ONCE = 512
LINE = 80  # characters from one segment to the next


class Words:
    """Text whose words are as unequally frequent as those of a language."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(7)
        letters = np.array(list("abcdefghijklmnoprstuvw"))
        lengths = self._rng.integers(2, 12, size=60_000)
        self.vocabulary = ["".join(self._rng.choice(letters, size=n)) for n in lengths]

    def numbers(self, count: int) -> list[int]:
        drawn = self._rng.zipf(1.15, size=count) % len(self.vocabulary)
        return [int(n) for n in drawn]

    def text(self, count: int) -> str:
        return " ".join(self.vocabulary[n] for n in self.numbers(count))


class FixedEmbedder:
    """Gives vectors that are made already, one after the other: the store is measured."""

    model = MODEL

    def __init__(self, rows: Vectors) -> None:
        self._rows = itertools.cycle(rows)

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        return np.stack([next(self._rows) for _ in texts])

    async def aclose(self) -> None:
        pass


def make_batch(words: Words, first: int, count: int) -> PageBatch:
    pages, chunks = [], []
    for number in range(first, first + count):
        spans, clean = [], ""
        for _ in range(CHUNKS_PER_PAGE):
            start = len(clean)
            clean += words.text(WORDS_PER_CHUNK) + " "
            spans.append((start, len(clean) - 1))
        segments = tuple(
            Segment(at, at, min(LINE, len(clean) - at)) for at in range(0, len(clean), LINE)
        )
        pages.append(PageText(number, str(number), "text", clean, clean, segments))
        chunks += [NewChunk(number, start, end, "A title > a heading") for start, end in spans]
    return PageBatch(tuple(pages), tuple(chunks))


def sizes(chunks: int, count: int) -> list[int]:
    """Pages of each store."""
    pages = chunks // CHUNKS_PER_PAGE
    first = pages // 5
    rest = (pages - first) // (count - 1)
    return [first] + [rest] * (count - 1)


def plan(pages: int) -> Iterator[list[int]]:
    """Yield the sizes of the batches of each file."""
    while pages > 0:
        in_file = min(PAGES_PER_FILE, pages)
        whole, rest = divmod(in_file, PAGES_PER_BATCH)
        yield [PAGES_PER_BATCH] * whole + ([rest] if rest else [])
        pages -= in_file


def percentiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"p50 {1000 * statistics.median(ordered):.1f} ms, p95 {1000 * p95:.1f} ms"


def bare_ingest(path: Path, words: Words, batches: int) -> float:
    """Return chunks/s of a plain loop: a row and an FTS5 row per chunk, a commit per batch."""
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE chunks (id INTEGER PRIMARY KEY, text TEXT);"
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1,"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    made = [make_batch(words, 1, PAGES_PER_BATCH) for _ in range(batches)]
    numbers = itertools.count(1)
    started = time.perf_counter()
    for batch in made:
        texts = {page.number: page.clean for page in batch.pages}
        rows = [(next(numbers), texts[c.page][c.start : c.end]) for c in batch.chunks]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO chunks VALUES (?, ?)", rows)
        connection.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    return (next(numbers) - 1) / taken


class Ingest:
    """Seconds that the store itself took, without making the text."""

    def __init__(self) -> None:
        self.pages = self.vectors = 0.0
        self.chunks = 0

    async def timed(self, kind: str, work: Awaitable[object]) -> None:
        started = time.perf_counter()
        await work
        setattr(self, kind, getattr(self, kind) + time.perf_counter() - started)


async def fill(
    store: SqliteStore,
    words: Words,
    number: int,
    pages: int,
    seen: Ingest,
    *,
    model: EmbeddingModel = MODEL,
    version: int = stores.TEXT_VERSION,
) -> None:
    vs_id = f"vs_{number}"
    await store.apply(Insert(stores.vector_store(vs_id)))
    for index, batches in enumerate(plan(pages)):
        key = f"file-{number}-{index}"
        sha256 = stores.digest(key)
        entry = stores.store_file(key, vector_store_id=vs_id)
        await store.apply(Insert(stores.file(key)), Insert(entry))
        await store.begin_document(sha256, stores.facts(sum(batches)), version)
        first = 1
        for count in batches:
            batch = make_batch(words, first, count)
            await seen.timed("pages", store.add_pages(entry, sha256, batch))
            first += count
            seen.chunks += len(batch.chunks)
        while chunks := await store.unembedded(vs_id, key, model, EMBEDDED_AT_ONCE):
            ids = [chunk.id for chunk in chunks]
            rows = stores.vectors(len(ids), dimension=DIMENSION, seed=ids[0])
            await seen.timed("vectors", store.add_vectors(vs_id, key, model, ids, rows))
        await seen.timed("vectors", store.seal_vectors(vs_id, key, model))
        await store.apply(Replace(entry.model_copy(update={"status": "completed"})))


async def repeated(work: Callable[[int], Awaitable[object]], times: int) -> list[float]:
    taken = []
    for number in range(times):
        started = time.perf_counter()
        await work(number)
        taken.append(time.perf_counter() - started)
    return taken


async def search(store: SqliteStore, path: Path, words: Words, vs_id: str, times: int) -> None:
    # Question words without stop words: the frequent ones are left out.
    questions = [
        [words.vocabulary[n] for n in words.numbers(60) if n > 40][:6] for _ in range(times)
    ]
    queries = stores.vectors(times, dimension=DIMENSION, seed=99)
    row = 1 + int(vs_id.removeprefix("vs_"))
    bare = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)

    async def bare_words(number: int) -> None:
        bare.execute(
            f"SELECT rowid, rank FROM words_{row} WHERE words_{row} MATCH ?"  # noqa: S608
            " ORDER BY rank LIMIT 100",
            (match_any(questions[number]),),
        ).fetchall()

    async def only_words(number: int) -> None:
        await store.search_words([vs_id], questions[number], 100)

    async def only_vectors(number: int) -> None:
        await store.search_vectors([vs_id], queries[number], MODEL, 100)

    async def hybrid(number: int) -> None:
        found = await store.search_words([vs_id], questions[number], 100)
        also = [hit.chunk_id for hit in found]
        near = await store.search_vectors([vs_id], queries[number], MODEL, 100, also)
        await store.chunks([hit.chunk_id for hit in [*found[:6], *near[:6]]])

    searcher = Searcher(store, FixedEmbedder(queries))

    async def whole(number: int) -> None:
        await searcher.search([vs_id], " ".join(questions[number]), limit=20)

    async def misspelt(number: int) -> None:
        await store.respelled([vs_id], [f"{word}q" for word in questions[number]])

    started = time.perf_counter()
    await only_vectors(0)
    print(f"  first search by vectors  {1000 * (time.perf_counter() - started):.1f} ms")
    await repeated(bare_words, times)
    yard = await repeated(bare_words, times)
    ours = await repeated(only_words, times)
    print(f"  bare FTS5 query          {percentiles(yard)}")
    ratio = statistics.median(ours) / statistics.median(yard)
    print(f"  search_words             {percentiles(ours)}  ({ratio:.2f} of bare)")
    print(f"  search_vectors           {percentiles(await repeated(only_vectors, times))}")
    print(f"  hybrid, with 12 chunks   {percentiles(await repeated(hybrid, times))}")
    print(f"  whole search, ranked     {percentiles(await repeated(whole, times))}")
    print(f"  six unknown words        {percentiles(await repeated(misspelt, times))}")
    bare.close()


async def bench(folder: Path, chunks: int, count: int, queries: int) -> None:
    words = Words()
    path = folder / "octavo.sqlite"
    yards = [bare_ingest(folder / "bare0.sqlite", words, 60)]
    store = await SqliteStore.open(path)
    seen = Ingest()
    for number, pages in enumerate(sizes(chunks, count)):
        await fill(store, words, number, pages, seen)
    # Before and after, because the machine may be busier at one time than at another.
    yards.append(bare_ingest(folder / "bare1.sqlite", words, 60))
    yard = statistics.mean(yards)
    rate = seen.chunks / seen.pages
    print(f"{seen.chunks} chunks in {count} stores")
    print(f"bare rows + FTS5: {yard:.0f} chunks/s")
    print(f"add_pages: {rate:.0f} chunks/s ({rate / yard:.2f} of bare)")
    print(f"vectors kept and sealed: {seen.chunks / seen.vectors:.0f} chunks/s")
    print(f"with vectors: {seen.chunks / (seen.pages + seen.vectors):.0f} chunks/s")
    await store.aclose()
    print(f"disk: {path.stat().st_size / seen.chunks:.0f} bytes per chunk")
    started = time.perf_counter()
    store = await SqliteStore.open(path)
    print(f"opens in {1000 * (time.perf_counter() - started):.1f} ms")
    for vs_id, share in ((f"vs_{count - 1}", "small store"), ("vs_0", "a fifth of all")):
        print(f"{share}:")
        await search(store, path, words, vs_id, queries)
    got = await repeated(lambda _: store.get(VectorStoreObject, "vs_0"), 200)
    print(f"get of a store: {percentiles(got)}")
    kept = await repeated(lambda n: store.apply(Insert(stores.assistant(f"asst_{n}"))), 200)
    print(f"insert of an object: {percentiles(kept)}")
    await delete(store, sizes(chunks, count)[0])
    await store.aclose()


async def delete(store: SqliteStore, pages: int) -> None:
    for name, change, of in (
        ("a file", Delete(FileObject, "file-0-0"), min(PAGES_PER_FILE, pages)),
        ("the largest store", Delete(VectorStoreObject, "vs_0"), pages),
    ):
        started = time.perf_counter()
        await store.apply(change)
        taken = time.perf_counter() - started
        print(f"delete {name}, {of * CHUNKS_PER_PAGE} chunks: {1000 * taken:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--stores", type=int, default=50)
    parser.add_argument("--queries", type=int, default=60)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        asyncio.run(bench(Path(folder), given.chunks, given.stores, given.queries))


if __name__ == "__main__":
    main()
