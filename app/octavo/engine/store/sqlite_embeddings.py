"""Which model's vectors a store is searched by, which are to follow them, and how they do.

A set of another model is made beside the one that is searched, file by file; when all files have
it, it takes the other's place in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import apsw

from octavo.engine.store.records import Compared, KnownModel, StoreVectors, VectorSet
from octavo.engine.store.store import MissingError
from octavo.models.port import EmbeddingModel

_LACKING = (
    " FROM vector_store_files e LEFT JOIN vector_sets v ON v.entry = e.seq AND v.model = ?1"
    " WHERE e.status = 'completed' AND e.chunks > 0 AND coalesce(v.count, 0) < e.chunks"
    " AND e.vector_store_id IN (SELECT value FROM json_each(?2))"
)


def model_row(connection: apsw.Connection, model: EmbeddingModel) -> int | None:
    """Return the row of a model that is known."""
    row: int | None = connection.execute(
        "SELECT seq FROM embedding_models WHERE name = ? AND revision = ? AND dimension = ?",
        (model.name, model.revision, model.dimension),
    ).get
    return row


def keep_model(
    connection: apsw.Connection, model: EmbeddingModel, probe: bytes | None = None, base: float = 0
) -> int:
    """Return the row of a model, made if it is new; ``KnownModel`` says what comes with it."""
    row = model_row(connection, model)
    if row is not None:
        return row
    connection.execute(
        "INSERT INTO embedding_models (name, revision, dimension, probe, baseline)"
        " VALUES (?, ?, ?, ?, ?)",
        (model.name, model.revision, model.dimension, probe, base),
    )
    return connection.last_insert_rowid()


def known_models(connection: apsw.Connection, name: str) -> list[KnownModel]:
    """Return the models of a name that are known by a probe, the latest first."""
    rows = connection.execute(
        "SELECT name, revision, dimension, probe, baseline FROM embedding_models"
        " WHERE name = ? AND probe IS NOT NULL ORDER BY seq DESC",
        (name,),
    )
    return [KnownModel(EmbeddingModel(*head), probe, base) for *head, probe, base in rows]


def searched(connection: apsw.Connection, store: int, otherwise: int) -> int:
    """Return the row of the model that a store is searched by; ``otherwise`` if it had none yet."""
    connection.execute(
        "UPDATE vector_stores SET vector_model = ? WHERE seq = ? AND vector_model IS NULL",
        (otherwise, store),
    )
    row: int = connection.execute(
        "SELECT vector_model FROM vector_stores WHERE seq = ?", (store,)
    ).get
    return row


def changed(connection: apsw.Connection, store: int) -> None:
    """Note that what is searched of a store is other than before."""
    connection.execute(
        "UPDATE vector_stores SET vectors_version = vectors_version + 1 WHERE seq = ?", (store,)
    )


def choose(connection: apsw.Connection, vector_store_id: str, embedder: str) -> bool:
    """Note which embedder a store is to have; a set that was begun for another one goes.

    Returns:
        Whether it is another one than before.

    Raises:
        MissingError: there is no such store.
    """
    row = connection.execute(
        "SELECT embedder FROM vector_stores WHERE id = ?", (vector_store_id,)
    ).fetchone()
    if row is None:
        raise MissingError(f"There is no vector store with id '{vector_store_id}'.")
    if row[0] == embedder:
        return False
    connection.execute(
        "UPDATE vector_stores SET embedder = ? WHERE id = ?", (embedder, vector_store_id)
    )
    _drop_others(connection, vector_store_id)
    return True


def stores(connection: apsw.Connection, ids: Sequence[str] | None) -> list[StoreVectors]:
    """Return what these stores, or all, are searched by and are to have."""
    rows = connection.execute(
        "SELECT s.id, s.embedder, m.name, m.revision, m.dimension FROM vector_stores s"
        " LEFT JOIN embedding_models m ON m.seq = s.vector_model"
        " WHERE ?1 IS NULL OR s.id IN (SELECT value FROM json_each(?1)) ORDER BY s.seq",
        (None if ids is None else json.dumps(list(ids)),),
    )
    return [
        StoreVectors(store_id, embedder, None if model[0] is None else EmbeddingModel(*model))
        for store_id, embedder, *model in rows
    ]


def vector_set(
    connection: apsw.Connection, vector_store_id: str, model: EmbeddingModel
) -> VectorSet:
    """Return how far a store's set of a model is."""
    row = model_row(connection, model)
    passages: int = connection.execute(
        "SELECT coalesce(sum(chunks), 0) FROM vector_store_files"
        " WHERE vector_store_id = ? AND status = 'completed'",
        (vector_store_id,),
    ).get
    sealed: int = connection.execute(
        "SELECT coalesce(sum(v.count), 0) FROM vector_sets v"
        " JOIN vector_store_files e ON e.seq = v.entry"
        " WHERE e.vector_store_id = ? AND e.status = 'completed' AND v.model = ?",
        (vector_store_id, row),
    ).get
    # Of a file whose set is not sealed yet one passage is missing at least: "all" means searched.
    in_parts: int = connection.execute(
        "SELECT coalesce(sum(min(made, lacking - 1)), 0) FROM ("
        "   SELECT sum(length(p.chunk_ids)) / 8 AS made, e.chunks - coalesce(v.count, 0) AS lacking"
        "   FROM vector_parts p JOIN vector_store_files e ON e.seq = p.entry"
        "   LEFT JOIN vector_sets v ON v.entry = e.seq AND v.model = p.model"
        "   WHERE e.vector_store_id = ? AND e.status = 'completed' AND p.model = ? GROUP BY e.seq)",
        (vector_store_id, row),
    ).get
    chunkers = connection.execute(
        "SELECT DISTINCT v.chunker FROM vector_sets v JOIN vector_store_files e"
        " ON e.seq = v.entry WHERE e.vector_store_id = ? AND v.model = ? ORDER BY 1",
        (vector_store_id, row),
    )
    names = tuple(name for (name,) in chunkers)
    return VectorSet(model, names, passages, sealed + in_parts)


def lacking(
    connection: apsw.Connection, model: EmbeddingModel, ids: Sequence[str]
) -> dict[tuple[str, str], int]:
    """Return how many passages of what is read lack a vector; see ``VectorSets``."""
    row = model_row(connection, model)
    rows = connection.execute(
        "SELECT e.vector_store_id, e.id, e.chunks - coalesce(v.count, 0) - coalesce("  # noqa: S608
        "(SELECT sum(length(p.chunk_ids)) / 8 FROM vector_parts p"
        f" WHERE p.entry = e.seq AND p.model = ?1), 0){_LACKING} ORDER BY e.created_at, e.seq",
        (row, json.dumps(list(ids))),
    )
    return {(store_id, file_id): count for store_id, file_id, count in rows}


def compared(
    connection: apsw.Connection, ids: Sequence[str], files: Sequence[str] | None
) -> dict[str, Compared]:
    """Return how many passages the stores have, and how many with a vector; see ``VectorSets``."""
    rows = connection.execute(
        "SELECT s.id, sum(e.chunks), sum(iif(e.sealed_model = s.vector_model, e.vectors_sealed, 0))"
        " FROM vector_stores s JOIN vector_store_files e ON e.vector_store_id = s.id"
        " WHERE s.id IN (SELECT value FROM json_each(?1))"
        " AND (?2 IS NULL OR e.id IN (SELECT value FROM json_each(?2))) GROUP BY s.id",
        (json.dumps(list(ids)), None if files is None else json.dumps(list(files))),
    )
    return {store_id: Compared(*counts) for store_id, *counts in rows}


def switch(connection: apsw.Connection, vector_store_id: str, model: EmbeddingModel) -> bool:
    """Let a store be searched by another model from now on, if all its files have the vectors."""
    row = model_row(connection, model)
    store = connection.execute("SELECT seq FROM vector_stores WHERE id = ?", (vector_store_id,)).get
    if row is None or store is None:
        return False
    ids = json.dumps([vector_store_id])
    if connection.execute(f"SELECT 1{_LACKING} LIMIT 1", (row, ids)).fetchone() is not None:
        return False
    connection.execute("UPDATE vector_stores SET vector_model = ? WHERE seq = ?", (row, store))
    connection.execute(
        "UPDATE vector_store_files AS e SET vectors = coalesce(n.count, 0),"
        " vectors_sealed = coalesce(n.count, 0), vector_bytes = coalesce(n.bytes, 0),"
        " vector_model = n.model, sealed_model = n.model"
        " FROM (SELECT f.seq, v.model, v.count, length(v.chunk_ids) + length(v.vectors) AS bytes"
        "   FROM vector_store_files f LEFT JOIN vector_sets v"
        "   ON v.entry = f.seq AND v.model = ?1 WHERE f.vector_store_id = ?2) n"
        " WHERE n.seq = e.seq",
        (row, vector_store_id),
    )
    _drop_others(connection, vector_store_id)
    changed(connection, store)
    return True


def _drop_others(connection: apsw.Connection, vector_store_id: str) -> None:
    """Remove all vectors of a store but those of the model that it is searched by."""
    for table in ("vector_parts", "vector_sets"):
        connection.execute(
            f"DELETE FROM {table} WHERE entry IN (SELECT e.seq FROM vector_store_files e"  # noqa: S608
            " WHERE e.vector_store_id = ?1) AND model IS NOT"
            " (SELECT vector_model FROM vector_stores WHERE id = ?1)",
            (vector_store_id,),
        )
