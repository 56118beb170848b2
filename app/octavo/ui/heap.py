"""Keeps the C library's memory together, where it would have a heap for each of many threads.

What a thread frees stays in its heap. The window has a dozen threads that work now and then; with
two heaps, what one leaves is used by the others. What all leave is given back to the system when
nobody has done anything for a while: up to 8 MB after documents were read, within a millisecond.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

_ARENA_MAX: Final = -8
"""glibc's number of the setting, from its ``malloc.h``."""

_HEAPS: Final = 2

QUIET_MS: Final = 5_000
"""So long without any work of the loop, nothing is going on."""

MANY: Final = 200
"""Rounds of the loop after which there may be something to give back; a question takes more."""


def keep_together() -> None:
    """Have at most two heaps in this process; call it before threads are started.

    Elsewhere than in glibc, which most Linux systems have, it does nothing.
    """
    if sys.platform != "linux":
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_ARENA_MAX, _HEAPS)


def give_back() -> None:
    """Give the system back what the heaps have free; does nothing elsewhere than in glibc."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim.argtypes, trim.restype = [ctypes.c_size_t], ctypes.c_int
        trim(0)


class GivingBack(QObject):
    """Gives free memory back in quiet moments.

    Args:
        parent: Owns it.
        give: Does it.
    """

    def __init__(
        self, parent: QObject | None = None, give: Callable[[], object] = give_back
    ) -> None:
        super().__init__(parent)
        self._give = give
        self._rounds = self._before = 0
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._on_time)

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a quiet moment."""
        return self._quiet.isActive()

    def end_round(self) -> None:
        """Count the rounds of the loop; to be called after each."""
        self._rounds += 1
        if self._rounds > MANY and not self._quiet.isActive():
            self._wait()

    def stop(self) -> None:
        """Wait for no quiet moment any more."""
        self._quiet.stop()

    def _wait(self) -> None:
        self._before = self._rounds
        self._quiet.start()

    def _on_time(self) -> None:
        if self._rounds == self._before:
            self._rounds = 0
            self._give()
        else:
            self._wait()
