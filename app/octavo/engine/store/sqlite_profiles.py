"""What search asks of whole documents: which there are, how they begin, which chunks a page has."""

from __future__ import annotations

import json
from collections.abc import Sequence

import apsw

from octavo.engine.store import sqlite_pages
from octavo.engine.store.records import Called, Opening


def files_with_text(
    connection: apsw.Connection, stores: Sequence[str], files: Sequence[str] | None, limit: int
) -> list[tuple[str, str]]:
    """Return ids and digests of the stores' files that have chunks, ``limit`` at most."""
    among = "" if files is None else " AND id IN (SELECT value FROM json_each(:files))"
    rows = connection.execute(
        "SELECT DISTINCT id, sha256 FROM vector_store_files"  # noqa: S608 - our own words
        " WHERE vector_store_id IN (SELECT value FROM json_each(:stores))"
        f" AND chunks > 0{among} LIMIT :limit",
        {"stores": json.dumps(list(stores)), "files": json.dumps(files or []), "limit": limit},
    )
    return [(file_id, sha256) for file_id, sha256 in rows]


def names(
    connection: apsw.Connection,
    stores: Sequence[str],
    files: Sequence[str] | None,
    *,
    titles: bool,
) -> list[Called]:
    """Return what the stores' files are called of which pages are read, each once, oldest first."""
    title = "d.facts ->> '$.title'" if titles else "''"
    among = "" if files is None else " AND e.id IN (SELECT value FROM json_each(:files))"
    rows = connection.execute(
        f"SELECT s.value, e.id, f.body ->> '$.filename', {title}"  # noqa: S608 - our own words
        " FROM json_each(:stores) s JOIN vector_store_files e ON e.vector_store_id = s.value"
        " JOIN files f ON f.id = e.id JOIN documents d ON d.sha256 = e.sha256"
        f" WHERE e.pages_indexed > 0{among} ORDER BY s.key, e.created_at, e.seq",
        {"stores": json.dumps(list(stores)), "files": json.dumps(files or [])},
    )
    found: dict[str, Called] = {}
    for store_id, file_id, filename, its_title in rows:
        found.setdefault(file_id, Called(store_id, file_id, filename, its_title))
    return list(found.values())


def openings(connection: apsw.Connection, file_ids: Sequence[str]) -> list[Opening]:
    """Return how the files begin; those without a document are left out."""
    found: list[Opening] = []
    for file_id in file_ids:
        row = connection.execute(
            "SELECT f.id, f.sha256, json_extract(f.body, '$.filename'),"
            " json_extract(d.facts, '$.title'), p.raw_length, p.text"
            " FROM files f JOIN documents d ON d.sha256 = f.sha256"
            " JOIN pages p ON p.document = d.seq AND p.number = 1 WHERE f.id = ?",
            (file_id,),
        ).fetchone()
        if row is not None:
            one, sha256, filename, title, raw_length, packed = row
            text = sqlite_pages.clean_text(raw_length, packed)
            found.append(Opening(one, sha256, filename, title, text))
    return found


def chunks_on_pages(
    connection: apsw.Connection,
    stores: Sequence[str],
    pages: Sequence[str],
    limit: int,
    files: Sequence[str] | None,
    first: Sequence[str],
) -> list[int]:
    """Return ids of chunks on pages with these numbers or labels, ``limit`` at most.

    Those of the files ``first`` come before others, in that order.
    """
    among = "" if files is None else " AND e.id IN (SELECT value FROM json_each(:files))"
    rows = connection.execute(
        "SELECT c.id FROM vector_store_files e"  # noqa: S608 - our own words
        " JOIN documents d ON d.sha256 = e.sha256 JOIN pages p ON p.document = d.seq"
        " JOIN chunks c ON c.entry = e.seq AND c.page = p.number"
        " LEFT JOIN json_each(:first) AS one ON one.value = e.id"
        " WHERE e.vector_store_id IN (SELECT value FROM json_each(:stores))"
        " AND (p.number IN (SELECT CAST(value AS INTEGER) FROM json_each(:pages))"
        f" OR p.label IN (SELECT value FROM json_each(:pages))){among}"
        " ORDER BY one.key IS NULL, one.key, c.id LIMIT :limit",
        {
            "stores": json.dumps(list(stores)),
            "pages": json.dumps(list(pages)),
            "files": json.dumps(files or []),
            "first": json.dumps(list(first)),
            "limit": limit,
        },
    )
    return [chunk_id for (chunk_id,) in rows]
