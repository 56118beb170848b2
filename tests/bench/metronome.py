"""A 10 ms timer that notes how late it comes, and whose fault that is.

On a machine with other work a thread waits for a processor, which no program can help. Linux tells
for how long, so that what is left, the program's own lateness, can be compared between runs.
"""

from __future__ import annotations

import dataclasses
import os
import sys
import threading
import time

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL = 0.010


@dataclasses.dataclass(frozen=True, slots=True)
class Spent:
    """Where a thread's time went, in seconds.

    Args:
        clock: All of it.
        worked: On a processor.
        queued: Ready to work, with no processor free; 0 where the system does not tell.
    """

    clock: float
    worked: float
    queued: float

    @property
    def late(self) -> float:
        """How late a tick came after this time."""
        return max(0.0, self.clock - INTERVAL)

    @property
    def own(self) -> float:
        """How late it would have come on a machine that had a processor free at any time."""
        return max(0.0, self.late - self.queued)

    def __str__(self) -> str:
        """Say it in milliseconds; the rest was spent asleep: for a lock of Python's, or events."""
        rest = max(0.0, self.clock - self.worked - self.queued)
        return (
            f"{1000 * self.clock:4.0f} ms (worked {1000 * self.worked:.0f}, waited for a processor"
            f" {1000 * self.queued:.0f}, for others {1000 * rest:.0f})"
        )


class ThreadClock:
    """Tells where the time of the thread that made it went; use it there only."""

    def __init__(self) -> None:
        self._file: int | None = None
        if sys.platform == "linux":
            thread = threading.get_native_id()
            self._file = os.open(f"/proc/self/task/{thread}/schedstat", os.O_RDONLY)
        self._last = self._now()

    def close(self) -> None:
        """Give the system's file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def lap(self) -> Spent:
        """Return what was spent since this was called last."""
        now = self._now()
        spent = Spent(*(after - before for after, before in zip(now, self._last, strict=True)))
        self._last = now
        return spent

    def _now(self) -> tuple[float, float, float]:
        queued = 0.0
        if self._file is not None:
            queued = int(os.pread(self._file, 100, 0).split()[1]) / 1e9
        return time.perf_counter(), time.thread_time(), queued


class Metronome(QObject):
    """Notes how late each tick of a precise 10 ms timer of the window's thread comes.

    Attributes:
        spent: For each tick the time since the one before.
        last: When the last tick came, by `time.perf_counter`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spent: dict[float, Spent] = {}
        self.last = 0.0
        self._clock = ThreadClock()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=10)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Tick from now on, with no ticks yet."""
        self.spent = {}
        self._clock.lap()
        self.last = time.perf_counter()
        self._timer.start()

    def stop(self, name: str) -> None:
        """Tick no more, and print what was noted."""
        self._timer.stop()
        _print(name, [one.late for one in self.spent.values()])
        _print("  less the wait for a processor", [one.own for one in self.spent.values()])

    def _on_timeout(self) -> None:
        self.spent[self.last] = self._clock.lap()
        self.last = time.perf_counter()


def _print(name: str, late: list[float]) -> None:
    p50, p95, most = 1000 * np.percentile(late, [50, 95, 100])
    print(f"{name:40} p50 {p50:5.1f}  p95 {p95:5.1f}  max {most:6.1f} ms, {len(late)} ticks")
