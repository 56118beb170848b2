"""Words that no passage has, and what they may have been meant to be.

Each store keeps the stems that its passages have, in the order of their length and letters. A stem
near to a misspelt one leads to a passage, and that to the word as it is written there. Bounded: a
few words, stems of about the same length that begin alike, and a few passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import apsw

from octavo.engine.store import sqlite_entries, sqlite_stems, sqlite_words
from octavo.engine.text.languages import Language
from octavo.engine.text.spelling import (
    BEGINNING,
    LONGEST,
    SHORTEST_STEM,
    allows_two_errors,
    halves,
    may_be_misspelt,
    nearest,
    one_error,
    swapped,
    with_two_errors,
)
from octavo.engine.text.words import stem, words

_MOST_WORDS = 2
_MOST_NEAR = 32  # stems whose passages are counted
_PASSAGES = 6  # in which the way a word is written is looked for


def fill(connection: apsw.Connection) -> None:
    """Remember the stems of all stores, from their indexes."""
    stores: list[Any] = connection.execute("SELECT seq FROM vector_stores").fetchall()
    for (store,) in stores:
        name = f"temp.kept_{store:d}"
        connection.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5vocab(main, {sqlite_words.table(store)}, row)"
        )
        rows = connection.execute(f"SELECT term FROM {name}")  # noqa: S608 - our own name
        sqlite_stems.keep(connection, store, {term for (term,) in rows})
        connection.execute(f"DROP TABLE {name}")


def respelled(
    connection: apsw.Connection, stores: Sequence[str], wanted: Sequence[str]
) -> dict[str, str]:
    """Return for words that no passage of the stores has the nearest one that some has.

    Words that are found, are short or have digits are left out, as are those with nothing near.
    """
    known = [
        (store, languages)
        for store_id in dict.fromkeys(stores)
        if (store := sqlite_words.store_row(connection, store_id)) is not None
        for languages in [sqlite_words.languages(connection, store_id)]
    ]
    unknown = [
        word
        for word in dict.fromkeys(wanted)
        if may_be_misspelt(word) and not any(_has(connection, *one, word) for one in known)
    ]
    found: dict[str, str] = {}
    for word in unknown[:_MOST_WORDS]:
        best: tuple[int, str] | None = None
        for store, languages in known:
            for misspelt in dict.fromkeys(stem(word, language) for language in languages):
                near = _nearest(connection, store, misspelt)
                if near is not None and (best is None or near[0] > best[0]):
                    count, meant = near
                    written = nearest(word, _as_written(connection, store, meant))
                    best = best if written is None else (count, written)
        if best is not None:
            found[word] = best[1]
    return found


def _has(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> bool:
    table = sqlite_words.table(store)
    found = connection.execute(
        f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1",  # noqa: S608 - our own name
        (sqlite_words.match_any([word], languages),),
    )
    return found.fetchone() is not None


def _nearest(connection: apsw.Connection, store: int, misspelt: str) -> tuple[int, str] | None:
    """Return the most frequent of the stems with fewest errors, and how many passages have it."""
    if not SHORTEST_STEM - 1 <= len(misspelt) <= LONGEST:
        return None
    likely = chain(
        sqlite_stems.known(connection, store, swapped(misspelt)),
        sqlite_stems.half_right(connection, store, halves(misspelt)),
    )
    near = _counted(connection, store, one_error(misspelt, likely))
    if not near and allows_two_errors(misspelt):
        alike = sqlite_stems.beginning(connection, store, misspelt[:BEGINNING], len(misspelt), 2)
        some = with_two_errors(misspelt, alike)
        near = [(1, term) for _, term in _counted(connection, store, some)]
    return max(near, default=None)


def _counted(
    connection: apsw.Connection, store: int, stems: Iterable[str]
) -> list[tuple[int, str]]:
    """Return how many passages have each of some stems, those that none has any more left out."""
    some = list(dict.fromkeys(stems))[:_MOST_NEAR]
    if not some:
        return []
    vocabulary = sqlite_words.vocabulary(connection, store)
    marks = ",".join("?" * len(some))
    rows = connection.execute(
        f"SELECT doc, term FROM {vocabulary} WHERE term IN ({marks})",  # noqa: S608 - our own
        some,
    )
    return [(count, term) for count, term in rows if count]


def _as_written(connection: apsw.Connection, store: int, meant: str) -> set[str]:
    """Return the words with this stem that some passages have."""
    table = sqlite_words.table(store)
    hits: list[Any] = connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?",  # noqa: S608 - our own name
        (f'"{meant}"', _PASSAGES),
    ).fetchall()
    return {
        word
        for chunk in sqlite_entries.chunks(connection, [hit for (hit,) in hits])
        for word in words(f"{chunk.text} {chunk.context}")
        if word[0] == meant[0] and stem(word, chunk.language) == meant
    }
