"""Tells when something in a folder changes, without looking again and again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from watchfiles import Change

logger = logging.getLogger(__name__)

_QUIET_MS: Final = 600
"""Changes that follow each other within that time are told once."""

_STEP_MS: Final = 250
"""How often the thread wakes to see whether something has changed, or whether it is to end."""

_READY_MS: Final = 5_000
"""After this long without a change the system's watch is known to be in place; so often the thread
wakes for a moment."""

_WITHOUT_WATCH: Final = 60.0
"""Seconds between two looks where the system cannot watch, as on some network drives."""


class Changes:
    """The changes in a folder; use ``async with``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stop = threading.Event()
        self._changed = asyncio.Event()
        self._works = True

    @contextlib.asynccontextmanager
    async def told(self) -> AsyncGenerator[Changes, None]:
        """Watch until the block ends."""
        loop = asyncio.get_running_loop()
        thread = threading.Thread(
            target=self._watch, args=(loop,), name="watch a folder", daemon=True
        )
        thread.start()
        try:
            yield self
        finally:
            self._stop.set()  # the thread looks at it a few times a second, and ends by itself

    async def wait(self, at_most: float | None = None) -> bool:
        """Wait for a change since the last call; where nobody watches, for a while.

        Args:
            at_most: Seconds; None for as long as it takes.

        Returns:
            Whether something may have changed.
        """
        timeout = at_most if self._works else _WITHOUT_WATCH
        try:
            async with asyncio.timeout(timeout):
                await self._changed.wait()
        except TimeoutError:
            return not self._works
        self._changed.clear()
        return True

    def look_again(self) -> None:
        """Take it that something has changed."""
        self._changed.set()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        # two megabytes, and most people have no folder watched
        from watchfiles import watch  # noqa: PLC0415

        is_first = True
        try:
            for changes in watch(
                self._folder,
                watch_filter=_may_concern,
                debounce=_QUIET_MS,
                step=_STEP_MS,
                stop_event=self._stop,
                rust_timeout=_READY_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                # What happened before the watch was in place is found by one more look.
                if changes or is_first:
                    is_first = False
                    self._tell(loop)
        except (OSError, RuntimeError) as error:
            logger.warning("a folder cannot be watched, so it is looked at now and then: %s", error)
            self._works = False
            self._tell(loop)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(self._changed.set)


def _may_concern(_: Change, path: str) -> bool:
    """Tell whether a change may be one of PDFs: of one itself, or of a folder that holds some."""
    return path.lower().endswith(".pdf") or not Path(path).is_file()
