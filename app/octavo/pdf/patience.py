"""How much one file may cost: time for its pages, and crashes of the process that reads it."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Self

from octavo.awake import awake
from octavo.pdf.reasons import QUARANTINED, TOO_LONG

_SECONDS = 60.0
_SECONDS_PER_PAGE = 0.5
"""Most pages take a few milliseconds; large drawings take some seconds, but not on every page."""

_RECOGNITION_SECONDS = 180.0
_RECOGNITION_SECONDS_PER_PAGE = 20.0
"""Recognising a page takes one to five seconds on most machines."""

_CRASHES = 2


@dataclasses.dataclass(slots=True)
class Patience:
    """What is left for a file; whoever reads it in several goes hands the same one over.

    Args:
        seconds: For reading pages. When they are over, the rest of the file is not read.
        recognition_seconds: For recognising text in pictures. When they are over, the pages that
            need it stay as they are; the others are read.
        broken: The pages that ended the process, and why; with the second that crashed it, the
            rest of the file is not read.
        recognised_now: The pages, from 1, that text recognition works on or is to begin with.
    """

    seconds: float
    recognition_seconds: float
    broken: dict[int, str] = dataclasses.field(default_factory=dict)
    recognised_now: set[int] = dataclasses.field(default_factory=set)

    @classmethod
    def for_pages(cls, count: int) -> Self:
        """Return what a file of so many pages is given: 1,000 of them nine minutes to be read."""
        return cls(
            _SECONDS + _SECONDS_PER_PAGE * count,
            _RECOGNITION_SECONDS + _RECOGNITION_SECONDS_PER_PAGE * count,
        )

    @property
    def last_page(self) -> int | None:
        """The page, from 1, behind which no other is read because of crashes."""
        crashed = sorted(page for page, reason in self.broken.items() if reason != TOO_LONG)
        return crashed[_CRASHES - 1] if len(crashed) >= _CRASHES else None

    def why_not(self, page: int) -> str | None:
        """Return why a page is not read, if it is not; wherever in the file the reading began."""
        last = self.last_page
        quarantined = last is not None and page > last
        return QUARANTINED if quarantined else self.broken.get(page)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Count the time within as time for reading, unless the file is left meanwhile."""
        began, is_left = awake(), False
        try:
            yield
        except asyncio.CancelledError:
            is_left = True  # it made room for others, and what was begun is done again
            raise
        finally:
            self.seconds -= 0.0 if is_left else awake() - began

    @contextlib.contextmanager
    def recognising(self, page: int) -> Iterator[None]:
        """Count the time within as time for recognising a page, unless the file is left."""
        began, is_left = awake(), False
        self.recognised_now.add(page)
        try:
            yield
        except asyncio.CancelledError:
            is_left = True
            raise
        finally:
            self.recognised_now.discard(page)
            self.recognition_seconds -= 0.0 if is_left else awake() - began
