"""Which words a misspelt one may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
"""Letters of a word from which on a typing error is looked for: shorter words are too alike."""

_LONG = 8
"""Letters from which on a word may have two errors, if it begins as typed."""

_MOST = 2
"""Errors that are looked for at most."""

BEGINNING = 3
"""Letters that a word with two errors has in common with the one that was meant."""

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ",
    "αβγδεζηθικλμνξοπρστυφχψω",
)


def may_be_misspelt(word: str) -> bool:
    """Tell whether an error may be looked for: not in codes and numbers, nor in short words."""
    return len(word) >= SHORTEST and word.isalpha() and _alphabet(word) is not None


def one_error(word: str) -> list[str]:
    """Return all words that become this one by one letter missing, added, wrong or swapped.

    The first letter is taken to be right, unless it is swapped with the second: hardly anybody
    mistypes it, and a name that nobody has would become another word ("Hover" is not "over").
    """
    alphabet = _alphabet(word) or ""
    cuts = [(word[:i], word[i:]) for i in range(1, len(word) + 1)]
    made = [word[1] + word[0] + word[2:]]
    made += [a + b[1:] for a, b in cuts if b]
    made += [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    made += [a + letter + b[1:] for a, b in cuts if b for letter in alphabet]
    made += [a + letter + b for a, b in cuts for letter in alphabet]
    return [one for one in dict.fromkeys(made) if one != word]


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate with fewest errors, if it has no more than a word may have."""
    most = _MOST if allows_two_errors(word) else 1
    ranked = [(errors, one) for one in candidates if (errors := _errors(word, one)) <= most]
    return min(ranked)[1] if ranked else None


def allows_two_errors(word: str) -> bool:
    """Tell whether a word is long enough for two errors."""
    return len(word) >= _LONG


def with_two_errors(word: str, candidates: Iterable[str]) -> list[str]:
    """Return those of the candidates that two errors at most make of this word."""
    return [one for one in candidates if one != word and _errors(word, one) <= _MOST]


def _alphabet(word: str) -> str | None:
    return next((a for a in _ALPHABETS if all(letter in a for letter in word)), None)


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
