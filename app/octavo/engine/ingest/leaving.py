"""Takes the pages of a file one by one, and leaves it where others cannot wait for the next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from octavo.pdf.page import PageText


class Leaving:
    """Whether the file that is being read is to be left, also while its next page is waited for.

    A page whose text is recognised may take a minute.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._waits: asyncio.Timeout | None = None

    def begin(self) -> None:
        """Begin with another file."""
        self.is_asked = False

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
            async with asyncio.timeout(None) as self._waits:
                return await anext(pages, None)
        except TimeoutError:
            if self._waits is None or not self._waits.expired():
                raise  # of somebody else
            return None
        finally:
            self._waits = None
