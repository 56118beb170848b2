"""How soon the window is on the screen, against a bare Qt window.

Usage: window_bench.py [--runs 7]

Each start is a process of its own, Octavo's by its command, with its arguments, its lock and all
else that comes before a window; the time runs from the start of the interpreter to the first paint.
Both have their modules compiled already, as what is installed has. Prints medians of the clock and
of the processor's time (which tells more on a machine that has other work) and their ratios (goal
≤ 1.5). Offscreen unless QT_QPA_PLATFORM says else.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import statistics
import sys
import tempfile
import time

from children import Child

PAINTED = 120.0
"""Seconds that a process may take to its first paint."""

BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        QApplication.quit()

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

OCTAVO = """
import os, sys, time
from octavo.ui import frame

class Frame(frame.WindowFrame):
    def __init__(self, settings):
        super().__init__(settings)
        self.painted.connect(self.report)

    def report(self):
        print(time.time(), flush=True)
        os._exit(0)

frame.WindowFrame = Frame
from octavo.__main__ import main

sys.argv = ["octavo", "--data-dir", sys.argv[1]]
main()
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Start:
    """How long a process took to its first paint, in milliseconds.

    Args:
        clock: By the clock.
        processor: Of the processor's time, in all its threads.
    """

    clock: float
    processor: float


def once(code: str, modules: str) -> Start:
    """Start one process, with its compiled modules in a folder; return what it took."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": modules}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        began = time.time()
        with Child(["-c", code, folder], environment) as child:
            printed = child.line(PAINTED)
            child.rest(PAINTED)
            _, status, used = os.wait4(child.process.pid, 0)
            child.process.returncode = os.waitstatus_to_exitcode(status)
            if child.process.returncode:
                sys.exit(f"the process ended with {child.process.returncode}")
    clock = float(printed.split()[0]) - began
    return Start(1000 * clock, 1000 * (used.ru_utime + used.ru_stime))


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as modules:
        once(BARE, modules), once(OCTAVO, modules)  # the first of each compiles the modules
        pairs = [(once(BARE, modules), once(OCTAVO, modules)) for _ in range(runs)]
    print("                   clock  processor")
    medians = []
    for place, name in enumerate(("bare Qt window", "Octavo's window")):
        starts = [pair[place] for pair in pairs]
        clock = statistics.median(start.clock for start in starts)
        processor = statistics.median(start.processor for start in starts)
        medians.append((clock, processor))
        print(f"{name:16}{clock:5.0f} ms{processor:8.0f} ms")
    (bare, bare_used), (ours, ours_used) = medians
    print(f"{'ratio':16}{ours / bare:8.2f}{ours_used / bare_used:11.2f}     goal ≤ 1.5")


if __name__ == "__main__":
    main()
