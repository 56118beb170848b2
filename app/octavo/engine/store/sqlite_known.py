"""Which stems the passages of a store have now, and the words that they are written as there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from octavo.engine.store import sqlite_entries, sqlite_words
from octavo.engine.text.languages import Language
from octavo.engine.text.words import stem, words

_MOST = 32  # stems that are counted
_PASSAGES = 6  # in which the way a word is written is looked for


def has(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> bool:
    """Tell whether any passage has a word, in the forms of any of the languages."""
    table, query = sqlite_words.table(store), sqlite_words.match_any([word], languages)
    if not query:
        return False
    found = connection.execute(
        f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1",  # noqa: S608 - our own name
        (query,),
    )
    return found.fetchone() is not None


def counted(
    connection: apsw.Connection, store: int, stems: Iterable[str], most: int = _MOST
) -> list[tuple[int, str]]:
    """Return how often passages have each of some stems, those that none has any more left out.

    Args:
        connection: To read with.
        store: Row of the store.
        stems: What is looked for.
        most: Stems that are looked for; others are left out.
    """
    some = list(dict.fromkeys(stems))[:most]
    if not some:
        return []
    vocabulary = sqlite_words.vocabulary(connection, store)
    marks = ",".join("?" * len(some))
    rows = connection.execute(
        f"SELECT cnt, term FROM {vocabulary} WHERE term IN ({marks})",  # noqa: S608 - our own
        some,
    )
    return [(count, term) for count, term in rows if count]


def as_written(connection: apsw.Connection, store: int, meant: str) -> set[str]:
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
        if stem(word, chunk.language) == meant
    }
