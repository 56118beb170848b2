"""The full-text indexes: one contentless FTS5 table per vector store.

One table per store is several times faster for a small store than one table for all with a
token per store, and a store goes by dropping its table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import apsw

from octavo.engine.store.records import Hit

CONTEXT_WEIGHT = 1.0
"""BM25 weight of the title and heading that a chunk stands under."""

TEXT_WEIGHT = 1.0
"""BM25 weight of the chunk's own text."""

MAX_WORDS = 256
"""Words of one query; each costs a walk through its list of chunks, so the rest is left out."""

# Words are folded as FTS5 folds them: no case, no accents, English stems.
_TOKENIZER = "porter unicode61 remove_diacritics 2"

_SCOPE = (
    "SELECT c.id FROM vector_store_files e JOIN chunks c ON c.entry = e.seq"
    " WHERE e.vector_store_id = :store AND e.id IN (SELECT value FROM json_each(:files))"
)


def create(connection: apsw.Connection, store: int) -> None:
    """Make the index of the store with this row number."""
    connection.execute(
        f"CREATE VIRTUAL TABLE {_table(store)} USING fts5(context, text, content='',"
        f" contentless_delete=1, tokenize='{_TOKENIZER}')"
    )


def drop(connection: apsw.Connection, store: int) -> None:
    """Remove the store's index."""
    connection.execute(f"DROP TABLE {_table(store)}")


def add(connection: apsw.Connection, store: int, rows: Iterable[tuple[int, str, str]]) -> None:
    """Index chunks: id, context, text."""
    connection.executemany(
        f"INSERT INTO {_table(store)} (rowid, context, text) VALUES (?, ?, ?)",  # noqa: S608
        rows,
    )


def remove(connection: apsw.Connection, store: int, entry: int) -> None:
    """Take the chunks of an entry out of the index; their rows must still be there."""
    connection.execute(
        f"DELETE FROM {_table(store)} WHERE rowid IN"  # noqa: S608 - our own name
        " (SELECT id FROM chunks WHERE entry = ?)",
        (entry,),
    )


def search(
    connection: apsw.Connection,
    stores: Sequence[str],
    words: Sequence[str],
    limit: int,
    files: Sequence[str] | None = None,
) -> list[Hit]:
    """Return the best chunks of the stores with these ids by BM25; higher scores are better.

    With ``files``, only chunks of these files compete. How rare a word is, is still counted over
    the whole store.
    """
    query = match_any(words)
    if not query or limit <= 0:
        return []
    # The plus keeps SQLite from asking the index about each chunk in scope one by one.
    among = "" if files is None else f" AND +rowid IN ({_SCOPE})"
    wanted = json.dumps([] if files is None else list(files))
    hits: list[Hit] = []
    for store_id in dict.fromkeys(stores):
        store = connection.execute("SELECT seq FROM vector_stores WHERE id = ?", (store_id,)).get
        if store is None:
            continue
        table = _table(store)
        hits.extend(
            # SQLite's BM25 is smaller for better matches.
            Hit(chunk_id, -rank)
            for chunk_id, rank in connection.execute(
                f"SELECT rowid, rank FROM {table}"  # noqa: S608 - our own name
                f" WHERE {table} MATCH :query AND rank MATCH :weights{among}"
                " ORDER BY rank LIMIT :limit",
                {
                    "query": query,
                    "weights": f"bm25({CONTEXT_WEIGHT}, {TEXT_WEIGHT})",
                    "limit": limit,
                    "store": store_id,
                    "files": wanted,
                },
            )
        )
    hits.sort(key=lambda hit: (-hit.score, hit.chunk_id))
    return hits[:limit]


def match_any(words: Sequence[str]) -> str:
    """Return an FTS5 query that matches any of the words, whatever characters they have.

    Each becomes a string literal, so none is syntax. One of punctuation only is an empty phrase
    to FTS5 and matches nothing.
    """
    cleaned = (storable(word).replace("\0", " ").strip() for word in words)
    distinct = list(dict.fromkeys(word for word in cleaned if word))[:MAX_WORDS]
    return " OR ".join('"' + word.replace('"', '""') + '"' for word in distinct)


def storable(text: str) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot carry, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _table(store: int) -> str:
    return f"words_{store:d}"
