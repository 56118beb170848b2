"""Makes the full-text indexes anew from the pages that are kept, when the way to index changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import apsw

from octavo.engine.store import sqlite_pages, sqlite_words
from octavo.engine.text.languages import Language, text_language

_PAGES_THAT_TELL = 5
"""Pages of a file from which its language is told."""


def reindex(connection: apsw.Connection, tell: Callable[[float], None]) -> None:
    """Tell the language of each file, and index the words of all stores again.

    Takes a second for about 5,000 chunks.

    Args:
        connection: In a transaction.
        tell: Told which share of the files is done, from 0 to 1.
    """
    files: int = connection.execute("SELECT count(*) FROM vector_store_files WHERE chunks > 0").get
    done = 0
    stores: list[Any] = connection.execute("SELECT seq, id FROM vector_stores").fetchall()
    for store, store_id in stores:
        sqlite_words.drop(connection, store)
        sqlite_words.create(connection, store)
        entries: list[Any] = connection.execute(
            "SELECT seq, sha256 FROM vector_store_files WHERE vector_store_id = ? AND chunks > 0",
            (store_id,),
        ).fetchall()
        for entry, sha256 in entries:
            language = _language(connection, sha256)
            connection.execute(
                "UPDATE vector_store_files SET language = ? WHERE seq = ?", (language, entry)
            )
            sqlite_words.add(connection, store, _rows(connection, entry, sha256), language)
            done += 1
            tell(done / max(1, files))


def _language(connection: apsw.Connection, sha256: str) -> Language | None:
    rows = connection.execute(
        "SELECT raw_length, text FROM pages"
        " WHERE document = (SELECT seq FROM documents WHERE sha256 = ?)"
        " ORDER BY number LIMIT ?",
        (sha256, _PAGES_THAT_TELL),
    )
    return text_language("\n".join(sqlite_pages.clean_text(*row) for row in rows))


def _rows(connection: apsw.Connection, entry: int, sha256: str) -> Iterator[tuple[int, str, str]]:
    page, text = 0, ""
    for chunk_id, number, start, end, context, raw_length, packed in connection.execute(
        "SELECT c.id, c.page, c.span_start, c.span_end, c.context, p.raw_length, p.text"
        " FROM chunks c JOIN pages p ON p.number = c.page"
        " AND p.document = (SELECT seq FROM documents WHERE sha256 = ?2)"
        " WHERE c.entry = ?1 ORDER BY c.id",
        (entry, sha256),
    ):
        if number != page:
            page, text = number, sqlite_pages.clean_text(raw_length, packed)
        yield chunk_id, context, text[start:end]
