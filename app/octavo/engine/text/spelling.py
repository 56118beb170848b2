"""Which words a misspelt one may have been meant to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from octavo.engine.text.framing import ASKED_WITH

SHORTEST = 5
"""Letters of a word from which on a typing error is looked for: shorter words are too alike."""

SHORTEST_STEM = 4
"""Letters of a stem that is worth to be remembered."""

LONGEST = 32
"""Letters of a word beyond which no error is looked for."""

_LONG = 8
"""Letters from which on a word may have two errors, if it begins as typed."""

_MOST = 2
"""Errors that are looked for at most."""

BEGINNING = 3
"""Letters that a word with two errors has in common with the one that was meant."""

_KEYBOARDS = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("qwertzuiop", "asdfghjkl", "yxcvbnm"))
_KEYS: dict[str, set[tuple[int, int]]] = {}
for _keyboard in _KEYBOARDS:
    for _row, _letters in enumerate(_keyboard):
        for _column, _letter in enumerate(_letters):
            _KEYS.setdefault(_letter, set()).add((_row, _column))

_ALIKE = ("aeo", "aeiy", "ou", "ckqsxz", "bp", "dt", "fvw", "gkj", "mn", "lr", "ij")
"""Letters that are mistaken for each other in speech: no a for a u ("fahren" is not "führen")."""

_ENDINGS = frozenset(
    ("", "d", "e", "ed", "em", "en", "er", "es", "est", "et", "ing", "ly", "n", "s", "st", "t")
).union(("te", "ten", "ter"))
_LONGEST_ENDING = 3

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρστυφχψω",
)


def may_be_misspelt(word: str) -> bool:
    """Tell whether an error may be looked for.

    None is in codes and numbers, in short words, and in those that questions are made of.
    """
    if len(word) < SHORTEST or not word.isalpha() or word in ASKED_WITH:
        return False
    return _alphabet(word) is not None


def halves(word: str) -> tuple[str, str]:
    """Return the two halves of a word: one letter missing, added or wrong leaves one as it is."""
    middle = len(word) // 2
    return word[:middle], word[middle:]


def swapped(word: str) -> set[str]:
    """Return all words that become this one by two neighbouring letters swapped."""
    made = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return made - {word}


def one_error(word: str, candidates: Iterable[str]) -> list[str]:
    """Return those of the candidates that one letter missing, added, wrong or swapped makes of it.

    The first letter is taken to be right, unless it is swapped with the second: hardly anybody
    mistypes it, and a name that nobody has would become another word ("Hover" is not "over").
    """
    first_swapped = word[1::-1] + word[2:]
    return [
        one
        for one in candidates
        if one != word
        and (one[0] == word[0] or one == first_swapped)
        and _may_be_near(word, one, 1)
        and _errors(word, one) == 1
        and (len(word) >= _LONG or _is_likely(word, one))
    ]


def _is_likely(word: str, one: str) -> bool:
    """Tell whether a word comes of another by an error that people make.

    A letter stands for one that lies beside it on the keyboard, or sounds alike: where any other
    would do, a short word becomes another one ("Aufzug" is not "Auszug").
    """
    if len(word) != len(one):
        return True
    wrong = [(a, b) for a, b in zip(word, one, strict=True) if a != b]
    if len(wrong) > 1:
        return True  # two letters were swapped
    ((a, b),) = wrong
    if a not in _KEYS or b not in _KEYS or any(a in group and b in group for group in _ALIKE):
        return True
    return any(
        abs(row - other_row) <= 1 and abs(column - other_column) <= 1
        for row, column in _KEYS[a]
        for other_row, other_column in _KEYS[b]
    )


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate with fewest errors, if it has no more than a word may have."""
    most = _MOST if allows_two_errors(word) else 1
    ranked = [(errors, one) for one in candidates if (errors := _errors(word, one)) <= most]
    return min(ranked)[1] if ranked else None


def is_other_form(word: str, meant: str) -> bool:
    """Tell whether two words differ in no more than their endings: "entfernt", "entfernen"."""
    alike = [a == b for a, b in zip(word, meant, strict=False)]
    length = alike.index(False) if False in alike else len(alike)
    return any(
        {word[cut:], meant[cut:]} <= _ENDINGS
        for cut in range(max(SHORTEST_STEM, length - _LONGEST_ENDING), length + 1)
    )


def allows_two_errors(word: str) -> bool:
    """Tell whether a word is long enough for two errors."""
    return len(word) >= _LONG


def with_two_errors(word: str, candidates: Iterable[str]) -> list[str]:
    """Return those of the candidates that two errors at most make of this word."""
    return [
        one
        for one in candidates
        if one != word and _may_be_near(word, one, _MOST) and _errors(word, one) <= _MOST
    ]


def _may_be_near(one: str, other: str, errors: int) -> bool:
    """Tell, much faster than by counting, what so many errors cannot have made of each other.

    An error takes one letter away, adds one, or both.
    """
    return len(frozenset(one).symmetric_difference(other)) <= 2 * errors


def _alphabet(word: str) -> str | None:
    letters = {c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)}
    return next((a for a in _ALPHABETS if letters.issubset(a)), None)


def _errors(one: str, other: str) -> int:
    """Return the distance (optimal string alignment), or more than ``_MOST`` if it is more."""
    if abs(len(one) - len(other)) > _MOST:
        return _MOST + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > _MOST:
            return _MOST + 1
    return row[-1]
