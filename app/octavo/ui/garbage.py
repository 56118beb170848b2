"""Lets garbage be collected in the window's thread only.

Python's collector runs in whatever thread has made many objects. If it finds an object of Qt there
that nobody needs any more, Qt's part of it is ended in that thread too, which takes the process
down now and then. So the collector is off while the loop runs, and the loop does its work.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_here() -> Iterator[None]:
    """Collect nothing within, but by ``collect_if_due``."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_if_due() -> None:
    """Collect what Python itself would collect now; to be called often, in the window's thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    if counts[0] <= thresholds[0]:
        return
    generation = 0
    while generation < 2 and counts[generation + 1] > thresholds[generation + 1]:
        generation += 1
    gc.collect(generation)
