"""How late a 10 ms timer of the window is while an answer streams and a long PDF is taken in.

Usage: lateness_bench.py [--seconds 15] [--pages 1000]

The real window's panel, session, client, engine, reader and embedder on the Qt loop; a scripted
generator writes 50 words a second. Yardstick: the same timer in the same process before any work
began. Prints p50, p95 and the maximum in milliseconds (goal: p95 ≤ 10, maximum ≤ 60), and the
memory of all processes at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from octavo import __version__
from octavo.client import Client, InProcessTransport
from octavo.engine.answer.generator import AnswerPart, Begun, Turn, Wrote
from octavo.engine.app import Engine
from octavo.models.minilm import MiniLmEmbedder
from octavo.pdf.reader import PdfiumReader
from octavo.program import load
from octavo.session.session import Session
from octavo.ui import loop
from octavo.ui.application import make_application
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.chat.presenter import ChatPresenter
from octavo.ui.tasks import TaskOwner
from support.reports import make_report

TEXT = "The **tenant** pays a deposit of `2,400` euros, returned in six weeks.\n\n"


class Talker:
    """Writes 50 words a second for as long as it is let."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        yield Begun("written")
        began = time.monotonic()
        for number, word in enumerate(itertools.cycle(TEXT.split(" "))):
            yield Wrote(word + " ")
            await asyncio.sleep(max(0.0, began + number / 50 - time.monotonic()))
            if time.monotonic() - began > self._seconds:
                return


class Metronome(QObject):
    """Notes how late each tick of a precise 10 ms timer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=10)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        self.late = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self, name: str) -> None:
        self._timer.stop()
        p50, p95, most = np.percentile(self.late, [50, 95, 100])
        print(
            f"{name:32} p50 {p50:5.1f}  p95 {p95:5.1f}  max {most:6.1f} ms, {len(self.late)} ticks"
        )

    def _on_timeout(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, 1000 * (now - self._last) - 10))
        self._last = now


async def measure(folder: Path, pdf: Path, seconds: float) -> None:
    """Time the loop alone, then at work."""
    await load()
    metronome = Metronome()
    metronome.start()
    await asyncio.sleep(3)
    metronome.stop("nothing to do (yardstick)")
    reader, viewer, embedder = PdfiumReader(), PdfiumReader(name="viewer"), MiniLmEmbedder()
    engine = await Engine.open(folder, reader=reader, embedder=embedder)
    engine._services.runs._generator = Talker(seconds)
    async with Client(InProcessTransport(engine.app)) as client:
        session = await Session.open(client, viewer, cache=folder / "cache")
        tasks = TaskOwner(lambda error: print("error:", error))
        panel = ChatPanel()
        panel.resize(760, 700)
        panel.show()
        presenter = ChatPresenter(session, panel, tasks)
        thread = await session.threads.create()
        await presenter.show_thread(thread.id)
        assistant = session.assistants.default
        metronome.start()
        asking = asyncio.create_task(session.conversation.ask(thread.id, "What of the deposit?"))
        await session.library.add(assistant.id, [pdf])
        await asking
        metronome.stop("streaming and taking a PDF in")
        document = session.library.items(assistant.id)[0]
        print(f"{document.pages_done} pages read, {document.embedded:.0%} embedded")
        own = psutil.Process()
        print(f"memory of the window's process {own.memory_info().rss / 1e6:.0f} MB (goal ≤ 300)")
        for child in own.children(recursive=True):
            print(f"memory of a worker {child.memory_info().rss / 1e6:.0f} MB (goal ≤ 500)")
        await tasks.aclose()
        await session.aclose()
    await engine.aclose()
    for worker in (reader, viewer, embedder):
        await worker.aclose()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--pages", type=int, default=1000)
    given = parser.parse_args()
    app = make_application(__version__)

    async def run() -> int:
        with tempfile.TemporaryDirectory() as name:
            pdf = await asyncio.to_thread(make_report, Path(name) / "report.pdf", given.pages)
            await measure(Path(name) / "data", pdf, given.seconds)
        QApplication.quit()
        return 0

    loop.run(app, run)


if __name__ == "__main__":
    main()
