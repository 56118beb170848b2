"""Words that no passage has, and what they may have been meant to be.

Each store keeps the stems that its passages have, in the order of their length and letters. A stem
near to a misspelt one leads to a passage, and that to the word as it is written there. Bounded: a
few words, stems of about the same length that begin alike, and a few passages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import chain

import apsw

from octavo.engine.store import sqlite_compounds, sqlite_known, sqlite_stems, sqlite_words
from octavo.engine.store.records import Longer, Respelled
from octavo.engine.text.languages import Language
from octavo.engine.text.spelling import (
    BEGINNING,
    LONGEST,
    SHORTEST_STEM,
    allows_two_errors,
    halves,
    is_other_form,
    may_be_misspelt,
    nearest,
    one_error,
    swapped,
    with_two_errors,
)
from octavo.engine.text.usual_words import is_usual
from octavo.engine.text.words import stem

_MOST_WORDS = 4
_MOST_ERRORS = 2
"""Words that are looked for in compounds, and those that are looked up as misspelt."""
_LONGEST_ENDING = 6
"""Letters that a word may have behind its stem."""


def respelled(
    connection: apsw.Connection,
    stores: Sequence[str],
    wanted: Sequence[str],
    compounds: Collection[str] = (),
    language: Language | None = None,
) -> Respelled:
    """Return what the stores have in place of the words that no passage of them has.

    What is written as one word, or as several, otherwise there comes before a typing error, and so
    do compounds that a word is a part of. Words that are found, are short or have digits are left
    out, as are those with nothing near.

    Args:
        connection: To read with.
        stores: Ids of the stores.
        wanted: The words, case-folded, those with hyphens as they are written.
        compounds: Those of the words that may be compounds, or parts of some.
        language: What they are in, whose usual words are no typing errors; None if not known.
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
        if ("-" in word or may_be_misspelt(word))
        and not any(sqlite_known.has(connection, *one, word) for one in known)
    ]
    errors = [word for word in unknown if "-" not in word and not is_usual(word, language)]
    found = Respelled()
    for word in unknown[:_MOST_WORDS]:
        may_be_error = word in errors[:_MOST_ERRORS]
        _look_for(connection, known, word, found, word in compounds, may_be_error)
    return found


def _look_for(
    connection: apsw.Connection,
    known: _Known,
    word: str,
    found: Respelled,
    may_be_compound: bool,
    may_be_error: bool,
) -> None:
    """Add what stands for a word to what was found."""
    if "-" in word:
        if (meant := _put([sqlite_compounds.together], connection, known, word)) is not None:
            found.forms[word] = meant
        return
    ways: list[_Puts] = [sqlite_compounds.apart]
    ways += [sqlite_compounds.in_parts] if may_be_compound else []
    meant = _put(ways, connection, known, word)
    if meant is None and may_be_compound:
        if longer := _longer(connection, known, word):
            found.longer[word] = longer
            return
        meant = _put([sqlite_compounds.in_part_and_end], connection, known, word)
        if meant is not None:
            second = meant.split()[-1]
            found.longer[second] = _longer(connection, known, second)
    if meant is None and may_be_error:
        error = _written(connection, known, word)
        if error is not None:
            (found.forms if is_other_form(word, error) else found.errors)[word] = error
            return
    if meant is None and may_be_compound:
        meant = _put([sqlite_compounds.half_known], connection, known, word)
    if meant is not None:
        found.forms[word] = meant


def _longer(connection: apsw.Connection, known: _Known, word: str) -> tuple[Longer, ...]:
    """Return the compounds of the first store that has any with a word as a part."""
    found = (sqlite_compounds.longer(connection, *one, word) for one in known)
    return next((one for one in found if one), ())


_Known = Sequence[tuple[int, Sequence[Language | None]]]


_Puts = Callable[[apsw.Connection, int, Sequence[Language | None], str], str | None]


def _put(
    ways: Sequence[_Puts], connection: apsw.Connection, known: _Known, word: str
) -> str | None:
    """Return how the first way puts a word that any of the stores knows."""
    found = (way(connection, *one, word) for way in ways for one in known)
    return next((one for one in found if one is not None), None)


def _written(connection: apsw.Connection, known: _Known, word: str) -> str | None:
    """Return the most frequent word that a misspelt one may have been meant to be."""
    best: tuple[int, str] | None = None
    for store, languages in known:
        for misspelt in dict.fromkeys(stem(word, language) for language in languages):
            near = _nearest(connection, store, misspelt)
            if near is not None and (best is None or near[0] > best[0]):
                count, meant = near
                written = nearest(word, sqlite_known.as_written(connection, store, meant))
                best = best if written is None else (count, written)
    if best is not None:
        return best[1]
    endings = (_with_other_ending(connection, store, word) for store, _ in known)
    return next((one for one in endings if one is not None), None)


def _with_other_ending(connection: apsw.Connection, store: int, word: str) -> str | None:
    """Return the word that a long one was meant to be whose error is in its ending.

    "terminaton" keeps the ending that "termination" loses: their stems are not alike.
    """
    if not allows_two_errors(word):
        return None
    for length in range(len(word) - 1, max(SHORTEST_STEM, len(word) - _LONGEST_ENDING) - 1, -1):
        for meant in sqlite_stems.known(connection, store, {word[:length]}):
            near = one_error(word, sqlite_known.as_written(connection, store, meant))
            if near:
                return min(near)
    return None


def _nearest(connection: apsw.Connection, store: int, misspelt: str) -> tuple[int, str] | None:
    """Return the most frequent of the stems with fewest errors, and how many passages have it."""
    if not SHORTEST_STEM - 1 <= len(misspelt) <= LONGEST:
        return None
    likely = chain(
        sqlite_stems.known(connection, store, swapped(misspelt)),
        sqlite_stems.half_right(connection, store, halves(misspelt)),
    )
    near = sqlite_known.counted(connection, store, one_error(misspelt, likely))
    if not near and allows_two_errors(misspelt):
        alike = sqlite_stems.beginning(connection, store, misspelt[:BEGINNING], len(misspelt), 2)
        some = with_two_errors(misspelt, alike)
        near = [(1, term) for _, term in sqlite_known.counted(connection, store, some)]
    return max(near, default=None)
