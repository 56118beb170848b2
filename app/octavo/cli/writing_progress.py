"""How far a model's summary is: a bar of its parts on a terminal; a line elsewhere, and waits."""

from __future__ import annotations

import sys
from typing import Any, Self

from tqdm import tqdm

from octavo.cli.faults import say
from octavo.protocol.written_summaries import SummaryProgress

_BAR = "{l_bar}{bar}| {n_fmt}/{total_fmt} parts [{elapsed}]"


class WritingProgress:
    """Shows how far a summary is.

    Args:
        model: Who writes.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._visible = sys.stderr.isatty()
        self._bar: tqdm[Any] | None = None
        self._total = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def show(self, how_far: SummaryProgress) -> None:
        """Show how far it is."""
        if how_far.wait is not None:
            self._close()
            say(how_far.wait.reason, f"Asking again in {how_far.wait.seconds:.0f} s.")
        elif not self._visible:
            self._tell(how_far)
        elif how_far.done == how_far.total:
            self._close()
        else:
            self._draw(how_far)

    def _tell(self, how_far: SummaryProgress) -> None:
        """Say once for each document in how many parts it is read."""
        if how_far.done == 0 and how_far.total != self._total:
            parts = "one go" if how_far.total == 1 else f"{how_far.total:,} parts"
            say(f"{self._model} reads it in {parts}…")
        self._total = 0 if how_far.done == how_far.total else how_far.total

    def _draw(self, how_far: SummaryProgress) -> None:
        if self._bar is None:
            self._bar = tqdm(
                desc="writing",
                unit="parts",
                total=how_far.total,
                file=sys.stderr,
                leave=False,
                bar_format=_BAR,
            )
        self._bar.total = how_far.total
        self._bar.n = how_far.done
        self._bar.refresh()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
