"""The full-text indexes: one contentless FTS5 table per vector store.

One table per store is several times faster for a small store than one table for all with a
token per store, and a store goes by dropping its table. What is indexed are stems
(octavo.engine.text.words), cut by the language of each document and set apart by spaces; FTS5 only
splits them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import apsw

from octavo.engine.store import sqlite_stems
from octavo.engine.store.records import Hit
from octavo.engine.text.languages import Language
from octavo.engine.text.unspaced import is_unspaced
from octavo.engine.text.words import stem, stems, terms, words

CONTEXT_WEIGHT = 1.0
"""BM25 weight of the title and heading that a chunk stands under."""

TEXT_WEIGHT = 1.0
"""BM25 weight of the chunk's own text."""

MAX_WORDS = 256
"""Words of one query; each costs a walk through its list of chunks, so the rest is left out."""

SIZABLE = 2_000
"""Chunks of a store from which on words that FTS5 gives no weight are left out of a query."""

LARGE = 50_000
"""Chunks of a store from which on all words that are common in it are left out of a query."""

_WEIGHTLESS = 0.5
"""Share of a store's chunks from which on a word has no weight: BM25 would make it negative, and
FTS5 makes that a millionth."""

_COMMON = 0.05
"""Share of a large store's chunks from which on a word is common."""

_WEIGHED_AGAIN = 3_000
"""Chunks found by the rarer words of a question that are then weighed by all of them. With made-up
text of 200,000 chunks 99 of the first 100 of 20 are as if all had been weighed; with 1,000, 98."""

_RAREST = 2
"""Words that are looked for however common they are."""

# Splits at spaces: stems hold letters and digits only, and all beyond ASCII counts as such.
_TOKENIZER = "ascii"

_AT_ONCE = 1_000
"""Chunks handed to SQLite in one statement: some megabytes."""

_SCOPE = (
    "SELECT c.id FROM vector_store_files e JOIN chunks c ON c.entry = e.seq"
    " WHERE e.vector_store_id = :store AND e.id IN (SELECT value FROM json_each(:files))"
)


def create(connection: apsw.Connection, store: int) -> None:
    """Make the index of the store with this row number."""
    connection.execute(
        f"CREATE VIRTUAL TABLE {table(store)} USING fts5(context, text, content='',"
        f" contentless_delete=1, tokenize='{_TOKENIZER}')"
    )


def drop(connection: apsw.Connection, store: int) -> None:
    """Remove the store's index."""
    connection.execute(f"DROP TABLE {table(store)}")
    sqlite_stems.forget(connection, store)


def add(
    connection: apsw.Connection,
    store: int,
    rows: Iterable[tuple[int, str, str]],
    language: Language | None,
) -> None:
    """Index chunks, each of an id, a context and a text in this language."""
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        seen: set[str] = set()
        indexed: list[tuple[int, str, str]] = []
        contexts: dict[str, str] = {}  # passages of a page share theirs, and most pages one title
        for chunk_id, context, text in some:
            if context not in contexts:
                heading = stems(context, language)
                seen.update(heading)
                contexts[context] = " ".join(heading)
            body = stems(text, language)
            seen.update(body)
            indexed.append((chunk_id, contexts[context], " ".join(body)))
        # One statement for all, so that the interpreter's lock is waited for once.
        connection.execute(
            f"INSERT INTO {table(store)} (rowid, context, text)"  # noqa: S608 - our own name
            " SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
            (json.dumps(indexed),),
        )
        sqlite_stems.keep(connection, store, seen)


def remove(connection: apsw.Connection, store: int, entry: int) -> None:
    """Take the chunks of an entry out of the index; their rows must still be there."""
    connection.execute(
        f"DELETE FROM {table(store)} WHERE rowid IN"  # noqa: S608 - our own name
        " (SELECT id FROM chunks WHERE entry = ?)",
        (entry,),
    )


def search(
    connection: apsw.Connection,
    stores: Sequence[str],
    wanted: Sequence[str],
    limit: int,
    files: Sequence[str] | None = None,
) -> list[Hit]:
    """Return the best chunks of the stores with these ids by BM25; higher scores are better.

    With ``files``, only chunks of these files compete. How rare a word is, is still counted over
    the whole store.
    """
    if limit <= 0:
        return []
    # The plus keeps SQLite from asking the index about each chunk in scope one by one.
    among = "" if files is None else f" AND +rowid IN ({_SCOPE})"
    scope = json.dumps([] if files is None else list(files))
    hits: list[Hit] = []
    for store_id in dict.fromkeys(stores):
        store = store_row(connection, store_id)
        if store is None:
            continue
        literals = _literals(wanted, languages(connection, store_id))
        rare, again = _rare(connection, store_id, store, literals)
        if not rare:
            return []
        name = table(store)
        found: list[Any] = connection.execute(
            f"SELECT rowid, rank FROM {name}"  # noqa: S608 - our own name
            f" WHERE {name} MATCH :query AND rank MATCH :weights{among}"
            " ORDER BY rank LIMIT :limit",
            {
                "query": " OR ".join(rare),
                "weights": f"bm25({CONTEXT_WEIGHT}, {TEXT_WEIGHT})",
                "limit": max(limit, _WEIGHED_AGAIN) if again else limit,
                "store": store_id,
                "files": scope,
            },
        ).fetchall()
        if again:
            found = _weighed(connection, store, literals, [chunk_id for chunk_id, _ in found])
        # SQLite's BM25 is smaller for better matches.
        hits.extend(Hit(chunk_id, -rank) for chunk_id, rank in found)
    hits.sort(key=lambda hit: (-hit.score, hit.chunk_id))
    return hits[:limit]


def match_any(wanted: Sequence[str], of: Sequence[Language | None] = (None,)) -> str:
    """Return an FTS5 query that matches any of the words in the stems of any of the languages."""
    return " OR ".join(_literals(wanted, of))


def _literals(wanted: Sequence[str], of: Sequence[Language | None]) -> list[str]:
    """Return what FTS5 looks for.

    Each word becomes a string literal of letters and digits, so none is syntax. Several words in
    one have to follow each other; one character of a script without spaces matches all groups
    that begin with it.
    """
    literals: dict[str, None] = {}
    for text in wanted:
        parts = words(text, rests=False)
        prefix = " *" if len(parts) == 1 and len(text) == 1 and is_unspaced(text) else ""
        for language in of:
            if parts:
                phrase = " ".join(stem(part, language) for part in parts)
                literals[f'"{phrase}"{prefix}'] = None
        literals.update((f'"{code}"', None) for code in terms(text)[len(words(text)) :])
    return list(literals)[:MAX_WORDS]


def _rare(
    connection: apsw.Connection, store_id: str, store: int, literals: Sequence[str]
) -> tuple[Sequence[str], bool]:
    """Leave out words that a large part of a store has, if others are left.

    BM25 weighs each passage that has any of the words, which takes most of its time. A word of
    every second passage moves nothing, so leaving it out changes no ranking. In a large store a
    word of every twentieth makes a query slow; it decides among passages that others find.

    Returns:
        The words that are left, and whether what they find is to be weighed by all words.
    """
    chunks = connection.execute(
        "SELECT coalesce(sum(chunks), 0) FROM vector_store_files WHERE vector_store_id = ?",
        (store_id,),
    ).get
    if chunks < SIZABLE or len(literals) <= _RAREST:
        return literals, False
    plain = {literal.strip('"'): literal for literal in literals}
    rows: list[Any] = connection.execute(
        f"SELECT term, doc FROM {vocabulary(connection, store)}"  # noqa: S608 - our own name
        f" WHERE term IN ({','.join('?' * len(plain))})",
        list(plain),
    ).fetchall()
    counts: dict[str, int] = dict(rows)
    ranked = sorted(plain, key=lambda term: counts.get(term, 0))
    found = [term for term in ranked if counts.get(term, 0)]
    most = (_COMMON if chunks >= LARGE else _WEIGHTLESS) * chunks
    kept = {term for term in ranked if counts.get(term, 0) <= most}
    kept.update(found[:_RAREST])
    left = [literal for term, literal in plain.items() if term in kept]
    return left, chunks >= LARGE and len(left) < len(literals)


def _weighed(
    connection: apsw.Connection, store: int, literals: Sequence[str], chunks: Sequence[int]
) -> list[Any]:
    """Return chunks with their BM25 by all words; without ``ORDER BY rank`` only theirs is told."""
    name = table(store)
    return connection.execute(
        f"SELECT rowid, bm25({name}, {CONTEXT_WEIGHT}, {TEXT_WEIGHT})"  # noqa: S608 - our own
        f" FROM {name} WHERE {name} MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
        (" OR ".join(literals), json.dumps(chunks)),
    ).fetchall()


def vocabulary(connection: apsw.Connection, store: int) -> str:
    """Return the table of an index's stems, which is of this connection only."""
    name = f"temp.vocabulary_{store:d}"
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, {table(store)}, row)"
    )
    return name


def store_row(connection: apsw.Connection, store_id: str) -> int | None:
    """Return the row of a vector store."""
    row: int | None = connection.execute(
        "SELECT seq FROM vector_stores WHERE id = ?", (store_id,)
    ).get
    return row


def languages(connection: apsw.Connection, store_id: str) -> list[Language | None]:
    """Return what the files of a store are written in; what is not known counts as English."""
    rows = connection.execute(
        "SELECT DISTINCT language FROM vector_store_files WHERE vector_store_id = ?", (store_id,)
    )
    return list(dict.fromkeys((None, *(language for (language,) in rows if language != "en"))))


def newest(connection: apsw.Connection, store: int) -> int:
    """Return an id that none of the index's chunks exceeds."""
    # Of the sizes of what is indexed, which FTS5 keeps by id.
    found: int | None = connection.execute(
        f"SELECT max(id) FROM {table(store)}_docsize"  # noqa: S608 - our own name
    ).get
    return found or 0


def storable(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot carry, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def table(store: int) -> str:
    """Return the name of a store's index."""
    return f"words_{store:d}"
