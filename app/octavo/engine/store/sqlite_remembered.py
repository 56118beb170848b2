"""What a connection was told of the database, for as long as that stays as it is."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import apsw

_T = TypeVar("_T")

_MOST = 5_000
"""Answers that are kept at most: then all are forgotten."""


class Remembered:
    """Answers by what was asked. A connection, and so its answers, are for one thread at a time."""

    def __init__(self) -> None:
        self._state: tuple[int, int] | None = None
        self._answers: dict[Hashable, Any] = {}

    def of(self, question: Hashable, ask: Callable[[], _T]) -> _T:
        """Return the answer to a question, asked for once."""
        try:
            known: _T = self._answers[question]
        except KeyError:
            known = self._answers[question] = ask()
        return known

    def renew(self, state: tuple[int, int]) -> None:
        """Forget the answers of another state of the database, or if they are too many."""
        if state != self._state or len(self._answers) > _MOST:
            self._state = state
            self._answers.clear()


_ALL: weakref.WeakKeyDictionary[apsw.Connection, Remembered] = weakref.WeakKeyDictionary()


def remember(connection: apsw.Connection) -> None:
    """Let a connection remember; called once, before it is used."""
    _ALL[connection] = Remembered()


def remembered(connection: apsw.Connection) -> Remembered:
    """Return what a connection was told since the database changed last, by whomever."""
    kept = _ALL[connection]
    # The first changes with what others commit, the second with what this connection does.
    kept.renew((connection.pragma("data_version"), connection.total_changes()))
    return kept
