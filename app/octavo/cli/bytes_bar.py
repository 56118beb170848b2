"""A bar for work that goes through many bytes."""

from __future__ import annotations

import sys
from typing import Self

from tqdm import tqdm


class BytesBar:
    """A bar on a terminal; nothing elsewhere."""

    def __init__(self, what: str) -> None:
        self._bar = tqdm(
            desc=what, unit="B", unit_scale=True, leave=False, disable=not sys.stderr.isatty()
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, done: int, total: int) -> None:
        """Show how many bytes are done, of how many."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)
