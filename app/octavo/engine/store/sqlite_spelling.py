"""Words that no passage has, and what they may have been meant to be.

The full-text indexes know their stems; a stem near to a misspelt one leads to a passage, and that
to the word as it is written there. Bounded: a few words, a few hundred look-ups for each, and a
part of the stems that begin alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw

from octavo.engine.store import sqlite_entries, sqlite_words
from octavo.engine.text.languages import Language
from octavo.engine.text.spelling import (
    BEGINNING,
    allows_two_errors,
    may_be_misspelt,
    nearest,
    one_error,
    with_two_errors,
)
from octavo.engine.text.words import stem, words

_MOST_WORDS = 2
_MOST_ALIKE = 3_000
_PASSAGES = 20  # in which the way a word is written is looked for


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
            for language in languages:
                near = _nearest(connection, store, stem(word, language))
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
    vocabulary = sqlite_words.vocabulary(connection, store)
    wanted = one_error(misspelt)
    marks = ",".join("?" * len(wanted))
    near: list[Any] = connection.execute(
        f"SELECT doc, term FROM {vocabulary} WHERE term IN ({marks})",  # noqa: S608 - our own
        wanted,
    ).fetchall()
    if not near and allows_two_errors(misspelt):
        first = misspelt[:BEGINNING]
        alike = [
            term
            for (term,) in connection.execute(
                f"SELECT term FROM {vocabulary}"  # noqa: S608 - our own name
                " WHERE term >= ? AND term < ? LIMIT ?",
                (first, first[:-1] + chr(ord(first[-1]) + 1), _MOST_ALIKE),
            )
        ]
        near = [(1, term) for term in with_two_errors(misspelt, alike)]
    return max(near, default=None)


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
        if stem(word, chunk.language) == meant
    }
