"""Documents and their pages: kept once per content, packed.

A page's ``text`` is its raw and clean text, one after the other, deflated together: they are
almost the same, so both take little more than one. ``segments`` are the int32 columns
clean, raw, length, deflated. UTF-8 is written with lone surrogates passed through, because the
raw text's character index is the coordinate of all citations.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from itertools import chain, starmap
from typing import Any

import apsw
import numpy as np

from octavo.engine.store.records import Document, Remark
from octavo.engine.store.sqlite_words import storable
from octavo.pdf.extras import packed_extras, with_extras
from octavo.pdf.page import DocumentFacts, Finding, OutlineEntry, PageText, Segment

_LEVEL = 1  # of deflate: higher ones cost five times the time for a tenth of the space
_PAGE_COLUMNS = "number, label, state, reason, raw_length, text, segments, extras"


def begin(
    connection: apsw.Connection, sha256: str, facts: DocumentFacts, text_version: int
) -> Document:
    """Keep a document without pages, in the place of one of another version."""
    connection.execute("DELETE FROM documents WHERE sha256 = ?", (sha256,))
    connection.execute(
        "INSERT INTO documents (sha256, text_version, page_count, facts) VALUES (?, ?, ?, ?)",
        (sha256, text_version, facts.page_count, json.dumps(dataclasses.asdict(facts))),
    )
    return Document(sha256, facts, text_version, 0)


def document(connection: apsw.Connection, sha256: str) -> Document | None:
    """Return the document of this content, if it was begun."""
    row = connection.execute(
        "SELECT facts, text_version, pages_read FROM documents WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return None if row is None else Document(sha256, _facts(json.loads(row[0])), row[1], row[2])


def add(connection: apsw.Connection, document_row: int, pages: list[PageText]) -> None:
    """Keep those pages that follow the ones kept already, and those that failed before."""
    read = connection.execute("SELECT pages_read FROM documents WHERE seq = ?", (document_row,)).get
    again = [page for page in pages if page.number <= read and page.state != "failed"]
    connection.executemany(
        f"UPDATE pages SET ({_PAGE_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own
        " WHERE document = ? AND number = ? AND state = 'failed'",
        [(*_pack(page), document_row, page.number) for page in again],
    )
    fresh = [page for page in pages if page.number > read]
    if not fresh:
        return
    connection.executemany(
        f"INSERT INTO pages (document, {_PAGE_COLUMNS})"  # noqa: S608 - our own names
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(document_row, *_pack(page)) for page in fresh],
    )
    connection.execute(
        "UPDATE documents SET pages_read = ? WHERE seq = ?", (fresh[-1].number, document_row)
    )


def read(connection: apsw.Connection, sha256: str, first: int, count: int) -> list[PageText]:
    """Return the kept pages from number ``first`` on."""
    rows = connection.execute(
        f"SELECT {_PAGE_COLUMNS} FROM pages"  # noqa: S608 - our own names
        " WHERE document = (SELECT seq FROM documents WHERE sha256 = ?)"
        " AND number >= ? AND number < ? ORDER BY number",
        (sha256, first, first + count),
    )
    return [_unpack(row) for row in rows]


def remarks(connection: apsw.Connection, sha256: str) -> list[Remark]:
    """Return what is to be said of the pages without text or with findings, in their order."""
    rows: list[Any] = connection.execute(
        "SELECT number, state, reason, extras -> '$.findings' FROM pages"
        " WHERE document = (SELECT seq FROM documents WHERE sha256 = ?)"
        " AND (state != 'text' OR extras -> '$.findings' IS NOT NULL) ORDER BY number",
        (sha256,),
    ).fetchall()
    return [
        Remark(number, state, reason, tuple(Finding(*one) for one in json.loads(found or "[]")))
        for number, state, reason, found in rows
    ]


def clean_text(raw_length: int, text: bytes) -> str:
    """Return the clean text of a packed page."""
    return _inflate(text)[raw_length:]


def _pack(page: PageText) -> tuple[Any, ...]:
    segments = np.fromiter(chain.from_iterable(page.segments), dtype="<i4").reshape(-1, 3)
    return (
        page.number,
        storable(page.label),
        page.state,
        None if page.reason is None else storable(page.reason),
        len(page.raw),
        zlib.compress((page.raw + page.clean).encode("utf-8", "surrogatepass"), _LEVEL),
        zlib.compress(segments.T.tobytes(), _LEVEL),
        packed_extras(page),
    )


def _unpack(row: tuple[Any, ...]) -> PageText:
    number, label, state, reason, raw_length, text, packed, extras = row
    both = _inflate(text)
    columns = np.frombuffer(zlib.decompress(packed), dtype="<i4").reshape(3, -1).tolist()
    page = PageText(
        number=number,
        label=label,
        state=state,
        raw=both[:raw_length],
        clean=both[raw_length:],
        segments=tuple(starmap(Segment, zip(*columns, strict=True))),
        reason=reason,
    )
    return with_extras(page, extras)


def _inflate(text: bytes) -> str:
    return zlib.decompress(text).decode("utf-8", "surrogatepass")


def _facts(value: dict[str, Any]) -> DocumentFacts:
    outline = tuple(OutlineEntry(**entry) for entry in value.pop("outline"))
    findings = tuple(Finding(**one) for one in value.pop("findings", ()))
    rest = {key: _tuples(item) for key, item in value.items()}
    return DocumentFacts(outline=outline, findings=findings, **rest)


def _tuples(value: Any) -> Any:
    """Return the value with tuples, which JSON does not know, in the place of lists."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
