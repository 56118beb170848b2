"""Finds messages and chunks as somebody types: all words, the last as a beginning.

The indexes of the stores hold stems, which may be shorter than what has been typed of a word so
far ("terminat" of "terminate", whose stem is "termin"). So besides words that begin with it, those
are taken whose stem it may have outgrown; who shows them looks at the text itself.

Letters follow each other fast, and mostly only the last word grows: what does not depend on it is
asked for once (``sqlite_remembered``).
"""

from __future__ import annotations

import dataclasses
import functools
import heapq
import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import apsw

from octavo.engine.store import sqlite_stems, sqlite_words
from octavo.engine.store.records import Hit, Typed
from octavo.engine.store.sqlite_remembered import Remembered, remember, remembered
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
    remember(connection)


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
    known = remembered(connection)
    for index in _indexes(connection, stores, typed, known):
        # Where there are too many to be ranked, the newest will do: they may all be here already.
        if len(hits) > max(_RANKED, limit) and _newest(hits, limit)[-1] > index.newest:
            break
        if known.of(index.whole_words, functools.partial(index.is_empty_of, connection)):
            continue
        room = max(_RANKED - len(hits), 0) + limit
        hits += _found(connection, index, room, rank=len(hits) <= _RANKED)
    if len(hits) > _RANKED:
        return [Hit(chunk_id, 0.0) for chunk_id in _newest(hits, limit)]
    hits.sort(key=lambda hit: (-hit.score, hit.chunk_id))
    return hits[:limit]


@dataclasses.dataclass(frozen=True, slots=True)
class _Index:
    """The index of a store that may have what was typed.

    Args:
        name: Its table.
        newest: No chunk of it has a larger id.
        whole: The FTS5 query for the whole words, if a begun one stands behind them.
        query: The one for all.
    """

    name: str
    newest: int
    whole: str
    query: str

    @property
    def whole_words(self) -> tuple[str, str]:
        """What is the same while only the word that is begun grows."""
        return self.name, self.whole

    def is_empty_of(self, connection: apsw.Connection) -> bool:
        """Tell whether no chunk has all whole words.

        That is soon told. For a word that is begun FTS5 first gathers all places of all words
        that begin so, whatever stands beside it.
        """
        if not self.whole:
            return False
        found = connection.execute(
            f"SELECT 1 FROM {self.name} WHERE {self.name} MATCH ? LIMIT 1",  # noqa: S608 - our own
            (self.whole,),
        )
        return found.fetchone() is None


def _indexes(
    connection: apsw.Connection, stores: Sequence[str] | None, typed: Typed, known: Remembered
) -> list[_Index]:
    """Return the indexes that may have what was typed, those with the newest chunks first."""
    asked = None if stores is None else tuple(stores)
    rows = known.of(("stores", asked), lambda: _with_languages(connection, stores))
    spoken = dict.fromkeys(language for _, languages in rows for language in languages)
    stems = {one for language in spoken for one in _asked_stems(typed, language)}
    there = sqlite_stems.there(connection, [store for store, _ in rows], stems)
    matching = functools.cache(functools.partial(_queries, typed))
    found: list[_Index] = []
    for store, languages in rows:
        whole, query = matching(languages, frozenset(stems - there[store]))
        if query:
            newest = known.of(
                ("newest", store), functools.partial(sqlite_words.newest, connection, store)
            )
            found.append(_Index(sqlite_words.table(store), newest, whole, query))
    found.sort(key=lambda index: -index.newest)
    return found


def _asked_stems(typed: Typed, language: Language | None) -> list[str]:
    begun = _outgrown(typed.begun) if typed.begun and _begins(typed.begun) else []
    return [*begun, *(stem(word, language) for word in typed.words)]


def _queries(
    typed: Typed, languages: Sequence[Language | None], missing: AbstractSet[str]
) -> tuple[str, str]:
    """Return the FTS5 queries for the whole words, if there are others, and for all words.

    What is typed is made of letters and digits only (``octavo.engine.text.typed``), so nothing of
    it is syntax.

    Args:
        typed: What was typed.
        languages: Whose stems are looked for.
        missing: Stems that are nowhere in the index; without its words the queries are empty.
    """
    parts: list[str] = []
    for word in typed.words:
        stems = {stem(word, language): None for language in languages}
        if not (left := [f'"{one}"' for one in stems if one not in missing]):
            return "", ""
        parts.append(_any(left))
    whole = " AND ".join(parts)
    if not typed.begun:
        return "", whole
    parts.append(_any(_begun(typed.begun, languages, missing)))
    return whole if _begins(typed.begun) else "", " AND ".join(parts)


def _begun(word: str, languages: Sequence[Language | None], missing: AbstractSet[str]) -> list[str]:
    found = [stem(word, language) for language in languages]
    if not _begins(word):
        return [f'"{one}"' for one in found]
    # As it is, without accents; and as a stem that has changed its end ("carry", "carri").
    plain = _plain(word)
    ways = [f'"{one}" *' for one in (plain, *(one for one in found if not plain.startswith(one)))]
    return [*ways, *(f'"{one}"' for one in _outgrown(word) if one not in missing)]


def _outgrown(word: str) -> list[str]:
    """Return the stems that what was typed may have outgrown."""
    plain = _plain(word)
    shortest = max(_SHORTEST_STEM, len(plain) - _ENDING)
    return [plain[:end] for end in range(len(plain) - 1, shortest - 1, -1)]


def _plain(word: str) -> str:
    """Return a word without accents: one with a digit keeps its ending."""
    return stem(f"{word}0").removesuffix("0")


def _begins(word: str) -> bool:
    return len(word) >= SHORTEST or is_unspaced(word)


def _any(literals: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(literals)) + ")"


def _newest(hits: Sequence[Hit], limit: int) -> list[int]:
    return heapq.nlargest(limit, (hit.chunk_id for hit in hits))


def _found(connection: apsw.Connection, index: _Index, limit: int, *, rank: bool) -> list[Hit]:
    """Return the newest chunks of an index that match, with a score if they are to be ranked."""
    name = index.name
    score = f"{_DENSITY}({name})" if rank else "0.0"
    rows = connection.execute(
        f"SELECT rowid, {score} FROM {name} WHERE {name} MATCH ?"  # noqa: S608 - our own name
        " ORDER BY rowid DESC LIMIT ?",
        (index.query, limit),
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
