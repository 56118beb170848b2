"""Files in stores: their pages' chunks, their counters, and how they go.

An entry is a row of ``vector_store_files``. Its chunks, index rows and vectors change together
with its counters, so progress and usage are read without counting.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

import apsw
import numpy as np
from numpy.typing import NDArray

from octavo.engine.store import sqlite_pages, sqlite_words
from octavo.engine.store.records import CHUNKER, Chunk, PageBatch, Unfinished
from octavo.engine.store.store import MissingError
from octavo.engine.text.languages import text_language
from octavo.protocol.base import AttributeValue
from octavo.protocol.vector_stores import FileAbout, Progress, VectorStoreFileObject

_UNCOUNTED = (
    "pages_indexed = 0, pages_text = 0, pages_ocr = 0, pages_empty = 0, pages_failed = 0,"
    " chunks = 0, text_bytes = 0, vectors = 0, vector_model = NULL, vectors_sealed = 0,"
    " sealed_model = NULL, vector_bytes = 0, language = NULL"
)

_CHUNK = (
    "SELECT c.id, e.vector_store_id, e.id, e.sha256, c.page, c.span_start, c.span_end,"
    " c.context, p.label, e.language, p.seq, p.raw_length, p.text"
    " FROM chunks c JOIN vector_store_files e ON e.seq = c.entry"
    " JOIN documents d ON d.sha256 = e.sha256"
    " JOIN pages p ON p.document = d.seq AND p.number = c.page"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """What changes of an entry's chunks start from; ``chunker`` says how its text is cut."""

    row: int
    store: int
    status: str
    sha256: str | None
    pages_indexed: int
    language: str | None
    chunker: str


def find(connection: apsw.Connection, vector_store_id: str, file_id: str) -> Entry | None:
    """Return the entry of a file in a store, if there is one."""
    found = connection.execute(
        "SELECT e.seq, s.seq, e.status, e.sha256, e.pages_indexed, e.language, ?3 || ' '"
        " || coalesce(e.body ->> '$.chunking_strategy.static.max_chunk_size_tokens', 0) || '/'"
        " || coalesce(e.body ->> '$.chunking_strategy.static.chunk_overlap_tokens', 0)"
        " FROM vector_store_files e"
        " JOIN vector_stores s ON s.id = e.vector_store_id"
        " WHERE e.vector_store_id = ?1 AND e.id = ?2",
        (vector_store_id, file_id, CHUNKER),
    ).fetchone()
    return None if found is None else Entry(*found)


def begin(connection: apsw.Connection, entry: int, batch: str | None) -> None:
    """Complete a new entry: the content that it stands for and the batch that it came with."""
    connection.execute(
        "UPDATE vector_store_files SET sha256 ="
        " (SELECT f.sha256 FROM files f WHERE f.id = vector_store_files.id) WHERE seq = ?",
        (entry,),
    )
    if batch is None:
        return
    connection.execute(
        "INSERT INTO batch_files (batch, entry)"
        " SELECT seq, ? FROM vector_store_file_batches WHERE id = ?",
        (entry, batch),
    )
    if not connection.changes():
        raise MissingError(f"There is no file batch with id '{batch}'.")


def add_pages(connection: apsw.Connection, entry: Entry, sha256: str, batch: PageBatch) -> None:
    """Keep the pages and chunks of a batch that are not kept yet.

    Raises:
        MissingError: the document was not begun.
        ValueError: the pages do not follow those that are in, or a chunk's page is not among them.
    """
    document = connection.execute("SELECT seq FROM documents WHERE sha256 = ?", (sha256,)).get
    if document is None:
        raise MissingError(f"The document {sha256} was not begun.")
    if entry.pages_indexed and entry.sha256 != sha256:
        raise ValueError("the entry holds another content")
    # A batch may come again, when whoever sent it could not wait for the answer.
    fresh = [page for page in batch.pages if page.number > entry.pages_indexed]
    first = entry.pages_indexed + 1
    if [page.number for page in fresh] != list(range(first, first + len(fresh))):
        raise ValueError(f"page {first} has to come next")
    sqlite_pages.add(connection, document, fresh)
    texts = {page.number: page.clean for page in fresh}
    new: list[tuple[int, int, int, str]] = []
    passages: list[tuple[str, str]] = []
    for chunk in batch.chunks:
        if chunk.page <= entry.pages_indexed:
            continue
        if chunk.page not in texts:
            raise ValueError(f"a chunk of page {chunk.page} came without its page")
        context = sqlite_words.storable(chunk.context)
        text = sqlite_words.storable(texts[chunk.page][chunk.start : chunk.end])
        new.append((chunk.page, chunk.start, chunk.end, context))
        passages.append((context, text))
    ids = _keep_chunks(connection, entry.row, new)
    rows = [(id_, *passage) for id_, passage in zip(ids, passages, strict=True)]
    size = sum(len(part.encode()) for both in passages for part in both)
    language = entry.language or text_language("\n".join(texts.values()))
    sqlite_words.add(connection, entry.store, rows, language)
    states = [page.state for page in fresh]
    connection.execute(
        "UPDATE vector_store_files SET sha256 = ?, pages_indexed = pages_indexed + ?,"
        " pages_text = pages_text + ?, pages_ocr = pages_ocr + ?,"
        " pages_empty = pages_empty + ?, pages_failed = pages_failed + ?,"
        " chunks = chunks + ?, text_bytes = text_bytes + ?, language = ? WHERE seq = ?",
        (
            sha256,
            len(fresh),
            *(states.count(state) for state in ("text", "ocr", "empty", "failed")),
            len(rows),
            size,
            language,
            entry.row,
        ),
    )


def _keep_chunks(
    connection: apsw.Connection, entry: int, chunks: Sequence[tuple[int, int, int, str]]
) -> range:
    """Insert chunks, each of a page, a span and a context; return their ids."""
    if not chunks:
        return range(0)
    # One statement for all: between two of them this thread would have to wait for the
    # interpreter's lock, which the event loop's thread holds most of the time.
    connection.execute(
        "INSERT INTO chunks (entry, page, span_start, span_end, context)"
        " SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
        (entry, json.dumps(chunks)),
    )
    last = connection.last_insert_rowid()
    return range(last - len(chunks) + 1, last + 1)


# -- reading -------------------------------------------------------------------------------


def computed(connection: apsw.Connection, entry: int) -> dict[str, Any]:
    """Return the fields of a VectorStoreFileObject that are computed."""
    row = connection.execute(
        "SELECT d.page_count, e.pages_indexed, e.pages_text, e.pages_ocr, e.pages_empty,"
        " e.pages_failed, e.chunks, e.vectors,"
        " e.vectors_sealed = e.chunks AND e.sealed_model IS e.vector_model,"
        " e.text_bytes + e.vector_bytes, d.facts ->> '$.title', e.language"
        " FROM vector_store_files e LEFT JOIN documents d ON d.sha256 = e.sha256"
        " WHERE e.seq = ?",
        (entry,),
    ).fetchone()
    if row is None:
        raise MissingError("The vector store file is gone.")
    pages_total, done, text, ocr, empty, failed, chunks, vectors, searched, usage, *about = row
    progress = Progress(
        pages_total=pages_total or 0,
        pages_done=done,
        text=text,
        ocr=ocr,
        empty=empty,
        failed=failed,
        passages=chunks,
        # The last one counts when the vectors are searched: "all" is to mean that.
        passages_embedded=chunks if searched else min(vectors, max(chunks - 1, 0)),
    )
    title, language = (text or "" for text in about)
    return {
        "progress": progress,
        "usage_bytes": usage,
        "about": FileAbout(title=title, language=language),
    }


def attributes(
    connection: apsw.Connection, vector_store_id: str
) -> dict[str, dict[str, AttributeValue]]:
    """Return the attributes of a store's files by the files' ids."""
    rows = connection.execute(
        "SELECT id, body -> '$.attributes' FROM vector_store_files WHERE vector_store_id = ?",
        (vector_store_id,),
    )
    return {file_id: (json.loads(packed) if packed else None) or {} for file_id, packed in rows}


def scope(
    connection: apsw.Connection, vector_store_id: str, files: Sequence[str]
) -> NDArray[np.int64]:
    """Return the ids of the chunks that a store has of these files, ascending."""
    rows: list[Any] = connection.execute(
        "SELECT c.id FROM vector_store_files e JOIN chunks c ON c.entry = e.seq"
        " WHERE e.vector_store_id = ? AND e.id IN (SELECT value FROM json_each(?))",
        (vector_store_id, json.dumps(list(files))),
    ).fetchall()
    return np.sort(np.array([chunk_id for (chunk_id,) in rows], dtype=np.int64))


def unfinished(connection: apsw.Connection) -> list[Unfinished]:
    """Return the entries to go on reading, oldest first; those that are paused are not."""
    rows: list[Any] = connection.execute(
        "SELECT vector_store_id, id, coalesce("
        "   (SELECT f.body ->> '$.bytes' FROM files f WHERE f.id = vector_store_files.id), 0)"
        " FROM vector_store_files WHERE status = 'in_progress'"
        " AND NOT coalesce(body ->> '$.paused', 0) ORDER BY created_at, seq"
    ).fetchall()
    return [Unfinished(*row) for row in rows]


def chunks(connection: apsw.Connection, ids: Sequence[int]) -> list[Chunk]:
    """Return the chunks with these ids, in this order, without those that are gone."""
    pages: dict[int, str] = {}
    found = (
        connection.execute(f"{_CHUNK} WHERE c.id = ?", (int(chunk_id),)).fetchone()
        for chunk_id in ids
    )
    return [_chunk(row, pages) for row in found if row is not None]


def chunks_after(connection: apsw.Connection, entry: int, after: int, limit: int) -> list[Chunk]:
    """Return the entry's next chunks beyond the id ``after``."""
    pages: dict[int, str] = {}
    rows = connection.execute(
        f"{_CHUNK} WHERE c.entry = ? AND c.id > ? ORDER BY c.id LIMIT ?", (entry, after, limit)
    )
    return [_chunk(row, pages) for row in rows]


def _chunk(row: tuple[Any, ...], pages: dict[int, str]) -> Chunk:
    *head, context, label, language, page, raw_length, packed = row
    chunk_id, store, file, sha256, number, start, end = head
    if page not in pages:
        pages[page] = sqlite_pages.clean_text(raw_length, packed)
    text = pages[page][start:end]
    return Chunk(chunk_id, store, file, sha256, number, start, end, context, text, label, language)


# -- going ---------------------------------------------------------------------------------


def clear(connection: apsw.Connection, entry: int) -> None:
    """Remove the entry's chunks, index rows and vectors; its row stays."""
    store = connection.execute(
        "SELECT s.seq FROM vector_store_files e JOIN vector_stores s ON s.id = e.vector_store_id"
        " WHERE e.seq = ?",
        (entry,),
    ).get
    sqlite_words.remove(connection, store, entry)
    connection.execute("DELETE FROM chunks WHERE entry = ?", (entry,))
    connection.execute("DELETE FROM vector_parts WHERE entry = ?", (entry,))
    connection.execute("DELETE FROM vector_sets WHERE entry = ?", (entry,))
    if connection.changes():
        connection.execute(
            "UPDATE vector_stores SET vectors_version = vectors_version + 1 WHERE seq = ?",
            (store,),
        )
    connection.execute(
        f"UPDATE vector_store_files SET {_UNCOUNTED} WHERE seq = ?",  # noqa: S608 - our own
        (entry,),
    )


def clear_file(connection: apsw.Connection, file_id: str) -> None:
    """Clear all entries of a file."""
    entries: list[Any] = connection.execute(
        "SELECT seq FROM vector_store_files WHERE id = ?", (file_id,)
    ).fetchall()
    for (entry,) in entries:
        clear(connection, entry)


def restart(connection: apsw.Connection, sha256: str) -> None:
    """Clear all entries of a content whose pages are gone; they are to be read anew."""
    rows: list[Any] = connection.execute(
        "SELECT seq, status, body FROM vector_store_files WHERE sha256 = ?", (sha256,)
    ).fetchall()
    for entry, status, body in rows:
        clear(connection, entry)
        if status == "completed":
            value = VectorStoreFileObject.model_validate_json(body)
            again = value.model_copy(update={"status": "in_progress"})
            connection.execute(
                "UPDATE vector_store_files SET status = 'in_progress', body = ? WHERE seq = ?",
                (again.model_dump_json(by_alias=True), entry),
            )


def forget_content(connection: apsw.Connection, sha256: str) -> None:
    """Remove the document of a content that no file has any more."""
    connection.execute(
        "DELETE FROM documents WHERE sha256 = ?1"
        " AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM vector_store_files WHERE sha256 = ?1)",
        (sha256,),
    )
