"""Keeps the C library's memory together, where it would have a heap for each of many threads.

What a thread frees stays in its heap. The window has a dozen threads that work now and then; with
two heaps, what one leaves is used by the others.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_ARENA_MAX: Final = -8
"""glibc's number of the setting, from its ``malloc.h``."""

_HEAPS: Final = 2


def keep_together() -> None:
    """Have at most two heaps in this process; call it before threads are started.

    Elsewhere than in glibc, which most Linux systems have, it does nothing.
    """
    if sys.platform != "linux":
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_ARENA_MAX, _HEAPS)
