"""The clock that limits go by: seconds for which the computer was awake.

Linux and macOS stop `time.monotonic` while they sleep. Windows lets it run on, so that after a
night every limit would be over at once: of a page that is being read, of a host that is asked.
"""

from __future__ import annotations

import ctypes
import sys
import time

if sys.platform == "win32":

    def awake() -> float:
        """Return seconds since some moment, without those in which the computer slept."""
        ticks = ctypes.c_ulonglong()  # of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7

else:
    awake = time.monotonic
