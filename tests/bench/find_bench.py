"""How fast words are found as somebody types, against bare FTS5 in the same run.

    python tests/bench/find_bench.py [--chunks 100000] [--stores 50] [--words 60] [--data DIR]

Words are typed letter by letter; at each letter everything is searched, through the client: 10
messages and 10 pages, their texts cut and marked. The yardstick asks FTS5 for the same words, the
last as a prefix, for the best 10 of each store by BM25, and reads no text. Text is drawn as in
``store_bench.py``; so the words are as common as the words of a text, not as those that people
look for. CPU time is given too: other work on the machine does not count there.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from pathlib import Path

import apsw

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from bench.store_bench import Ingest, Words, fill, percentiles, sizes  # noqa: E402
from octavo.engine.everything import EverythingSearch  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.store.store import Insert  # noqa: E402
from octavo.engine.text.typed import typed  # noqa: E402
from octavo.protocol.everything import SearchEverythingRequest  # noqa: E402
from support import stores  # noqa: E402

MESSAGES = 2_000


async def take_messages(store: SqliteStore, words: Words) -> None:
    await store.apply(Insert(stores.thread()))
    for start in range(0, MESSAGES, 200):
        many = [stores.message(f"msg_{n}", text=words.text(60)) for n in range(start, start + 200)]
        await store.apply(*(Insert(one) for one in many))


def keystrokes(words: Words, count: int) -> list[str]:
    """Return what is in the field at each letter of so many words, up to three at a time."""
    typed_so_far: list[str] = []
    left = count
    while left > 0:
        text = words.text(min(left, 1 + left % 3))
        left -= len(text.split())
        typed_so_far += [text[:end] for end in range(1, len(text) + 1)]
    return typed_so_far


def bare(connection: apsw.Connection, tables: list[str], query: str) -> None:
    wanted = typed(query)
    parts = [f'"{word}"' for word in wanted.words]
    if wanted.begun:
        parts.append(f'"{wanted.begun}" *')
    if parts:
        for table in tables:
            connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ?"  # noqa: S608 - a known name
                " ORDER BY rank LIMIT 10",
                (" AND ".join(parts),),
            ).fetchall()


async def filled(folder: Path, chunks: int, count: int) -> SqliteStore:
    """Open the store, filled unless it is there already."""
    path = folder / "octavo.sqlite"
    is_there = path.exists()
    store = await SqliteStore.open(path)
    if not is_there:
        words, seen = Words(), Ingest()
        for number, pages in enumerate(sizes(chunks, count)):
            await fill(store, words, number, pages, seen)
        await take_messages(store, words)
    return store


async def run(folder: Path, chunks: int, count: int, number_of_words: int) -> None:
    store = await filled(folder, chunks, count)
    search = EverythingSearch(store)
    path = folder / "octavo.sqlite"
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    tables = [f"words_{seq}" for (seq,) in connection.execute("SELECT seq FROM vector_stores")]
    there = connection.execute("SELECT count(*) FROM chunks").get
    print(f"{there:,} chunks in {len(tables)} stores")
    # As the program does once it is up: what stays is not looked through again and again.
    gc.collect()
    gc.freeze()
    ours: list[float] = []
    cpu: list[float] = []
    yard: list[float] = []
    yard_cpu: list[float] = []
    for query in keystrokes(Words(), number_of_words):
        began, work = time.perf_counter(), time.process_time()
        await search.search(SearchEverythingRequest(query=query))
        ours.append(time.perf_counter() - began)
        cpu.append(time.process_time() - work)
        began, work = time.perf_counter(), time.process_time()
        bare(connection, tables, query)
        yard.append(time.perf_counter() - began)
        yard_cpu.append(time.process_time() - work)
    connection.close()
    await store.aclose()
    print(f"at each of {len(ours)} letters:")
    print(f"  everything   {percentiles(ours)}   CPU {percentiles(cpu)}   goal p95 ≤ 50 ms")
    print(f"  bare FTS5    {percentiles(yard)}   CPU {percentiles(yard_cpu)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--stores", type=int, default=50)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--data", type=Path, help="data folder to be filled, or used again")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(given.data or Path(folder), given.chunks, given.stores, given.words))


if __name__ == "__main__":
    main()
