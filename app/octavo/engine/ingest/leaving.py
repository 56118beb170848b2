"""Takes the pages of a file one by one, and leaves it where others cannot wait for the next."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Final

from octavo.engine.ingest.turns import Key
from octavo.errors import AppError
from octavo.pdf.page import PageText

_log = logging.getLogger(__name__)

LOOKS_EVERY: Final = 1.0
"""Seconds between two looks at how long a page takes."""

LATE: Final = 5.0
"""Seconds for a page after which others are let pass before it is done; most take milliseconds."""


class Leaving:
    """Whether the file that is being read is to be left, also while its next page is waited for.

    A page whose text is recognised may take a minute.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._waits: asyncio.Timeout | None = None
        self._since = 0.0
        self._page = 0
        self._left: dict[Key, int] = {}  # where files were left over a late page

    def begin(self) -> None:
        """Begin with another file."""
        self.is_asked = False

    @contextlib.asynccontextmanager
    async def watching(
        self, key: Key, done: int, is_over: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[None]:
        """Have a file left meanwhile if a page of it takes long and others wait.

        Args:
            key: The file.
            done: How many of its pages are done.
            is_over: Tells whether it is to let others pass.
        """
        self._page = done
        watch = asyncio.create_task(self._watch(key, is_over), name="ingest: late pages")
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.wait({watch})
            if not watch.cancelled() and (error := watch.exception()) is not None:
                # The file is read all the same; it only did not let others pass.
                _log.error("bug while looking whether others wait", exc_info=error)

    async def _watch(self, key: Key, is_over: Callable[[], Awaitable[bool]]) -> None:
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            if self._is_late(key) and await _others_come(is_over):
                break
        self._left[key] = self._page
        self.ask()

    def _is_late(self, key: Key) -> bool:
        # Over one page once: what was left is begun anew, and has to be done some time.
        is_late = self._waits is not None and time.monotonic() - self._since > LATE
        return is_late and self._left.get(key) != self._page

    def forget(self, key: Key) -> None:
        """Note that a file is read, or gone."""
        self._left.pop(key, None)

    def ask(self) -> None:
        """Have the file left at once; what it takes to read its next page is done again later."""
        if not self.is_asked and self._waits is not None:
            self._waits.reschedule(asyncio.get_running_loop().time())
        self.is_asked = True

    async def next(self, pages: AsyncGenerator[PageText, None]) -> PageText | None:
        """Return the next page; None if there is no other, or the file is left."""
        if self.is_asked:
            return None
        try:
            self._since = time.monotonic()
            async with asyncio.timeout(None) as self._waits:
                page = await anext(pages, None)
        except TimeoutError:
            if self._waits is None or not self._waits.expired():
                raise  # of somebody else
            return None
        finally:
            self._waits = None
        self._page = 0 if page is None else page.number
        return page


async def _others_come(is_over: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await is_over()
    except AppError as error:
        # The store could not be asked, as on a full disk: the next look may fare better, and what
        # reads the page meets the same when it writes.
        _log.warning("whether others wait could not be seen: %s", error)
        return False
