"""Fills a store with very many chunks, fast: the same rows that the engine keeps, many at a time.

Text is made of words as unequally frequent as those of a language, drawn anew for each chunk;
vectors lie in clusters, as those of passages do. The store's own statements write the text index,
one transaction per file, so that it has the segments that taking files in leaves.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import apsw
import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.engine.store import sqlite_embeddings, sqlite_words  # noqa: E402
from octavo.engine.store.records import CHUNKER  # noqa: E402
from octavo.engine.store.sqlite_schema import open_database  # noqa: E402
from octavo.engine.store.sqlite_vectors import quantised  # noqa: E402
from octavo.engine.text.words import stem  # noqa: E402
from octavo.models.port import EmbeddingModel, Vectors  # noqa: E402
from support import stores  # noqa: E402

CHUNKS_PER_PAGE = 3
WORDS_PER_CHUNK = 200  # about 1.4 kB
PAGES_PER_FILE = 160
CONTEXT = "A title > a heading"

_CLUSTERS = 4_000
_WORDS = 60_000
_ZIPF = 1.15


class Text:
    """Words of made-up passages, as unequally frequent as those of a language."""

    def __init__(self, seed: int = 7) -> None:
        self._rng = np.random.default_rng(seed)
        letters = np.array(list("abcdefghijklmnoprstuvw"))
        lengths = self._rng.integers(2, 12, size=_WORDS)
        self.words = ["".join(self._rng.choice(letters, size=n)) for n in lengths]
        self.stems = [stem(word) for word in self.words]

    def numbers(self, count: int) -> list[int]:
        """Draw words by their numbers."""
        drawn: list[int] = (self._rng.zipf(_ZIPF, size=count) % _WORDS).tolist()
        return drawn


class Directions:
    """Vectors around centres that are near to each other by fours, as topics are.

    Two passages of a cluster have a cosine of about 0.6, of others about 0, as MiniLM gives.
    """

    def __init__(self, dimension: int, seed: int = 5) -> None:
        self._rng = np.random.default_rng(seed)
        topics = self._rng.normal(size=(_CLUSTERS // 4, dimension))
        own = self._rng.normal(size=(_CLUSTERS, dimension))
        self._centres = (np.repeat(topics, 4, axis=0) + 0.8 * own).astype(np.float32)
        self._dimension = dimension

    def rows(self, count: int) -> Vectors:
        """Draw vectors, shape (count, dimension)."""
        at = self._rng.integers(len(self._centres), size=count)
        noise = self._rng.standard_normal((count, self._dimension), dtype=np.float32)
        return self._centres[at] + noise


def sizes(chunks: int, count: int) -> list[int]:
    """Return the pages of each store: the first has a fifth of all, the others share the rest."""
    pages = chunks // CHUNKS_PER_PAGE
    first = pages // 5
    return [first] + [(pages - first) // (count - 1)] * (count - 1)


def fill(path: Path, chunks: int, count: int, model: EmbeddingModel) -> int:
    """Make a database with so many chunks in so many stores; return the chunks there are."""
    writer, _ = open_database(path, 0)
    # Whoever is interrupted here fills anew: nothing has to outlive a power cut.
    writer.execute("PRAGMA synchronous = OFF")
    writer.execute("PRAGMA cache_size = -200000")
    text, directions = Text(), Directions(model.dimension)
    row = sqlite_embeddings.keep_model(writer, model)
    made = 0
    for number, pages in enumerate(sizes(chunks, count)):
        writer.execute("BEGIN IMMEDIATE")
        store = _store(writer, number, row)
        writer.execute("COMMIT")
        for index, some in enumerate(_files(pages)):
            writer.execute("BEGIN IMMEDIATE")
            _file(writer, store, f"{number}-{index}", some, row, text, directions)
            writer.execute("COMMIT")
            made += some * CHUNKS_PER_PAGE
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "INSERT OR IGNORE INTO spellings SELECT ?, length(value), value FROM json_each(?)",
            (store, json.dumps(sorted(set(text.stems)))),
        )
        writer.execute("COMMIT")
    writer.close()
    return made


def _files(pages: int) -> Iterator[int]:
    for start in range(0, pages, PAGES_PER_FILE):
        yield min(PAGES_PER_FILE, pages - start)


def _store(writer: apsw.Connection, number: int, model: int) -> int:
    body = stores.vector_store(f"vs_{number}")
    writer.execute(
        "INSERT INTO vector_stores (id, created_at, body, vector_model, vectors_version)"
        " VALUES (?, 1, ?, ?, 1)",
        (body.id, body.model_dump_json(), model),
    )
    store = writer.last_insert_rowid()
    sqlite_words.create(writer, store)
    return store


def _file(
    writer: apsw.Connection,
    store: int,
    name: str,
    pages: int,
    model: int,
    text: Text,
    directions: Directions,
) -> None:
    """Write a file: its rows, its pages, its chunks with their stems, and its vectors."""
    key, sha256 = f"file-{name}", stores.digest(f"file-{name}")
    store_id = f"vs_{name.partition('-')[0]}"
    count = pages * CHUNKS_PER_PAGE
    body = stores.file(key)
    entry_body = stores.store_file(key, vector_store_id=store_id, status="completed")
    writer.execute(
        "INSERT INTO files (id, created_at, purpose, status, sha256, body)"
        " VALUES (?, 1, 'assistants', 'processed', ?, ?)",
        (key, sha256, body.model_dump_json()),
    )
    writer.execute(
        "INSERT INTO documents (sha256, text_version, page_count, pages_read, facts)"
        " VALUES (?1, 1, ?2, ?2, ?3)",
        (sha256, pages, '{"title": null}'),
    )
    document = writer.last_insert_rowid()
    drawn = text.numbers(count * WORDS_PER_CHUNK)
    at = range(0, len(drawn), WORDS_PER_CHUNK)
    passages = [" ".join([text.words[n] for n in drawn[i : i + WORDS_PER_CHUNK]]) for i in at]
    indexed = [" ".join([text.stems[n] for n in drawn[i : i + WORDS_PER_CHUNK]]) for i in at]
    spans: list[tuple[int, int, int]] = []
    packed = []
    for page in range(pages):
        some = passages[page * CHUNKS_PER_PAGE : (page + 1) * CHUNKS_PER_PAGE]
        start = 0
        for one in some:
            spans.append((page + 1, start, start + len(one)))
            start += len(one) + 1
        whole = " ".join(some)
        both = zlib.compress((whole + whole).encode(), 1)
        packed.append((document, page + 1, str(page + 1), len(whole), both, zlib.compress(b"")))
    writer.executemany(
        "INSERT INTO pages (document, number, label, state, raw_length, text, segments)"
        " VALUES (?, ?, ?, 'text', ?, ?, ?)",
        packed,
    )
    size = sum(map(len, passages))
    rows = quantised(directions.rows(count))
    writer.execute(
        "INSERT INTO vector_store_files (id, vector_store_id, created_at, status, sha256,"
        " pages_indexed, pages_text, chunks, text_bytes, vectors, vector_model, vectors_sealed,"
        " sealed_model, vector_bytes, body) VALUES"
        " (?1, ?2, 1, 'completed', ?3, ?4, ?4, ?5, ?6, ?5, ?7, ?5, ?7, ?8, ?9)",
        (key, store_id, sha256, pages, count, size, model, rows.nbytes + 8 * count,
         entry_body.model_dump_json()),
    )  # fmt: skip
    entry = writer.last_insert_rowid()
    writer.executemany(
        "INSERT INTO chunks (entry, page, span_start, span_end, context) VALUES (?, ?, ?, ?, ?)",
        [(entry, *span, CONTEXT) for span in spans],
    )
    last = writer.last_insert_rowid()
    ids = np.arange(last - count + 1, last + 1, dtype="<i8")
    context = " ".join(map(stem, CONTEXT.lower().replace(">", " ").split()))
    writer.executemany(
        f"INSERT INTO {sqlite_words.table(store)} (rowid, context, text)"  # noqa: S608 - our own
        " VALUES (?, ?, ?)",
        [(chunk, context, one) for chunk, one in zip(ids.tolist(), indexed, strict=True)],
    )
    writer.execute(
        "INSERT INTO vector_sets (entry, model, last_chunk, count, chunker, chunk_ids, vectors)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry, model, last, count, f"{CHUNKER} 0/0", ids.tobytes(), rows.tobytes()),
    )
