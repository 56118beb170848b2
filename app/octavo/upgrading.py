"""Shows on the start page that data of an older version is being brought up to date."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from octavo.ui.main_window import MainWindow
from octavo.words import say

_PATIENCE: Final = 0.4
"""Seconds that an upgrade may take without a word: most are done by then."""


class UpgradeShown:
    """What `Engine.open` tells of an upgrade, in the window.

    Args:
        window: Its start page shows it.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._loop = asyncio.get_running_loop()
        self._began: float | None = None
        self._told = -1

    def tell(self, share: float) -> None:
        """Show a share from 0 to 1; from any thread, as often as it likes."""
        now = time.monotonic()
        if self._began is None:
            self._began = now
        percent = int(100 * share)
        if now - self._began < _PATIENCE or percent <= self._told:
            return  # the loop has other work, too
        is_first, self._told = self._told < 0, percent
        self._loop.call_soon_threadsafe(self._show, share, is_first)

    def _show(self, share: float, is_first: bool) -> None:
        if is_first:
            self._window.show_progress(
                say("Bringing your library up to date…"),
                say(
                    "It comes from an older version of Octavo. This happens once, and a copy of "
                    "how it was is kept beside it."
                ),
                can_cancel=False,
            )
        self._window.start_page.show_share(share, say("{share:.0%} done", share=share))
