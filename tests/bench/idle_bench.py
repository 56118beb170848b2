"""What the window costs while nobody does anything: ``idle_bench.py [--seconds 30] [--pages 60]``.

The real command in a data folder of its own, with one document that was read and is open in the
page view. Once all is quiet, its processes are watched from outside for some seconds: how much of
the processor they used, how often they woke up, and what memory they hold (RSS counts pages that
several processes share, USS only those of one). Then the window is given the keys and counts the
events that it gets itself, to tell what wakes it. Modules are compiled already, as installed ones
are. Goals: next to no processor, no timers that poll, 180 MB. Linux only.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from children import REPORTED, Child

from support.reports import make_report

SETTLED = 20.0
"""Seconds between the last work and the watching: caches are trimmed, starts are over."""

READ = 300.0
"""Seconds that the window may take to start and read, and one more for each page."""

ANSWERED = 60.0
"""Seconds that it may take beyond those for which it counts."""

WINDOW = """
import asyncio, collections, sys

sys.modules["rich"] = None  # does not come with Octavo; httpx loads it where it is
from octavo import program
from octavo.session.state import DocumentState

class Watched(program.Program):
    async def _show(self, session, stack):
        await super()._show(session, stack)
        self.opening = asyncio.create_task(self.open_when_read(session))
        self.opening.add_done_callback(report_end)

    async def open_when_read(self, session):
        assistant = session.assistants.default.id
        while not (items := session.library.items(assistant)) or (
            items[0].state is not DocumentState.READY
        ):
            if items and items[0].state is DocumentState.FAILED:
                raise AssertionError(items[0].problem)
            await asyncio.sleep(0.2)
        await self.presenter.shown.open_document(items[0].file_id)
        await asyncio.sleep(2)
        print("open", flush=True)
        asyncio.get_running_loop().add_reader(0, self.count)

    def count(self):
        from octavo.ui.chat.composer import Composer
        from PySide6.QtCore import QObject
        from PySide6.QtWidgets import QApplication

        counts = collections.Counter()

        class Filter(QObject):
            def eventFilter(self, receiver, event):
                counts[f"{event.type().name} to {receiver.metaObject().className()}"] += 1
                return False

        seconds = float(sys.stdin.readline())
        self.frame.activateWindow()
        self.window.findChild(Composer).edit.setFocus()
        self.filter = Filter()
        QApplication.instance().installEventFilter(self.filter)

        def end():
            QApplication.instance().removeEventFilter(self.filter)
            for name, number in counts.most_common(8):
                print(f"  {number / seconds:6.2f} a second  {name}")
            loaded = {"onnxruntime", "pypdfium2", "keyring"} & {*sys.modules}
            print("loaded, though it was not needed here:", *loaded or ["nothing"])
            print("counted", flush=True)

        asyncio.get_running_loop().call_later(seconds, end)

program.Program = Watched
from octavo.__main__ import main

sys.argv = ["octavo", *sys.argv[1:]]
main()
"""


def wakings(process: psutil.Process) -> int:
    """Return how often the threads of a process went to sleep, and so were woken, until now."""
    found = 0
    for status in Path(f"/proc/{process.pid}/task").glob("*/status"):
        number = re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status.read_text(), re.MULTILINE)
        found += int(number[1]) if number else 0
    return found


def family(window: psutil.Process) -> Iterator[tuple[str, psutil.Process]]:
    """Yield the window's process and its workers, each with what it is for."""
    yield "the window", window
    for child in window.children(recursive=True):
        target = re.search(r"octavo\.(\w+)\.inside", " ".join(child.cmdline()))
        yield (f"a worker of {target[1]}" if target else "another process"), child


def watch(window: psutil.Process, seconds: float) -> None:
    """Print what the processes cost for some seconds."""
    processes = list(family(window))
    before = [(process.cpu_times(), wakings(process)) for _, process in processes]
    time.sleep(seconds)
    for (name, process), (used, woken) in zip(processes, before, strict=True):
        now = process.cpu_times()
        spent = now.user + now.system - used.user - used.system
        memory = process.memory_full_info()
        print(
            f"{name:20} processor {100 * spent / seconds:5.2f} %,"
            f" woken {(wakings(process) - woken) / seconds:5.1f} times a second,"
            f" RSS {memory.rss / 1e6:4.0f} MB, USS {memory.uss / 1e6:4.0f} MB,"
            f" {process.num_threads()} threads"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--settle", type=float, default=SETTLED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_report(folder / "report.pdf", given.pages)
        words = ["--data-dir", str(folder / "data"), str(folder / "report.pdf")]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "modules")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        load = "import octavo.program, asyncio; asyncio.run(octavo.program.load())"
        subprocess.run([sys.executable, "-c", load], env=environment, check=True)
        with Child(["-c", REPORTED + WINDOW, *words], environment) as child:
            line = child.line(READ + given.pages)
            assert line == "open", line
            time.sleep(given.settle)
            watch(psutil.Process(child.process.pid), given.seconds)
            print("events that the window gets while the caret blinks in the composer:")
            child.say(f"{given.seconds}")
            while (line := child.line(given.seconds + ANSWERED)) != "counted":
                print(line)


if __name__ == "__main__":
    main()
