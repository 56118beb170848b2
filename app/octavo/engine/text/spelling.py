"""Which words a misspelt one may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 5
"""Letters of a word from which on a typing error is looked for: shorter words are too alike."""

_LONG = 8
"""Letters from which on a word may have two errors, if it begins as typed."""

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
    """Return all words that become this one by one letter missing, added, wrong or swapped."""
    alphabet = _alphabet(word) or ""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = [a + b[1:] for a, b in cuts if b]
    made += [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    made += [a + letter + b[1:] for a, b in cuts if b for letter in alphabet]
    made += [a + letter + b for a, b in cuts for letter in alphabet]
    return [one for one in dict.fromkeys(made) if one != word]


def allows_two_errors(word: str) -> bool:
    """Tell whether a word is long enough for two errors."""
    return len(word) >= _LONG


def with_two_errors(word: str, candidates: Iterable[str]) -> list[str]:
    """Return those of the candidates that two errors at most make of this word."""
    return [one for one in candidates if one != word and _within_two(word, one)]


def _alphabet(word: str) -> str | None:
    return next((a for a in _ALPHABETS if all(letter in a for letter in word)), None)


def _within_two(one: str, other: str) -> bool:
    """Tell whether the distance (optimal string alignment) is 2 at most."""
    if abs(len(one) - len(other)) > 2:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > 2:
            return False
    return row[-1] <= 2
