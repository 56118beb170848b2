"""The pages of a file that are still to be read, and those that cannot be."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile


class PageQueue:
    """Keeps account of pages in the order in which they are wanted.

    Pages are read some way ahead of the one that is done, so a page is asked for, then read, then
    done. If the reading breaks off, those that were read are asked for again.

    Args:
        numbers: Of the pages.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._left = deque(numbers)
        self._failed: dict[int, str] = {}
        self._asked = 0
        self._unread: deque[int] = deque()

    def __bool__(self) -> bool:
        """Whether pages are left."""
        return bool(self._left)

    def next_failed(self) -> tuple[int, str] | None:
        """Take the next page out if it cannot be read; return its number and why."""
        if self._left and self._left[0] in self._failed:
            number = self._left.popleft()
            return number, self._failed[number]
        return None

    def ask(self, most: int) -> list[int]:
        """Return the next pages to read, at most so many, up to one that cannot be read."""
        asked = list(takewhile(lambda n: n not in self._failed, islice(self._left, most)))
        self._asked = len(asked)
        self._unread = deque(asked)
        return asked

    def read(self, count: int = 1) -> None:
        """Note that the next ``count`` of the pages that were asked for were read."""
        for _ in range(count):
            self._unread.popleft()

    def done(self) -> None:
        """Take the next page out: it is done."""
        self._left.popleft()
        self._asked -= 1

    def fail(self, reason: str) -> None:
        """Note that the page that was being read cannot be."""
        self._failed[self._unread[0] if self._unread else self._left[0]] = reason

    def give_up(self, reason: str) -> None:
        """Note that the pages that were not read yet never will be."""
        for number in islice(self._left, self._asked - len(self._unread), None):
            self._failed.setdefault(number, reason)

    def rest(self, reason: str) -> Iterator[tuple[int, str]]:
        """Take all out that are left; return their numbers and why they were not read."""
        while self._left:
            number = self._left.popleft()
            yield number, self._failed.get(number, reason)
