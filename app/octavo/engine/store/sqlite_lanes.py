"""What the parts of the SQLite store ask of it: work that reads, and work that writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import apsw

R = TypeVar("R")


class Lanes(Protocol):
    """Runs work on a connection, in one transaction each."""

    async def _read(self, work: Callable[[apsw.Connection], R]) -> R: ...

    async def _write(self, work: Callable[[apsw.Connection], R]) -> R: ...
