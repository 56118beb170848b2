"""Words that a question writes as one, or as several, where the passages do otherwise.

A question for the "healthcare" is answered by "health care", one for the "Urlaubstage" by "30 Tage
Urlaub", one for the "Gehalt" by "Bruttogehalt". Only words that no passage has are looked at, so
nothing else is found otherwise than without this. Bounded: a walk through the stems of a store for
each of a few ends of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import apsw

from octavo.engine.store import sqlite_known, sqlite_stems
from octavo.engine.text.compounds import (
    LONGEST_COMPOUND,
    SHORTEST_PART,
    Split,
    begins_some,
    has_compounds,
    rests,
    splits,
)
from octavo.engine.text.languages import Language
from octavo.engine.text.stop_words import STOP_WORDS
from octavo.engine.text.words import stem

_LONG_ENOUGH = 5
"""Letters of a word that is looked for within others: shorter ones are within too many."""

_HALF_KNOWN = 4
"""Letters of the only part of a word that is known."""

_MOST_STEMS = 400
"""Stems that ways to take a word apart may have."""

_MOST_LONGER = 50
"""Words that begin with one that are looked at."""

_MOST_WALKS = 2
"""Second parts of a word that are looked for at the end of others."""


def apart(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return a word that no passage has as two that follow each other in some.

    They may have a hyphen between them there, too.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    if len(word) > LONGEST_COMPOUND:
        return None
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) - SHORTEST_PART + 1)]
    for language in languages:
        ways = [(stem(one, language), stem(two, language)) for one, two in cuts]
        there = _there(connection, store, chain.from_iterable(ways))
        for (one, two), stems in zip(cuts, ways, strict=True):
            if there.issuperset(stems) and sqlite_known.has(
                connection, store, (language,), f"{one} {two}"
            ):
                return f"{one} {two}"
    return None


def together(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return a word with hyphens without them, if some passage has it so.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded; no passage has its parts one behind the other.
    """
    plain = word.replace("-", "")
    if plain == word or len(plain) > LONGEST_COMPOUND:
        return None
    return plain if sqlite_known.has(connection, store, languages, plain) else None


def otherwise(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return what the passages of a store have in place of a word that none of them has.

    That is its two parts, if both are there; else the most frequent compound that ends with it, or
    that begins with it.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    for language in languages:
        if language is not None and has_compounds(language):
            found = _parts(connection, store, language, word) or _within(
                connection, store, language, word
            )
            if found is not None:
                return found
    return None


def half_known(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return the two parts of a word of which some passage has one: as long a one as there is.

    The other part stays, and counts as a word that is nowhere. Function words do not count as
    known: the "ist" of a passage is not the end of "Hausmeister".

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    best: tuple[int, str] | None = None
    for language in languages:
        if language is None or not has_compounds(language):
            continue
        ways = [(one, _stems(one, language)) for one in splits(word, language)]
        there = _there(connection, store, chain.from_iterable(stems for _, stems in ways))
        there -= {stem(one, language) for one in STOP_WORDS[language]}
        for (first, second), stems in ways:
            known = max(
                len(first) if stems[0] in there else 0,
                # what links an unknown part to it is not known either
                len(second) if stems[1] in there and len(first) + len(second) == len(word) else 0,
            )
            if known >= _HALF_KNOWN and (best is None or known > best[0]):
                best = known, f"{first} {second}"
    return None if best is None else best[1]


def _parts(connection: apsw.Connection, store: int, language: Language, word: str) -> str | None:
    """Return the two parts of a word; the second may be the end of another compound."""
    ways = [(one, _stems(one, language)) for one in splits(word, language)]
    there = _there(connection, store, (part for _, parts in ways for part in parts))
    for split, (first, second) in ways:
        if first in there and second in there:
            return f"{split.first} {split.second}"
    ends: dict[str, str] = {}
    for split, (first, second) in ways:
        if first in there and len(split.second) >= _LONG_ENOUGH:
            ends.setdefault(second, split.first)
    for second in list(ends)[:_MOST_WALKS]:
        longer = _most_frequent(connection, store, _ending(connection, store, language, second))
        if longer is not None:
            return f"{ends[second]} {longer}"
    return None


def _there(connection: apsw.Connection, store: int, stems: Iterable[str]) -> set[str]:
    return {term for _, term in sqlite_known.counted(connection, store, stems, _MOST_STEMS)}


def _stems(split: Split, language: Language) -> tuple[str, str]:
    return stem(split.first, language), stem(split.second, language)


def _within(connection: apsw.Connection, store: int, language: Language, word: str) -> str | None:
    """Return the most frequent compound that ends with a word, or else begins with it.

    What stands behind it has to be a word of its own: much else begins alike.
    """
    if len(word) < _LONG_ENOUGH:
        return None
    part = stem(word, language)
    ending = _ending(connection, store, language, part)
    if (found := _most_frequent(connection, store, ending)) is not None:
        return found
    longer = {
        one: list(rests(one, part, language))
        for one in islice(sqlite_stems.longer(connection, store, part), _MOST_LONGER)
    }
    there = _there(connection, store, chain.from_iterable(longer.values()))
    whole = [one for one, seconds in longer.items() if there.intersection(seconds)]
    return _most_frequent(connection, store, whole)


def _ending(
    connection: apsw.Connection, store: int, language: Language, part: str
) -> Iterator[str]:
    """Yield compounds that end with a part, and do not only happen to."""
    for one in sqlite_stems.ending(connection, store, part):
        if begins_some(one.removesuffix(part), language):
            yield one


def _most_frequent(connection: apsw.Connection, store: int, stems: Iterable[str]) -> str | None:
    """Return the word, as it is written, whose stem most passages have."""
    counted = sqlite_known.counted(connection, store, stems)
    for _, meant in sorted(counted, key=lambda one: (-one[0], one[1]))[:1]:
        written = sqlite_known.as_written(connection, store, meant)
        return min(written, key=lambda one: (len(one), one), default=None)
    return None
