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

# Scores chunks by how often and how densely they have what was typed, as BM25 does, but without
# how rare each word is: all of them have all words. FTS5 would look through the whole index again
# to tell that, for each word and each stem that it may have outgrown.
_DENSITY = "octavo_density"
_RISES, _LENGTH, _USUAL = 1.2, 0.75, 120

# Chunks up to which all are ranked. Ranking looks at each of them, which takes too long where a
# word stands everywhere; and who is first among so many says little. Then the newest come first.
_RANKED = 500


def prepare(connection: apsw.Connection) -> None:
    """Make a connection able to rank what is found."""
    connection.register_fts5_function(_DENSITY, _density)


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
    hits: list[Hit] = []
    query_in = functools.cache(functools.partial(match, typed))
    for store, spoken in _with_languages(connection, stores):
        room = max(_RANKED - len(hits), 0) + limit
        hits += _found(connection, table(store), query_in(spoken), room, rank=len(hits) <= _RANKED)
    if len(hits) > _RANKED:
        newest = sorted((hit.chunk_id for hit in hits), reverse=True)
        return [Hit(chunk_id, 0.0) for chunk_id in newest[:limit]]
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


def _found(
    connection: apsw.Connection, name: str, query: str, limit: int, *, rank: bool
) -> list[Hit]:
    """Return the newest chunks of an index that match, with a score if they are to be ranked."""
    score = f"{_DENSITY}({name})" if rank else "0.0"
    rows = connection.execute(
        f"SELECT rowid, {score} FROM {name} WHERE {name} MATCH ?"  # noqa: S608 - our own name
        " ORDER BY rowid DESC LIMIT ?",
        (query, limit),
    )
    return [Hit(chunk_id, value) for chunk_id, value in rows]


def _density(found: apsw.FTS5ExtensionApi, /, *_: object) -> float:
    size = found.column_size(-1)
    return found.inst_count / (found.inst_count + _RISES * (1 - _LENGTH + _LENGTH * size / _USUAL))


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
