"""Which of the files that wait is read next, and when a large one lets others pass.

What is asked about comes first, then small files before large ones. A file that takes long goes on
after the others have had their turn: what is kept of it is not read again.
"""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from octavo.engine.ingest.turns import Key
from octavo.engine.store.records import Unfinished

TURN: Final = 10.0
"""Seconds that a file is read while others wait."""


class Order:
    """The files that wait to be read.

    Args:
        turn: See `TURN`.
    """

    def __init__(self, turn: float = TURN) -> None:
        self._turn = turn
        self._waiting: list[Key] = []
        self._asked: Counter[str] = Counter()
        self._turns: Counter[Key] = Counter()
        self._began = 0.0

    def put(self, found: Iterable[Unfinished]) -> None:
        """Take over what waits now, oldest first, in the place of what waited before."""
        ranked = sorted(found, key=self._rank)
        self._waiting = [(one.vector_store_id, one.id) for one in ranked]

    def take(self) -> Key | None:
        """Return the file whose turn it is; None if none waits."""
        if not self._waiting:
            return None
        self._began = time.monotonic()
        return self._waiting.pop(0)

    def is_over(self, key: Key) -> bool:
        """Tell whether the file that is being read is to let others pass."""
        if self._others_are_asked(key):
            return any(store in self._asked for store, _ in self._waiting)
        return bool(self._waiting) and time.monotonic() - self._began > self._turn

    def may_be_over(self, key: Key) -> bool:
        """Tell whether it matters to the file that is being read what waits by now."""
        return self._others_are_asked(key) or time.monotonic() - self._began > self._turn

    def is_before(self, vector_store_id: str, key: Key) -> bool:
        """Tell whether files of a store come before the file that is being read."""
        return vector_store_id in self._asked and self._others_are_asked(key)

    def _others_are_asked(self, key: Key) -> bool:
        return bool(self._asked) and key[0] not in self._asked

    def passed(self, key: Key) -> None:
        """Note that a file has let others pass."""
        self._turns[key] += 1

    def forget(self, key: Key) -> None:
        """Note that a file is read, or gone."""
        self._turns.pop(key, None)

    @contextlib.contextmanager
    def asked(self, vector_store_id: str) -> Iterator[None]:
        """Let the files of a store come first while somebody waits for an answer from it."""
        self._asked[vector_store_id] += 1
        try:
            yield
        finally:
            self._asked[vector_store_id] -= 1
            self._asked = +self._asked

    def _rank(self, one: Unfinished) -> tuple[bool, int, int]:
        key = (one.vector_store_id, one.id)
        return one.vector_store_id not in self._asked, self._turns[key], one.bytes
