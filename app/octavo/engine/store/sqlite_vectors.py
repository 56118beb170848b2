"""Vectors of chunks: kept as int8 in parts, sealed into one set per entry, scanned in memory.

A store is searched by the vectors of one model, for all its files. Sets of another model may be
made beside them, and take their place at once (``sqlite_embeddings``).

A row is scaled so that its largest component is ±127. The scale is not kept: a cosine does not
depend on it, and rows are divided by their own length when they are scored.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw
import numpy as np
import simsimd
from numpy.typing import NDArray

from octavo.engine.store import sqlite_embeddings, sqlite_entries
from octavo.engine.store.records import ChunkVectors, Hit
from octavo.engine.store.sqlite_entries import Entry
from octavo.engine.store.vector_cache import Scan, VectorCache
from octavo.engine.store.vector_sketch import Piece, Sketch
from octavo.models.port import EmbeddingModel, Vectors

_log = logging.getLogger(__name__)

_LARGEST = 127.0


def quantised(vectors: Vectors) -> NDArray[np.int8]:
    """Return float rows, shape (n, dimension), as int8 rows of about the same directions."""
    rows = np.nan_to_num(np.atleast_2d(np.asarray(vectors, dtype=np.float32)))
    largest = np.abs(rows).max(axis=1, keepdims=True, initial=0.0)
    scaled = rows * (_LARGEST / np.where(largest > 0, largest, 1.0))
    return np.rint(scaled).astype(np.int8)


def last_embedded(connection: apsw.Connection, entry: int, model: int | None) -> int:
    """Return the id of the entry's last chunk that has a vector of the model, else 0."""
    found: int | None = connection.execute(
        "SELECT max(last_chunk) FROM (SELECT last_chunk FROM vector_parts"
        " WHERE entry = ?1 AND model = ?2 UNION ALL"
        " SELECT last_chunk FROM vector_sets WHERE entry = ?1 AND model = ?2)",
        (entry, model),
    ).get
    return found or 0


def add(
    connection: apsw.Connection,
    entry: Entry,
    model: EmbeddingModel,
    chunk_ids: Sequence[int],
    vectors: Vectors,
) -> None:
    """Keep the vectors of the entry's next chunks.

    Raises:
        ValueError: the chunks are not the next ones.
    """
    row = sqlite_embeddings.keep_model(connection, model)
    last = last_embedded(connection, entry.row, row)
    ids = np.asarray(chunk_ids, dtype="<i8")
    fresh = ids > last
    ids = ids[fresh]
    following = connection.execute(
        "SELECT id FROM chunks WHERE entry = ? AND id > ? ORDER BY id LIMIT ?",
        (entry.row, last, len(ids)),
    ).fetchall()
    if not len(ids):
        return
    if [chunk_id for (chunk_id,) in following] != ids.tolist():
        raise ValueError("vectors have to be added in the order of the entry's chunks")
    searched = sqlite_embeddings.searched(connection, entry.store, row)
    # Vectors of a model that is no longer used would only fill the disk.
    for table in ("vector_parts", "vector_sets"):
        connection.execute(
            f"DELETE FROM {table} WHERE entry = ? AND model NOT IN (?, ?)",  # noqa: S608 - ours
            (entry.row, row, searched),
        )
    connection.execute(
        "INSERT INTO vector_parts (entry, model, last_chunk, chunk_ids, vectors)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            entry.row,
            row,
            int(ids[-1]),
            ids.tobytes(),
            quantised(np.asarray(vectors)[fresh]).tobytes(),
        ),
    )
    if row == searched:
        connection.execute(
            "UPDATE vector_store_files SET vector_model = ?1, vectors = ?2 + CASE"
            " WHEN vector_model IS ?1 THEN vectors"
            " WHEN sealed_model IS ?1 THEN vectors_sealed ELSE 0 END WHERE seq = ?3",
            (row, len(ids), entry.row),
        )


def seal(connection: apsw.Connection, entry: Entry, model: EmbeddingModel) -> None:
    """Make one set of the entry's vectors of the model; searched if the store's is this model."""
    row = sqlite_embeddings.model_row(connection, model)
    parts: list[Any] = connection.execute(
        "SELECT chunk_ids, vectors, last_chunk FROM vector_parts WHERE entry = ? AND model = ?"
        " ORDER BY last_chunk",
        (entry.row, row),
    ).fetchall()
    if row is None or not parts:
        return
    parts[:0] = connection.execute(
        "SELECT chunk_ids, vectors, last_chunk FROM vector_sets WHERE entry = ? AND model = ?",
        (entry.row, row),
    ).fetchall()
    ids = b"".join(part[0] for part in parts)
    vectors = b"".join(part[1] for part in parts)
    count = len(ids) // 8
    connection.execute(
        "INSERT OR REPLACE INTO vector_sets"
        " (entry, model, last_chunk, count, chunker, chunk_ids, vectors)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry.row, row, parts[-1][2], count, entry.chunker, ids, vectors),
    )
    connection.execute("DELETE FROM vector_parts WHERE entry = ? AND model = ?", (entry.row, row))
    if row != sqlite_embeddings.searched(connection, entry.store, row):
        return
    connection.execute(
        "UPDATE vector_store_files SET vectors_sealed = ?1, sealed_model = ?2, vectors = ?1,"
        " vector_model = ?2, vector_bytes = ?3 WHERE seq = ?4",
        (count, row, len(ids) + len(vectors), entry.row),
    )
    sqlite_embeddings.changed(connection, entry.store)


def search(
    connection: apsw.Connection,
    cache: VectorCache,
    stores: Sequence[str],
    vector: Vectors,
    model: EmbeddingModel,
    limit: int,
    also: Sequence[int],
    files: Sequence[str] | None = None,
) -> list[Hit]:
    """Return the best chunks by cosine, best first, and those in ``also`` with their scores.

    With ``files``, only chunks of these files compete.
    """
    row = sqlite_embeddings.model_row(connection, model)
    if row is None:
        return []
    query = quantised(vector)
    if query.shape != (1, model.dimension):
        raise ValueError(f"the query has the shape {query.shape}")
    best: dict[int, float] = {}
    asked: dict[int, float] = {}
    wanted = np.asarray(also, dtype=np.int64)
    for store_id in dict.fromkeys(stores):
        among = None if files is None else sqlite_entries.scope(connection, store_id, files)
        if among is not None and not len(among):
            continue
        of = _Searched(connection, cache, store_id, row, model.dimension)
        for scan in of.scans(query, among, wanted):
            ids, scores = scan.ids, _cosines(query, scan)
            if among is not None:
                kept = _places(ids, among)
                ids, scores = ids[kept], scores[kept]
            best.update(_largest(ids, scores, limit))
            asked.update(_of(ids, scores, wanted))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[: max(limit, 0)]
    found = dict(ranked) | asked
    return [
        Hit(chunk_id, score)
        for chunk_id, score in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]


def of_entry(
    connection: apsw.Connection, vector_store_id: str, file_id: str
) -> ChunkVectors | None:
    """Return the vectors of an entry that are searched."""
    found = connection.execute(
        "SELECT v.chunk_ids, v.vectors, m.name, m.revision, m.dimension"
        " FROM vector_store_files e JOIN vector_stores s ON s.id = e.vector_store_id"
        " JOIN vector_sets v ON v.entry = e.seq AND v.model = s.vector_model"
        " JOIN embedding_models m ON m.seq = v.model WHERE e.vector_store_id = ? AND e.id = ?",
        (vector_store_id, file_id),
    ).fetchone()
    if found is None:
        return None
    ids, vectors, name, revision, dimension = found
    return ChunkVectors(
        EmbeddingModel(name, revision, dimension),
        np.frombuffer(ids, dtype="<i8").astype(np.int64),
        np.frombuffer(vectors, dtype=np.int8).reshape(-1, dimension),
    )


class _Searched:
    """What is searched of a store, for one search.

    Args:
        connection: To read with.
        cache: What is in memory.
        store_id: The store.
        model: Row of the model.
        dimension: Components of its vectors.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        cache: VectorCache,
        store_id: str,
        model: int,
        dimension: int,
    ) -> None:
        self._connection = connection
        self._cache = cache
        self._store_id = store_id
        self._model = model
        self._dimension = dimension

    def scans(
        self,
        query: NDArray[np.int8],
        among: NDArray[np.int64] | None,
        also: NDArray[np.int64],
    ) -> Iterator[Scan]:
        """Yield what is compared with a query: all of a small store, what is likely of a large one.

        What no memory or disk is left for is read again for each search, piece by piece.
        """
        found = self._connection.execute(
            "SELECT s.seq, s.vectors_version, coalesce(sum(e.vectors_sealed), 0)"
            " FROM vector_stores s LEFT JOIN vector_store_files e"
            " ON e.vector_store_id = s.id AND e.sealed_model = ?2"
            " WHERE s.id = ?1 AND s.vector_model = ?2 GROUP BY s.seq",
            (self._store_id, self._model),
        ).fetchone()
        if found is None:
            return
        held = self._held(*found)
        if isinstance(held, Sketch):
            try:
                yield Scan.of_rows(*held.near(query, among, also))
            except OSError:
                _log.warning("the rows of a sketch cannot be read", exc_info=True)
                self._cache.discard(found[0])
                yield from self._pieces()
        elif held is not None:
            yield held
        else:
            yield from self._pieces()

    def _held(self, store: int, version: int, rows: int) -> Scan | Sketch | None:
        """Return the store's vectors from memory, read anew if needed; None if too much."""
        cache, dimension = self._cache, self._dimension
        if held := cache.get(store, self._model, version):
            return held
        whole = rows * Scan.row_bytes(dimension) <= cache.whole
        if not whole and (cache.folder is None or rows * Sketch.row_bytes(dimension) > cache.limit):
            return None
        with cache.making:
            if held := cache.get(store, self._model, version):
                return held
            if whole:
                held = Scan.joined(self._pieces(), rows, dimension)
            else:
                try:
                    held = self._sketch(store, cache.folder)
                except OSError:
                    _log.warning("no sketch can be made of a large store", exc_info=True)
                    return None
            cache.put(store, self._model, version, held)
        return held

    def _sketch(self, store: int, folder: Path | None) -> Sketch:
        """Make the store's sketch; what one of an older version has is taken over."""
        keys: list[Any] = self._connection.execute(
            "SELECT v.entry, v.last_chunk FROM vector_sets v JOIN vector_store_files e"
            " ON e.seq = v.entry WHERE e.vector_store_id = ? AND v.model = ? ORDER BY v.entry",
            (self._store_id, self._model),
        ).fetchall()
        known = self._cache.sketch(store, self._model)
        if known is None or not known.begins(keys):
            known = Sketch.empty(folder or Path(), self._dimension)
        return known.extended(self._piece(*key) for key in keys[len(known.keys) :])

    def _piece(self, entry: int, last_chunk: int) -> Piece:
        found: list[Any] = self._connection.execute(
            "SELECT chunk_ids, vectors FROM vector_sets WHERE entry = ? AND model = ?",
            (entry, self._model),
        ).fetchall()
        return Piece((entry, last_chunk), *found[0])

    def _pieces(self) -> Iterator[Scan]:
        for chunk_ids, vectors in self._connection.execute(
            "SELECT v.chunk_ids, v.vectors FROM vector_sets v JOIN vector_store_files e"
            " ON e.seq = v.entry WHERE e.vector_store_id = ? AND v.model = ? ORDER BY v.entry",
            (self._store_id, self._model),
        ):
            yield Scan.of(chunk_ids, vectors, self._dimension)


def _cosines(query: NDArray[np.int8], scan: Scan) -> NDArray[np.float32]:
    if not len(scan.ids):
        return np.zeros(0, dtype=np.float32)
    dots = np.asarray(simsimd.cdist(query, scan.rows, metric="dot"))[0]
    length = float(np.linalg.norm(query.astype(np.float32)))
    cosines: NDArray[np.float32] = (dots * scan.inverse_lengths / (length or 1.0)).astype(
        np.float32
    )
    return cosines


def _largest(ids: NDArray[np.int64], scores: NDArray[np.float32], limit: int) -> dict[int, float]:
    if limit <= 0:
        return {}
    if limit < len(scores):
        best = np.argpartition(scores, len(scores) - limit)[-limit:]
        ids, scores = ids[best], scores[best]
    return dict(zip(ids.tolist(), scores.tolist(), strict=True))


def _of(
    ids: NDArray[np.int64], scores: NDArray[np.float32], wanted: NDArray[np.int64]
) -> dict[int, float]:
    there = _places(ids, wanted)
    return dict(zip(ids[there].tolist(), scores[there].tolist(), strict=True))


def _places(ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where in the ascending ids those that are wanted stand, as far as they do."""
    if not len(wanted) or not len(ids):
        return np.zeros(0, dtype=np.intp)
    places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    found: NDArray[np.intp] = places[ids[places] == wanted]
    return found
