"""A progress bar on the terminal while files are read: pages first, then passages."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, Self

from tqdm import tqdm

from octavo.session.state import DocumentItem, DocumentState

_BAR = "{l_bar}{bar}| {n_fmt}/{total_fmt} {unit} [{elapsed}]"


class ReadingProgress:
    """Shows how far files are; silent where no terminal is there to see it."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._bar: tqdm[Any] | None = None
        self._unit = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def show(self, items: Sequence[DocumentItem]) -> None:
        """Show the state of the documents."""
        if not self._visible:
            return
        reading = [item for item in items if item.state == DocumentState.READING]
        behind = [item for item in items if item.state == DocumentState.SEARCHABLE]
        if reading:
            total = sum(item.pages_total for item in items)
            self._update("reading", "pages", sum(item.pages_done for item in items), total)
        elif behind:
            total = sum(item.passages for item in items)
            done = sum(round(item.passages * item.embedded) for item in items)
            self._update("understanding", "passages", done, total)
        else:
            self._close()

    def _update(self, what: str, unit: str, done: int, total: int) -> None:
        if total == 0:  # nothing is known yet
            return
        bar = self._bar
        if bar is None or self._unit != unit:
            self._close()
            self._bar = bar = tqdm(
                desc=what, unit=unit, total=total, file=sys.stderr, leave=False, bar_format=_BAR
            )
            self._unit = unit
        bar.total = total
        bar.n = min(done, total)
        bar.refresh()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
