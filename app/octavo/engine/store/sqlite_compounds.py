"""Words that a question writes as one, or as several, where the passages do otherwise.

A question for the "healthcare" is answered by "health care", one for the "Urlaubstage" by "30 Tage
Urlaub", one for the "Gehalt" by "Bruttogehalt", which is a word to look for and not what was meant.
Only words that no passage has are looked at, so nothing else is found otherwise than without this.
Bounded: a walk through the stems of a store for each of a few ends of words.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import apsw

from octavo.engine.store import sqlite_known, sqlite_stems
from octavo.engine.store.records import Longer
from octavo.engine.text.compounds import (
    LONGEST_COMPOUND,
    SHORTEST_PART,
    Split,
    beginnings,
    has_compounds,
    is_kind_of,
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

_MOST_KINDS = 4
"""Compounds that a word is looked for in."""

_MOST_READ = 8
"""Compounds of which it is read how they are written."""


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


def in_parts(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return the two parts of a word, if passages have both of them.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    for language in languages:
        if language is None or not has_compounds(language):
            continue
        ways = [(one, _stems(one, language)) for one in splits(word, language)]
        there = _there(connection, store, chain.from_iterable(stems for _, stems in ways))
        for split, stems in ways:
            if there.issuperset(stems):
                return f"{split.first} {split.second}"
    return None


def in_part_and_end(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> str | None:
    """Return the two parts of a word of which the second is the end of another compound.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    for language in languages:
        if language is None or not has_compounds(language):
            continue
        ways = [
            (one, _stems(one, language))
            for one in splits(word, language)
            if len(one.second) >= _LONG_ENOUGH
        ]
        there = _there(connection, store, (first for _, (first, _) in ways))
        ends = {second: one for one, (first, second) in reversed(ways) if first in there}
        for split in list(reversed(ends.values()))[:_MOST_WALKS]:
            if _ending(connection, store, language, split.second):
                return f"{split.first} {split.second}"
    return None


def longer(
    connection: apsw.Connection, store: int, languages: Sequence[Language | None], word: str
) -> tuple[Longer, ...]:
    """Return the most frequent compounds that end with a word, or else begin with it.

    What stands behind it has to be a word of its own: much else begins alike.

    Args:
        connection: To read with.
        store: Row of the store.
        languages: What its files are written in.
        word: Case-folded.
    """
    if not _LONG_ENOUGH <= len(word) <= LONGEST_COMPOUND:
        return ()
    for language in languages:
        if language is not None and has_compounds(language):
            found = _ending(connection, store, language, word)
            if found := found or _beginning(connection, store, language, word):
                return found
    return ()


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


def _there(connection: apsw.Connection, store: int, stems: Iterable[str]) -> set[str]:
    return {term for _, term in sqlite_known.counted(connection, store, stems, _MOST_STEMS)}


def _stems(split: Split, language: Language) -> tuple[str, str]:
    return stem(split.first, language), stem(split.second, language)


def _ending(
    connection: apsw.Connection, store: int, language: Language, word: str
) -> tuple[Longer, ...]:
    """Return compounds that end with a word, and do not only happen to."""
    ending = sqlite_stems.ending(connection, store, stem(word, language))
    found = (
        dataclasses.replace(one, is_kind=True)
        for one in _most_frequent(connection, store, ending)
        if is_kind_of(one.written, word, language)
    )
    return tuple(islice(found, _MOST_KINDS))


def _beginning(
    connection: apsw.Connection, store: int, language: Language, word: str
) -> tuple[Longer, ...]:
    """Return compounds that begin with a word, and go on with one that some passage has."""
    behind: dict[str, list[str]] = {}
    for first in beginnings(word, language):
        if len(first) < SHORTEST_PART:
            continue
        for one in islice(sqlite_stems.longer(connection, store, first), _MOST_LONGER):
            behind.setdefault(one, []).extend(rests(one, first, language))
    there = _there(connection, store, chain.from_iterable(behind.values()))
    whole = [one for one, seconds in behind.items() if there.intersection(seconds)]
    return tuple(islice(_most_frequent(connection, store, whole), _MOST_KINDS))


def _most_frequent(
    connection: apsw.Connection, store: int, stems: Iterable[str]
) -> Iterator[Longer]:
    """Yield the words, as they are written, whose stems stand in passages most often."""
    counted = sqlite_known.counted(connection, store, stems)
    for count, meant in sorted(counted, key=lambda one: (-one[0], one[1]))[:_MOST_READ]:
        written = sqlite_known.as_written(connection, store, meant)
        if written:
            yield Longer(min(written, key=lambda one: (len(one), one)), meant, count)
