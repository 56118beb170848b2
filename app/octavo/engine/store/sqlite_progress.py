"""Tells how far the upgrade of a database has come, while SQLite works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

Tell = Callable[[float], None]
"""Told a share from 0 to 1, in the thread of the upgrade; often, and never less than before."""

_COPIED: Final = 0.3
_MIGRATED: Final = 0.5
_INDEXED: Final = 0.9
"""Shares of the time at which the steps end, as seen with a library of 100 MB; no promise."""

_STEPS: Final = 100_000
"""Of SQLite's machine between two tellings: a few milliseconds."""


class UpgradeProgress:
    """Knows how far an upgrade is; made by `progress_of`.

    Args:
        tell: Told of it.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._share = 0.0
        self._look: Callable[[], float] | None = None

    def tick(self) -> bool:
        """Tell, also when nothing new is known; SQLite calls it, and goes on."""
        if self._look is not None:
            self._share = max(self._share, self._look())
        self._tell(self._share)
        return False

    @contextmanager
    def copying(self, source: Path, draft: Path) -> Iterator[None]:
        """Take the size of a draft for the share that is copied, while the block works on it."""
        whole = max(1, source.stat().st_size)

        def look() -> float:
            try:
                return min(1.0, draft.stat().st_size / whole) * _COPIED
            except OSError:  # not there yet, or renamed already
                return 0.0

        self._look = look
        try:
            self.tick()
            yield
        finally:
            self._look = None

    def migrating(self, share: float) -> None:
        """Tell that a share of the migrations is done."""
        self._go_to(_COPIED + share * (_MIGRATED - _COPIED))

    def indexing(self, share: float) -> None:
        """Tell that a share of the files is indexed."""
        self._go_to(_MIGRATED + share * (_INDEXED - _MIGRATED))

    def checking(self) -> None:
        """Tell that only the check is left."""
        self._go_to(_INDEXED)

    def _go_to(self, share: float) -> None:
        self._share = max(self._share, share)
        self.tick()


@contextmanager
def progress_of(connection: apsw.Connection, tell: Tell | None) -> Iterator[UpgradeProgress]:
    """Tell how far the upgrade in the block is, while a connection works on it.

    Args:
        connection: That of the upgrade.
        tell: Told of it; nobody without.
    """
    progress = UpgradeProgress(tell or (lambda _share: None))
    if tell is not None:
        connection.set_progress_handler(progress.tick, _STEPS)
    try:
        yield progress
    finally:
        if tell is not None:
            connection.set_progress_handler(None)
