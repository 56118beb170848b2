"""How soon the window is on the screen, against a bare Qt window.

Usage: window_bench.py [--runs 7]

Each start is a process of its own; the time runs from the start of the interpreter to the first
paint. Prints medians and their ratio (goal ≤ 1.5). Offscreen unless QT_QPA_PLATFORM says else.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

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
from pathlib import Path
from octavo import main

class Frame(main.WindowFrame):
    def __init__(self, settings):
        super().__init__(settings)
        self.painted.connect(self.report)

    def report(self):
        print(time.time(), flush=True)
        os._exit(0)

main.WindowFrame = Frame
main.run([], Path(sys.argv[1]))
"""


def once(code: str) -> float:
    """Return the milliseconds from start to first paint of one process."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as folder:
        began = time.time()
        done = subprocess.run(
            [sys.executable, "-c", code, folder],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    return 1000 * (float(done.stdout.split()[0]) - began)


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    once(BARE), once(OCTAVO)  # the first of each warms the disk's cache
    pairs = [(once(BARE), once(OCTAVO)) for _ in range(runs)]
    bare = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    print(f"bare Qt window    {bare:6.0f} ms")
    print(f"Octavo's window   {ours:6.0f} ms")
    print(f"ratio             {ours / bare:6.2f}     goal ≤ 1.5")


if __name__ == "__main__":
    main()
