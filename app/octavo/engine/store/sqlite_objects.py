"""Objects of the interface in their tables: insert, replace, delete, get, select.

Functions take the connection of the transaction that they are part of.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import apsw

from octavo.engine.store import sqlite_entries, sqlite_words
from octavo.engine.store.store import Amend, Change, Delete, Insert, MissingError, Replace
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.base import Reply
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.runs import RunObject
from octavo.protocol.steps import RunStepObject
from octavo.protocol.threads import ThreadObject
from octavo.protocol.vector_stores import (
    FileCounts,
    VectorStoreFileBatchObject,
    VectorStoreFileObject,
    VectorStoreObject,
)

T = TypeVar("T", bound=Reply)


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Where objects of a kind are kept.

    Args:
        name: Of the table.
        noun: Of the kind, for messages.
        columns: Fields that are repeated as columns, to narrow lists by.
        parent: The column that names what the object belongs to, if it does.
    """

    name: str
    noun: str
    columns: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of the object that are repeated as columns."""
        parent = () if self.parent is None else (self.parent,)
        return ("id", "created_at", *parent, *self.columns)


TABLES: dict[type[Reply], Table] = {
    AssistantObject: Table("assistants", "assistant"),
    ThreadObject: Table("threads", "thread"),
    MessageObject: Table(
        "messages", "message", ("run_id", "assistant_id", "status"), parent="thread_id"
    ),
    RunObject: Table("runs", "run", ("assistant_id", "status"), parent="thread_id"),
    RunStepObject: Table("run_steps", "run step", ("assistant_id", "status"), parent="run_id"),
    FileObject: Table("files", "file", ("purpose", "status", "sha256", "expires_at")),
    VectorStoreObject: Table("vector_stores", "vector store", ("expires_at",)),
    VectorStoreFileObject: Table(
        "vector_store_files", "vector store file", ("status",), parent="vector_store_id"
    ),
    VectorStoreFileBatchObject: Table(
        "vector_store_file_batches", "file batch", parent="vector_store_id"
    ),
}

_ENTRIES = TABLES[VectorStoreFileObject]


def apply(connection: apsw.Connection, changes: Sequence[Change]) -> None:
    """Make the changes in their order.

    Raises:
        MissingError: an object or its parent is not there.
        apsw.ConstraintError: a rule of the schema is broken.
    """
    for change in changes:
        match change:
            case Insert():
                _insert(connection, change)
            case Replace():
                _replace(connection, change.object)
            case Delete():
                _delete(connection, change)
            case Amend():
                _amend(connection, change)


def get(connection: apsw.Connection, kind: type[T], id: str, parent: str | None) -> T | None:  # noqa: A002
    """Return one object, or None if there is none of this id (and parent)."""
    table = TABLES[kind]
    where, values = _key(table, id, parent)
    found: Any = connection.execute(
        f"SELECT t.seq, t.body FROM {table.name} t WHERE {where}",  # noqa: S608 - our own names
        values,
    ).fetchone()
    return None if found is None else _read(connection, kind, found[0], found[1])


def select(
    connection: apsw.Connection,
    kind: type[T],
    *,
    parent: str | None,
    limit: int,
    order: Order,
    after: str | None,
    before: str | None,
    where: Mapping[str, str],
) -> ListPage[T]:
    """Return one page of a list; with ``before`` alone, the page that ends there."""
    table = TABLES[kind]
    source, conditions, values = _scope(connection, table, parent)
    for field, value in where.items():
        if field not in table.fields:
            raise ValueError(f"{table.name} cannot be narrowed by {field}")
        conditions.append(f"t.{field} = ?")
        values.append(value)
    # Read towards the cursor and turn round, where only the end of the page is known.
    backwards = before is not None and after is None
    ascending = (order == "asc") != backwards
    direction = "ASC" if ascending else "DESC"
    start = before if backwards else after
    if after is not None and before is not None:
        stop = _place(connection, table, parent, before)
        conditions.append(f"(t.created_at, t.seq) {'<' if ascending else '>'} (?, ?)")
        values.extend(stop)
    rows: list[Any] = []
    for place, bounds in _starts(connection, table, parent, start, ascending=ascending):
        rows += connection.execute(
            f"SELECT t.seq, t.body FROM {source}"  # noqa: S608 - our own names
            f" WHERE {' AND '.join([*conditions, place])}"
            f" ORDER BY t.created_at {direction}, t.seq {direction} LIMIT ?",
            (*values, *bounds, limit + 1 - len(rows)),
        ).fetchall()
        if len(rows) > limit:
            break
    kept = rows[:limit]
    if backwards:
        kept.reverse()
    data = [_read(connection, kind, *row) for row in kept]
    ids = [cast("Any", item).id for item in data]
    page = ListPage[Any](
        data=data,
        first_id=ids[0] if ids else None,
        last_id=ids[-1] if ids else None,
        has_more=len(rows) > limit,
    )
    return cast("ListPage[T]", page)


def existing(
    connection: apsw.Connection, kind: type[Reply], ids: Sequence[str], parent: str | None
) -> set[str]:
    """Return those of the ids that objects of the kind (and parent) have."""
    table = TABLES[kind]
    where = "t.id IN (SELECT value FROM json_each(?))"
    values: list[str] = [json.dumps(list(ids))]
    if parent is not None:
        where += f" AND t.{table.parent} = ?"
        values.append(parent)
    rows = connection.execute(
        f"SELECT t.id FROM {table.name} t WHERE {where}",  # noqa: S608 - our own names
        values,
    )
    return {found for (found,) in rows}


def entries(connection: apsw.Connection, sha256: str) -> list[VectorStoreFileObject]:
    """Return the files of a content in all stores, the oldest first."""
    rows: list[Any] = connection.execute(
        "SELECT seq, body FROM vector_store_files WHERE sha256 = ? ORDER BY created_at, seq",
        (sha256,),
    ).fetchall()
    return [_read(connection, VectorStoreFileObject, *row) for row in rows]


# -- changes -------------------------------------------------------------------------------


def _insert(connection: apsw.Connection, change: Insert) -> None:
    table = TABLES[type(change.object)]
    fields = table.fields
    connection.execute(
        f"INSERT INTO {table.name} ({', '.join(fields)}, body)"  # noqa: S608 - our own names
        f" VALUES ({', '.join('?' * len(fields))}, ?)",
        (*(getattr(change.object, field) for field in fields), _body(change.object)),
    )
    seq = connection.last_insert_rowid()
    match change.object:
        case VectorStoreObject():
            sqlite_words.create(connection, seq)
        case VectorStoreFileObject():
            sqlite_entries.begin(connection, seq, change.parent)
        case _:
            pass


def _replace(connection: apsw.Connection, value: Reply) -> None:
    table = TABLES[type(value)]
    key = cast("Any", value)
    # An object keeps its place: its time of creation and its parent are part of its key.
    where, keys = _key(table, key.id, None if table.parent is None else getattr(key, table.parent))
    setters = "".join(f", {column} = ?" for column in table.columns)
    connection.execute(
        f"UPDATE {table.name} AS t SET body = ?{setters} WHERE {where}",  # noqa: S608 - our own
        (_body(value), *(getattr(value, column) for column in table.columns), *keys),
    )
    if not connection.changes():
        raise MissingError(f"There is no {table.noun} with id '{key.id}'.")


def _delete(connection: apsw.Connection, change: Delete) -> None:
    table = TABLES[change.kind]
    where, keys = _key(table, change.id, change.parent)
    seq = connection.execute(
        f"SELECT t.seq FROM {table.name} t WHERE {where}",  # noqa: S608 - our own names
        keys,
    ).get
    if seq is None:
        raise MissingError(f"There is no {table.noun} with id '{change.id}'.")
    if change.kind is FileObject:
        sqlite_entries.clear_file(connection, change.id)
    elif change.kind is VectorStoreObject:
        sqlite_words.drop(connection, seq)
    elif change.kind is VectorStoreFileObject:
        sqlite_entries.clear(connection, seq)
    content = (
        connection.execute("SELECT sha256 FROM files WHERE seq = ?", (seq,)).get
        if change.kind is FileObject
        else None
    )
    connection.execute(f"DELETE FROM {table.name} WHERE seq = ?", (seq,))  # noqa: S608 - our own
    if content is not None:
        sqlite_entries.forget_content(connection, content)


def _amend(connection: apsw.Connection, change: Amend) -> None:
    table = TABLES[change.kind]
    where, keys = _key(table, change.id, change.parent)
    body = connection.execute(
        f"SELECT t.body FROM {table.name} t WHERE {where}",  # noqa: S608 - our own names
        keys,
    ).get
    if body is None:
        raise MissingError(f"There is no {table.noun} with id '{change.id}'.")
    value = change.kind.model_validate_json(body)
    if change.only_if is None or getattr(value, "status", None) == change.only_if:
        _replace(connection, value.model_copy(update=dict(change.fields)))


def _body(value: Reply) -> str:
    return value.model_dump_json(by_alias=True)


# -- reading -------------------------------------------------------------------------------


def _key(table: Table, id: str, parent: str | None) -> tuple[str, tuple[str, ...]]:  # noqa: A002
    if table is _ENTRIES and parent is None:
        raise ValueError("a vector store file is known by its store and its id")
    if parent is None:
        return "t.id = ?", (id,)
    if table.parent is None:
        raise ValueError(f"{table.name} have no parent")
    return f"t.id = ? AND t.{table.parent} = ?", (id, parent)


def _scope(
    connection: apsw.Connection, table: Table, parent: str | None
) -> tuple[str, list[str], list[Any]]:
    """Return the source of a list, its conditions and their values."""
    if parent is None:
        return f"{table.name} t", [], []
    if table.parent is None:
        raise ValueError(f"{table.name} have no parent")
    if table is _ENTRIES:
        batch = connection.execute(
            "SELECT seq FROM vector_store_file_batches WHERE id = ?", (parent,)
        ).get
        if batch is not None:
            source = f"{table.name} t JOIN batch_files b ON b.entry = t.seq"
            return source, ["b.batch = ?"], [batch]
    return f"{table.name} t", [f"t.{table.parent} = ?"], [parent]


def _starts(
    connection: apsw.Connection,
    table: Table,
    parent: str | None,
    cursor: str | None,
    *,
    ascending: bool,
) -> list[tuple[str, tuple[int, ...]]]:
    """Return where a list goes on after a cursor: in the same second, then in others.

    One condition for both would make SQLite walk through the whole second, in which there may be
    thousands of files of a batch.
    """
    if cursor is None:
        return [("TRUE", ())]
    created_at, seq = _place(connection, table, parent, cursor)
    sign = ">" if ascending else "<"
    return [
        (f"t.created_at = ? AND t.seq {sign} ?", (created_at, seq)),
        (f"t.created_at {sign} ?", (created_at,)),
    ]


def _place(
    connection: apsw.Connection, table: Table, parent: str | None, cursor: str
) -> tuple[int, int]:
    if table is _ENTRIES and parent is None:
        raise ValueError("a cursor needs the store or batch whose list it is in")
    source, conditions, values = _scope(connection, table, parent)
    found = connection.execute(
        f"SELECT t.created_at, t.seq FROM {source}"  # noqa: S608 - our own names
        f" WHERE {' AND '.join([*conditions, 't.id = ?'])}",
        (*values, cursor),
    ).fetchone()
    if found is None:
        raise MissingError(f"There is no {table.noun} with id '{cursor}' in this list.")
    return cast("tuple[int, int]", found)


def _read(connection: apsw.Connection, kind: type[T], seq: int, body: str) -> T:
    value = kind.model_validate_json(body)
    match value:
        case VectorStoreFileObject():
            return value.model_copy(update=sqlite_entries.computed(connection, seq))
        case VectorStoreObject():
            counts, usage = _counts(
                connection, "vector_store_files WHERE vector_store_id = ?", value.id
            )
            status = "in_progress" if counts.in_progress else "completed"
            return value.model_copy(
                update={
                    "file_counts": counts,
                    "usage_bytes": usage,
                    "status": value.status if value.status == "expired" else status,
                }
            )
        case VectorStoreFileBatchObject():
            counts, _ = _counts(
                connection,
                "batch_files b JOIN vector_store_files e ON e.seq = b.entry WHERE b.batch = ?",
                seq,
            )
            ended = value.status if value.status in {"cancelled", "failed"} else "completed"
            status = "in_progress" if counts.in_progress else ended
            return value.model_copy(update={"file_counts": counts, "status": status})
        case _:
            return value


def _counts(connection: apsw.Connection, source: str, key: str | int) -> tuple[FileCounts, int]:
    rows: list[Any] = connection.execute(
        "SELECT status, count(*), sum(text_bytes + vector_bytes)"  # noqa: S608 - our own names
        f" FROM {source} GROUP BY status",
        (key,),
    ).fetchall()
    by_status = {status: number for status, number, _ in rows}
    counts = FileCounts(**by_status, total=sum(by_status.values()))
    return counts, sum(usage for _, _, usage in rows)
