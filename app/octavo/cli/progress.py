"""How far files are: a bar on a terminal, pages first, then passages; a line or two elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any, Self

from tqdm import tqdm

from octavo.cli.faults import say
from octavo.session.state import DocumentItem, DocumentState

_BAR = "{l_bar}{bar}| {n_fmt}/{total_fmt} {unit} [{elapsed}]"


PATIENCE = 2.0
"""Seconds that may pass in silence where there is no terminal."""

_UNREAD = (DocumentState.WAITING, DocumentState.UPLOADING, DocumentState.READING)


class ReadingProgress:
    """Shows how far files are.

    Args:
        patience: Seconds after which it says, where there is no terminal to draw on, what it is
            waiting for.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._visible = sys.stderr.isatty()
        self._silent_until = time.monotonic() + patience
        self._said: set[str] = set()
        self._bar: tqdm[Any] | None = None
        self._unit = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def show(self, items: Sequence[DocumentItem]) -> None:
        """Show the state of the documents."""
        behind = [item for item in items if item.state == DocumentState.SEARCHABLE]
        if not self._visible:
            self._tell(sum(item.state in _UNREAD for item in items), behind)
            return
        reading = [item for item in items if item.state == DocumentState.READING]
        if reading:
            total = sum(item.pages_total for item in items)
            self._update("reading", "pages", sum(item.pages_done for item in items), total)
        elif behind:
            total = sum(item.passages for item in items)
            done = sum(round(item.passages * item.embedded) for item in items)
            self._update("understanding", "passages", done, total)
        else:
            self._close()

    def clear(self) -> None:
        """Take the bar away; it comes back with the next change."""
        self._close()

    def _tell(self, unread: int, behind: Sequence[DocumentItem]) -> None:
        if time.monotonic() < self._silent_until:
            return
        if unread:
            self._say_once("reading", f"Reading {unread:,} file{'s' if unread > 1 else ''}…")
        elif behind:
            count = sum(item.passages for item in behind)
            what = "1 passage means" if count == 1 else f"{count:,} passages mean"
            self._say_once("understanding", f"All is read; learning what {what}…")

    def _say_once(self, what: str, line: str) -> None:
        if what not in self._said:
            self._said.add(what)
            say(line)

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


class CountProgress:
    """Shows how many of something are done: a bar on a terminal, else a line after a while.

    Args:
        doing: What is done, such as "asking".
        unit: Of what, in the plural.
        total: How many there are.
        patience: As for ``ReadingProgress``.
    """

    def __init__(self, doing: str, unit: str, total: int, patience: float = PATIENCE) -> None:
        self._line = f"{doing.capitalize()} {total:,} {unit}…"
        self._says_at = time.monotonic() + patience
        self._bar = (
            tqdm(desc=doing, unit=unit, total=total, file=sys.stderr, leave=False, bar_format=_BAR)
            if sys.stderr.isatty()
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, done: int) -> None:
        """Tell how many are done."""
        if self._bar is not None:
            self._bar.n = done
            self._bar.refresh()
        elif self._line and time.monotonic() >= self._says_at:
            say(self._line)
            self._line = ""
