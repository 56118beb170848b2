"""Lists cost the same wherever a page begins: SQLite walks along an index and sorts nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from octavo.engine.store import sqlite_objects
from octavo.engine.store.sqlite_schema import open_database
from octavo.engine.store.store import Insert
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.base import Reply
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.vector_stores import VectorStoreFileObject, VectorStoreObject
from support import stores


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[apsw.Connection]:
    """A database with two objects of each kind, so that there is something to page through."""
    writer, _ = open_database(tmp_path / "octavo.sqlite", 0)
    with contextlib.closing(writer):
        for n in "12":
            sqlite_objects.apply(
                writer,
                [
                    Insert(stores.assistant(f"asst_{n}")),
                    *([Insert(stores.thread()), Insert(stores.vector_store())] if n == "1" else []),
                    Insert(stores.message(f"msg_{n}", run_id="run_1")),
                    Insert(stores.file(f"file-{n}")),
                    Insert(stores.store_file(f"file-{n}")),
                ],
            )
        yield writer


LISTS: dict[str, tuple[type[Reply], str, str | None, dict[str, str]]] = {
    "assistants": (AssistantObject, "asst_1", None, {}),
    "vector stores": (VectorStoreObject, "vs_1", None, {}),
    "messages": (MessageObject, "msg_1", "thread_1", {}),
    "messages of a run": (MessageObject, "msg_1", "thread_1", {"run_id": "run_1"}),
    "files": (FileObject, "file-1", None, {}),
    "files for a purpose": (FileObject, "file-1", None, {"purpose": "assistants"}),
    "files of a store": (VectorStoreFileObject, "file-1", "vs_1", {}),
    "files in a state": (VectorStoreFileObject, "file-1", "vs_1", {"status": "in_progress"}),
}


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("name", LISTS)
def test_a_page_is_read_along_an_index(connection: apsw.Connection, name: str, order: Any) -> None:
    kind, cursor, parent, where = LISTS[name]
    asked: list[tuple[str, Any]] = []

    def note(_: apsw.Cursor, sql: str, bindings: Any) -> bool:
        asked.append((sql, bindings))
        return True

    connection.exec_trace = note
    for after, before in ((None, None), (cursor, None), (None, cursor)):
        sqlite_objects.select(
            connection,
            kind,
            parent=parent,
            limit=20,
            order=order,
            after=after,
            before=before,
            where=where,
        )
    connection.exec_trace = None
    lists = [one for one in asked if "ORDER BY t.created_at" in one[0]]
    assert len(lists) == 5  # behind a cursor: the rest of its second, then what comes later
    for sql, bindings in lists:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", bindings)]
        assert all("INDEX" in step for step in plan), plan
        assert not any("TEMP B-TREE" in step for step in plan), plan
        if "t.created_at = ?" in sql:
            continue  # within one second either index will do
        for field in where:
            assert any(f"{field}=?" in step for step in plan), plan
