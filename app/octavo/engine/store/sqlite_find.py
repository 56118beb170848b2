"""Finds messages and chunks as somebody types: all words, the last as a beginning.

The indexes of the stores hold stems, which may be shorter than what has been typed of a word so
far ("terminat" of "terminate", whose stem is "termin"). So besides words that begin with it, those
are taken whose stem it may have outgrown; who shows them looks at the text itself.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence

import apsw

from octavo.engine.store.records import Hit, Typed
from octavo.engine.store.sqlite_words import table
from octavo.engine.text.languages import Language
from octavo.engine.text.unspaced import is_unspaced
from octavo.engine.text.words import stem

SHORTEST = 3
"""Characters from which on a word counts as a beginning; fewer begin half of all words."""

# Characters that a stem may lack of what was typed, and that it has at least.
_ENDING = 4
_SHORTEST_STEM = 3

# Chunks up to which all are ranked. Ranking looks at each of them, which takes too long where a
# word stands everywhere; and who is first among so many says little. Then the newest come first.
_RANKED = 500


def messages(connection: apsw.Connection, typed: Typed, limit: int) -> list[str]:
    """Return the bodies of the best messages as JSON, best first."""
    parts = [f'"{word}"' for word in typed.words]
    if typed.begun:
        parts.append(f'"{typed.begun}"{" *" if _begins(typed.begun) else ""}')
    if not parts or limit <= 0:
        return []
    rows = connection.execute(
        "SELECT m.body FROM (SELECT rowid, rank FROM message_words"
        " WHERE message_words MATCH ? ORDER BY rank LIMIT ?) f"
        " JOIN messages m ON m.seq = f.rowid ORDER BY f.rank, m.seq DESC",
        (" AND ".join(parts), limit),
    )
    return [body for (body,) in rows]


def chunks(
    connection: apsw.Connection, stores: Sequence[str] | None, typed: Typed, limit: int
) -> list[Hit]:
    """Return the best chunks of the stores with these ids, or of all stores."""
    if not (typed.words or typed.begun) or limit <= 0:
        return []
    queries: dict[str, str] = {}
    newest: list[int] = []
    room = _RANKED
    query_in = functools.cache(functools.partial(match, typed))
    for store, spoken in _with_languages(connection, stores):
        query = query_in(spoken)
        found = _newest(connection, table(store), query, max(room, 0) + limit)
        if found:
            queries[table(store)] = query
            newest += found
            room -= len(found)
    if room < 0:
        return [Hit(chunk_id, 0.0) for chunk_id in sorted(newest, reverse=True)[:limit]]
    hits = [
        hit for name, query in queries.items() for hit in _ranked(connection, name, query, limit)
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.chunk_id))
    return hits[:limit]


def match(typed: Typed, of: Sequence[Language | None]) -> str:
    """Return the FTS5 query for what was typed, in the stems of these languages.

    What is typed is made of letters and digits only (``octavo.engine.text.typed``), so nothing of
    it is syntax.
    """
    parts = [_any(f'"{stem(word, language)}"' for language in of) for word in typed.words]
    if typed.begun:
        parts.append(_any(_begun(typed.begun, of)))
    return " AND ".join(parts)


def _begun(word: str, of: Sequence[Language | None]) -> list[str]:
    found = [stem(word, language) for language in of]
    if not _begins(word):
        return [f'"{one}"' for one in found]
    # As it is, without accents; and as a stem that has changed its end ("carry", "carri").
    plain = stem(f"{word}0").removesuffix("0")
    ways = [f'"{one}" *' for one in (plain, *(one for one in found if not plain.startswith(one)))]
    shortest = max(_SHORTEST_STEM, len(plain) - _ENDING)
    ways += [f'"{plain[:end]}"' for end in range(len(plain) - 1, shortest - 1, -1)]
    return ways


def _begins(word: str) -> bool:
    return len(word) >= SHORTEST or is_unspaced(word)


def _any(literals: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(literals)) + ")"


def _newest(connection: apsw.Connection, name: str, query: str, limit: int) -> list[int]:
    rows = connection.execute(
        f"SELECT rowid FROM {name} WHERE {name} MATCH ?"  # noqa: S608 - our own name
        " ORDER BY rowid DESC LIMIT ?",
        (query, limit),
    )
    return [chunk_id for (chunk_id,) in rows]


def _ranked(connection: apsw.Connection, name: str, query: str, limit: int) -> list[Hit]:
    rows = connection.execute(
        f"SELECT rowid, rank FROM {name} WHERE {name} MATCH ?"  # noqa: S608 - our own name
        " ORDER BY rank LIMIT ?",
        (query, limit),
    )
    return [Hit(chunk_id, -rank) for chunk_id, rank in rows]


def _with_languages(
    connection: apsw.Connection, stores: Sequence[str] | None
) -> list[tuple[int, tuple[Language | None, ...]]]:
    """Return the rows of the stores, or of all, with what their files are written in."""
    among = "" if stores is None else " WHERE s.id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        "SELECT s.seq, json_group_array(DISTINCT e.language) FROM vector_stores s"  # noqa: S608
        f" LEFT JOIN vector_store_files e ON e.vector_store_id = s.id{among} GROUP BY s.seq",
        () if stores is None else (json.dumps(list(stores)),),
    )
    return [
        (store, tuple(dict.fromkeys((None, *(one for one in json.loads(spoken) if one != "en")))))
        for store, spoken in rows
    ]
