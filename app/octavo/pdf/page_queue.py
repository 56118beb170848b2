"""The pages of a file that are still to be read, and those that cannot be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from octavo.pdf.patience import Patience


class PageQueue:
    """Keeps account of pages in the order in which they are wanted.

    A page is done when those around it were read, too. So one is asked for, then read, then done.
    If the reading breaks off, those that were read are asked for again.

    Args:
        numbers: Of the pages.
        patience: Knows the pages that ended the process, and learns of more.
    """

    def __init__(self, numbers: Sequence[int], patience: Patience) -> None:
        self._left = deque(numbers)
        self._patience = patience
        self._given_up: dict[int, str] = {}
        self._read: set[int] = set()
        self._worked_on: int | None = None

    def __bool__(self) -> bool:
        """Whether pages are left."""
        return bool(self._left)

    def next_failed(self) -> tuple[int, str] | None:
        """Take the next page out if it cannot be read; return its number and why."""
        reason = self._why_not(self._left[0]) if self._left else None
        return None if reason is None else (self._left.popleft(), reason)

    def ask(self, most: int) -> list[int]:
        """Return the next pages to read, at most so many, up to one that cannot be read."""
        self._read.clear()
        self._worked_on = None
        return list(takewhile(lambda n: self._why_not(n) is None, islice(self._left, most)))

    def read(self, numbers: Iterable[int], then: int | None) -> None:
        """Note that pages were read, and which one is worked on now; not all were asked for."""
        self._read.update(numbers)
        self._worked_on = then

    def done(self) -> None:
        """Take the next page out: it is done."""
        self._left.popleft()

    def fail(self, reason: str) -> None:
        """Note that the page that was worked on cannot be read."""
        page = self._left[0] if self._worked_on is None else self._worked_on
        self._patience.broken[page] = reason

    def give_up(self, reason: str) -> None:
        """Note that the pages that were not read yet never will be."""
        for number in self._left:
            if number not in self._read:
                self._given_up[number] = reason

    def rest(self, reason: str) -> Iterator[tuple[int, str]]:
        """Take all out that are left; return their numbers and why they were not read."""
        while self._left:
            number = self._left.popleft()
            yield number, self._why_not(number) or reason

    def _why_not(self, number: int) -> str | None:
        return self._patience.why_not(number) or self._given_up.get(number)
