"""How late a 10 ms timer of the window is while it is asked, answers and takes a long PDF in.

Usage: lateness_bench.py [--seconds 20] [--pages 1000]

The real program in its real window: a document of 60 pages is read first, then one of 1,000 is
dropped. While it is taken in, an answer of 50 words a second grows in the window (scripted, since
quotes are there at once), and real questions are asked of the real engine in other threads, one
after the other. Yardstick: the same timer in the same process before any work began.

Prints p50, p95 and the maximum in milliseconds (goal: p95 ≤ 10, maximum ≤ 60), once by the clock
and once without the time for which the window's thread waited for a processor, what held the loop
longest, and the peak memory of each process, sampled while all this went on.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import itertools
import re
import subprocess
import sys
import tempfile
import threading
import time
import types
from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import psutil
from metronome import Metronome
from PySide6.QtWidgets import QApplication

import octavo.engine.app
from octavo.engine.answer.generator import AnswerPart, Begun, Turn, Wrote
from octavo.engine.answer.quoting import QuotingGenerator
from octavo.program import Program
from octavo.session.session import Session
from octavo.session.state import DocumentState
from octavo.ui import loop
from support.qt import application, until
from support.window import drag, drop, open_window, panel_of, type_question

TALK = "Talk."
TEXT = "The **tenant** pays a deposit of `2,400` euros, returned in six weeks.\n\n"
QUESTIONS = (
    "What does section 7 say about interest and payment?",
    "Which company made the agreement about energy?",
    "How is the pressure of the water system measured?",
    "When is notice given to the tenant?",
    "What material does the station use?",
    "What was the cost of the network after the first year?",
    "Who may see the revenue of the market report?",
    "Which method of analysis gives the value on the surface?",
)
HELD = 0.02
"""Seconds for which the loop must have been held to be looked at."""


class Talker(QuotingGenerator):
    """Answers as ever; asked to talk, writes 50 words a second for as long as it is let."""

    seconds = 0.0

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        if turn.question != TALK:
            async for part in super().answer(turn):
                yield part
            return
        yield Begun("written")
        began = time.monotonic()
        for number, word in enumerate(itertools.cycle(TEXT.split(" "))):
            yield Wrote(word + " ")
            await asyncio.sleep(max(0.0, began + number / 50 - time.monotonic()))
            if time.monotonic() - began > self.seconds:
                return


class Observer:
    """A thread that samples memory, and the loop's stack while the metronome is late."""

    def __init__(self, metronome: Metronome) -> None:
        self.peaks: dict[str, int] = {}
        self.holds: dict[float, tuple[float, collections.Counter[str]]] = {}
        self._metronome = metronome
        self._loop = threading.get_ident()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._observe, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._end.set()
        self._thread.join()

    def _observe(self) -> None:
        own = psutil.Process()
        for number in itertools.count():
            if self._end.wait(0.004):
                return
            self._look()
            if number % 12 == 0:  # about every 50 ms
                self._note("the window", own)
            if number % 60 == 0:
                for child in own.children(recursive=True):
                    self._note(_worker(child), child)

    def _look(self) -> None:
        since = self._metronome.last
        held = time.perf_counter() - since
        if held < HELD:
            return
        frame = sys._current_frames().get(self._loop)
        _, places = self.holds.get(since, (0.0, collections.Counter()))
        places[_place(frame)] += 1
        self.holds[since] = held, places

    def _note(self, name: str, process: psutil.Process) -> None:
        try:
            memory = process.memory_info().rss
        except psutil.NoSuchProcess:
            return
        self.peaks[name] = max(self.peaks.get(name, 0), memory)

    def print(self) -> None:
        longest = sorted(self.holds.items(), key=lambda hold: -hold[1][0])[:12]
        for since, (_, places) in longest:
            if (spent := self._metronome.spent.get(since)) is not None:
                print(f"  the loop was held {spent} in {places.most_common(1)[0][0]}")
        for name, peak in self.peaks.items():
            goal = 300 if name == "the window" else 500
            print(f"  peak memory of {name}: {peak / 1e6:.0f} MB (goal ≤ {goal})")


def _worker(process: psutil.Process) -> str:
    """Return what a worker process is for; its command line names its target."""
    with contextlib.suppress(psutil.Error):
        target = re.search(r"octavo\.(\w+)\.inside", " ".join(process.cmdline()))
        if target is not None:
            return f"a worker of {target[1]}"
    return "another process"


def _place(frame: types.FrameType | None) -> str:
    """Return the innermost functions of Octavo's in a stack, each with its caller after it."""
    found: dict[str, None] = {}
    while frame is not None and len(found) < 4:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("octavo.") and module != "octavo.ui.loop":
            function = frame.f_code.co_qualname.partition(".<locals>")[0]
            found[f"{module.removeprefix('octavo.')}.{function}"] = None
        frame = frame.f_back
    return " < ".join(found) or "Qt or the loop itself"


async def ask_on(session: Session, until_set: asyncio.Event) -> list[float]:
    """Ask real questions in threads of their own; return the seconds each took."""
    took: list[float] = []
    questions = itertools.cycle(QUESTIONS)
    while not until_set.is_set():
        thread = await session.threads.create()
        begun = time.perf_counter()
        await session.conversation.ask(thread.id, next(questions))
        took.append(time.perf_counter() - begun)
    return took


async def measure(folder: Path, first: Path, long: Path, seconds: float) -> None:
    """Time the loop alone, then at work."""
    Talker.seconds = seconds
    octavo.engine.app.QuotingGenerator = Talker  # type: ignore[misc]
    metronome = Metronome()
    metronome.start()
    await asyncio.sleep(3)
    metronome.stop("nothing to do (yardstick)")
    async with open_window(folder, [first]) as program:
        session = session_of(program)
        assistant = session.assistants.default.id

        def state(index: int) -> DocumentState | None:
            items = session.library.items(assistant)
            return items[index].state if index < len(items) else None

        await until(lambda: state(0) is DocumentState.READY, "the first is read", seconds=600)
        ended = asyncio.Event()
        observer = Observer(metronome)
        metronome.start()
        type_question(program, TALK)
        asking = asyncio.create_task(ask_on(session, ended))
        drop(program.window, drag(program.window, [long]))
        panel = panel_of(program)
        begun = time.monotonic()
        await until(
            lambda: panel.composer.button.text() == "Stop", "the answer has begun", seconds=20
        )
        await until(
            lambda: panel.composer.button.text() != "Stop", "the answer has ended", seconds=600
        )
        ended.set()
        took = await asking
        metronome.stop("asked, answering and taking a PDF in")
        observer.stop()
        document = session.library.items(assistant)[1]
        print(
            f"  in {time.monotonic() - begun:.0f} s: {document.pages_done} pages read,"
            f" {document.embedded or 0:.0%} embedded;"
            f" {len(took)} questions answered, {1000 * float(np.median(took)):.0f} ms each"
        )
        observer.print()


def session_of(program: Program) -> Session:
    """Return what the window's panels work on."""
    assert program.presenter is not None
    return program.presenter._session


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()

    async def run() -> int:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file, pages in (("first.pdf", 60), ("long.pdf", given.pages)):
                # in a process of its own: what writing takes is not the window's memory
                script = "import pathlib, sys; from support.reports import make_report as make;"
                script += "make(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
                write = [sys.executable, "-c", script, str(folder / file), str(pages)]
                await asyncio.to_thread(subprocess.run, write, check=True)
            await measure(folder / "data", folder / "first.pdf", folder / "long.pdf", given.seconds)
        QApplication.quit()
        return 0

    loop.run(application(), run)


if __name__ == "__main__":
    main()
