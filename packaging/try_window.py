"""Opens a window on an X display of its own: ``try_window.py [--runs N] PROGRAM [ARGUMENT...]``.

Keeps a picture in build/shots, and says how long the first paint took, in the median of the runs.
Fails if the program ends by itself or shows nothing. Linux only; standard library only.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from installers.layout import BUILD
from trial.display import Display
from trial.program import Program

_WITHIN = 60.0


def main() -> int:
    """Try the program; return 0 if its window opened each time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="how often (%(default)s)")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="PROGRAM")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(given.command, Path(folder, "home"))
        times = [_seconds(program) for _ in range(given.runs)]
    if None in times:
        print("The program ended by itself, or showed nothing.", file=sys.stderr)
        return 1
    print(f"first paint after {statistics.median(filter(None, times)):.2f} s ({given.runs} runs)")
    return 0


def _seconds(program: Program) -> float | None:
    """Return how long it took until the window was painted, None if it never was."""
    with tempfile.TemporaryDirectory() as folder, Display(Path(folder)) as display:
        began = time.monotonic()
        with program.window(display.name) as process:
            while not display.is_painted():
                if process.poll() is not None or time.monotonic() > began + _WITHIN:
                    return None
                time.sleep(0.005)
            taken = time.monotonic() - began
            display.wait(display.is_still, "a still window")
            display.save(BUILD / "shots" / "window.png")
            return taken if process.poll() is None else None


if __name__ == "__main__":
    sys.exit(main())
