"""When garbage is collected: in the window's thread only, and all of it in quiet moments.

Python's collector runs in whatever thread has made many objects. If it finds an object of Qt there
that nobody needs any more, Qt's part of it is ended in that thread too, which takes the process
down now and then. So the collector is off while the loop runs, and the loop does its work.

To look at the young generations takes a millisecond or three. To look at all objects takes as long
as there are objects: 54 ms while 5,000 documents are being listed, most of which goes for nothing,
since what lists are made of is still in use just then. That waits until the loop has nothing to do.

Python counts what is made less what is gone. While a list is read, as much goes as comes, so that
the young generation grew to 20,000 objects unseen, and then took 8 ms at once.
What the program is made of is left out for good (``gc.freeze`` in `octavo.loading.load`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer

_OLDEST: Final = 2
"""The generation that has all objects."""

QUIET_MS: Final = 200
"""Without any work of the loop: nobody waits for it just now. Less than lies between two looks at
documents that are being read."""

LOOK: Final = 8
"""Rounds between two looks at how many young objects there are."""

MANY: Final = 2
"""More than so many times as many as Python allows to come are too many."""

AT_LATEST: Final = 5
"""A loop that is never quiet collects all when so many times as much is due as Python allows."""


@contextmanager
def collected_here() -> Iterator[None]:
    """Collect nothing within, but by a `Collector`."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Heap(Protocol):
    """What is needed of the module ``gc``."""

    def get_count(self) -> tuple[int, int, int]:
        """Return how much came to each generation since it was collected."""

    def get_threshold(self) -> tuple[int, int, int]:
        """Return how much may come before it is due."""

    def get_objects(self, generation: int) -> Sized:
        """Return the objects of a generation."""

    def collect(self, generation: int, /) -> object:
        """Collect a generation and the younger ones."""


class Collector(QObject):
    """Collects between rounds of the loop what Python itself would collect within them.

    Args:
        parent: Owns it.
        heap: Where garbage is; Python's own.
    """

    def __init__(self, parent: QObject | None = None, heap: Heap = gc) -> None:
        super().__init__(parent)
        self._heap = heap
        self._rounds = 0
        self._before = 0  # rounds when the wait for a quiet moment began
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_time)

    @property
    def is_waiting(self) -> bool:
        """Whether all objects are to be looked at in the next quiet moment."""
        return self._quiet.isActive()

    def end_round(self) -> None:
        """Collect what is due; to be called after each round, in the window's thread."""
        self._rounds += 1
        (young, middle, old), (most_young, most_middle, most_old) = (
            self._heap.get_count(),
            self._heap.get_threshold(),
        )
        if young <= most_young and not self._are_many(most_young):
            return
        if middle <= most_middle:
            self._heap.collect(0)
        elif old > AT_LATEST * most_old:
            self.stop()
            self._heap.collect(_OLDEST)
        else:
            self._heap.collect(1)
            if old > most_old and not self._quiet.isActive():
                self._wait()

    def _are_many(self, most: int) -> bool:
        return self._rounds % LOOK == 0 and len(self._heap.get_objects(0)) > MANY * most

    def stop(self) -> None:
        """Wait for no quiet moment any more."""
        self._quiet.stop()

    def _wait(self) -> None:
        self._before = self._rounds
        self._quiet.start()

    def _on_time(self) -> None:
        if self._rounds == self._before:
            self._heap.collect(_OLDEST)
        else:
            self._wait()
