"""The stems that each store's passages have, in the order of their length and letters.

A stem with a typing error is as long as the right one, or nearly so, and begins with the same
letter: so what it may have been meant to be stands in a few short stretches. Stems stay when their
last passage goes: the index tells which are still there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import apsw

from octavo.engine.text.compounds import SHORTEST_PART
from octavo.engine.text.spelling import LONGEST, SHORTEST_STEM

_BEGINNING = (
    "SELECT stem FROM spellings WHERE store = :store AND letters = :letters"
    " AND stem >= :first AND stem < :beyond"
)
_HALF_RIGHT = " AND (substr(stem, 1, :cut) = :head OR substr(stem, -:rest) = :tail)"


def keep(connection: apsw.Connection, store: int, stems: AbstractSet[str]) -> None:
    """Remember stems of a store's passages."""
    kept = [one for one in stems if _is_kept(one)]
    # In the order of the table's key: each stem's place is then beside the one before it.
    kept.sort(key=lambda one: (len(one), one))
    # One statement for all: SQLite walks a list in a fraction of the time that Python needs.
    connection.execute(
        "INSERT OR IGNORE INTO spellings (store, letters, stem)"
        " SELECT ?, length(value), value FROM json_each(?)",
        (store, json.dumps(kept)),
    )


def there(
    connection: apsw.Connection, stores: Sequence[int], stems: AbstractSet[str]
) -> dict[int, set[str]]:
    """Return for each store those of some stems that its passages may have.

    All others none of them has. What is not kept, such as numbers, counts as being there.
    """
    kept = [one for one in stems if _is_kept(one)]
    found = {store: set(stems).difference(kept) for store in stores}
    rows = connection.execute(
        "SELECT spellings.store, spellings.stem FROM json_each(?) AS one CROSS JOIN spellings"
        " WHERE spellings.letters = length(one.value) AND spellings.stem = one.value"
        " AND spellings.store IN (SELECT value FROM json_each(?))",
        (json.dumps(kept), json.dumps(list(stores))),
    )
    for store, stem in rows:
        found[store].add(stem)
    return found


def _is_kept(stem: str) -> bool:
    return SHORTEST_STEM <= len(stem) <= LONGEST and stem.isalpha()


def forget(connection: apsw.Connection, store: int) -> None:
    """Forget all stems of a store."""
    connection.execute("DELETE FROM spellings WHERE store = ?", (store,))


def beginning(
    connection: apsw.Connection, store: int, first: str, letters: int, about: int
) -> Iterator[str]:
    """Yield stems that begin with ``first``.

    Args:
        connection: To read with.
        store: Row of the store.
        first: The letters that they begin with.
        letters: How many they have in all.
        about: How many more or less they may have.
    """
    beyond = first[:-1] + chr(ord(first[-1]) + 1)
    for length in range(letters - about, letters + about + 1):
        bounds = {"store": store, "letters": length, "first": first, "beyond": beyond}
        for (stem,) in connection.execute(_BEGINNING, bounds):
            yield stem


def known(connection: apsw.Connection, store: int, stems: AbstractSet[str]) -> Iterator[str]:
    """Yield those of some stems, all of the same length, that the store has."""
    letters = len(next(iter(stems), ""))
    for (stem,) in connection.execute(
        "SELECT stem FROM spellings WHERE store = ? AND letters = ?"
        " AND stem IN (SELECT value FROM json_each(?))",
        (store, letters, json.dumps(list(stems))),
    ):
        yield stem


def ending(connection: apsw.Connection, store: int, last: str) -> Iterator[str]:
    """Yield compounds that end with ``last``: a walk through all longer stems of the store."""
    for (stem,) in connection.execute(
        "SELECT stem FROM spellings WHERE store = ? AND letters >= ? AND substr(stem, ?) = ?",
        (store, len(last) + SHORTEST_PART, -len(last), last),
    ):
        yield stem


def longer(connection: apsw.Connection, store: int, first: str) -> Iterator[str]:
    """Yield compounds that begin with ``first``, the shortest first."""
    beyond = first[:-1] + chr(ord(first[-1]) + 1)
    for length in range(len(first) + SHORTEST_PART, LONGEST + 1):
        bounds = {"store": store, "letters": length, "first": first, "beyond": beyond}
        for (stem,) in connection.execute(_BEGINNING, bounds):
            yield stem


def half_right(connection: apsw.Connection, store: int, halves: tuple[str, str]) -> Iterator[str]:
    """Yield stems with the same first letter and one of the halves of a word, about as long."""
    head, tail = halves
    whole = len(head) + len(tail)
    beyond = chr(ord(head[0]) + 1)
    for length in range(whole - 1, whole + 2):
        bounds = {
            "store": store, "letters": length, "first": head[0], "beyond": beyond,
            "cut": len(head), "head": head, "rest": len(tail), "tail": tail,
        }  # fmt: skip
        for (stem,) in connection.execute(_BEGINNING + _HALF_RIGHT, bounds):
            yield stem
